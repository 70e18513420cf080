import type { Observed } from '../model/basics.ts'
import type { Call, Change, Sent } from '../model/member.ts'
import type { OutcomeState, PlannedStep } from '../model/plan.ts'
import type { Resource } from '../model/resource.ts'
import { type Access, type Applying, journalled } from './apply.ts'
import { readBack } from './read-back.ts'
import { standOf, standsOf } from './stand.ts'

/** What became of a step, before it was read back. */
export type Done =
  | { readonly kind: 'sent' }
  /** A call was refused or never answered; earlier calls of the step may hold. */
  | { readonly kind: 'broken'; readonly why: string }
  | {
      readonly kind: 'not-sent'
      readonly state: Extract<OutcomeState, 'stale' | 'failed' | 'held' | 'not-reached'>
      readonly why: string
    }

export interface Counter {
  refusedInARow: number
  readonly limit: number
}

interface Worked {
  readonly done: Done
  /** The resource as it should be now. */
  readonly after: Observed<Resource | null>
}

type Known = { readonly known: true; readonly value: Resource }

/** Does one step, if what was just read is what the plan saw; what is done already is left alone. */
export async function doStep<S>(
  applying: Applying<S>,
  access: Access<S>,
  at: { step: PlannedStep; state: Observed<Resource | null>; counter: Counter },
): Promise<Worked> {
  const { step, state, counter } = at
  const notSent = (outcome: 'stale' | 'failed' | 'not-reached', why: string): Worked => ({
    done: { kind: 'not-sent', state: outcome, why },
    after: state,
  })
  if (counter.refusedInARow >= counter.limit) {
    return notSent('not-reached', `${counter.limit} calls were refused in a row in this target: limits.failures`)
  }
  if (!state.known)
    return notSent(
      'failed',
      `could not be read again before the write: ${state.operation}: ${state.why}${state.why === 'denied' && access.role !== null ? `: allow ${state.operation} to ${access.role}` : ''}`,
    )
  if (state.value === null) return notSent('stale', 'the resource is gone since it was planned')
  const stands = standsOf(access.logic, state.value, step.changes)
  const changed = step.changes.filter((_, index) => stands[index] === 'neither')
  if (changed.length > 0)
    return notSent('stale', `changed since it was planned: ${changed.map(({ member }) => member).join(', ')}`)
  if (stands.includes('unread')) return notSent('failed', 'a part that the step changes could not be read again')
  const [first, ...rest] = step.changes.filter((_, index) => stands[index] === 'before')
  if (first === undefined) return { done: { kind: 'sent' }, after: state }
  const settled = access.logic.settle([first, ...rest], state.value)
  return sendAll(applying, access, {
    step,
    calls: access.logic.calls(settled),
    state: { known: true, value: state.value },
    counter,
  })
}

async function sendAll<S>(
  applying: Applying<S>,
  access: Access<S>,
  at: { step: PlannedStep; calls: readonly Call[]; state: Known; counter: Counter },
): Promise<Worked> {
  let live = at.state.value
  for (const call of at.calls) {
    const n = applying.numbering.next()
    applying.journal.write({ kind: 'intent', n, steps: [journalled(at.step)], call })
    const sent = await send(access, call, live)
    // A refused or unanswered call may have done all of it, or a part: what is read says which.
    const missing =
      sent.kind === 'done' ? [] : await notSeen(applying, access, { call, live, patient: sent.kind === 'unknown' })
    applying.journal.write({ kind: 'answer', n, sent: answerOf(sent, missing) })
    at.counter.refusedInARow = sent.kind === 'refused' ? at.counter.refusedInARow + 1 : 0
    if (sent.kind !== 'done' && missing.length > 0) {
      return { done: { kind: 'broken', why: `${call.api}: ${sent.why}` }, after: { known: true, value: live } }
    }
    live = access.logic.withChanges(live, call.changes)
  }
  return { done: { kind: 'sent' }, after: { known: true, value: live } }
}

/** A refused call whose changes are there all the same was somebody else's doing: nothing of it is ours to take back. */
function answerOf(sent: Sent, missing: readonly Change[]): Sent {
  const [first, ...rest] = missing
  if (sent.kind === 'refused' && first !== undefined) return { ...sent, failed: [first, ...rest] }
  return sent.kind === 'unknown' && first === undefined ? { kind: 'done' } : sent
}

/** What a call threw is no answer: whether it came through is for the read to say. */
async function send<S>({ io, session }: Access<S>, call: Call, live: Resource): Promise<Sent> {
  try {
    return await io.send(session, call, live)
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
  }
}

/** Which changes of a call are not there, after an answer that does not settle it. Unread: all of them. */
async function notSeen<S>(
  applying: Applying<S>,
  access: Access<S>,
  { call, live, patient }: { call: Call; live: Resource; patient: boolean },
): Promise<readonly Change[]> {
  const [fresh] = await readBack(applying, access, {
    refs: [live.ref],
    before: [{ ref: live.ref, resource: { known: true, value: live } }],
    // A call that AWS refused is not on its way; one without an answer may be.
    changes: patient ? call.changes : [],
  })
  if (fresh?.resource.known !== true || fresh.resource.value === null) return call.changes
  const { value } = fresh.resource
  return call.changes.filter((change) => standOf(access.logic, value, change) !== 'after')
}

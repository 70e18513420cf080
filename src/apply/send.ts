import { many } from '../lib/many.ts'
import type { JournalLine, JournalledStep } from '../model/journal.ts'
import type { Call, Change, Sent } from '../model/member.ts'
import type { PlannedStep } from '../model/plan.ts'
import type { Access, Applying, Reach } from './apply.ts'
import { readBack } from './read-back.ts'
import { standOf } from './stand.ts'
import type { Counter, Ready } from './waves.ts'

/** Calls of several steps that go out as one. */
export type Bundle = readonly { readonly ready: Ready; readonly call: Call }[]

/** The calls at `index` of all steps that are still whole, those that say the same put together. */
export function bundled<S>(reach: Reach<S>, ready: readonly Ready[], index: number): readonly Bundle[] {
  const open = new Map<string, { ready: Ready; call: Call }[]>()
  const all: { ready: Ready; call: Call }[][] = []
  for (const one of ready) {
    const call = one.calls[index]
    if (call === undefined || one.ended !== null) continue
    const shared = reach.get(one.step.on.kind)?.logic.together(call) ?? null
    const group = shared === null ? undefined : open.get(shared.key)
    if (shared !== null && group !== undefined && group.length < shared.most) {
      group.push({ ready: one, call })
      continue
    }
    const begun = [{ ready: one, call }]
    all.push(begun)
    if (shared !== null) open.set(shared.key, begun)
  }
  return all
}

/** Journal, call, journal: what is sent is announced on disk before, and what came of it is written after. */
export async function sendBundle<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  { bundle, counter }: { bundle: Bundle; counter: Counter },
): Promise<'done' | 'refused' | 'unknown'> {
  const [first] = bundle
  const call = merged(bundle)
  const access = first === undefined ? undefined : reach.get(first.ready.step.on.kind)
  const steps = many(bundle.map(({ ready }) => journalled(ready.step)))
  if (first === undefined || access === undefined || call === null || steps === null) return 'done'
  const n = applying.numbering.next()
  const unwritten = written(applying, { kind: 'intent', n, steps, call })
  if (unwritten !== null) return unannounced(bundle, counter, unwritten)
  const sent = await send(access, call, first.ready)
  // A refused or unanswered call may have done all of it, or a part: what is read says which.
  const missing = sent.kind === 'done' ? [] : await notSeen(applying, reach, { bundle, sent, call })
  counter.refusedInARow = sent.kind === 'refused' ? counter.refusedInARow + 1 : 0
  // An intent without an answer is judged by what is read, so the journal is right; nothing more can be announced.
  if (written(applying, { kind: 'answer', n, sent: answerOf(sent, missing) }) !== null)
    counter.refusedInARow = counter.limit
  for (const { ready, call: own } of bundle) settle(reach, { ready, call: own, sent, missing })
  return sent.kind === 'refused' && missing.length < call.changes.length ? 'done' : sent.kind
}

/** Why the journal did not take a line: a full disk. null: it did. */
function written<S>({ journal }: Applying<S>, line: JournalLine): string | null {
  try {
    journal.write(line)
    return null
  } catch (error) {
    return `the journal could not be written: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** What cannot be announced is not done, and what is done already stays told. */
function unannounced(bundle: Bundle, counter: Counter, why: string): 'refused' {
  for (const { ready, call } of bundle)
    ready.ended = ready.calls[0] === call ? { kind: 'not-sent', state: 'not-reached', why } : { kind: 'broken', why }
  counter.refusedInARow = counter.limit
  return 'refused'
}

function merged(bundle: Bundle): Call | null {
  const changes = many(bundle.flatMap(({ call }) => call.changes))
  const api = bundle[0]?.call.api
  return changes === null || api === undefined ? null : { api, changes }
}

function settle<S>(reach: Reach<S>, at: { ready: Ready; call: Call; sent: Sent; missing: readonly Change[] }): void {
  const { ready, call, sent, missing } = at
  const own = new Set(call.changes.map(changeKey))
  if (sent.kind !== 'done' && missing.some((change) => own.has(changeKey(change)))) {
    ready.ended = { kind: 'broken', why: `${call.api}: ${sent.why}` }
    return
  }
  const logic = reach.get(ready.step.on.kind)?.logic
  if (logic !== undefined) ready.live = logic.withChanges(ready.live, call.changes)
}

const changeKey = ({ on, member }: Change): string => `${on.arn} ${member}`

const journalled = (step: PlannedStep): JournalledStep => ({
  hash: step.hash,
  finding: step.finding,
  use: step.use?.name ?? null,
  on: step.on,
})

/** A refused call whose changes are there all the same was somebody else's doing: nothing of it is ours to take back. */
function answerOf(sent: Sent, missing: readonly Change[]): Sent {
  const failed = many(missing)
  if (sent.kind === 'refused' && failed !== null) return { ...sent, failed }
  return sent.kind === 'unknown' && failed === null ? { kind: 'done' } : sent
}

/** What a call threw is no answer: whether it came through is for the read to say. */
async function send<S>({ io, session }: Access<S>, call: Call, { live }: Ready): Promise<Sent> {
  try {
    return await io.send(session, call, live)
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
  }
}

/** Which changes are not there, after an answer that does not settle it. Unread: all of those in question. */
async function notSeen<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  { bundle, sent, call }: { bundle: Bundle; sent: Exclude<Sent, { kind: 'done' }>; call: Call },
): Promise<readonly Change[]> {
  // What a refusal does not name as failed was done.
  const failed = sent.kind === 'refused' ? new Set(sent.failed.map(changeKey)) : null
  const asked = call.changes.filter((change) => failed === null || failed.has(changeKey(change)))
  const live = await readBack(applying, reach, {
    refs: bundle.map(({ ready }) => ready.step.on),
    before: bundle.map(({ ready }) => ({ ref: ready.step.on, resource: { known: true, value: ready.live } })),
    // A call that AWS refused is not on its way; one without an answer may be.
    changes: sent.kind === 'unknown' ? call.changes : [],
  })
  const byArn = new Map(live.map((fresh) => [fresh.ref.arn, fresh.resource]))
  return asked.filter((change) => {
    const now = byArn.get(change.on.arn)
    const logic = reach.get(change.on.kind)?.logic
    if (now?.known !== true || now.value === null || logic === undefined) return true
    return standOf(logic, now.value, change) !== 'after'
  })
}

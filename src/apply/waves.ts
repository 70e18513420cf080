import type { Observed } from '../model/basics.ts'
import type { Fresh, KindLogic } from '../model/kind.ts'
import type { Call } from '../model/member.ts'
import type { OutcomeState, PlannedStep } from '../model/plan.ts'
import type { Resource } from '../model/resource.ts'
import type { Access, Applying, Reach } from './apply.ts'
import { readBack } from './read-back.ts'
import { type Bundle, bundled, sendBundle } from './send.ts'
import { standsOf } from './stand.ts'

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

/** The steps of one resource, in their order, and how far they have come. */
export interface Chain {
  readonly steps: readonly PlannedStep[]
  /** The resource as it was read, and as it should be after the steps so far. */
  fresh: Fresh
  readonly worked: { readonly step: PlannedStep; readonly done: Done }[]
}

/** A step whose calls are to be sent. */
export interface Ready {
  readonly chain: Chain
  readonly step: PlannedStep
  readonly calls: readonly Call[]
  live: Resource
  /** Why it goes no further; null: it is whole so far. */
  ended: Done | null
}

/**
 * Works many resources side by side: the next step of each, call by call, so that what is the same for many goes out as one
 * call; then the steps after those.
 */
export async function workChains<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  { chains, counter }: { chains: readonly Chain[]; counter: Counter },
): Promise<void> {
  const longest = Math.max(0, ...chains.map(({ steps }) => steps.length))
  for (let wave = 0; wave < longest; wave++) {
    const ready: Ready[] = []
    for (const chain of chains) {
      const step = chain.steps[wave]
      if (step === undefined) continue
      const next = await prepared(applying, reach, { chain, step, counter })
      if ('calls' in next) ready.push({ chain, step, calls: next.calls, live: next.live, ended: null })
      else chain.worked.push({ step, done: next })
    }
    await sendWave(applying, reach, { ready, counter })
    for (const { chain, step, live, ended } of ready) {
      chain.worked.push({ step, done: ended ?? { kind: 'sent' } })
      chain.fresh = { ...chain.fresh, resource: { known: true, value: live } }
    }
    const steps = chains.filter((chain) => chain.steps[wave] !== undefined).length
    applying.progress(steps, steps)
  }
}

/** The first call of every step, then the second of those that are still whole, and so on. */
async function sendWave<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  { ready, counter }: { ready: readonly Ready[]; counter: Counter },
): Promise<void> {
  const most = Math.max(0, ...ready.map(({ calls }) => calls.length))
  for (let index = 0; index < most; index++) {
    const bundles = bundled(reach, ready, index)
    for (const bundle of bundles) await sendAsFarAsItGoes(applying, reach, { bundle, index, counter })
  }
}

/** A call for many that was refused as a whole is tried one by one: one resource must not hold up all others. */
async function sendAsFarAsItGoes<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  { bundle, index, counter }: { bundle: Bundle; index: number; counter: Counter },
): Promise<void> {
  if (isStopped(counter, bundle, index)) return
  const refusedBefore = counter.refusedInARow
  const whole = await sendBundle(applying, reach, { bundle, counter })
  if (whole !== 'refused' || bundle.length === 1 || bundle.every(({ ready }) => ready.ended?.kind === 'not-sent'))
    return
  counter.refusedInARow = refusedBefore
  for (const one of bundle) {
    one.ready.ended = null
    if (!isStopped(counter, [one], index)) await sendBundle(applying, reach, { bundle: [one], counter })
  }
}

function isStopped({ refusedInARow, limit }: Counter, bundle: Bundle, index: number): boolean {
  if (refusedInARow < limit) return false
  const why = tooMany(limit)
  // A step that has begun is not one that was not reached.
  for (const { ready } of bundle)
    ready.ended ??= index === 0 ? { kind: 'not-sent', state: 'not-reached', why } : { kind: 'broken', why }
  return true
}

const tooMany = (limit: number): string => `${limit} calls were refused in a row in this target: limits.failures`

type NotSent = Extract<Done, { kind: 'not-sent' } | { kind: 'sent' }>

/** What a step has to do on what was just read; or why it does nothing. What is done already is left alone. */
async function prepared<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  at: { chain: Chain; step: PlannedStep; counter: Counter },
): Promise<NotSent | { readonly calls: readonly Call[]; readonly live: Resource }> {
  const { chain, step, counter } = at
  const access = reach.get(step.on.kind)
  if (access === undefined) return notSent('not-reached', 'no session for this target')
  const missing = step.behind.find((hash) => !applying.selected.has(hash))
  if (missing !== undefined) return notSent('held', `builds on step ${missing}, which this run does not do`)
  if (counter.refusedInARow >= counter.limit) return notSent('not-reached', tooMany(counter.limit))
  await renewed(applying, reach, chain, step)
  const state = chain.fresh.resource
  if (!state.known) return notSent('failed', unreadText(access, state))
  if (state.value === null) return notSent('stale', 'the resource is gone since it was planned')
  const stands = standsOf(access.logic, state.value, step.changes)
  const changed = step.changes.filter((_, index) => stands[index] === 'neither')
  if (changed.length > 0)
    return notSent('stale', `changed since it was planned: ${changed.map(({ member }) => member).join(', ')}`)
  const unread = unreadPart(access.logic, state.value, step)
  if (unread !== null) return notSent('failed', `a part that the step changes ${unreadText(access, unread)}`)
  const unmet = chain.worked.find((earlier) => isUnmet(access.logic, state.value, { earlier: earlier.step, step }))
  if (unmet !== undefined) return notSent('not-reached', `builds on step ${unmet.step.hash}, which did not go through`)
  const [first, ...rest] = step.changes.filter((_, index) => stands[index] === 'before')
  if (first === undefined)
    return step.reverts === true ? notSent('stale', 'it is as recorded again: nothing was written') : { kind: 'sent' }
  // Planned when AWS would have taken it: another part has changed since (a tag under the same key in another case).
  const refused = access.logic.refuses(state.value, access.logic.withChanges(state.value, [first, ...rest]))
  if (refused !== null) return notSent('stale', `changed since it was planned: ${refused}`)
  const settled = access.logic.settle([first, ...rest], state.value)
  return { calls: access.logic.calls(settled), live: state.value }
}

/** Whether a step that this one rests on is not there. Of members that both touch, the before-values say so. */
function isUnmet(
  logic: KindLogic,
  live: Resource | null,
  { earlier, step }: { readonly earlier: PlannedStep; readonly step: PlannedStep },
): boolean {
  if (live === null || !step.behind.includes(earlier.hash)) return false
  const members = new Set(step.changes.map(({ member }) => member))
  if (earlier.changes.some(({ member }) => members.has(member))) return false
  return standsOf(logic, live, earlier.changes).some((stand) => stand !== 'after')
}

const notSent = (state: Extract<Done, { kind: 'not-sent' }>['state'], why: string): NotSent => ({
  kind: 'not-sent',
  state,
  why,
})

/** Why the first part that could not be read was not; null: all were. */
function unreadPart(
  logic: KindLogic,
  live: Resource,
  { changes }: PlannedStep,
): Extract<Observed<unknown>, { known: false }> | null {
  for (const { member } of changes) {
    const seen = logic.member(live, member)
    if (!seen.known) return seen
  }
  return null
}

function unreadText<S>(
  { role }: Access<S>,
  { operation, why }: { readonly operation: string; readonly why: string },
): string {
  const advice = why === 'denied' && role !== null ? `: allow ${operation} to ${role}` : ''
  return `could not be read again before the write: ${operation}: ${why}${advice}`
}

/** What an earlier step added has an id that only a new read knows. */
async function renewed<S>(applying: Applying<S>, reach: Reach<S>, chain: Chain, step: PlannedStep): Promise<void> {
  const earlier = chain.worked.filter(({ done }) => done.kind === 'sent').flatMap((one) => one.step.changes)
  if (step.behind.length === 0 || earlier.length === 0) return
  const [again] = await readBack(applying, reach, { refs: [step.on], before: [chain.fresh], changes: earlier })
  chain.fresh = again ?? chain.fresh
}

import { batches, inParallel } from '../lib/pool.ts'
import type { Hash, Many } from '../model/basics.ts'
import type { JournalledStep } from '../model/journal.ts'
import type { Fresh, KindIo, KindLogic } from '../model/kind.ts'
import type { Change } from '../model/member.ts'
import type { Outcome, OutcomeState, Plan, PlannedStep } from '../model/plan.ts'
import type { Ref, Resource } from '../model/resource.ts'
import { type Counter, type Done, doStep } from './do-step.ts'
import type { Journal } from './journal.ts'
import { readBack } from './read-back.ts'

/** How apply reaches a resource: its kind's two halves and the session of its target. `S` is the session's type. */
export interface Access<S> {
  readonly session: S
  /** ARN of the session's role; null: the environment's own credentials. */
  readonly role: string | null
  readonly io: KindIo<S>
  readonly logic: KindLogic
}

export interface Applying<S> {
  readonly plan: Plan
  /** What this run may do; nothing else is done. */
  readonly selected: ReadonlySet<Hash>
  readonly access: (ref: Ref) => Promise<Access<S> | null>
  readonly journal: Journal
  /** Why the step's finding is still there on what was read back; null: it is gone. */
  readonly remains: (step: PlannedStep, live: Resource) => string | null
  /** Refused calls in a row after which a target is left alone. */
  readonly failures: number
  readonly numbering: { next(): number }
  readonly wait: (milliseconds: number) => Promise<void>
  readonly progress: (done: number, all: number) => void
}

export interface Applied {
  readonly outcomes: readonly Outcome[]
  /** What was read last of every resource that was worked on; null: gone. */
  readonly live: readonly Fresh[]
}

/** Groups that are read again with one call; small enough that little time passes between a read and its writes. */
const batchSize = 40

/** Does the selected steps and nothing else, targets side by side; each step ends as exactly one outcome. */
export async function apply<S>(applying: Applying<S>): Promise<Applied> {
  const chosen = applying.plan.steps.filter((step) => applying.selected.has(step.hash))
  const targets = [...groupedBy(chosen, ({ on }) => `${on.account}/${on.region}/${on.kind}`).values()]
  let done = 0
  const progress = (steps: number): void => {
    done += steps
    applying.progress(done, chosen.length)
  }
  const counted = { ...applying, progress }
  const parts = await inParallel(targets, 8, (steps) => applyTarget(counted, steps))
  const settled = parts.map(
    (part, index): Applied =>
      part.kind === 'done'
        ? part.value
        : { outcomes: (targets[index] ?? []).map((step) => outcome(step, 'not-reached', text(part.error))), live: [] },
  )
  const outcomes = new Map(settled.flatMap((part) => part.outcomes).map((one) => [one.step, one]))
  return {
    outcomes: applying.plan.steps.map((step) => outcomes.get(step.hash) ?? notDone(step)),
    live: settled.flatMap((part) => part.live),
  }
}

function notDone(step: PlannedStep): Outcome {
  if (step.decision === 'apply') return outcome(step, 'not-approved', 'not among the steps that this run was given')
  if (step.decision === 'needs-approval') return outcome(step, 'not-approved', step.reason)
  return outcome(step, step.stale === true ? 'stale' : 'held', step.reason)
}

async function applyTarget<S>(applying: Applying<S>, steps: readonly PlannedStep[]): Promise<Applied> {
  const first = steps[0]
  const access = first === undefined ? null : await applying.access(first.on)
  if (access === null)
    return { outcomes: steps.map((step) => outcome(step, 'not-reached', 'no session for this target')), live: [] }
  const counter: Counter = { refusedInARow: 0, limit: applying.failures }
  const chains = [...groupedBy(steps, ({ on }) => on.arn).values()]
  const parts: Applied[] = []
  for (const batch of batches(chains, batchSize))
    parts.push(await applyBatch(applying, access, { chains: batch, counter }))
  return { outcomes: parts.flatMap((part) => part.outcomes), live: parts.flatMap((part) => part.live) }
}

interface Worked {
  readonly step: PlannedStep
  readonly done: Done
}

const unread = (ref: Ref): Fresh => ({
  ref,
  resource: { known: false, why: 'malformed', operation: 'read before the write' },
})

/** One batch: read again, work chain by chain, read back what was written, judge. */
async function applyBatch<S>(
  applying: Applying<S>,
  access: Access<S>,
  { chains, counter }: { chains: readonly (readonly PlannedStep[])[]; counter: Counter },
): Promise<Applied> {
  if (counter.refusedInARow >= counter.limit) return unreached(chains.flat(), counter)
  const refs = chains.flatMap((steps) => (steps[0] === undefined ? [] : [steps[0].on]))
  const before = await access.io.read(access.session, refs)
  const worked: Worked[] = []
  for (const steps of chains) {
    const on = steps[0]?.on
    if (on === undefined) continue
    const fresh = before.find(({ ref }) => ref.arn === on.arn) ?? unread(on)
    worked.push(...(await applyChain(applying, access, { steps, fresh, counter })))
    applying.progress(steps.length, steps.length)
  }
  const sent = worked.filter(({ done }) => done.kind === 'sent')
  const touched = new Set(worked.filter(({ done }) => done.kind !== 'not-sent').map(({ step }) => step.on.arn))
  const live = await readBack(applying, access, {
    refs: refs.filter((ref) => touched.has(ref.arn)),
    before,
    changes: sent.flatMap(({ step }) => step.changes),
  })
  return { outcomes: worked.map(({ step, done }) => judged(applying, access.logic, { step, done, live })), live }
}

async function applyChain<S>(
  applying: Applying<S>,
  access: Access<S>,
  at: { steps: readonly PlannedStep[]; fresh: Fresh; counter: Counter },
): Promise<readonly Worked[]> {
  let fresh = at.fresh
  const worked: Worked[] = []
  for (const step of at.steps) {
    const missing = step.behind.find((hash) => !applying.selected.has(hash))
    if (missing !== undefined) {
      worked.push({
        step,
        done: { kind: 'not-sent', state: 'held', why: `builds on step ${missing}, which this run does not do` },
      })
      continue
    }
    const earlier = worked.filter(({ done }) => done.kind === 'sent').flatMap((one) => one.step.changes)
    // What an earlier step added has an id that only a new read knows.
    if (step.behind.length > 0 && earlier.length > 0) {
      const [again] = await readBack(applying, access, { refs: [step.on], before: [fresh], changes: earlier })
      fresh = again ?? fresh
    }
    const { done, after } = await doStep(applying, access, { step, state: fresh.resource, counter: at.counter })
    fresh = { ...fresh, resource: after }
    worked.push({ step, done })
  }
  return worked
}

/** "Fixed" is what the same use says of the resource as read back, and nothing less. */
function judged<S>(
  applying: Applying<S>,
  logic: KindLogic,
  { step, done, live }: Worked & { live: readonly Fresh[] },
): Outcome {
  const now = live.find(({ ref }) => ref.arn === step.on.arn)?.resource
  const resource = now?.known === true ? now.value : null
  const seen = resource === null ? [] : holding(logic, resource, step.changes)
  if (done.kind === 'not-sent') return outcome(step, done.state, done.why)
  if (done.kind === 'broken') return outcome(step, 'failed', done.why, seen)
  if (now === undefined || !now.known) return outcome(step, 'unverified', 'the resource could not be read back')
  if (resource === null) return outcome(step, 'unverified', 'the resource is gone')
  const remains = applying.remains(step, resource)
  if (remains === null) return outcome(step, 'fixed', null, seen)
  const why = seen.length < step.changes.length ? `not all changes are seen on what was read back; ${remains}` : remains
  return outcome(step, 'unverified', why, seen)
}

function holding(logic: KindLogic, live: Resource, changes: Many<Change>): readonly Change[] {
  const members = logic.members(live)
  return changes.filter((change) => {
    const member = members.get(change.member)
    return (member === undefined || member.known) && logic.same(member?.value ?? null, change.after)
  })
}

function unreached(steps: readonly PlannedStep[], { limit }: Counter): Applied {
  const why = `${limit} calls were refused in a row in this target: limits.failures`
  return { outcomes: steps.map((step) => outcome(step, 'not-reached', why)), live: [] }
}

export function outcome(
  step: PlannedStep,
  state: OutcomeState,
  why: string | null,
  done: readonly Change[] = [],
): Outcome {
  return { step: step.hash, state, why, done }
}

export const journalled = (step: PlannedStep): JournalledStep => ({
  hash: step.hash,
  finding: step.finding,
  use: step.use?.name ?? null,
  on: step.on,
})

function groupedBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error))

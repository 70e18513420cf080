import { batches, inParallel } from '../lib/pool.ts'
import type { Hash, Many } from '../model/basics.ts'
import type { Fresh, KindIo, KindLogic } from '../model/kind.ts'
import type { Change } from '../model/member.ts'
import type { Outcome, OutcomeState, Plan, PlannedStep } from '../model/plan.ts'
import type { Kind, Ref, Resource } from '../model/resource.ts'
import type { Journal } from './journal.ts'
import { readBack, readOf } from './read-back.ts'
import { type Chain, type Counter, type Done, workChains } from './waves.ts'

/** How apply reaches a resource: its kind's two halves and the session of its target. `S` is the session's type. */
export interface Access<S> {
  readonly session: S
  /** ARN of the session's role; null: the environment's own credentials. */
  readonly role: string | null
  readonly io: KindIo<S>
  readonly logic: KindLogic
}

/** The kinds of one target whose calls may go out together. */
export type Reach<S> = ReadonlyMap<Kind, Access<S>>

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

/** Resources that are read again with one call; small enough that little time passes between a read and its writes. */
const batchSize = 40
/** As many resources as one call may carry the same tags to. */
const sharedBatchSize = 200

/** Does the selected steps and nothing else, targets side by side; each step ends as exactly one outcome. */
export async function apply<S>(applying: Applying<S>): Promise<Applied> {
  const chosen = applying.plan.steps.filter((step) => applying.selected.has(step.hash))
  const groups = await grouped(applying, chosen)
  let done = 0
  const progress = (steps: number): void => {
    done += steps
    applying.progress(done, chosen.length)
  }
  const counted = { ...applying, progress }
  const parts = await inParallel(groups, 8, (group) => applyGroup(counted, group))
  const settled = parts.map(
    (part, index): Applied =>
      part.kind === 'done' ? part.value : unreached(groups[index]?.steps ?? [], text(part.error)),
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

interface Group<S> {
  readonly steps: readonly PlannedStep[]
  /** null: the target has no session, or the kind no writer. */
  readonly reach: Reach<S> | null
}

/** Steps by target and family: what may share calls, and one bucket of AWS's throttling. */
async function grouped<S>(applying: Applying<S>, steps: readonly PlannedStep[]): Promise<readonly Group<S>[]> {
  const accesses = new Map<string, Access<S> | null>()
  const groups = new Map<string, { readonly steps: PlannedStep[]; readonly reach: Map<Kind, Access<S>> | null }>()
  for (const step of steps) {
    const { account, region, kind } = step.on
    const place = `${account}/${region}`
    const known = accesses.get(`${place}/${kind}`)
    const access = known === undefined ? await applying.access(step.on) : known
    accesses.set(`${place}/${kind}`, access)
    const key = access === null ? `${place}/none` : `${place}/${access.logic.family}`
    const group = groups.get(key) ?? { steps: [] as PlannedStep[], reach: access === null ? null : new Map() }
    group.steps.push(step)
    if (access !== null) group.reach?.set(kind, access)
    groups.set(key, group)
  }
  return [...groups.values()]
}

async function applyGroup<S>(applying: Applying<S>, { steps, reach }: Group<S>): Promise<Applied> {
  if (reach === null) return unreached(steps, 'no session for this target')
  const counter: Counter = { refusedInARow: 0, limit: applying.failures }
  const chains = [...groupedBy(steps, ({ on }) => on.arn).values()].map(addsFirst)
  const shared = chains.filter((chain) => chain.every((step) => isShared(reach, step)))
  const others = chains.filter((chain) => !shared.includes(chain))
  const parts: Applied[] = []
  for (const batch of [...batches(others, batchSize), ...batches(shared, sharedBatchSize)])
    parts.push(await applyBatch(applying, reach, { chains: batch, counter }))
  return { outcomes: parts.flatMap((part) => part.outcomes), live: parts.flatMap((part) => part.live) }
}

/** What a person let through may put back what another step takes away: it goes first, where no step builds on another. */
function addsFirst(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  if (steps.some(({ behind }) => behind.length > 0)) return steps
  const takesAway = ({ changes }: PlannedStep): number => Number(changes.every(({ after }) => after === null))
  return [...steps].sort((a, b) => takesAway(a) - takesAway(b))
}

/** Whether all calls of a step may carry other resources, too. */
function isShared<S>(reach: Reach<S>, { on, changes }: PlannedStep): boolean {
  const logic = reach.get(on.kind)?.logic
  return logic?.calls(changes).every((call) => (logic.together(call)?.most ?? 1) > 1) === true
}

const unread = (ref: Ref): Fresh => ({
  ref,
  resource: { known: false, why: 'malformed', operation: 'read before the write' },
})

/** One batch: read again, work chain by chain, read back what was written, judge. */
async function applyBatch<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  { chains, counter }: { chains: readonly (readonly PlannedStep[])[]; counter: Counter },
): Promise<Applied> {
  if (counter.refusedInARow >= counter.limit)
    return unreached(chains.flat(), `${counter.limit} calls were refused in a row in this target: limits.failures`)
  const refs = chains.flatMap((steps) => (steps[0] === undefined ? [] : [steps[0].on]))
  const before = new Map((await readOf(reach, refs)).map((fresh) => [fresh.ref.arn, fresh]))
  const working = chains.flatMap((steps): readonly Chain[] => {
    const [first] = steps
    return first === undefined ? [] : [{ steps, fresh: before.get(first.on.arn) ?? unread(first.on), worked: [] }]
  })
  await workChains(applying, reach, { chains: working, counter })
  const worked = working.flatMap((chain) => chain.worked)
  const touched = new Set(worked.filter(({ done }) => done.kind !== 'not-sent').map(({ step }) => step.on.arn))
  const live = await readBack(applying, reach, {
    refs: refs.filter((ref) => touched.has(ref.arn)),
    before: working.map(({ steps, fresh }) => before.get(steps[0]?.on.arn ?? '') ?? fresh),
    changes: worked.filter(({ done }) => done.kind === 'sent').flatMap(({ step }) => step.changes),
  })
  const byArn = new Map(live.map((fresh) => [fresh.ref.arn, fresh]))
  return {
    outcomes: worked.map(({ step, done }) => judged(applying, reach, { step, done, live: byArn.get(step.on.arn) })),
    live,
  }
}

/** "Fixed" is what the same use says of the resource as read back, and nothing less. */
function judged<S>(
  applying: Applying<S>,
  reach: Reach<S>,
  { step, done, live }: { step: PlannedStep; done: Done; live: Fresh | undefined },
): Outcome {
  const now = live?.resource
  const resource = now?.known === true ? now.value : null
  const logic = reach.get(step.on.kind)?.logic
  const seen = resource === null || logic === undefined ? [] : holding(logic, resource, step.changes)
  if (done.kind === 'not-sent') return outcome(step, done.state, done.why)
  if (done.kind === 'broken') return outcome(step, 'failed', done.why, seen)
  if (now === undefined || !now.known) return outcome(step, 'unverified', 'the resource could not be read back')
  if (resource === null) return outcome(step, 'unverified', 'the resource is gone')
  const hidden = logic === undefined ? null : unreadPart(logic, resource, step.changes)
  if (hidden !== null) return outcome(step, 'unverified', hidden, seen)
  const remains = applying.remains(step, resource)
  if (remains === null) return outcome(step, 'fixed', null, seen)
  const why = seen.length < step.changes.length ? `not all changes are seen on what was read back; ${remains}` : remains
  return outcome(step, 'unverified', why, seen)
}

/** What could not be read proves nothing, and no finding about it does either. */
function unreadPart(logic: KindLogic, live: Resource, changes: Many<Change>): string | null {
  for (const { member } of changes) {
    const seen = logic.member(live, member)
    if (!seen.known) return `${member} could not be read back: ${seen.operation}: ${seen.why}`
  }
  return null
}

function holding(logic: KindLogic, live: Resource, changes: Many<Change>): readonly Change[] {
  return changes.filter((change) => {
    const member = logic.member(live, change.member)
    return member.known && logic.same(member.value, change.after)
  })
}

const unreached = (steps: readonly PlannedStep[], why: string): Applied => ({
  outcomes: steps.map((step) => outcome(step, 'not-reached', why)),
  live: [],
})

function outcome(step: PlannedStep, state: OutcomeState, why: string | null, done: readonly Change[] = []): Outcome {
  return { step: step.hash, state, why, done }
}

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

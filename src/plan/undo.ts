import { many } from '../lib/many.ts'
import type { Hash, Json, Many } from '../model/basics.ts'
import type { JournalLine } from '../model/journal.ts'
import type { Fresh, KindLogic, Kinds } from '../model/kind.ts'
import { type Change, type Member, ratingOf } from '../model/member.ts'
import type { Decision, Plan, PlannedStep, Step } from '../model/plan.ts'
import type { Ref, Resource } from '../model/resource.ts'
import type { World } from '../model/world.ts'
import { isProtected, protectedByCarriers } from './protected.ts'
import { planHash, sortedChanges, stepHash } from './step.ts'

/** What a journal says of one member: how it was before the run, and how the run may have left it. */
interface Past {
  readonly original: Json | null
  /** More than one where an intent has no answer, or an answer that settles nothing. */
  readonly left: readonly (Json | null)[]
}

/** What a journal says of one resource. `finding`: of the last step that touched it. */
export interface Touched {
  readonly on: Ref
  readonly finding: Hash
  readonly members: ReadonlyMap<Member, Past>
}

/** Folds a journal into what it did to each resource: many changes of one member become one. */
export function touchedBy(lines: readonly JournalLine[]): readonly Touched[] {
  const answers = new Map(lines.flatMap((line) => (line.kind === 'answer' ? [[line.n, line.sent] as const] : [])))
  const touched = new Map<string, { on: Ref; finding: Hash; members: Map<Member, Past> }>()
  for (const line of lines) {
    if (line.kind !== 'intent') continue
    const sent = answers.get(line.n)
    for (const change of line.call.changes) {
      if (sent?.kind === 'refused' && sent.failed.some((failed) => sameMember(failed, change))) continue
      const finding = line.steps.find((step) => step.on.arn === change.on.arn)?.finding ?? line.steps[0].finding
      const own = touched.get(change.on.arn) ?? { on: change.on, finding, members: new Map<Member, Past>() }
      own.members.set(change.member, next(own.members.get(change.member), change, sent?.kind === 'done'))
      touched.set(change.on.arn, { ...own, finding })
    }
  }
  return [...touched.values()]
}

const sameMember = (a: Change, b: Change): boolean => a.on.arn === b.on.arn && a.member === b.member

function next(past: Past | undefined, change: Change, certain: boolean): Past {
  const before = past ?? { original: change.before, left: [change.before] }
  return { ...before, left: certain ? [change.after] : [...before.left, change.after] }
}

export interface Undoing {
  readonly kinds: Kinds
  readonly world: World
  readonly protected: readonly string[]
  readonly own: readonly string[]
  /** Whether a resource lies in a target of the policy. */
  readonly inTargets: (ref: Ref) => boolean
  /** A proved journal may widen without being asked. */
  readonly proved: boolean
}

const outside = 'not in a target of the policy'

/** The inverses of what a journal did, last resource first, judged by what is there now. */
export function undoPlan(undoing: Undoing, touched: readonly Touched[], live: readonly Fresh[]): Plan {
  const fresh = new Map(live.map((one) => [one.ref.arn, one]))
  const steps = [...touched].reverse().flatMap((one) => stepsFor(undoing, one, fresh.get(one.on.arn)))
  return { hash: planHash(steps), steps }
}

function stepsFor(undoing: Undoing, touched: Touched, fresh: Fresh | undefined): readonly PlannedStep[] {
  const logic = undoing.kinds.get(touched.on.kind)
  const resource = fresh?.resource.known === true ? fresh.resource.value : null
  if (logic === undefined || resource === null) return unreadable(undoing, touched, fresh)
  const doable: Change[] = []
  const stale: Change[] = []
  const lost: PlannedStep[] = []
  for (const [member, past] of touched.members) {
    const seen = logic.member(resource, member)
    const now = seen.known ? seen.value : null
    if (seen.known && logic.same(now, past.original)) continue
    const why = seen.known && now === null ? logic.lost?.(member) : null
    if (typeof why === 'string') {
      lost.push(lostStep(touched, { on: touched.on, member, before: now, after: past.original }, why))
      continue
    }
    const asLeft = seen.known && past.left.some((left) => logic.same(now, left))
    if (asLeft) doable.push({ on: touched.on, member, before: now, after: past.original })
    else stale.push({ on: touched.on, member, before: past.left.at(-1) ?? null, after: past.original })
  }
  const doing = many(doable)
  const left = many(stale)
  return [
    ...(doing === null ? [] : [decided(undoing, { logic, resource, finding: touched.finding, changes: doing })]),
    ...(left === null ? [] : [staleStep(touched, left)]),
    ...lost,
  ]
}

function decided(
  undoing: Undoing,
  at: { logic: KindLogic; resource: Resource; finding: Hash; changes: Many<Change> },
): PlannedStep {
  const shift = at.logic.shift(at.resource, at.logic.withChanges(at.resource, at.changes), undoing.world)
  const step = stepOf(at.resource.ref, at.finding, at.changes)
  const rated: Step = { ...step, rating: ratingOf(shift), words: shift.words }
  const byCarrier = protectedByCarriers(at.logic.carriers?.(at.resource, step.changes), step.on, {
    policy: undoing.protected,
    own: undoing.own,
  })
  return { ...rated, ...decisionFor(undoing, rated, byCarrier), limited: false, behind: [] }
}

function decisionFor(
  undoing: Undoing,
  { on, rating, words }: Step,
  byCarrier: string | null,
): Pick<Decision, 'decision' | 'reason'> {
  if (!undoing.inTargets(on)) return { decision: 'hold', reason: outside }
  if (isProtected(on.arn, { policy: undoing.protected, own: undoing.own })) {
    return { decision: 'hold', reason: 'protected: no run may touch this resource' }
  }
  if (byCarrier !== null) return { decision: 'hold', reason: byCarrier }
  if (rating === 'narrowing' || rating === 'neutral')
    return { decision: 'apply', reason: `taking it back is ${rating}` }
  if (undoing.proved) return { decision: 'apply', reason: 'the journal is proved' }
  return { decision: 'needs-approval', reason: `taking it back is ${rating}: ${words.join('; ')}` }
}

function staleStep(touched: Touched, changes: Many<Change>): PlannedStep {
  const reason = `no longer as the journal left it: ${changes.map((change) => change.member).join(', ')}`
  return {
    ...stepOf(touched.on, touched.finding, changes),
    decision: 'hold',
    reason,
    stale: true,
    limited: false,
    behind: [],
  }
}

const lostStep = (touched: Touched, change: Change, reason: string): PlannedStep => ({
  ...stepOf(touched.on, touched.finding, [change]),
  decision: 'hold',
  reason,
  limited: false,
  behind: [],
})

function unreadable({ inTargets }: Undoing, touched: Touched, fresh: Fresh | undefined): readonly PlannedStep[] {
  const all = [...touched.members].map(
    ([member, past]): Change => ({ on: touched.on, member, before: past.left.at(-1) ?? null, after: past.original }),
  )
  const changes = many(all)
  if (changes === null) return []
  const gone = fresh?.resource.known === true
  const why = fresh === undefined || fresh.resource.known ? '' : `: ${fresh.resource.operation}: ${fresh.resource.why}`
  const unread = inTargets(touched.on) ? `could not be read${why}` : outside
  const reason = gone ? 'the resource is gone since the journal was written' : unread
  return [
    {
      ...stepOf(touched.on, touched.finding, changes),
      decision: 'hold',
      reason,
      stale: gone,
      limited: false,
      behind: [],
    },
  ]
}

function stepOf(on: Ref, finding: Hash, unsorted: Many<Change>): Step {
  const changes = sortedChanges(unsorted)
  return {
    hash: stepHash({ finding, use: null, changes }),
    finding,
    use: null,
    on,
    changes,
    rating: 'undecided',
    words: [],
  }
}

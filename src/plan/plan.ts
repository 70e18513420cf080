import type { Hash } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { KindLogic, Kinds } from '../model/kind.ts'
import { ratingOf } from '../model/member.ts'
import type { Decision, Plan, PlannedStep, Step } from '../model/plan.ts'
import type { Response, Use } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import type { Breach, Repair, Rule } from '../model/rule.ts'
import type { World } from '../model/world.ts'
import { conflictsOf, type Demands } from './conflicts.ts'
import { type Limited, limitSteps } from './limits.ts'
import { isProtected, protectedByCarriers } from './protected.ts'
import { planHash, sortedChanges, stepHash, waitsBehind } from './step.ts'

export interface Planning extends Demands, Limited {
  readonly kinds: Kinds
  /** ARNs of the run's own roles, hubs and identity provider. */
  readonly own: readonly string[]
}

/** One resource, its findings, and what is left of it after the steps so far. */
interface Chain {
  readonly logic: KindLogic
  /** As it was read. */
  readonly start: Resource
  readonly state: Resource
  readonly steps: readonly PlannedStep[]
}

/** Findings + policy → steps, each decided and with its reason. Steps of one resource are chained on simulated facts. */
export function planOf(planning: Planning, world: World, findings: readonly Finding[]): Plan {
  const steps: PlannedStep[] = []
  const byFinding = byResource(findings)
  const failing = new Map(world.resources.filter(({ ref }) => byFinding.has(ref.arn)).map((one) => [one.ref.arn, one]))
  for (const [arn, group] of byFinding) {
    const resource = failing.get(arn)
    const logic = resource && planning.kinds.get(resource.ref.kind)
    if (resource === undefined || logic === undefined) continue
    steps.push(...chained(planning, world, { logic, resource, findings: group }))
  }
  const limited = limitSteps(planning, steps)
  return { hash: planHash(limited), steps: limited }
}

function byResource(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.state !== 'open' || finding.breach.verdict !== 'fail' || finding.breach.repair.kind === 'none') continue
    const group = groups.get(finding.resource.arn)
    if (group === undefined) groups.set(finding.resource.arn, [finding])
    else group.push(finding)
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * What goes ahead by itself stands first, so that it never waits behind a question, nor is rated on what nobody has approved. Of
 * these and of those, what puts back stands before what takes away.
 */
function chained(
  planning: Planning,
  world: World,
  on: { logic: KindLogic; resource: Resource; findings: readonly Finding[] },
): readonly PlannedStep[] {
  const ordered = [...on.findings].sort((a, b) => weightOf(a) - weightOf(b) || (a.id < b.id ? -1 : 1))
  let chain: Chain = { logic: on.logic, start: on.resource, state: on.resource, steps: [] }
  const asking = ordered.filter((finding) => !mayGoAhead(finding))
  let open = ordered.filter(mayGoAhead)
  for (let before = Number.POSITIVE_INFINITY; open.length > 0 && open.length < before; ) {
    before = open.length
    const left: Finding[] = []
    for (const finding of open) {
      const next = extended(planning, world, { chain, finding })
      if (next === chain) continue
      if (next.steps.at(-1)?.decision === 'apply') chain = next
      else left.push(finding)
    }
    open = left
  }
  const rest = [...open, ...asking].sort((a, b) => weightOf(a) - weightOf(b) || (a.id < b.id ? -1 : 1))
  for (const finding of rest) chain = extended(planning, world, { chain, finding })
  return chain.steps
}

const mayGoAhead = (finding: Finding): boolean =>
  finding.breach.repair.kind === 'changes' && responseTo(finding) === 'fix'

/** What adds, what replaces, what takes away. */
function weightOf({ breach: { repair } }: Finding): number {
  if (repair.kind === 'none') return 0
  const weights = repair.changes.map(({ before, after }) => (after === null ? 2 : before === null ? 0 : 1))
  return Math.min(...weights)
}

function extended(planning: Planning, world: World, { chain, finding }: { chain: Chain; finding: Finding }): Chain {
  const response = responseTo(finding)
  if (response === 'report') return chain
  const breach = stillThere(planning.rules, {
    use: finding.use,
    about: finding.breach.about,
    state: chain.state,
    world,
  })
  if (breach === null || breach.verdict !== 'fail' || breach.repair.kind === 'none') return chain
  const changes = sortedChanges(breach.repair.changes)
  const after = chain.logic.withChanges(chain.state, changes)
  const shift = chain.logic.shift(chain.state, after, world)
  const what = { finding: finding.id, use: finding.use, changes }
  const step: Step = {
    ...what,
    hash: stepHash(what),
    on: chain.state.ref,
    rating: ratingOf(shift),
    words: shift.words,
    reverts: finding.breach.rating !== null,
  }
  const held = holdReason(planning, world, { chain, after, step })
  const decision = held ?? decide(step, response, breach.repair)
  const rests = decision.decision === 'apply' && restsOnOthers(chain, step, world)
  const planned = { ...step, ...decision, limited: false, behind: rests ? all(chain.steps) : behind(chain.steps, step) }
  const decided = waitsBehind(chain.steps, planned)
  return { ...chain, state: decided.decision === 'hold' ? chain.state : after, steps: [...chain.steps, decided] }
}

/** The finding's breach on the simulated resource; null where an earlier step has put it right already. */
function stillThere(
  rules: ReadonlyMap<string, Rule>,
  at: { use: Use; about: string; state: Resource; world: World },
): Breach | null {
  const verdict = rules.get(at.use.rule)?.check(at.state, at.use.options, at.world) ?? 'pass'
  if (verdict === 'pass' || verdict === 'not-applicable') return null
  return verdict.find((breach) => breach.about === at.about) ?? null
}

type Decided = Pick<Decision, 'decision' | 'reason'>

function holdReason(
  planning: Planning,
  world: World,
  at: { chain: Chain; after: Resource; step: Step },
): Decided | null {
  const { chain, after, step } = at
  if (isProtected(step.on.arn, { policy: planning.policy.protected, own: planning.own })) {
    return { decision: 'hold', reason: 'protected: no run may touch this resource' }
  }
  const byCarrier = protectedByCarriers(chain.logic.carriers?.(chain.state, step.changes), step.on, {
    policy: planning.policy.protected,
    own: planning.own,
  })
  if (byCarrier !== null) return { decision: 'hold', reason: byCarrier }
  if (step.changes.some((change) => chain.logic.ownedByAws(change.member, change.before ?? change.after))) {
    return { decision: 'hold', reason: 'AWS owns this part of the resource' }
  }
  const refused = chain.logic.refuses(chain.state, after)
  if (refused !== null) return { decision: 'hold', reason: refused }
  const conflicts = conflictsOf(planning, world, { before: chain.state, after })
  return conflicts.length === 0 ? null : { decision: 'hold', reason: `conflicts with ${conflicts.join(', ')}` }
}

function decide(step: Step, response: Response, repair: Exclude<Repair, { kind: 'none' }>): Decided {
  if (!opensNothing(step.rating)) {
    return { decision: 'needs-approval', reason: `the change is ${step.rating}: ${step.words.join('; ')}` }
  }
  if (repair.kind === 'ask') return { decision: 'needs-approval', reason: repair.why }
  if (response === 'approve') return { decision: 'needs-approval', reason: 'the policy asks for approval' }
  return { decision: 'apply', reason: `the policy says fix, and the change is ${step.rating}` }
}

const opensNothing = (rating: Step['rating']): boolean => rating === 'narrowing' || rating === 'neutral'

/** Whether it is harmless only after the steps before it: alone it would open something. */
function restsOnOthers({ logic, start, steps }: Chain, { changes }: Step, world: World): boolean {
  if (steps.length === 0) return false
  return !opensNothing(ratingOf(logic.shift(start, logic.withChanges(start, changes), world)))
}

const all = (steps: readonly PlannedStep[]): readonly Hash[] =>
  steps.filter(({ decision }) => decision !== 'hold').map(({ hash }) => hash)

/** Earlier steps whose members this one touches again: without them its before-values do not hold. */
function behind(steps: readonly PlannedStep[], step: Step): readonly Hash[] {
  const members = new Set(step.changes.map((change) => change.member))
  return steps
    .filter((earlier) => earlier.decision !== 'hold' && earlier.changes.some((change) => members.has(change.member)))
    .map((earlier) => earlier.hash)
}

/** A use's own response; one that has just lost its exception asks first. */
function responseTo({ use, breach, exception }: Finding): Response {
  const said =
    typeof use.response === 'string' ? use.response : (use.response[breach.rating ?? 'undecided'] ?? 'report')
  return said === 'fix' && exception !== null ? 'approve' : said
}

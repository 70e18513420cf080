import { type Access, type Applied, apply } from '../apply/apply.ts'
import { openJournal } from '../apply/journal.ts'
import type { Session } from '../aws/session.ts'
import { replaced } from '../collect/world.ts'
import { breaches, findingId } from '../evaluate/evaluate.ts'
import { compareFindings } from '../evaluate/order.ts'
import { freeJournalPath } from '../github/files.ts'
import type { Hash } from '../model/basics.ts'
import type { Finding, Judged } from '../model/finding.ts'
import type { Depth, Fresh } from '../model/kind.ts'
import type { Outcome, Plan, PlannedStep } from '../model/plan.ts'
import type { Kind, Ref, Resource } from '../model/resource.ts'
import type { World } from '../model/world.ts'
import { isTagChange } from '../tagging/members.ts'
import { draft } from './draft.ts'
import { judge, type Verdicts } from './judge.ts'
import { withBaselines } from './read.ts'
import { ioFor, kindMap, type Run, ruleMap, type Sessions } from './run.ts'

export interface Written {
  readonly outcomes: readonly Outcome[]
  readonly live: readonly Fresh[]
  /** null: nothing was to be written. */
  readonly journal: string | null
}

/** Does the chosen steps with a journal on disk. `remains` says why a step's aim is not reached on what was read back. */
export async function write(
  run: Run,
  sessions: Sessions,
  at: {
    plan: Plan
    selected: ReadonlySet<Hash>
    journalFolder: string
    remains: (step: PlannedStep, live: Resource) => string | null
  },
): Promise<Written> {
  const { host, policy, event } = run
  const path = at.selected.size === 0 ? null : freeJournalPath(at.journalFolder)
  const journal = path === null ? null : openJournal(path)
  journal?.write({
    kind: 'run',
    version: 1,
    repository: event.repository,
    run: event.runId,
    policy: policy.hash,
    at: new Date(host.now()).toISOString(),
  })
  let n = 0
  host.log.group(`Doing ${at.selected.size} of ${at.plan.steps.length} steps`)
  try {
    const applied: Applied = await apply<Session>({
      plan: at.plan,
      selected: at.selected,
      access: (ref) => accessTo(sessions, ref, at.plan.steps),
      journal: journal ?? { write: () => undefined },
      remains: at.remains,
      failures: policy.limits.failures,
      numbering: { next: () => ++n },
      wait: host.wait,
      progress: (done, all) => host.log.progress(`${done} of ${all} steps done`),
    })
    return { ...applied, journal: path }
  } finally {
    journal?.close()
    host.log.endGroup()
  }
}

/** Steps are read again as far as they reach: what changes tags alone needs no more than those. */
async function accessTo(sessions: Sessions, ref: Ref, steps: readonly PlannedStep[]): Promise<Access<Session> | null> {
  const session = sessions.of(ref)
  const own = await ioFor(ref.kind)
  const logic = kindMap.get(ref.kind)
  if (session === null || own === null || logic === undefined) return null
  const depth = depthOf(steps, ref.kind)
  return { session, role: session.role, logic, io: { ...own, read: (at, refs) => own.read(at, refs, depth) } }
}

function depthOf(steps: readonly PlannedStep[], kind: Kind): Depth {
  const reaches = steps.some(
    ({ on, use, changes }) =>
      on.kind === kind && (use === null ? !changes.every(isTagChange) : ruleMap.get(use.rule)?.depth !== 'tags'),
  )
  return reaches ? 'whole' : 'tags'
}

/** Why a step's finding is still there; null: the same use no longer yields it. */
export function remaining(world: World): (step: PlannedStep, live: Resource) => string | null {
  return ({ use, finding }, live) => {
    const rule = use === null ? undefined : ruleMap.get(use.rule)
    if (use === null || rule === undefined) return `finding ${finding} cannot be judged again`
    // The use may have more to say of the resource (another key): that is no matter of this step.
    const breach = breaches(rule, use, { resource: live, world }).find(
      (one) => findingId(use, live.ref, one) === finding,
    )
    return breach === undefined ? null : `the finding stays: ${breach.message}`
  }
}

/** Judges what was worked on as it was read back, and plans what is left. */
export async function settle(
  run: Run,
  sessions: Sessions,
  at: { before: Verdicts; live: readonly Fresh[] },
): Promise<{ readonly judged: Judged; readonly left: Plan; readonly world: World }> {
  const again = at.live.flatMap(({ resource }) => (resource.known && resource.value !== null ? [resource.value] : []))
  const world = await withBaselines(run, sessions, replaced(at.before.world, again))
  const known = new Set(again.map(({ ref }) => ref.arn))
  const resources = world.resources.filter(({ ref }) => known.has(ref.arn))
  const after = await judge(run, sessions, { world, resources })
  const findings = merged(at.before.judged.findings, after.judged.findings, new Set(again.map(({ ref }) => ref.arn)))
  const judged: Judged = { ...at.before.judged, findings }
  return { judged, left: draft(run, sessions, { judged, world: after.world }), world: after.world }
}

/** Whether a member is one of those that could not be read back: `inline` hides `inline oops`. */
const isHidden = ({ use, resource, breach }: Finding, after: readonly Finding[]): boolean =>
  ruleMap.get(use.rule)?.recorded === true &&
  after.some(
    (other) =>
      other.breach.verdict === 'unknown' &&
      other.use.name === use.name &&
      other.resource.arn === resource.arn &&
      breach.about.startsWith(`${other.breach.about} `),
  )

/** What was read back and no longer yields a finding has it fixed; what yields another one has that as well. */
function merged(before: readonly Finding[], after: readonly Finding[], read: ReadonlySet<string>): readonly Finding[] {
  const now = new Map(after.map((finding) => [finding.id, finding]))
  const kept = before.map((finding): Finding => {
    if (!read.has(finding.resource.arn)) return finding
    return now.get(finding.id) ?? (isHidden(finding, after) ? finding : { ...finding, state: 'fixed' })
  })
  const known = new Set(before.map(({ id }) => id))
  return [...kept, ...after.filter(({ id }) => !known.has(id))].sort(compareFindings)
}

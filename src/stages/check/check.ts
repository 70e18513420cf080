import { baselineChanges } from '../../check/baseline-changes.ts'
import { ratedByFindings, sortFindings } from '../../check/findings.ts'
import { touchedGaps } from '../../check/gaps.ts'
import { policyChanges } from '../../check/policy-changes.ts'
import { within } from '../../check/scope.ts'
import { type Between, whySilenced } from '../../check/why.ts'
import { worldOf } from '../../collect/world.ts'
import { evaluate } from '../../evaluate/evaluate.ts'
import { compareFindings } from '../../evaluate/order.ts'
import type { Check, GuardChange } from '../../model/check.ts'
import type { Finding, Judged } from '../../model/finding.ts'
import type { Policy } from '../../model/policy.ts'
import type { Report, TargetState } from '../../model/report.ts'
import type { World } from '../../model/world.ts'
import { loudChanges } from '../../report/check-gate.ts'
import { isRecording } from '../baselines.ts'
import { open } from '../open.ts'
import { read, withBaselines } from '../read.ts'
import { kindMap, type Run, ruleMap } from '../run.ts'
import { acknowledgement } from './acknowledgement.ts'
import type { Comparison } from './comparison.ts'
import { notLookedAt } from './notes.ts'

const nothing: Judged = { findings: [], exceptions: [], leftOut: [], looked: new Map() }

/** One world under two policies: the one in force, and the one that would be. */
export async function runCheck(ready: Run): Promise<Partial<Report>> {
  const { comparison } = ready
  if (comparison === undefined) throw new Error('check was asked for, and nothing was compared')
  const { world, states } = await readAccounts(ready, comparison)
  const changes = await changesOf(comparison, world)
  const judged = judgeBoth(ready, comparison, world)
  const check = checkOf(comparison, { world, changes, judged })
  const needed = loudChanges(check, ready.policy.gate).length > 0
  const { acknowledged, note } = needed
    ? await acknowledgement(comparison, ready.policy.gate)
    : { acknowledged: null, note: null }
  return {
    targets: states,
    judged: shownOf(judged, check),
    gaps: world.gaps,
    check: { ...check, acknowledged, notes: [...check.notes, ...(note === null ? [] : [note])] },
  }
}

interface Accounts {
  readonly world: World
  readonly states: readonly TargetState[]
}

/** Read once, for what either policy wants to see, in the places that the policy in force names. */
async function readAccounts(ready: Run, { base, head, targets }: Comparison): Promise<Accounts> {
  if (base === null || targets.length === 0)
    return { world: worldOf({ resources: [], gaps: [], whole: new Set() }), states: [] }
  const asking: Run = {
    ...ready,
    policy: { ...base.policy, targets },
    uses: [...base.policy.uses, ...head.policy.uses],
  }
  const sessions = await open(asking)
  const { world, states } = await read(asking, sessions)
  const known = await withBaselines({ ...asking, baselines: base.baselines }, sessions, world)
  return { world: await withBaselines({ ...asking, baselines: head.baselines }, sessions, known), states }
}

async function changesOf(
  { base, head, pairs, wasRecorded }: Comparison,
  world: World,
): Promise<readonly GuardChange[]> {
  const kinds = new Set(pairs.flatMap((pair) => (pair.head ?? pair.base)?.ref.kind ?? []))
  await Promise.all([...kinds].map((kind) => kindMap.get(kind)?.load?.()))
  const held = base?.policy.uses.some(isRecording) ?? false
  return [
    ...(base === null ? [] : policyChanges(base.policy, head.policy)),
    ...baselineChanges(pairs, { kinds: kindMap, world, wasRecorded, held }),
  ]
}

interface Both {
  readonly base: Judged
  readonly head: Judged
}

function judgeBoth({ today }: Run, { base, head, targets }: Comparison, world: World): Both {
  if (base === null || targets.length === 0) return { base: nothing, head: nothing }
  const under = (policy: Policy, of: World): Judged =>
    evaluate({ policy, rules: ruleMap, uses: policy.uses, today }, of)
  return {
    base: under(base.policy, { ...world, baselines: base.baselines?.index ?? null }),
    head: under(head.policy, within(world, head.policy.targets, { baselines: head.baselines?.index ?? null })),
  }
}

function checkOf(
  comparison: Comparison,
  { world, changes, judged }: { world: World; changes: readonly GuardChange[]; judged: Both },
): Check {
  const { commits, pull, against, base, head, files, pairs, notes } = comparison
  const check = { ...commits, pull, against, files, changes, acknowledged: null }
  const said = [...notes, ...notLookedAt(comparison)]
  if (base === null) return { ...check, silenced: [], added: [], staying: [], gaps: 0, notes: said }
  const sorted = sortFindings(judged.base.findings, judged.head.findings, base.policy.gate)
  const between: Between = {
    base: base.policy,
    head: head.policy,
    changes,
    pairs,
    subject: ({ resource }) => {
      const found = world.get(resource.kind, resource.id, resource)
      return found.known ? found.value : null
    },
    isRecorded: ({ use }) => isRecording(use),
  }
  const looksUp = (use: Policy['uses'][number]) => ruleMap.get(use.rule)?.looksUp(use.options) ?? []
  return {
    ...check,
    changes: ratedByFindings(changes, sorted),
    silenced: sorted.silenced.map((one) => ({ finding: one.finding, ...whySilenced(one, between) })),
    added: sorted.added,
    staying: sorted.staying,
    gaps: touchedGaps(world.gaps, { base: base.policy, head: head.policy, pairs, looksUp, isRecording }).length,
    notes: said,
  }
}

/** What the policy that would be finds, and what it would no longer find. */
function shownOf({ base, head }: Both, { silenced }: Check): Judged {
  const known = new Set(head.findings.map(({ id }) => id))
  const gone = silenced.map(({ finding }): Finding => finding).filter(({ id }) => !known.has(id))
  return { ...head, findings: [...head.findings, ...gone].sort(compareFindings), looked: base.looked }
}

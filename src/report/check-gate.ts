import { severities } from '../model/basics.ts'
import type { Check, GuardChange, Silenced } from '../model/check.ts'
import type { Finding } from '../model/finding.ts'
import type { Gate } from '../model/policy.ts'
import type { FailureReason, Report } from '../model/report.ts'

const reaches = ({ use }: Finding, line: Gate['failOn']): boolean =>
  line !== 'none' && severities.indexOf(use.severity) >= severities.indexOf(line)

type Silencing = Pick<Gate, 'silencing'>

/** What a baseline accepts is judged by its rating, not by how severe it is that anything drifts. */
export const isLoud = ({ finding, by }: Silenced, { silencing }: Silencing): boolean =>
  by !== 'baseline' && reaches(finding, silencing)

export const isAccepting = ({ accepts }: GuardChange, { silencing }: Silencing): boolean =>
  accepts && silencing !== 'none'

/** What takes the acknowledging label. */
export const loudChanges = ({ silenced, changes }: Check, gate: Silencing): readonly (Silenced | GuardChange)[] => [
  ...silenced.filter((one) => isLoud(one, gate)),
  ...changes.filter((one) => isAccepting(one, gate)),
]

export const isFailing = (finding: Finding, { failOn }: Pick<Gate, 'failOn'>): boolean =>
  finding.breach.verdict === 'fail' && reaches(finding, failOn)

/** Reasons of a check that was not stopped: the policy in force decides, and none of what the change brings. */
export function checkReasons({ check, policy, judged }: Report): readonly FailureReason[] {
  if (check === undefined || policy === null) return []
  const { gate } = policy
  const unknown = check.gaps > 0 || check.added.some(({ breach }) => breach.verdict === 'unknown')
  const holding: readonly (readonly [FailureReason, boolean])[] = [
    ['silenced-findings', check.acknowledged === null && loudChanges(check, gate).length > 0],
    ['unknown-findings', gate.unknown === 'fail' && unknown],
    ['open-findings', check.added.some((finding) => isFailing(finding, gate))],
    ['nothing-checked', isNothing(check) && judged.looked.size === 0],
  ]
  return holding.flatMap(([reason, holds]) => (holds ? [reason] : []))
}

/** Neither a file of the guard nor an account was there to judge. */
const isNothing = ({ files }: Check): boolean => files.length === 0

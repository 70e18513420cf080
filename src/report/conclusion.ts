import { severities } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { Outcome } from '../model/plan.ts'
import { type Conclusion, type FailureReason, failureReasons, type Report } from '../model/report.ts'
import { checkReasons } from './check-gate.ts'

/** A pure function of the report: all reasons that hold, in the contract's order. */
export function conclude(report: Report): Conclusion {
  const holding = new Set<FailureReason>(report.stops.map(({ reason }) => reason))
  const add = (reason: FailureReason, holds: boolean): void => {
    if (holds) holding.add(reason)
  }
  add(
    'credentials',
    report.targets.some(({ state }) => state === 'failed'),
  )
  add(
    'limit-reached',
    report.mode === 'remediate' && report.plan.steps.some((step) => step.limited && step.decision === 'needs-approval'),
  )
  add(
    'apply-failed',
    report.outcomes.some((outcome) => hasFailed(report, outcome)),
  )
  if (report.mode === 'check') {
    // Whoever could not get in has said so already.
    const own = checkReasons(report).filter((reason) => reason !== 'nothing-checked' || holding.size === 0)
    for (const reason of own) holding.add(reason)
    return inOrder(holding)
  }
  add('unknown-findings', report.policy?.gate.unknown !== 'report' && isUnknown(report))
  add('open-findings', hasOpen(report))
  // Whoever was stopped, or could not get in, has said so already.
  add('nothing-checked', holding.size === 0 && report.mode !== 'undo' && lookedAtNothing(report))
  return inOrder(holding)
}

/** Who says that a recorded resource is gone has looked for it. */
const lookedAtNothing = ({ judged, recorded }: Report): boolean =>
  judged.looked.size === 0 && judged.findings.length === 0 && (recorded?.resources.length ?? 0) === 0

function inOrder(holding: ReadonlySet<FailureReason>): Conclusion {
  const reasons = failureReasons.filter((reason) => holding.has(reason))
  return { conclusion: reasons.length === 0 ? 'pass' : 'fail', reasons }
}

/** A fix whose changes are all there, and whose finding has more than this step could take away, has not failed. */
export function hasFailed({ plan }: Pick<Report, 'plan'>, { step, state, done }: Outcome): boolean {
  if (state === 'failed' || state === 'not-reached') return true
  if (state !== 'unverified') return false
  const planned = plan.steps.find(({ hash }) => hash === step)
  return planned === undefined || done.length < planned.changes.length
}

const isUnknown = ({ gaps, judged, recorded }: Report): boolean =>
  gaps.length > 0 ||
  judged.findings.some(({ state, breach }) => state === 'open' && breach.verdict === 'unknown') ||
  (recorded !== undefined && (recorded.left > 0 || recorded.resources.some(({ unread }) => unread.length > 0)))

function hasOpen(report: Report): boolean {
  if (report.mode === 'undo') return report.outcomes.some(({ state }) => state !== 'fixed') || waits(report)
  if (report.mode === 'record') return false
  return report.judged.findings.some((finding) => countsAsOpen(report, finding))
}

const waits = ({ plan, outcomes }: Report): boolean =>
  outcomes.length === 0 && plan.steps.some(({ decision }) => decision !== 'apply')

export function countsAsOpen({ policy }: Report, { state, breach, use }: Finding): boolean {
  const failOn = policy?.gate.failOn ?? 'low'
  if (failOn === 'none' || state !== 'open' || breach.verdict !== 'fail') return false
  return severities.indexOf(use.severity) >= severities.indexOf(failOn)
}

/** The command's exit code (contract, section 3): by the first reason. */
export function exitCode({ conclusion, reasons }: Conclusion): 0 | 1 | 2 | 3 {
  const [first] = reasons
  if (conclusion === 'pass' || first === undefined) return 0
  if (first === 'invalid-input' || first === 'invalid-policy' || first === 'not-allowed-on-event') return 2
  return first === 'open-findings' || first === 'silenced-findings' || first === 'limit-reached' ? 1 : 3
}

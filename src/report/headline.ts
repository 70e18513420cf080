import type { Outcome } from '../model/plan.ts'
import type { Conclusion, Report } from '../model/report.ts'
import { checkParts } from './check.ts'
import { hasFailed } from './conclusion.ts'
import { countsOf } from './counts.ts'
import { recordParts } from './record.ts'
import { plural } from './words.ts'

/** The answer, in words. */
export function headline(report: Report, { conclusion, reasons }: Conclusion): string {
  const stop = report.stops[0]
  if (stop !== undefined) return stopWords[stop.reason] ?? 'the run was stopped'
  const parts = [...ownParts(report), ...failureParts(report)]
  const failedTargets = report.targets.filter(({ state }) => state === 'failed').length
  if (failedTargets > 0) parts.push(`${plural(failedTargets, 'target')} could not be reached`)
  if (report.gaps.length > 0) parts.push(`${plural(report.gaps.length, 'read')} failed`)
  if (conclusion === 'fail' && reasons[0] === 'nothing-checked')
    return report.check !== undefined ? nothingJudged : 'nothing was checked: no rule looked at any resource'
  // A check never writes to AWS.
  if (report.dryRun && report.mode !== 'check') parts.push('dry run: nothing was written')
  return parts.join('; ')
}

const nothingJudged =
  'there was nothing to judge: no file of the guard changed, no account was read, and no infrastructure code was given'

function ownParts(report: Report): readonly string[] {
  if (report.check !== undefined) return checkParts(report, report.check)
  if (report.recorded !== undefined) return recordParts(report.recorded)
  return report.mode === 'undo' ? undoParts(report) : findingParts(report)
}

function findingParts(report: Report): string[] {
  const { open, unknown, excepted, fixed, waiting } = countsOf(report)
  const all = open + fixed
  const parts: string[] = []
  if (fixed > 0 || report.outcomes.length > 0) parts.push(`${fixed} of ${plural(all, 'finding')} fixed`)
  else parts.push(open === 0 ? noneOpen(report) : plural(open, 'open finding'))
  if (waiting > 0) parts.push(`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval`)
  if (unknown > 0) parts.push(`${unknown} could not be judged`)
  if (excepted > 0) parts.push(`${excepted} excepted`)
  return parts
}

/** Nobody who could not look says that there is nothing. */
function noneOpen({ judged, targets, gaps }: Report): string {
  if (judged.looked.size === 0) return 'nothing was looked at'
  const whole = gaps.length === 0 && targets.every(({ state }) => state !== 'failed')
  return whole ? 'no open findings' : 'no open findings in what was read'
}

/** Steps that were begun, or should have been, and did not come true. */
function failureParts(report: Report): string[] {
  const count = (state: Outcome['state']): number => report.outcomes.filter((one) => one.state === state).length
  const unproved = report.outcomes.filter((one) => one.state === 'unverified' && hasFailed(report, one)).length
  const parts: readonly (readonly [number, string])[] = [
    [count('failed'), 'failed'],
    [unproved, 'could not be proved'],
    [count('not-reached'), 'not reached'],
    [report.mode === 'undo' ? 0 : count('stale'), 'stale: changed since the plan was made'],
  ]
  return parts.flatMap(([n, words]) => (n === 0 ? [] : [`${plural(n, 'step')} ${words}`]))
}

function undoParts({ plan, outcomes }: Report): string[] {
  const back = outcomes.filter(({ state }) => state === 'fixed').length
  const waiting = plan.steps.filter(({ decision }) => decision === 'needs-approval').length
  const outcomeOf = new Map(outcomes.map(({ step, state }) => [step, state]))
  const stale = plan.steps.filter((step) => step.stale === true || outcomeOf.get(step.hash) === 'stale').length
  const held = plan.steps.filter((step) => step.decision === 'hold' && step.stale !== true).length
  if (plan.steps.length === 0) return ['nothing to take back: everything is as it was before the run']
  const parts = [`${back} of ${plural(plan.steps.length, 'step')} taken back`]
  if (waiting > 0 && back < plan.steps.length) parts.push(`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval`)
  if (stale > 0) parts.push(`${stale} no longer as the journal left it`)
  if (held > 0) parts.push(`${held} held`)
  return parts
}

const stopWords: Readonly<Record<string, string>> = {
  'invalid-policy': 'the policy or its baselines have problems; AWS was not asked anything',
  'invalid-input': 'an input has a problem; AWS was not asked anything',
  'unknown-findings': 'what has to be judged could not be read; AWS was not asked anything',
  'nothing-checked': 'there was nothing to judge',
  'not-allowed-on-event': 'this event may not do that; AWS was not asked anything',
  'plan-changed': 'the plan has changed since it was approved; nothing was written',
  credentials: 'no credentials; AWS was not asked anything',
  'publish-failed': 'what was found could not be handed on',
  'apply-failed': 'nothing was written: no journal could be begun',
  internal: 'Holdfast itself failed',
}

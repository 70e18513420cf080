import { cut } from '../lib/escape.ts'
import type { Check } from '../model/check.ts'
import type { Finding } from '../model/finding.ts'
import type { Annotation } from '../model/log.ts'
import type { Problem } from '../model/policy.ts'
import type { FailureReason, Report } from '../model/report.ts'
import { isAccepting, isFailing, isLoud } from './check-gate.ts'
import { conclude, countsAsOpen, hasFailed } from './conclusion.ts'

/** What GitHub shows of each level; more are dropped without a word. */
const mostOfALevel = 10
const longest = 4_000

/** Worst first, ten of a level at most; the tenth says how many more there are. */
export function annotationsOf(report: Report): readonly Annotation[] {
  const all = [
    ...fromStops(report),
    ...fromReasons(report),
    ...fromTargets(report),
    ...fromOutcomes(report),
    ...(report.check === undefined ? fromFindings(report) : fromCheck(report, report.check)),
    ...fromGaps(report),
    ...fromTrouble(report),
    ...fromNotices(report),
  ]
  return (['error', 'warning', 'notice'] as const).flatMap((level) => limited(all.filter((one) => one.level === level)))
}

function limited(all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= mostOfALevel) return all
  const shown = all.slice(0, mostOfALevel - 1)
  const first = all[0]
  return first === undefined
    ? []
    : [
        ...shown,
        {
          level: first.level,
          title: 'More',
          message: `${all.length - shown.length} more of this kind: see the summary and report.json`,
          place: null,
        },
      ]
}

const made = (
  level: Annotation['level'],
  title: string,
  message: string,
  place: Annotation['place'] = null,
): Annotation => ({
  level,
  title: cut(title, 200),
  message: cut(message, longest),
  place,
})

/** What AWS said, or a stack, may name what is in the account: in a public repository it is left out. */
export const publicMessage = (reason: FailureReason, message: string): string =>
  reason === 'internal' || reason === 'credentials'
    ? 'This repository is public, or may be: what was said is left out.'
    : message

export function fromStops({ stops, audience }: Report): readonly Annotation[] {
  return stops.flatMap(({ reason, message, problems }) =>
    problems.length === 0
      ? [made('error', titles[reason] ?? reason, audience === 'counts' ? publicMessage(reason, message) : message)]
      : problems.map((one) => made('error', titleOf(reason, one), problemText(one), one.place)),
  )
}

const titles: Readonly<Record<string, string>> = {
  'invalid-policy': 'The policy file has a problem',
  'invalid-input': 'An input has a problem',
  'not-allowed-on-event': 'Not allowed on this event',
  'plan-changed': 'The plan has changed',
  'apply-failed': 'Nothing was written',
  credentials: 'No credentials',
  internal: 'A fault of Holdfast',
}

/** A baseline is no policy file, and is told by its own place. */
const titleOf = (reason: FailureReason, { place }: Problem): string =>
  reason === 'invalid-policy' && place !== null && /\/baselines\//.test(place.file)
    ? 'A baseline has a problem'
    : (titles[reason] ?? reason)

export function problemText({ at, found, expected, nearest }: Problem): string {
  const where = at === '' ? '' : `${at}: `
  const meant = nearest === null ? '' : `; did you mean "${nearest}"?`
  return `${where}found ${found}, expected ${expected}${meant}`
}

const nothing = ({ check }: Report): string =>
  check === undefined
    ? 'No rule looked at any resource'
    : 'No file of the guard changed, no account was read, and no infrastructure code was given'

/** Reasons that no finding, target or stop tells of. */
function fromReasons(report: Report): readonly Annotation[] {
  const { reasons } = conclude(report)
  const stopped = new Set(report.stops.map(({ reason }) => reason))
  const limited = report.plan.steps.filter((step) => step.limited && step.decision === 'needs-approval').length
  return reasons.flatMap((reason) => {
    if (stopped.has(reason)) return []
    if (reason === 'nothing-checked') return [made('error', 'Nothing was checked', nothing(report))]
    if (reason !== 'limit-reached') return []
    return [made('error', 'Limit reached', `${limited} steps wait for approval: a limit of the policy file holds them`)]
  })
}

/** Steps that did not come true; in an undo, which has no findings, those that wait and are stale as well. */
function fromOutcomes(report: Report): readonly Annotation[] {
  const { outcomes, plan, audience, mode } = report
  const told = outcomes.filter((one) => hasFailed(report, one) || (mode === 'undo' && one.state !== 'fixed'))
  if (told.length === 0) return []
  if (audience === 'counts') return [made('error', 'Steps not done', `${told.length} steps did not come true`)]
  const steps = new Map(plan.steps.map((step) => [step.hash, step]))
  return told.map(({ step, state, why }) => {
    const on = steps.get(step)?.on
    return made(
      'error',
      `${state}: ${on === undefined ? step : `${on.id} in ${on.account}/${on.region}`}`,
      why ?? state,
    )
  })
}

/** How an unknown is told: what the gate lets pass is no error. */
const unknownLevel = ({ policy }: Report): 'error' | 'warning' =>
  policy?.gate.unknown === 'report' ? 'warning' : 'error'

function fromTargets({ targets, audience }: Report): readonly Annotation[] {
  const failed = targets.filter(({ state }) => state === 'failed')
  if (audience === 'counts')
    return failed.length === 0
      ? []
      : [made('error', 'Targets not reached', `${failed.length} targets could not be opened`)]
  return failed.map(({ target, reason }) =>
    made('error', `Target ${target.name ?? target.account} ${target.region} not reached`, reason ?? ''),
  )
}

/** What the gate lets pass is a warning. */
function levelOf(report: Report, finding: Finding): 'error' | 'warning' {
  if (finding.breach.verdict === 'unknown') return unknownLevel(report)
  return countsAsOpen(report, finding) ? 'error' : 'warning'
}

function fromFindings(report: Report): readonly Annotation[] {
  const open = report.judged.findings.filter(({ state }) => state === 'open')
  if (report.audience === 'counts') {
    const level = open.some((one) => levelOf(report, one) === 'error') ? 'error' : 'warning'
    return open.length === 0 ? [] : [made(level, 'Open findings', `${open.length} findings are open`)]
  }
  return open.map((finding) => {
    const { use, resource, breach } = finding
    const title = `${use.name}: ${resource.id}${resource.name === null ? '' : ` (${resource.name})`} in ${resource.account}/${resource.region}`
    return made(levelOf(report, finding), title, breach.message, use.place)
  })
}

/** What a change would silence, accept or add; what stays is no matter of it. */
function fromCheck({ policy, audience }: Report, check: Check): readonly Annotation[] {
  const gate = policy?.gate
  if (gate === undefined) return []
  const level = check.acknowledged === null ? 'error' : 'warning'
  const silenced = check.silenced.map((one) =>
    made(
      isLoud(one, gate) ? level : 'warning',
      `Would be silenced: ${one.finding.use.name}: ${one.finding.resource.id}`,
      `${one.finding.breach.message} Silent, since ${one.why}`,
      check.changes.find(({ about, name }) => about === 'rule' && name === one.finding.use.name)?.place ?? null,
    ),
  )
  const accepted = check.changes
    .filter((change) => isAccepting(change, gate))
    .map(({ name, words, place }) => made(level, `Would be accepted: ${name}`, words.join('; '), place))
  const added = check.added.map((finding) =>
    made(
      isFailing(finding, gate) || (finding.breach.verdict === 'unknown' && gate.unknown === 'fail')
        ? 'error'
        : 'warning',
      `Would be added: ${finding.use.name}: ${finding.resource.id}`,
      finding.breach.message,
      finding.use.place,
    ),
  )
  const all = [...silenced, ...accepted, ...added]
  if (audience === 'details') return all
  const worst = all.some((one) => one.level === 'error') ? 'error' : 'warning'
  const counts = `${silenced.length} findings would be silenced, ${accepted.length} baselines accepted, ${added.length} findings added`
  return all.length === 0 ? [] : [made(worst, 'What the change would do', counts)]
}

function fromGaps(report: Report): readonly Annotation[] {
  const { gaps, audience } = report
  // A gap that a change has nothing to do with does not fail it.
  const level = report.check?.gaps === 0 ? 'warning' : unknownLevel(report)
  if (audience === 'counts') return gaps.length === 0 ? [] : [made(level, 'Not read', `${gaps.length} reads failed`)]
  return gaps.map(({ account, region, operation, role, why, kind, id }) =>
    made(
      level,
      'Not read',
      `${operation} was ${why}${role === null ? '' : ` to ${role}`} in ${account}/${region}: ${id === null ? `${kind} could not be listed` : `${kind} ${id} could not be read`}`,
    ),
  )
}

const fromTrouble = ({ trouble }: Report): readonly Annotation[] =>
  trouble.map(({ reporter, why }) => made('warning', `${reporter} could not be published`, why))

const fromNotices = ({ published }: Report): readonly Annotation[] =>
  (published?.notices ?? []).map(({ reporter, why }) => made('notice', reporter, why))

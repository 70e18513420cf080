import { hashOf } from '../../lib/canonical-json.ts'
import { cut } from '../../lib/escape.ts'
import { severities } from '../../model/basics.ts'
import type { Finding } from '../../model/finding.ts'
import type { PlannedStep } from '../../model/plan.ts'
import type { Report } from '../../model/report.ts'
import { changeText } from '../changes.ts'
import { jobOf, placesOf } from '../places.ts'
import { askedAll, type Reach, sawAll } from './read-whole.ts'
import type { Ending, IssueState, Listed, ListedGap, ListedStep, More, Scope } from './state.ts'

/** Characters of what a finding says: the rest stands in report.json. */
const longestMessage = 400
/** Changes of a step that are shown. */
const mostChanges = 8

/** What the issue has to say after a run: what it found, and of what it did not see what was said before. */
export function merged(report: Report, reach: Reach, before: IssueState): IssueState {
  const { audience } = report
  // What another audience was told says either too much or too little now.
  const said = before.audience === audience ? before : { ...before, findings: [], more: [], gaps: [], endings: [] }
  const open = report.judged.findings.filter(({ state }) => state === 'open')
  const known = new Set(report.judged.findings.map(({ id }): string => id))
  const since = new Map(before.findings.map((one) => [one.id, one.since]))
  const steps = new Map(report.plan.steps.map((step) => [step.finding, step]))
  const now = open.map((finding) => {
    const first = since.get(finding.id) ?? report.today
    return audience === 'counts'
      ? { ...bare(finding, first, steps.get(finding.id)), kind: tagOf(report) }
      : listed(finding, first, steps.get(finding.id))
  })
  const kept = said.findings.filter((one) => !known.has(one.id) && !saw(report, reach, one))
  const findings = [...now, ...kept].sort(compare)
  const more = moreOf(report, reach, said.more)
  const all = askedAll(reach)
  const elsewhere = elsewhereThan(report)
  return {
    audience,
    findings,
    more,
    gaps: union(gapsOf(report), all ? said.gaps.filter(elsewhere.gap) : said.gaps),
    endings: union(endingsOf(report), all ? said.endings.filter(elsewhere.ending) : said.endings),
    plan: all && placesOf(report) === null ? report.remaining : planOf(findings, more, { before: said, report }),
    run: before.run,
  }
}

/** In a public repository nothing is known of where a finding lies, but for which job saw it. */
function saw(report: Report, reach: Reach, one: Listed): boolean {
  if (report.audience === 'details') return sawAll(reach, one, { id: one.resource, arn: one.arn })
  return sawCounted(report, reach, one)
}

function sawCounted(report: Report, reach: Reach, { kind }: Pick<Listed, 'kind'>): boolean {
  const whole = askedAll(reach) && report.gaps.length === 0 && report.targets.every(({ state }) => state !== 'failed')
  return whole && (kind === '' || kind === tagOf(report))
}

/** By too little to tell an account by. */
const tagOf = (report: Report): string => jobOf(report, 4)

/** What another job said, of which this one knows nothing. */
function elsewhereThan(report: Report) {
  const places = placesOf(report)
  const accounts = new Set(places?.map((place) => place.split(':')[0]))
  const isOurs = ({ account, region }: ListedGap): boolean => {
    if (report.audience === 'counts') return region === '' || region === tagOf(report)
    // Whose account was not known may be any.
    if (!/^\d{12}$/.test(account)) return true
    return region === 'global' ? accounts.has(account) : places?.includes(`${account}:${region}`) === true
  }
  return {
    gap: (one: ListedGap): boolean => places !== null && !isOurs(one),
    ending: (one: Ending): boolean =>
      places !== null &&
      one.until >= report.today &&
      report.policy?.exceptions.some(({ reason, until }) => reason === one.reason && until === one.until) === true,
  }
}

/** What had no room, and was not seen: what was found since is listed by itself. */
function moreOf(report: Report, reach: Reach, before: readonly More[]): readonly More[] {
  if (report.audience === 'counts') {
    return before.filter((one) => !sawCounted(report, reach, one))
  }
  return before.filter((one) => !sawAll(reach, one, null))
}

/** Worst first, then by place: never by the run that found it. */
function compare(a: Listed, b: Listed): number {
  const text = (one: Listed): string => [one.account, one.region, one.kind, one.resource, one.use, one.id].join('\0')
  return (
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    Number(a.verdict === 'unknown') - Number(b.verdict === 'unknown') ||
    b.weight - a.weight ||
    (text(a) < text(b) ? -1 : 1)
  )
}

/**
 * After a narrowed run: what a whole one would offer. Where not all is listed, that is known only as long as nothing changed in
 * what is; a hash that stands no more writes nothing.
 */
function planOf(
  findings: readonly Listed[],
  more: readonly More[],
  { before, report }: { readonly before: IssueState; readonly report: Report },
): string | null {
  const waiting = waitingIn(findings)
  // A job offers what waits where it looks: several have no hash in common.
  if (placesOf(report) !== null)
    return more.length === 0 && waiting.length > 0 && hashOf([...waiting].sort()) === report.remaining
      ? report.remaining
      : null
  if (more.length === 0) return waiting.length === 0 ? null : hashOf([...waiting].sort())
  return waitingIn(before.findings).every((hash) => waiting.includes(hash)) ? before.plan : null
}

const waitingIn = (findings: readonly Listed[]): readonly string[] =>
  findings.flatMap(({ step }) => (step?.decision === 'needs-approval' ? [step.hash] : []))

const scopeOf = ({ use, breach, resource }: Finding): Scope => ({
  use: use.name,
  severity: use.severity,
  verdict: breach.verdict,
  account: resource.account,
  region: resource.region,
  kind: resource.kind,
})

function listed(finding: Finding, since: string, step: PlannedStep | undefined): Listed {
  const { id, breach, resource } = finding
  return {
    ...scopeOf(finding),
    id,
    since,
    resource: resource.id,
    arn: resource.arn,
    name: resource.name === resource.id ? null : resource.name,
    weight: breach.weight,
    message: cut(breach.message, longestMessage),
    step: step === undefined ? null : stepOf(step),
    why: breach.repair.kind === 'none' ? cut(breach.repair.why, longestMessage) : '',
  }
}

/** Counts and ids alone. */
function bare({ id, use, breach }: Finding, since: string, step: PlannedStep | undefined): Listed {
  const { hash, decision } = step === undefined ? { hash: '', decision: null } : stepOf(step)
  return {
    use: '',
    severity: use.severity,
    verdict: breach.verdict,
    account: '',
    region: '',
    kind: '',
    id,
    since,
    resource: '',
    arn: '',
    name: null,
    weight: 0,
    message: '',
    step: decision === null ? null : { hash, decision, reason: '', changes: [] },
    why: '',
  }
}

function stepOf({ hash, decision, reason, changes }: PlannedStep): ListedStep {
  // An approval is for one run: what it did not come to waits for the next.
  const [approved] = /^approved by hash; /.exec(reason) ?? []
  const lines = changes.slice(0, mostChanges).map((change) => cut(changeText(change), 200))
  const rest = changes.length - lines.length
  return {
    hash,
    decision: approved === undefined ? decision : 'needs-approval',
    reason: cut(reason.slice(approved?.length ?? 0), longestMessage),
    changes: rest > 0 ? [...lines, `and ${rest} more`] : lines,
  }
}

function gapsOf(report: Report): readonly ListedGap[] {
  const { gaps, targets, audience } = report
  const failed = targets
    .filter(({ state }) => state === 'failed')
    .map(({ target: { account, region } }) => ({ account, region, kind: '', id: '*', operation: '', why: 'failed' }))
  // AWS's words are left out: they name the run's own session.
  const all = [
    ...failed,
    ...gaps.map(({ account, region, kind, id, operation, why }) => ({ account, region, kind, id, operation, why })),
  ]
  if (audience === 'details') return all
  return all.map(({ id }, index) => ({
    account: '',
    region: tagOf(report),
    kind: String(index),
    id: id === '*' ? id : null,
    operation: '',
    why: '',
  }))
}

function endingsOf({ judged, policy, audience }: Report): readonly Ending[] {
  if (audience === 'counts') return []
  return judged.exceptions.flatMap(({ index, matched, state }): readonly Ending[] => {
    const found = policy?.exceptions[index]
    if (found === undefined || matched === 0 || state !== 'expiring') return []
    return [{ uses: found.uses.join(', '), owner: found.owner, reason: found.reason, until: found.until }]
  })
}

function union<T>(now: readonly T[], before: readonly T[]): readonly T[] {
  const byText = new Map([...now, ...before].map((one) => [JSON.stringify(one), one]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

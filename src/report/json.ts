import { json } from '../lib/escape.ts'
import { withHashes } from '../lib/iam/external-id.ts'
import type { Json } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { Change } from '../model/member.ts'
import type { Outcome, PlannedStep } from '../model/plan.ts'
import type { Problem } from '../model/policy.ts'
import type { Conclusion, Published, Report } from '../model/report.ts'
import type { Gap } from '../model/resource.ts'
import { checkJson } from './check.ts'
import { countsOf } from './counts.ts'
import { neverTagged } from './coverage.ts'
import { recordJson } from './record.ts'

/** report.json (contract, section 5; schema in schema/). In a public repository: counts, ids and hashes only. */
export function reportJson(report: Report, conclusion: Conclusion): string {
  return `${json(report.audience === 'details' ? whole(report, conclusion) : countsOnly(report, conclusion))}\n`
}

function head(report: Report, { conclusion, reasons }: Conclusion) {
  return { version: 1, mode: report.mode, conclusion, reasons, 'dry-run': report.dryRun, today: report.today }
}

function whole(report: Report, conclusion: Conclusion): Json {
  const steps = new Map(report.plan.steps.map((step) => [step.finding, step.hash]))
  return {
    ...head(report, conclusion),
    targets: report.targets.map(({ target, state, reason, partial, resources }) => ({
      account: target.account,
      name: target.name,
      region: target.region,
      state,
      reason,
      partial: partial.map((kind) => ({ kind, why: neverTagged })),
      resources: Object.fromEntries([...resources].sort(([a], [b]) => (a < b ? -1 : 1))),
    })),
    findings: report.judged.findings.map((finding) => ({
      ...findingJson(finding),
      step: steps.get(finding.id) ?? null,
    })),
    plan: planBody(report),
    outcomes: report.outcomes.map(outcomeJson),
    gaps: report.gaps.map(gapJson),
    exceptions: report.judged.exceptions.map(({ index, matched, state }) => ({ index, matched, state })),
    'left-out': report.judged.leftOut.map(({ use, by, count }) => ({ use, by, count })),
    check: checkJson(report),
    ...(report.recorded === undefined ? {} : { recorded: recordJson(report.recorded) }),
    ...(report.published === undefined ? {} : { 'pull-requests': pullRequestsJson(report.published) }),
    counts: { ...countsOf(report) },
    stops: report.stops.map(({ reason, message, problems }) => ({
      reason,
      message,
      problems: problems.map(problemJson),
    })),
    trouble: report.trouble.map(({ reporter, why }) => ({ reporter, why })),
    // Seconds stand in the summary: the same account gives the same bytes here.
    cost: { calls: Object.fromEntries([...report.cost.calls].sort(([a], [b]) => (a < b ? -1 : 1))) },
  }
}

const pullRequestsJson = ({ pullRequests }: Published): Json =>
  pullRequests.map(({ number, url, state, findings }) => ({ number, url, state, findings }))

function problemJson({ place, at, found, expected, nearest }: Problem): Json {
  const { file = null, line = null, column = null } = place ?? {}
  return { file, line, column, at, found, expected, nearest }
}

/** What `validate` found in a policy file, for scripts. */
export const problemsJson = (file: string, problems: readonly Problem[]): string =>
  `${json({ file, problems: problems.map(problemJson) })}\n`

function findingJson({ id, use, breach, state, exception, resource }: Finding) {
  const { kind, account, region, arn, name } = resource
  return {
    id,
    rule: use.rule,
    name: use.name,
    severity: use.severity,
    verdict: breach.verdict,
    state,
    rating: breach.rating,
    resource: { kind, id: resource.id, arn, account, region, name },
    message: breach.message,
    evidence: breach.evidence,
    exception,
  }
}

/** External ids are secrets: the journal alone holds them, since undo writes them back. */
const changeJson = ({ member, before, after }: Change): Json => ({
  member,
  before: withHashes(before),
  after: withHashes(after),
})

function stepJson(step: PlannedStep): Json {
  return {
    hash: step.hash,
    finding: step.finding,
    rating: step.rating,
    decision: step.decision,
    reason: step.reason,
    resource: {
      kind: step.on.kind,
      id: step.on.id,
      arn: step.on.arn,
      account: step.on.account,
      region: step.on.region,
    },
    behind: step.behind,
    words: step.words,
    changes: step.changes.map(changeJson),
  }
}

/** After a write the hash is the one that still waits: what the next run may be given. */
const planBody = (report: Report) => ({ hash: report.remaining, steps: report.plan.steps.map(stepJson) })

const outcomeJson = ({ step, state, why, done }: Outcome): Json => ({ step, state, why, done: done.map(changeJson) })

const gapJson = ({ account, region, kind, id, operation, role, why, detail }: Gap): Json => ({
  account,
  region,
  kind,
  id,
  operation,
  role,
  why,
  detail,
})

/** plan.json: the plan as this run made it. */
export function planJson(report: Report): string {
  const { hash, steps } = report.plan
  const body =
    report.audience === 'details'
      ? steps.map(stepJson)
      : steps.map(({ hash: own, finding, decision }) => ({ hash: own, finding, decision }))
  return `${json({ version: 1, hash, steps: body })}\n`
}

function countsOnly(report: Report, conclusion: Conclusion): Json {
  const steps = new Map(report.plan.steps.map((step) => [step.finding, step.hash]))
  return {
    ...head(report, conclusion),
    targets: [],
    findings: report.judged.findings.map(({ id, state, breach, use }) => ({
      id,
      state,
      verdict: breach.verdict,
      severity: use.severity,
      step: steps.get(id) ?? null,
    })),
    plan: {
      hash: report.remaining,
      steps: report.plan.steps.map(({ hash, finding, decision, rating }) => ({ hash, finding, decision, rating })),
    },
    outcomes: report.outcomes.map(({ step, state }) => ({ step, state })),
    gaps: report.gaps.map(({ operation, why }) => ({ operation, why })),
    exceptions: report.judged.exceptions.map(({ index, matched, state }) => ({ index, matched, state })),
    'left-out': [],
    check: checkJson(report),
    counts: { ...countsOf(report) },
    stops: report.stops.map(({ reason }) => ({ reason })),
  }
}

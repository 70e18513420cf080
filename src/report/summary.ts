import type { Finding } from '../model/finding.ts'
import type { Change } from '../model/member.ts'
import type { Outcome, PlannedStep } from '../model/plan.ts'
import type { Conclusion, PullRequest, Report } from '../model/report.ts'
import type { Ref } from '../model/resource.ts'
import { type Block, code, foreign, type Line, lineBreak, link, stacked } from './blocks.ts'
import { checkBlocks } from './check.ts'
import { countsOf } from './counts.ts'
import { lookedAt, notRead, tolerated } from './coverage.ts'
import { headline } from './headline.ts'
import { type NextContext, nextSteps } from './next-steps.ts'
import { publishedBlocks } from './published.ts'
import { recordBlocks } from './record.ts'
import { stopBlocks } from './stops.ts'

export interface SummaryContext extends NextContext {
  readonly conclusion: Conclusion
  readonly consoleLink: (ref: Ref) => string
}

/** What a person sees, in the contract's order. */
export function summaryBlocks(report: Report, context: SummaryContext): readonly Block[] {
  const top: readonly Block[] = [{ kind: 'heading', line: [`Holdfast: ${headline(report, context.conclusion)}`] }]
  if (report.check !== undefined) {
    const unread = report.audience === 'details' ? notRead(report) : []
    return [
      ...top,
      ...stopBlocks(report),
      ...publishedBlocks(report),
      ...checkBlocks(report, report.check),
      ...unread,
      ...lookedAt(report),
    ]
  }
  if (report.audience === 'counts') {
    // Hashes say nothing of the account; where the journal lies is nobody's business.
    const next = nextSteps(report, { ...context, journal: null })
    return [
      ...top,
      ...stopBlocks(report),
      ...next,
      ...publishedBlocks(report),
      ...publicCounts(report),
      ...lookedAt(report),
    ]
  }
  return [
    ...top,
    ...stopBlocks(report),
    ...nextSteps(report, context),
    ...publishedBlocks(report),
    ...(report.recorded === undefined ? [] : recordBlocks(report.recorded)),
    ...findings(report, context),
    ...undone(report, context),
    ...fixed(report, context),
    ...notRead(report),
    ...tolerated(report),
    ...lookedAt(report),
  ]
}

function publicCounts(report: Report): readonly Block[] {
  const { open, unknown, excepted, fixed: done, waiting } = countsOf(report)
  const items: readonly Line[] = [
    [`open: ${open}`],
    [`unknown: ${unknown}`],
    [`excepted: ${excepted}`],
    [`fixed: ${done}`],
    [`steps that wait for approval: ${waiting}`],
    [`reads that failed: ${report.gaps.length}`],
  ]
  const ids = report.judged.findings
    .filter(({ state }) => state === 'open')
    .map(({ id }): readonly Line[] => [[code(id)]])
  return [
    {
      kind: 'paragraph',
      line: [
        'This repository is public, or may be: counts and ids only. `publish.public: details` in the policy file shows all.',
      ],
    },
    { kind: 'list', items },
    ...(ids.length === 0 ? [] : [{ kind: 'table' as const, title: 'Open findings', head: ['finding'], rows: ids }]),
  ]
}

function findings(report: Report, context: SummaryContext): readonly Block[] {
  const open = report.judged.findings.filter(({ state }) => state === 'open')
  const steps = new Map(report.plan.steps.map((step) => [step.finding, step]))
  const outcomes = new Map(report.outcomes.map((outcome) => [outcome.step, outcome]))
  const tried = new Map(report.plan.steps.filter(({ hash }) => outcomes.has(hash)).map((step) => [step.finding, step]))
  const pulls = (report.published?.pullRequests ?? []).filter(({ state }) => state !== 'closed')
  const accepting = new Map(pulls.flatMap((pull) => pull.findings.map((id) => [id, pull] as const)))
  const names = [...new Set(open.map(({ use }) => use.name))]
  return names.flatMap((name): readonly Block[] => {
    const own = open.filter(({ use }) => use.name === name)
    const first = own[0]
    if (first === undefined) return []
    const rows = own.map((finding) =>
      findingRow(finding, {
        step: steps.get(finding.id),
        tried: tried.get(finding.id),
        pull: accepting.get(finding.id),
        outcomes,
        context,
      }),
    )
    return [
      { kind: 'heading', line: [foreign(name), `: ${own.length} open (${first.use.severity})`] },
      { kind: 'table', title: `Findings of ${name}`, head: ['resource', 'what is wrong', 'proposed', 'state'], rows },
    ]
  })
}

function findingRow(
  { resource, breach }: Finding,
  at: {
    step: PlannedStep | undefined
    /** What this run did about it, or tried to; what is left of it may be another step. */
    tried: PlannedStep | undefined
    /** Merging it would accept what was found. */
    pull: PullRequest | undefined
    outcomes: ReadonlyMap<string, Outcome>
    context: SummaryContext
  },
): readonly Line[] {
  const { step, tried, pull, outcomes, context } = at
  const before = tried === undefined || tried === step ? [] : [stateCell(tried, outcomes.get(tried.hash))]
  const outcome = step === undefined ? undefined : outcomes.get(step.hash)
  const repair = breach.repair.kind === 'none' ? [foreign(breach.repair.why)] : []
  return [
    resourceCell(resource, resource.name, context),
    [...(breach.verdict === 'unknown' ? ['unknown: '] : []), foreign(breach.message)],
    step === undefined ? repair : changesCell(step),
    stacked([
      ...before,
      stateCell(step, outcome, before.length > 0),
      ...(pull === undefined ? [] : [acceptCell(pull)]),
    ]),
  ]
}

const acceptCell = ({ number, url, state }: PullRequest): Line => [
  state === 'declined' ? 'a person closed ' : 'or merge ',
  link(`pull request ${number}`, url),
  ...(state === 'declined' ? [', which would accept it'] : [', which accepts it']),
]

function resourceCell(ref: Ref, name: string | null, { consoleLink }: SummaryContext): Line {
  const shown = link(ref.id, consoleLink(ref))
  const place = [ref.account, ' ', ref.region]
  // Of buckets and roles the name is the id.
  return stacked([[shown, ...(name === null || name === ref.id ? [] : [' ', foreign(name)])], place])
}

export function changesCell({ changes }: PlannedStep): Line {
  // What goes stands before what comes.
  const ordered = [...changes].sort((a, b) => Number(a.before === null) - Number(b.before === null))
  return stacked(ordered.map(changeLine))
}

/** A tag with its value, since the value is what is proposed; other members say all in their name. */
function changeLine({ member, before, after }: Change): Line {
  const valued = (value: Change['after']): string => (typeof value === 'string' ? `${member} = ${value}` : member)
  if (after === null) return ['− ', code(valued(before))]
  if (before === null) return ['+ ', code(valued(after))]
  if (typeof before !== 'string' || typeof after !== 'string') return ['± ', code(member)]
  return ['± ', code(valued(before)), ' → ', code(after)]
}

export function stateCell(step: PlannedStep | undefined, outcome: Outcome | undefined, later = false): Line {
  if (step === undefined) return ['reported only']
  if (outcome !== undefined && (outcome.state !== 'not-approved' || step.decision === 'apply')) {
    return [outcome.state, ...(outcome.why === null ? [] : [': ', foreign(outcome.why)])]
  }
  const words = {
    apply: later ? 'left for the next run' : 'will be applied',
    'needs-approval': 'waits for approval',
    hold: 'held',
  } as const
  return [words[step.decision], ': ', foreign(step.reason), lineBreak, 'step ', code(step.hash)]
}

function fixed(report: Report, context: SummaryContext): readonly Block[] {
  const done = report.judged.findings.filter(({ state }) => state === 'fixed')
  if (done.length === 0) return []
  const steps = new Map(report.plan.steps.map((step) => [step.finding, step]))
  const rows = done.map(({ id, use, resource }): readonly Line[] => {
    const step = steps.get(id)
    return [
      resourceCell(resource, resource.name, context),
      [foreign(use.name)],
      step === undefined ? ['by another step'] : changesCell(step),
    ]
  })
  return [
    { kind: 'heading', line: [`Fixed and proved: ${done.length}`] },
    {
      kind: 'paragraph',
      line: [
        'The same rules were run again on what AWS says now.',
        // Said of what has connections.
        ...(done.some(({ resource }) => resource.kind === 'security-group')
          ? [' Connections that are tracked outlive a revoke: fixed means no new ones.']
          : []),
      ],
    },
    { kind: 'table', title: 'Fixed', head: ['resource', 'rule', 'done'], rows },
  ]
}

/** In an undo there are no findings: the steps themselves are what a person looks for. */
function undone(report: Report, context: SummaryContext): readonly Block[] {
  if (report.mode !== 'undo' || report.plan.steps.length === 0) return []
  const outcomes = new Map(report.outcomes.map((outcome) => [outcome.step, outcome]))
  const rows = report.plan.steps.map((step): readonly Line[] => {
    const outcome = outcomes.get(step.hash)
    const state = outcome?.state === 'fixed' ? ['taken back, and seen to be'] : stateCell(step, outcome)
    return [resourceCell(step.on, null, context), changesCell(step), state]
  })
  return [
    { kind: 'heading', line: ['Taking back'] },
    { kind: 'table', title: 'Steps', head: ['resource', 'changes', 'state'], rows },
  ]
}

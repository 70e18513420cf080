import { severities } from '../../model/basics.ts'
import type { Ref } from '../../model/resource.ts'
import { type Block, code, foreign, type Inline, type Line, link, stacked } from '../blocks.ts'
import { toMarkdown } from '../markdown.ts'
import { plural } from '../words.ts'
import type { IssueState, Listed, ListedGap, More } from './state.ts'

export interface IssueContext {
  /** The policy file. */
  readonly file: string
  /** How what waits is approved, for a hash. */
  readonly approve: (text: string, hash: string) => readonly Block[]
  readonly consoleLink: (ref: Ref) => string
  /** The state as the text hides it. */
  readonly hide: (state: IssueState) => string
  /** Where all of it stands that has no room here. */
  readonly run: string
}

/** GitHub takes 65,536 characters; the mark follows. */
const longest = 59_000
/** Cut are findings, here; the text never. */
const noCut = 10_000_000
/** More have never any room. */
const mostShown = 400
const mostGaps = 50
/** Lines of what had no room. */
const mostMore = 20

export interface IssueText {
  readonly title: string
  readonly body: string
}

/** Whether there is anything to say. */
export const isClean = ({ findings, more, gaps, endings }: IssueState): boolean =>
  findings.length + more.length + gaps.length + endings.length === 0

/** `Holdfast: 4 open findings in 2 accounts` */
export function issueTitle(state: IssueState): string {
  const { gaps, endings } = state
  const failed = countOf(state, 'fail')
  const unknown = countOf(state, 'unknown')
  const accounts = accountsOf(state)
  const where = accounts.size === 0 ? '' : ` in ${plural(accounts.size, 'account')}`
  const parts = [
    ...(failed > 0 ? [`${plural(failed, 'open finding')}${where}`] : []),
    ...(unknown > 0 ? [`${unknown} that could not be judged${failed > 0 ? '' : where}`] : []),
  ]
  if (parts.length === 0) parts.push(gaps.length > 0 ? 'no open findings in what was read' : 'no open findings')
  const targets = gaps.filter(({ id }) => id === '*').length
  if (targets > 0) parts.push(`${plural(targets, 'target')} not reached`)
  if (gaps.length > targets) parts.push(`${plural(gaps.length - targets, 'read')} failed`)
  if (failed + unknown + gaps.length === 0 && endings.length > 0)
    parts.push(`${plural(endings.length, 'exception')} about to end`)
  return `Holdfast: ${parts.join('; ')}`
}

function countOf({ findings, more }: IssueState, verdict: Listed['verdict']): number {
  const listed = findings.filter((one) => one.verdict === verdict).length
  return more.filter((one) => one.verdict === verdict).reduce((sum, { count }) => sum + count, listed)
}

const accountsOf = ({ findings, more }: IssueState): ReadonlySet<string> =>
  new Set([...findings, ...more].map(({ account }) => account).filter((account) => account !== ''))

/** The text, with as many findings as there is room for: worst first, then counts. */
export function issueText(state: IssueState, context: IssueContext): IssueText {
  if (state.findings.length <= mostShown) {
    const body = bodyOf({ ...state, run: null }, context)
    if (body.length <= longest) return { title: issueTitle(state), body }
  }
  // The most that fit: each further finding only makes the text longer.
  let [fits, not] = [0, Math.min(state.findings.length, mostShown)]
  while (not - fits > 1) {
    const middle = Math.floor((fits + not) / 2)
    if (bodyOf(shortened(state, middle, context.run), context).length <= longest) fits = middle
    else not = middle
  }
  // What had no room before may be among what was found now: it is counted once.
  const short = shortened(state, fits, context.run)
  return { title: issueTitle(short), body: bodyOf(short, context) }
}

const scopeKey = ({ use, severity, verdict, account, region, kind }: More): string =>
  JSON.stringify([use, severity, verdict, account, region, kind])

/** Beyond `count`, findings are counted by scope. */
function shortened(state: IssueState, count: number, run: string): IssueState {
  const counts = new Map<string, More>()
  for (const { use, severity, verdict, account, region, kind } of state.findings.slice(count)) {
    const one: More = { use, severity, verdict, account, region, kind, count: 1 }
    const key = scopeKey(one)
    counts.set(key, { ...one, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  // What was not seen again may be among what was: it is not counted twice.
  for (const one of state.more) {
    const there = counts.get(scopeKey(one))
    counts.set(scopeKey(one), { ...one, count: Math.max(one.count, there?.count ?? 0) })
  }
  return { ...state, findings: state.findings.slice(0, count), more: [...counts.values()], run }
}

function bodyOf(state: IssueState, context: IssueContext): string {
  const hidden = context.hide(state)
  return `${toMarkdown(blocksOf(state, context), noCut).trimEnd()}\n\n${hidden}`
}

function blocksOf(state: IssueState, context: IssueContext): readonly Block[] {
  const { findings, gaps } = state
  return [
    {
      kind: 'paragraph',
      line: [
        'What the runs on the default branch found by the policy ',
        code(context.file),
        '. They keep this text up to date; what is written into it by hand is lost, comments stay.',
      ],
    },
    ...(state.audience === 'counts'
      ? [
          paragraph(
            'This repository is public, or may be: counts and ids only. `publish.public: details` in the policy file shows all.',
          ),
        ]
      : []),
    ...approving(state, context),
    ...(findings.length === 0
      ? []
      : [
          heading(`Findings: ${bySeverity(state)}`),
          { kind: 'list' as const, items: findings.map((one) => findingLine(one, context)) },
        ]),
    ...moreBlocks(state, context),
    ...endingBlocks(state),
    ...gapBlocks(gaps, state.audience),
  ]
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', line: [text] })
const heading = (text: string): Block => ({ kind: 'heading', line: [text] })

function bySeverity({ findings, more }: IssueState): string {
  const all = [...findings.map(({ severity }) => ({ severity, count: 1 })), ...more]
  return severities
    .toReversed()
    .flatMap((severity) => {
      const count = all.filter((one) => one.severity === severity).reduce((sum, one) => sum + one.count, 0)
      return count === 0 ? [] : [`${count} ${severity}`]
    })
    .join(', ')
}

function approving({ findings, plan }: IssueState, { approve }: IssueContext): readonly Block[] {
  const waiting = findings.filter(({ step }) => step?.decision === 'needs-approval').length
  if (plan === null && waiting === 0) return []
  const one = findings.find(({ step }) => step?.decision === 'needs-approval')?.step?.hash ?? ''
  return [
    heading('To approve'),
    ...approve(
      plan === null
        ? 'One step, by its hash; several by commas'
        : 'All steps that wait, by the hash of the plan; single ones by their own hashes, by commas',
      plan ?? one,
    ),
  ]
}

function findingLine(one: Listed, { consoleLink }: IssueContext): Line {
  const id: Line = ['finding ', code(one.id)]
  const step: readonly Line[] = one.step === null ? [] : [['step ', code(one.step.hash)]]
  if (one.resource === '') return stacked([[`**${one.severity}**, since ${one.since}`], id, ...step])
  const { kind, account, region, resource, arn, name } = one
  // Read back out of a text: a link is made of it, which is escaped, and nothing else.
  const url = consoleLink({ kind, account, region, id: resource, arn } as Ref)
  const named: Line = name === null ? [] : [' ', foreign(name)]
  return stacked([
    [
      `**${one.severity}** `,
      foreign(one.use),
      ': ',
      link(resource, url),
      ...named,
      ', ',
      foreign(account),
      ' ',
      foreign(region),
      `, since ${one.since}`,
    ],
    [...(one.verdict === 'unknown' ? ['unknown: '] : []), foreign(one.message)],
    ...proposed(one),
    id,
    ...step,
  ])
}

function proposed({ step, why }: Listed): readonly Line[] {
  if (step === null) return why === '' ? [] : [[foreign(why)]]
  const decision = { apply: 'may be applied without asking', 'needs-approval': 'waits for approval', hold: 'held' }
  const changes = step.changes.flatMap((change, index): readonly Inline[] => [
    ...(index === 0 ? [] : [', ']),
    code(change),
  ])
  return [
    ['proposed: ', ...changes],
    [`${decision[step.decision]}: `, foreign(step.reason)],
  ]
}

function moreBlocks({ more, run }: IssueState, context: IssueContext): readonly Block[] {
  if (more.length === 0) return []
  const byUse = new Map<string, number>()
  for (const { use, severity, count } of more) {
    const key = use === '' ? severity : `${use} (${severity})`
    byUse.set(key, (byUse.get(key) ?? 0) + count)
  }
  const total = more.reduce((sum, { count }) => sum + count, 0)
  const lines = [...byUse].sort(([, a], [, b]) => b - a)
  const rest = lines.slice(mostMore).reduce((sum, [, count]) => sum + count, 0)
  return [
    heading(`${total} more findings`),
    {
      kind: 'paragraph',
      line: [
        'There is no room for them here: ',
        link('the run that last changed this text', run ?? context.run),
        ' has all.',
      ],
    },
    {
      kind: 'list',
      items: [
        ...lines.slice(0, mostMore).map(([name, count]): Line => [foreign(name), `: ${count}`]),
        ...(rest > 0 ? [[`others: ${rest}`]] : []),
      ],
    },
  ]
}

function endingBlocks({ endings }: IssueState): readonly Block[] {
  if (endings.length === 0) return []
  const rows = endings.map(({ uses, reason, owner, until }): readonly Line[] => [
    [foreign(uses)],
    [foreign(reason)],
    [foreign(owner)],
    [foreign(until)],
  ])
  return [
    heading('Exceptions about to end'),
    { kind: 'table', title: 'Exceptions', head: ['rules', 'reason', 'owner', 'last day'], rows },
  ]
}

function gapBlocks(gaps: readonly ListedGap[], audience: IssueState['audience']): readonly Block[] {
  if (gaps.length === 0) return []
  const said = 'What was not read counts as unknown, never as in order; findings there stay listed as they were.'
  if (audience === 'counts') return [heading(`Could not be read: ${gaps.length}`), paragraph(said)]
  const rows = gaps
    .slice(0, mostGaps)
    .map(({ account, region, kind, id, operation, why }): readonly Line[] => [
      [foreign(account), ' ', foreign(region)],
      id === '*'
        ? ['the whole target']
        : [code(operation), id === null ? ' (listing of ' : ' (', foreign(id ?? kind), ')'],
      [foreign(why)],
    ])
  return [
    heading(`Could not be read: ${gaps.length}`),
    paragraph(said),
    { kind: 'table', title: 'Not read', head: ['target', 'what', 'why'], rows },
    ...(gaps.length > mostGaps ? [paragraph(`${gaps.length - mostGaps} more stand in report.json of the run.`)] : []),
  ]
}

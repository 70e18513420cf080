import type { RecordedResource } from '../model/baseline.ts'
import type { Finding } from '../model/finding.ts'
import type { PlannedStep } from '../model/plan.ts'
import { type Block, code, foreign, type Line, link, stacked } from './blocks.ts'
import { type NextContext, started } from './next-steps.ts'
import { resourceBlocks } from './record.ts'
import { changesCell, stateCell } from './summary.ts'

export interface Accept {
  readonly resources: readonly RecordedResource[]
  /** What drifted of them. */
  readonly findings: readonly Finding[]
  /** What would put it back. */
  readonly steps: readonly PlannedStep[]
  /** How a run is started that puts it back. */
  readonly next: NextContext
  /** The page of the run. */
  readonly run: string
}

const named = ({ ref, name }: RecordedResource): string => `${ref.kind} ${name ?? ref.id}`

export function acceptTitle({ resources }: Pick<Accept, 'resources'>, many: boolean): string {
  const [first] = resources
  if (!many && first !== undefined) return `Holdfast: accept the drift of ${named(first)} (${first.ref.account})`
  const count = `${resources.length} ${resources.length === 1 ? 'resource' : 'resources'}`
  return `Holdfast: accept what drifted and opens nothing, in ${count}`
}

/** What merging accepts, rated, with what it would bless; then the two other answers. */
export function acceptBlocks(accept: Accept): readonly Block[] {
  return [
    { kind: 'heading', line: ['Accept: merge this pull request'] },
    paragraph(
      'What is recorded here was changed in AWS. Merged, the baselines hold the account to what it is now, and the findings are gone. This pull request never changes: where the drift does, another one replaces it; where it is gone, this one is closed.',
    ),
    ...resourceBlocks(accept.resources),
    ...revertBlocks(accept),
    { kind: 'heading', line: ['Except: tolerate it for some time'] },
    paragraph('In the policy file, by a change that somebody reviews; then close this pull request:'),
    { kind: 'code', language: 'yaml', text: exceptionText(accept) },
    ...(accept.run === ''
      ? []
      : [{ kind: 'paragraph' as const, line: ['Found by ', link('this run', accept.run), '.'] }]),
  ]
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', line: [text] })

/** As many hashes as a person would still copy. */
const mostHashes = 20

const given = (approve: string | null) => ({ mode: 'remediate', approve, journal: null })

function revertBlocks({ steps, findings, next }: Accept): readonly Block[] {
  const waiting = steps.filter(({ decision }) => decision === 'needs-approval')
  const free = steps.filter(({ decision }) => decision === 'apply')
  const covered = new Set(steps.map(({ finding }) => finding))
  const left = findings.filter(({ id }) => !covered.has(id))
  return [
    { kind: 'heading', line: ['Revert: put AWS back'] },
    ...(steps.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'What would put it back',
            head: ['resource', 'changes', 'decision'],
            rows: steps.map((step): readonly Line[] => [
              stacked([
                [foreign(step.on.kind), ' ', code(step.on.id)],
                [step.on.account, ' ', step.on.region],
              ]),
              changesCell(step),
              stateCell(step, undefined),
            ]),
          },
        ]),
    ...(free.length === 0 ? [] : started(next, `${free.length} of these may be put back without asking`, given(null))),
    ...(waiting.length === 0
      ? []
      : started(
          next,
          `${waiting.length} of these ${waiting.length === 1 ? 'waits' : 'wait'} for approval`,
          given(waiting.length > mostHashes ? 'HASHES' : waiting.map(({ hash }) => hash).join(',')),
        )),
    ...(left.length === 0
      ? []
      : [paragraph('No step puts these back:'), { kind: 'list' as const, items: left.map(leftLine) }]),
  ]
}

const leftLine = ({ resource, breach, use }: Finding): Line => [
  code(resource.id),
  ': ',
  foreign(breach.message),
  ' ',
  foreign(`(${whyLeft({ breach, use })})`),
]

function whyLeft({ breach, use: { response } }: Pick<Finding, 'breach' | 'use'>): string {
  if (breach.repair.kind === 'none') return breach.repair.why
  const said = typeof response === 'string' ? response : response[breach.rating ?? 'undecided']
  return (said ?? 'report') === 'report' ? 'the response of the policy is report' : 'another step puts it back as well'
}

/** Only what is one plain word of YAML and names nobody is put in. */
const plain = /^[\w:/.+=,-]+$/

function exceptionText({ findings }: Accept): string {
  const uses = [...new Set(findings.map(({ use }) => use.name))].filter((name) => plain.test(name))
  const arns = [...new Set(findings.map(({ resource }) => resource.arn))]
  const shown = arns.filter((arn) => plain.test(arn)).slice(0, mostHashes)
  const ids = shown.length === arns.length ? shown : [...shown, 'ARN-OF-THE-RESOURCE']
  const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ')
  return [
    'exceptions:',
    `  - uses: [${quoted(uses.length === 0 ? ['NAME-OF-THE-USE'] : uses)}]`,
    `    where: { ids: [${quoted(ids)}] }`,
    '    reason: WHY',
    '    owner: WHO',
    '    until: YYYY-MM-DD # at most a year ahead',
  ].join('\n')
}

import type { Report } from '../model/report.ts'
import { type Block, code, type Line, link } from './blocks.ts'

/** A workflow that a person can start, and the inputs that it takes. */
interface Startable {
  readonly file: string
  readonly inputs: readonly string[]
}

export interface NextContext {
  /** How the next run is started: by a workflow's name, or by the command. */
  readonly workflow: string | null
  /** Workflows that a person can start, the run's own first; null or left out: not known. */
  readonly startable?: readonly Startable[] | null
  /** Options of `gh` that say where: ` --repo octo/infra --ref main`. Left out: where it is typed. */
  readonly where?: string
  /** The page on which a workflow is started by hand. */
  readonly page?: (file: string) => string
  /** This run's journal as `undo` takes it, `run:42` or a path; null: nothing was written. */
  readonly journal: string | null
}

/** What to do next, as something to copy. Hashes and words of ours only. */
export function nextSteps(report: Report, context: NextContext): readonly Block[] {
  const { remaining, mode, plan, dryRun } = report
  const { workflow, journal } = context
  const again = mode === 'undo' ? 'undo' : 'remediate'
  const blocks: Block[] = []
  const applicable = plan.steps.filter(({ decision }) => decision === 'apply').length
  if ((mode === 'detect' || dryRun) && applicable > 0) {
    const text = `${applicable} ${applicable === 1 ? 'step' : 'steps'} may be applied without asking`
    blocks.push(...started(context, text, { mode: again, approve: null, journal: report.undoes }))
  }
  if (remaining !== null)
    blocks.push(
      ...started(context, 'To approve what waits, exactly as shown here', {
        mode: again,
        approve: remaining,
        journal: report.undoes,
      }),
    )
  if (journal !== null && (mode === 'remediate' || mode === 'undo')) {
    const where = workflow === null ? '' : ', once its report folder is uploaded as an artifact'
    blocks.push(...started(context, `To take this run back${where}`, { mode: 'undo', approve: null, journal }))
  }
  return blocks
}

/** How a hash is approved, for a text that is read elsewhere than where the run was. */
export const approval = (context: NextContext, text: string, hash: string): readonly Block[] =>
  started(context, text, { mode: 'remediate', approve: hash, journal: null })

interface Given {
  readonly mode: string
  readonly approve: string | null
  readonly journal: string | null
}

const plainWord = /^[\w./:-]+$/

/** What a run is given beside its mode. Only what a shell takes as one plain word; anything else is for the reader to fill in. */
function givenOf({
  journal,
  approve,
}: Omit<Given, 'mode'>): readonly { readonly name: string; readonly value: string }[] {
  const file = journal === null ? null : plainWord.test(journal) ? journal : 'JOURNAL'
  return Object.entries({ journal: file, approve }).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  )
}

/** Something to copy: for a workflow, or for the command where there is none. */
export function command(workflow: string | null, mode: string, given: Omit<Given, 'mode'>, where = ''): Block {
  const options = givenOf(given)
    .map(({ name, value }) => (workflow === null ? ` --${name} ${value}` : ` -f ${name}=${value}`))
    .join('')
  const text = workflow === null ? `holdfast ${mode}` : `gh workflow run ${workflow}${where} -f mode=${mode}`
  return { kind: 'code', text: `${text}${options}` }
}

/** A command to copy under its sentence, for a workflow that takes what it is given, where there is one. */
export function started(context: NextContext, text: string, given: Given): readonly Block[] {
  const { workflow, startable, where = '', page } = context
  if (workflow === null) return [paragraph(`${text}:`), command(null, given.mode, given)]
  const inputs = givenOf(given)
  const needed = ['mode', ...inputs.map(({ name }) => name)]
  const fit = startable?.find((one) => needed.every((name) => one.inputs.includes(name)))
  const name = fit?.file ?? workflow
  return [
    paragraph(`${text}${fit === undefined ? lacking(needed, startable ?? null, workflow) : ''}:`),
    command(name, given.mode, given, where),
    ...(page === undefined ? [] : byHand(page(name), [{ name: 'mode', value: given.mode }, ...inputs])),
  ]
}

/** The same on a page. */
const byHand = (url: string, inputs: readonly { name: string; value: string }[]): readonly Block[] => [
  {
    kind: 'paragraph',
    line: [
      'Or on ',
      link('the page that starts the workflow', url),
      ', with ',
      ...inputs.flatMap(({ name, value }, index): Line => [...(index === 0 ? [] : [', ']), code(`${name}=${value}`)]),
      '.',
    ],
  },
]

/** What a workflow must take for the command to work. */
function lacking(needed: readonly string[], startable: readonly Startable[] | null, workflow: string): string {
  const list = needed.map((name) => `\`${name}\``).join(needed.length === 2 ? ' and ' : ', ')
  const inputs = needed.length === 1 ? `the input ${list}` : `the inputs ${list}`
  if (startable === null) return ` (the workflow has to take ${inputs} of workflow_dispatch)`
  const own = startable.find(({ file }) => file === workflow)
  if (own === undefined)
    return ` (give a workflow workflow_dispatch with ${inputs} first: ${workflow} cannot be started by hand)`
  return ` (give ${workflow} ${inputs} of workflow_dispatch first: it takes ${
    own.inputs.length === 0
      ? 'none'
      : own.inputs
          .map((name) => `\`${name}\``)
          .filter((name) => /^`[\w-]+`$/.test(name))
          .join(', ')
  })`
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', line: [text] })

import type { Report } from '../model/report.ts'
import type { Block } from './blocks.ts'

export interface NextContext {
  /** How the next run is started: by a workflow's name, or by the command. */
  readonly workflow: string | null
  /** This run's journal as `undo` takes it, `run:42` or a path; null: nothing was written. */
  readonly journal: string | null
}

/** What to do next, as something to copy. Hashes and words of ours only. */
export function nextSteps(report: Report, { workflow, journal }: NextContext): readonly Block[] {
  const { remaining, mode, plan, dryRun } = report
  const blocks: Block[] = []
  const applicable = plan.steps.filter(({ decision }) => decision === 'apply').length
  if ((mode === 'detect' || dryRun) && applicable > 0) {
    blocks.push(
      paragraph(`${applicable} ${applicable === 1 ? 'step' : 'steps'} may be applied without asking:`),
      command(workflow, mode === 'undo' ? 'undo' : 'remediate', { approve: null, journal: report.undoes }),
    )
  }
  if (remaining !== null) {
    const again = mode === 'undo' ? 'undo' : 'remediate'
    blocks.push(
      paragraph('To approve what waits, exactly as shown here:'),
      command(workflow, again, { approve: remaining, journal: report.undoes }),
    )
  }
  if (journal !== null && (mode === 'remediate' || mode === 'undo')) {
    const where = workflow === null ? '' : ', once its report folder is uploaded as an artifact'
    blocks.push(paragraph(`To take this run back${where}:`), command(workflow, 'undo', { approve: null, journal }))
  }
  return blocks
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', line: [text] })

interface Given {
  readonly approve: string | null
  readonly journal: string | null
}

export function command(workflow: string | null, mode: string, { approve, journal }: Given): Block {
  // Only what a shell takes as one plain word is put in; anything else is for the reader to fill in.
  const file = journal === null ? null : /^[\w./:-]+$/.test(journal) ? journal : 'JOURNAL'
  const given = Object.entries({ journal: file, approve }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  )
  const options = given
    .map(([name, value]) => (workflow === null ? ` --${name} ${value}` : ` -f ${name}=${value}`))
    .join('')
  return {
    kind: 'code',
    text: workflow === null ? `holdfast ${mode}${options}` : `gh workflow run ${workflow} -f mode=${mode}${options}`,
  }
}

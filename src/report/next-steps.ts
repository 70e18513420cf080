import type { Report } from '../model/report.ts'
import type { Block } from './blocks.ts'

/** What to do next, as something to copy. Hashes and words of ours only. */
export function nextSteps(report: Report, workflow: string | null): readonly Block[] {
  const { remaining, mode, plan, outcomes } = report
  const blocks: Block[] = []
  const applicable = plan.steps.filter(({ decision }) => decision === 'apply').length
  if (mode === 'detect' && applicable > 0) {
    blocks.push(
      paragraph(`${applicable} ${applicable === 1 ? 'step' : 'steps'} may be applied without asking:`),
      command(workflow, 'remediate', null),
    )
  }
  if (remaining !== null) {
    const again = mode === 'undo' ? 'undo' : 'remediate'
    blocks.push(paragraph('To approve what waits, exactly as shown here:'), command(workflow, again, remaining))
  }
  if (outcomes.some(({ done }) => done.length > 0) && mode === 'remediate') {
    blocks.push(paragraph('To take this run back: `undo` with the journal of this run (output `journal-file`).'))
  }
  return blocks
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', line: [text] })

function command(workflow: string | null, mode: string, approve: string | null): Block {
  const given = approve === null ? '' : workflow === null ? ` --approve ${approve}` : ` -f approve=${approve}`
  return {
    kind: 'code',
    text: workflow === null ? `holdfast ${mode}${given}` : `gh workflow run ${workflow} -f mode=${mode}${given}`,
  }
}

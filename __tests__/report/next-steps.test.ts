import { describe, expect, it } from '@jest/globals'
import type { Report } from '../../src/model/report.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { type NextContext, nextSteps } from '../../src/report/next-steps.ts'
import { empty, hash, stepFor } from './reports.ts'

const waits: Report = {
  ...empty,
  plan: { hash: hash(7), steps: [stepFor(1, 'sg-1', { decision: 'needs-approval' })] },
  remaining: hash(7),
}
const next = (context: Partial<NextContext>, report = waits): string =>
  toMarkdown(nextSteps(report, { workflow: 'holdfast.yml', journal: null, ...context }), 10_000)

describe('what to do next', () => {
  it('is the command for the workflow at hand, where it takes what is needed', () => {
    const startable = [{ file: 'holdfast.yml', inputs: ['mode', 'approve', 'journal'] }]
    expect(next({ startable })).toBe(
      `To approve what waits, exactly as shown here:\n\n\`\`\`sh\ngh workflow run holdfast.yml -f mode=remediate -f approve=${hash(7)}\n\`\`\`\n\n`,
    )
  })

  it('is the command for another workflow that takes it, where this one does not', () => {
    const startable = [
      { file: 'holdfast.yml', inputs: [] },
      { file: 'half.yml', inputs: ['approve'] },
      { file: 'by-hand.yml', inputs: ['approve', 'mode'] },
    ]
    expect(next({ startable })).toContain(`\ngh workflow run by-hand.yml -f mode=remediate -f approve=${hash(7)}\n`)
  })

  it('says which inputs lack, where no workflow takes them', () => {
    expect(next({ startable: [{ file: 'holdfast.yml', inputs: ['mode', 'x y'] }] })).toContain(
      '(give holdfast.yml the inputs `mode` and `approve` of workflow_dispatch first: it takes `mode`)',
    )
    expect(next({ startable: [{ file: 'holdfast.yml', inputs: [] }] })).toContain('it takes none')
    expect(next({ startable: [] })).toContain('holdfast.yml cannot be started by hand')
  })

  it('says which inputs are needed, where nothing is known of the workflows', () => {
    expect(next({ startable: null })).toContain(
      '(the workflow has to take the inputs `mode` and `approve` of workflow_dispatch)',
    )
    const undo = { ...waits, mode: 'undo', undoes: 'run:42' } as const
    expect(next({}, undo)).toContain('the inputs `mode`, `journal`, `approve`')
  })

  it('is the command itself outside a workflow', () => {
    expect(next({ workflow: null })).toContain(`\nholdfast remediate --approve ${hash(7)}\n`)
  })
})

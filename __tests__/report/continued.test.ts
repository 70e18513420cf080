import { expect, it } from '@jest/globals'
import { continued } from '../../src/plan/continued.ts'
import { hash, stepFor } from './reports.ts'

it('shows what is left of a finding with the hash that it is offered under', () => {
  const rest = stepFor(2, 'sg-1', { finding: hash(1), decision: 'needs-approval' })
  const left = { hash: hash(9), steps: [stepFor(1, 'sg-1'), rest] }
  const plan = { hash: null, steps: [stepFor(1, 'sg-1', { reason: 'as it was done' })] }
  expect(continued(plan, left)).toEqual({ hash: null, steps: [...plan.steps, rest] })
})

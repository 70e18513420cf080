import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type FailureReason, failureReasons, type Report } from '../../src/model/report.ts'
import { conclude, exitCode } from '../../src/report/conclusion.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { summaryBlocks } from '../../src/report/summary.ts'
import {
  contextOf,
  empty,
  findingOf,
  gapOf,
  outcomeOf,
  stepFor,
  takenBack,
  targetOf,
  webShop,
  withFindings,
} from './reports.ts'

const limited = stepFor(1, 'sg-1', { decision: 'needs-approval', limited: true })
/** What makes a reason hold, and the reason. */
const causes: readonly (readonly [Partial<Report>, FailureReason])[] = [
  [{ targets: [targetOf('us-east-1', { state: 'failed' })] }, 'credentials'],
  [{ plan: { hash: null, steps: [limited] } }, 'limit-reached'],
  [{ outcomes: [outcomeOf(1, 'failed')] }, 'apply-failed'],
  [{ gaps: [gapOf()] }, 'unknown-findings'],
  [{ judged: withFindings([findingOf(1, 'sg-1')]).judged }, 'open-findings'],
  ...failureReasons.map((reason) => [{ stops: [{ reason, message: 'm', problems: [] }] }, reason] as const),
]

it('holds all reasons that there are, once, in the contract’s order; and it is the first that makes the exit code', () => {
  fc.assert(
    fc.property(fc.subarray([...causes], { minLength: 1 }), (chosen) => {
      const stops = chosen.flatMap(([more]) => more.stops ?? [])
      const report: Report = Object.assign({}, empty, { mode: 'remediate' }, ...chosen.map(([more]) => more))
      const { conclusion, reasons } = conclude({ ...report, stops })
      const wanted = new Set(chosen.map(([, reason]) => reason))
      expect(reasons).toEqual(failureReasons.filter((reason) => wanted.has(reason)))
      expect(conclusion).toBe('fail')
      expect(exitCode({ conclusion, reasons })).toBe(exitCode({ conclusion, reasons: reasons.slice(0, 1) }))
    }),
  )
})

it.each([
  ['invalid-input', 2],
  ['invalid-policy', 2],
  ['not-allowed-on-event', 2],
  ['credentials', 3],
  ['plan-changed', 3],
  ['limit-reached', 1],
  ['apply-failed', 3],
  ['publish-failed', 3],
  ['silenced-findings', 1],
  ['unknown-findings', 3],
  ['open-findings', 1],
  ['nothing-checked', 3],
  ['internal', 3],
] as const)('%s ends with %i', (reason, code) => {
  expect(exitCode({ conclusion: 'fail', reasons: [reason] })).toBe(code)
  expect(exitCode({ conclusion: 'pass', reasons: [] })).toBe(0)
})

it('does not fail on findings in record, and does on what could not be read', () => {
  const report = withFindings([findingOf(1, 'sg-1')], { mode: 'record' })
  expect(conclude(report).reasons).toEqual([])
  expect(conclude({ ...report, gaps: [gapOf()] }).reasons).toEqual(['unknown-findings'])
})

it('of an undo fails on what waits, on what is stale and on what was refused', () => {
  const only = (n: number): Report => ({ ...takenBack, outcomes: takenBack.outcomes.slice(n, n + 1) })
  expect([0, 1, 2, 3].map((n) => conclude(only(n)).reasons)).toEqual([
    [],
    ['open-findings'],
    ['open-findings'],
    ['apply-failed', 'open-findings'],
  ])
})

it('needs no policy, and neither does what is shown', () => {
  for (const report of [webShop, takenBack]) {
    const without: Report = { ...report, policy: null }
    const conclusion = conclude(without)
    expect(conclusion.conclusion).toBe('fail')
    expect(toMarkdown(summaryBlocks(without, contextOf(conclusion)), 1_000_000)).toContain('Looked at')
  }
})

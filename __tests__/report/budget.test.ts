import { expect, it } from '@jest/globals'
import type { Report } from '../../src/model/report.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { summaryBlocks } from '../../src/report/summary.ts'
import { contextOf, findingOf, gapOf, useOf, webShop, withFindings } from './reports.ts'

/** Findings shared out over so many uses, with something to say in every other section. */
function crowded(uses: number, findings: number): Report {
  const all = Array.from({ length: findings }, (_, n) =>
    findingOf(n, `sg-${n}`, { use: useOf(`use-${n % uses}`), about: { message: `日本語 ${'x'.repeat(n % 200)}` } }),
  )
  const { judged } = withFindings([...all, findingOf(findings, 'sg-f', { state: 'fixed' })])
  return {
    ...webShop,
    judged: { ...webShop.judged, findings: judged.findings },
    gaps: [gapOf()],
    plan: { hash: null, steps: [] },
  }
}

const made = (report: Report, budget: number): string =>
  toMarkdown(summaryBlocks(report, contextOf(conclude(report))), budget)

it.each([
  [1, 8_000],
  [12, 8_000],
  [60, 8_000],
  [400, 8_000],
])('of %i uses with %i findings every section is there, and what is cut is counted', (uses, findings) => {
  const text = made(crowded(uses, findings), 1_000_000)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000)
  expect(Buffer.byteLength(text)).toBeGreaterThan(900_000)
  for (const heading of ['Fixed and proved: 1', 'Could not be read: 2', 'Exceptions', 'Left out by name', 'Looked at'])
    expect(text).toContain(`## ${heading}`)
  expect(text.match(/^## use-\d+: /gm)).toHaveLength(uses)
  const shown = text.match(/^\| \[sg-\d/gm)?.length ?? 0
  const cut = [...text.matchAll(/(\d+) more of \d+ are not shown/g)].reduce((sum, match) => sum + Number(match[1]), 0)
  expect(shown + cut).toBe(findings)
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
})

it('is never over, however little may be said, and says what is missing', () => {
  const report = crowded(40, 2000)
  for (const budget of [200, 500, 1000, 5000, 20_000, 60_000, 200_000]) {
    const text = made(report, budget)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget)
    expect(text).toMatch(/not shown here: see report\.json/)
  }
})

it('cuts long lists too: a policy file may have a thousand problems', () => {
  const problem = { place: null, at: 'a', found: 'b'.repeat(300), expected: 'c', nearest: null }
  const stops = [
    { reason: 'invalid-policy' as const, message: 'm', problems: Array.from({ length: 5000 }, () => problem) },
  ]
  const text = made({ ...webShop, stops }, 1_000_000)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000)
  expect(text).toMatch(/\d+ more of 5000 are not shown here/)
  expect(text).toContain('## Looked at')
})

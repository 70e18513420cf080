import { expect, it } from '@jest/globals'
import type { Report } from '../../src/model/report.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { empty, hash, takenBack, webShop } from './reports.ts'

const paths = { reportDir: '/w/holdfast-report', journal: '/w/holdfast-report/journal.jsonl', sarif: '/w/report.sarif' }
const of = (report: Report, at: Parameters<typeof outputsOf>[2] = paths) => outputsOf(report, conclude(report), at)

it('are those of the contract, in its order', () => {
  const closed = { number: 6, url: 'u', state: 'closed' as const, findings: [] }
  const published = {
    issue: { number: 7, url: 'u' },
    pullRequests: [closed, { ...closed, number: 8, state: 'standing' as const }],
    notices: [],
  }
  expect(Object.entries(of({ ...webShop, published }))).toEqual([
    ['conclusion', 'fail'],
    ['failure-reason', 'credentials'],
    ['findings', '2'],
    ['unknown', '1'],
    ['fixed', '3'],
    ['plan-hash', hash(0xfeed)],
    ['plan-steps', '5'],
    ['report-dir', '/w/holdfast-report'],
    ['sarif-file', '/w/report.sarif'],
    ['journal-file', '/w/holdfast-report/journal.jsonl'],
    ['issue-number', '7'],
    ['pull-request-number', '8'],
  ])
})

it('are empty words where there is nothing, and a pass has no reason', () => {
  expect(of(empty, { reportDir: null, journal: null, sarif: null })).toMatchObject({
    conclusion: 'pass',
    'failure-reason': '',
    findings: '0',
    'plan-hash': '',
    'plan-steps': '0',
    'report-dir': '',
    'journal-file': '',
  })
})

it('hold numbers, words, paths and hashes, whatever AWS said and whoever may look', () => {
  for (const report of [webShop, takenBack])
    for (const audience of ['details', 'counts'] as const)
      for (const value of Object.values(of({ ...report, audience }))) expect(value).toMatch(/^[\w./-]*$/)
  expect(of({ ...webShop, audience: 'counts' })).toEqual(of(webShop))
})

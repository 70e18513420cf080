import { describe, expect, it } from '@jest/globals'
import type { Report } from '../../src/model/report.ts'
import { annotationsOf, problemText } from '../../src/report/annotations.ts'
import {
  empty,
  findingOf,
  gapOf,
  outcomeOf,
  policy,
  stepFor,
  takenBack,
  targetOf,
  useOf,
  webShop,
  withFindings,
} from './reports.ts'

const titles = (report: Report): readonly string[] =>
  annotationsOf(report).map(({ level, title }) => `${level} ${title}`)

describe('annotations', () => {
  it('stand worst first, each where the use is written', () => {
    expect(titles(webShop).slice(0, 4)).toEqual([
      'error Target production ap-south-1 not reached',
      'error no-open-ssh: sg-4 (bastion) in 111111111111/us-east-1',
      'error no-open-rdp: sg-5 in 111111111111/eu-west-1',
      'error no-open-ssh: sg-6 (web) in 111111111111/us-east-1',
    ])
    expect(annotationsOf(webShop)[1]?.place).toEqual({ file: '.github/holdfast.yml', line: 8, column: 5 })
    expect(titles(webShop)).toContain('warning summary could not be published')
  })

  it('warn of what is below the gate, and say nothing of what is fixed or excepted', () => {
    const report = withFindings([
      findingOf(1, 'sg-1', { use: useOf('tidy', { severity: 'low' }) }),
      findingOf(2, 'sg-2', { state: 'fixed' }),
      findingOf(3, 'sg-3', { state: 'excepted' }),
    ])
    const gated: Report = {
      ...report,
      policy: empty.policy === null ? null : { ...empty.policy, gate: { ...empty.policy.gate, failOn: 'high' } },
    }
    expect(titles(gated)).toEqual(['warning tidy: sg-1 (web) in 111111111111/us-east-1'])
    expect(titles(report)).toEqual(['error tidy: sg-1 (web) in 111111111111/us-east-1'])
    expect(titles(empty)).toEqual([])
  })

  it('are at most ten of a level, counted by level, none of them longer than GitHub shows', () => {
    const findings = Array.from({ length: 11 }, (_, n) =>
      findingOf(n, `sg-${n}`, {
        about: { message: '😀'.repeat(5000) },
        resource: { ...findingOf(n, `sg-${n}`).resource, name: 'n'.repeat(500) },
      }),
    )
    const report = withFindings(findings, {
      trouble: Array.from({ length: 10 }, () => ({ reporter: 'summary', why: 'no' })),
    })
    const made = annotationsOf(report)
    expect(made.filter(({ level }) => level === 'error')).toHaveLength(10)
    expect(made.find(({ title }) => title === 'More')?.message).toContain('2 more')
    // Ten are all shown.
    expect(made.filter(({ level }) => level === 'warning').map(({ title }) => title)).toEqual(
      Array.from({ length: 10 }, () => 'summary could not be published'),
    )
    for (const { message, title } of made) {
      expect([...message].length).toBeLessThanOrEqual(4096)
      expect([...title].length).toBeLessThanOrEqual(255)
      expect(message + title).not.toMatch(/\p{Surrogate}/u)
    }
  })

  it('tell of what no finding tells: steps that failed, a limit, nothing checked; and in an undo of what is not back', () => {
    const failed = withFindings([], {
      mode: 'remediate',
      plan: {
        hash: null,
        steps: [stepFor(1, 'sg-1'), stepFor(2, 'sg-2', { decision: 'needs-approval', limited: true })],
      },
      outcomes: [outcomeOf(1, 'failed', { why: 'RulesPerSecurityGroupLimitExceeded' }), outcomeOf(2, 'not-approved')],
    })
    expect(annotationsOf(failed).map(({ level, title, message }) => `${level} ${title}: ${message}`)).toEqual([
      'error Limit reached: 1 steps wait for approval: a limit of the policy file holds them',
      'error failed: sg-1 in 111111111111/us-east-1: RulesPerSecurityGroupLimitExceeded',
    ])
    expect(annotationsOf({ ...failed, audience: 'counts' }).map(({ message }) => message)).toEqual([
      '1 steps wait for approval: a limit of the policy file holds them',
      '1 steps did not come true',
    ])
    expect(titles({ ...empty, judged: { ...empty.judged, looked: new Map() } })).toEqual(['error Nothing was checked'])
    expect(titles(takenBack)).toEqual(
      ['not-approved: sg-2', 'stale: sg-3', 'failed: sg-4'].map((words) => `error ${words} in 111111111111/us-east-1`),
    )
  })

  it('warn of unknowns where the gate lets them pass', () => {
    const report = withFindings([findingOf(1, 'sg-1', { about: { verdict: 'unknown' } })], { gaps: [gapOf()] })
    const lenient: Report = { ...report, policy: { ...policy, gate: { ...policy.gate, unknown: 'report' } } }
    expect(annotationsOf(report).map(({ level }) => level)).toEqual(['error', 'error'])
    expect(annotationsOf(lenient).map(({ level }) => level)).toEqual(['warning', 'warning'])
  })

  it('put every problem of a policy file at its line and column', () => {
    const place = { file: 'holdfast.yml', line: 3, column: 9 }
    const problem = { place, at: 'rules[0].rule', found: '"drifd"', expected: 'a rule', nearest: 'drift' }
    const report: Report = {
      ...empty,
      policy: null,
      stops: [
        {
          reason: 'invalid-policy',
          message: 'two problems',
          problems: [problem, { ...problem, at: '', nearest: null }],
        },
      ],
    }
    expect(annotationsOf(report).map(({ message }) => message)).toEqual([
      'rules[0].rule: found "drifd", expected a rule; did you mean "drift"?',
      'found "drifd", expected a rule',
    ])
    for (const one of annotationsOf(report)) expect(one).toMatchObject({ level: 'error', place })
    expect(problemText(problem)).toBe(annotationsOf(report)[0]?.message)
  })

  it('of a public repository count, and name nothing', () => {
    const report: Report = {
      ...webShop,
      audience: 'counts',
      trouble: [],
      targets: [targetOf('us-east-1', { state: 'failed', reason: 'role x' })],
      gaps: [gapOf(), gapOf()],
    }
    expect(annotationsOf(report).map(({ message }) => message)).toEqual([
      expect.stringContaining('1 '),
      expect.stringContaining('3 '),
      expect.stringContaining('2 '),
    ])
    const lax = { ...webShop, audience: 'counts' as const, gaps: [], trouble: [] }
    const gate = { failOn: 'none', unknown: 'report', silencing: 'none', acknowledge: 'x' } as const
    const { policy } = lax
    const passing = { ...lax, policy: policy === null ? null : { ...policy, gate } }
    expect(annotationsOf(passing).map(({ level, title }) => `${level} ${title}`)).toContain('warning Open findings')
    expect(JSON.stringify(annotationsOf(report))).not.toMatch(
      /sg-|pl-0|arn:|\d{12}|us-east-1|role x|no-open|web|bastion/,
    )
  })
})

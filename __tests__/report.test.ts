import { describe, expect, it } from '@jest/globals'
import type { Hash } from '../src/model/basics.ts'
import type { Finding } from '../src/model/finding.ts'
import type { PlannedStep } from '../src/model/plan.ts'
import type { Use } from '../src/model/policy.ts'
import type { Report, Stop } from '../src/model/report.ts'
import type { Gap, Target } from '../src/model/resource.ts'
import { annotationsOf } from '../src/report/annotations.ts'
import { conclude, exitCode } from '../src/report/conclusion.ts'
import { toMarkdown } from '../src/report/markdown.ts'
import { summaryBlocks } from '../src/report/summary.ts'
import { toText } from '../src/report/text.ts'
import { exampleGroup } from '../src/resources/security-group/example.ts'

const { ref } = exampleGroup()
const hash = (n: number): Hash => n.toString(16).padStart(64, '0') as Hash
const where = { accounts: [], regions: [], kinds: [], ids: [], names: [], vpcs: [], tags: new Map(), not: null }
const use: Use = {
  rule: 'r',
  name: 'no-open-ssh',
  severity: 'high',
  response: 'fix',
  where,
  kinds: ['security-group'],
  options: {},
  place: null,
}

const finding = (n: number, more: Partial<Finding> = {}, verdict: 'fail' | 'unknown' = 'fail'): Finding => ({
  id: hash(n),
  use,
  resource: { ...ref, id: `sg-${n}`, name: 'web' },
  breach: {
    about: '',
    verdict,
    message: 'open | to <everybody>',
    evidence: [],
    rating: null,
    repair: { kind: 'none', why: 'no' },
    weight: 0,
  },
  state: 'open',
  exception: null,
  ...more,
})

const step = (n: number, more: Partial<PlannedStep> = {}): PlannedStep => ({
  hash: hash(1000 + n),
  finding: hash(n),
  use,
  on: ref,
  changes: [{ on: ref, member: 'ingress tcp 22-22 0.0.0.0/0' as never, before: {}, after: null }],
  rating: 'narrowing',
  words: [],
  decision: 'needs-approval',
  reason: 'why',
  limited: false,
  behind: [],
  ...more,
})

const looked = new Map([['no-open-ssh/1/us-east-1', 3]])
const gate = { failOn: 'low', unknown: 'fail', silencing: 'high', acknowledge: 'x' } as const
const policy = { gate, exceptions: [] } as unknown as NonNullable<Report['policy']>

function reportOf(more: Partial<Report> & { findings?: readonly Finding[] } = {}): Report {
  const { findings = [], ...rest } = more
  return {
    mode: 'remediate',
    dryRun: false,
    undoes: null,
    policy,
    targets: [],
    judged: { findings, exceptions: [], leftOut: [], looked },
    gaps: [],
    plan: { hash: null, steps: [] },
    outcomes: [],
    remaining: null,
    stops: [],
    trouble: [],
    cost: { calls: new Map(), seconds: 1 },
    audience: 'details',
    today: '2026-11-24',
    ...rest,
  }
}

const gap: Gap = {
  account: ref.account,
  region: ref.region,
  kind: 'security-group',
  id: null,
  operation: 'ec2:Describe',
  role: 'arn:aws:iam::111111111111:role/holdfast-read',
  why: 'denied',
  detail: null,
}
const failed = {
  target: { account: ref.account, name: null, region: ref.region } as Target,
  state: 'failed' as const,
  partial: [],
  reason: 'no',
  resources: new Map(),
}
const stop = (reason: Stop['reason']): Stop => ({ reason, message: 'm', problems: [] })
const withGate = (own: Partial<typeof gate>): Partial<Report> => ({
  policy: { ...policy, gate: { ...gate, ...own } } as never,
})
const outcome = (state: 'failed' | 'unverified' | 'stale' | 'not-reached', done = 0) => ({
  step: hash(1001),
  state,
  why: null,
  done: step(1).changes.slice(0, done),
})

describe('the conclusion', () => {
  it.each([
    ['nothing open', reportOf(), [], 0],
    ['an open finding', reportOf({ findings: [finding(1)] }), ['open-findings'], 1],
    ['one below the gate', reportOf({ findings: [finding(1)], ...withGate({ failOn: 'critical' as never }) }), [], 0],
    ['a gate of none', reportOf({ findings: [finding(1)], ...withGate({ failOn: 'none' as never }) }), [], 0],
    ['an excepted one', reportOf({ findings: [finding(1, { state: 'excepted' })] }), [], 0],
    ['an unknown one', reportOf({ findings: [finding(1, {}, 'unknown')] }), ['unknown-findings'], 3],
    [
      'an unknown one that is only reported',
      reportOf({ findings: [finding(1, {}, 'unknown')], ...withGate({ unknown: 'report' as never }) }),
      [],
      0,
    ],
    ['a gap', reportOf({ gaps: [gap] }), ['unknown-findings'], 3],
    ['a failed target', reportOf({ targets: [failed], findings: [finding(1)] }), ['credentials', 'open-findings'], 3],
    [
      'a refused call',
      reportOf({ outcomes: [outcome('failed')], findings: [finding(1)] }),
      ['apply-failed', 'open-findings'],
      3,
    ],
    [
      'a fix that nobody sees',
      reportOf({ plan: { hash: null, steps: [step(1)] }, outcomes: [outcome('unverified')] }),
      ['apply-failed'],
      3,
    ],
    [
      'a fix that is seen, with a rest',
      reportOf({
        plan: { hash: null, steps: [step(1)] },
        outcomes: [outcome('unverified', 1)],
        findings: [finding(1)],
      }),
      ['open-findings'],
      1,
    ],
    ['a stale step', reportOf({ outcomes: [outcome('stale')], findings: [finding(1)] }), ['open-findings'], 1],
    [
      'a limit',
      reportOf({ plan: { hash: hash(1), steps: [step(1, { limited: true })] }, findings: [finding(1)] }),
      ['limit-reached', 'open-findings'],
      1,
    ],
    [
      'a limit that only a plan shows',
      reportOf({ mode: 'detect', plan: { hash: hash(1), steps: [step(1, { limited: true })] } }),
      [],
      0,
    ],
    [
      'a plan that changed',
      reportOf({ stops: [stop('plan-changed')], findings: [finding(1)] }),
      ['plan-changed', 'open-findings'],
      3,
    ],
    [
      'a bad policy',
      reportOf({
        stops: [stop('invalid-policy')],
        policy: null,
        judged: { findings: [], exceptions: [], leftOut: [], looked: new Map() },
      }),
      ['invalid-policy'],
      2,
    ],
    [
      'nothing looked at',
      reportOf({ judged: { findings: [], exceptions: [], leftOut: [], looked: new Map() } }),
      ['nothing-checked'],
      3,
    ],
    ['an undo that waits', reportOf({ mode: 'undo', plan: { hash: hash(1), steps: [step(1)] } }), ['open-findings'], 1],
    [
      'an undo of nothing',
      reportOf({ mode: 'undo', judged: { findings: [], exceptions: [], leftOut: [], looked: new Map() } }),
      [],
      0,
    ],
  ] as const)('%s', (_, report, reasons, code) => {
    const conclusion = conclude(report)
    expect(conclusion).toEqual({ conclusion: reasons.length === 0 ? 'pass' : 'fail', reasons })
    expect(exitCode(conclusion)).toBe(code)
  })
})

describe('long reports', () => {
  const many = Array.from({ length: 20_000 }, (_, n) =>
    finding(n, { breach: { ...finding(n).breach, message: `${'<@#'.repeat(60)} ${n}` } }),
  )
  const report = reportOf({ findings: many, gaps: Array.from({ length: 300 }, () => gap), mode: 'detect' })
  const context = {
    conclusion: conclude(report),
    consoleLink: () => 'https://console.aws.amazon.com/x',
    workflow: null,
    journal: null,
  }

  it('stay below a mebibyte, fold their tables, and say what they leave out', () => {
    const text = toMarkdown(summaryBlocks(report, context), 1_000_000)
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000)
    expect(text).toContain('20000 open findings')
    expect(text).toMatch(/\d+ more of 20000 are not shown here: see report\.json/)
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
    // What comes after a long table is still there.
    expect(text).toContain('Could not be read: 300')
    expect(text).toContain('Looked at')
  })

  it('have ten annotations of a level, the last of which says how many more there are', () => {
    const errors = annotationsOf(report).filter(({ level }) => level === 'error')
    expect(errors).toHaveLength(10)
    expect(errors[9]?.message).toContain('20291 more')
    for (const { message } of errors) expect(message.length).toBeLessThanOrEqual(4096)
  })

  it('say the same on a terminal, whole', () => {
    const text = toText(summaryBlocks(report, context))
    expect(text.match(/^ {2}- sg-\d+/gm)).toHaveLength(20_000)
  })
})

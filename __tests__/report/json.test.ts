import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import Ajv from 'ajv/dist/2020.js'
import type { Report } from '../../src/model/report.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { planJson, reportJson } from '../../src/report/json.ts'
import { empty, findingOf, hash, outcomeOf, refTo, takenBack, webShop, withFindings } from './reports.ts'

interface ReadReport {
  readonly findings: readonly { readonly id: string; readonly step: string | null }[]
  readonly plan: { readonly hash: string | null; readonly steps: readonly object[] }
  readonly [key: string]: unknown
}

const text = (report: Report): string => reportJson(report, conclude(report))
const read = (report: Report): ReadReport => JSON.parse(text(report)) as ReadReport
const isOfSchema = new (Ajv as unknown as typeof Ajv.default)({ strict: false }).compile(
  JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as object,
)

const halted: Report = {
  ...empty,
  policy: null,
  targets: [],
  judged: { ...empty.judged, looked: new Map() },
  stops: [
    {
      reason: 'invalid-policy',
      message: 'holdfast.yml has a problem.',
      problems: [
        {
          place: { file: 'holdfast.yml', line: 3, column: 9 },
          at: 'rules[0].rule',
          found: '"drifd"',
          expected: 'a rule',
          nearest: 'drift',
        },
        { place: null, at: 'mode', found: '"fix"', expected: 'a mode', nearest: null },
      ],
    },
  ],
}
const scenes: readonly (readonly [string, Report])[] = [
  ['a remediation', webShop],
  ['an undo', takenBack],
  ['nothing found', empty],
  ['a policy with problems', halted],
]

describe('report.json', () => {
  it.each(scenes)('of %s is what the schema says, for those who may see all and for those who may not', (_, report) => {
    for (const audience of ['details', 'counts'] as const) {
      expect([isOfSchema(read({ ...report, audience })), isOfSchema.errors]).toEqual([true, null])
    }
  })

  it('is held by its schema: a word that is not the contract’s is refused', () => {
    const good = read(webShop)
    for (const broken of [
      { ...good, conclusion: 'ok' },
      { ...good, reasons: ['bad-luck'] },
      { ...good, plan: { ...good.plan, hash: 'feed' } },
      { ...good, outcomes: [{ step: hash(1), state: 'done', why: null }] },
      { ...good, counts: { open: -1 } },
      { ...good, version: 2 },
    ])
      expect(isOfSchema(broken)).toBe(false)
  })

  it('has every key of the contract, whole', () => {
    expect(read(webShop)).toMatchObject({
      version: 1,
      mode: 'remediate',
      conclusion: 'fail',
      reasons: ['credentials', 'unknown-findings', 'open-findings'],
      targets: [
        {
          account: '111111111111',
          name: 'production',
          region: 'us-east-1',
          state: 'partial',
          resources: { 'security-group': 412 },
        },
        { region: 'eu-west-1', state: 'read' },
        { region: 'ap-south-1', state: 'failed', resources: {} },
      ],
      outcomes: [
        { state: 'fixed' },
        { state: 'fixed' },
        { state: 'fixed' },
        {},
        { step: hash(0xa005), why: 'the use says approve' },
      ],
      gaps: [
        {
          kind: 'prefix-list',
          id: 'pl-0123456789abcdef0',
          operation: 'ec2:GetManagedPrefixListEntries',
          why: 'denied',
        },
      ],
      exceptions: [
        { index: 0, matched: 1, state: 'expiring' },
        { index: 1, matched: 0, state: 'ended' },
      ],
      'left-out': [{ use: 'no-open-ssh', by: 'names', count: 3 }],
      check: null,
      counts: { open: 2, unknown: 1, excepted: 1, fixed: 3 },
    })
    expect(read(webShop).findings[3]).toEqual({
      id: hash(4),
      rule: 'security-group-open-ingress',
      name: 'no-open-ssh',
      severity: 'critical',
      verdict: 'fail',
      state: 'open',
      rating: null,
      resource: {
        kind: 'security-group',
        id: 'sg-4',
        arn: refTo('sg-4').arn,
        account: '111111111111',
        region: 'us-east-1',
        name: 'bastion',
      },
      message: findingOf(4, 'sg-4').breach.message,
      evidence: [{ member: 'ingress tcp 22-22 0.0.0.0/0' }],
      exception: null,
      step: hash(0xa004),
    })
    expect(read(webShop).plan.steps[3]).toMatchObject({
      hash: hash(0xa004),
      finding: hash(4),
      rating: 'narrowing',
      decision: 'needs-approval',
      reason: 'an all-traffic rule can only be revoked whole',
      changes: [{ member: 'ingress -1 all 0.0.0.0/0', before: { description: 'office' }, after: null }],
    })
  })

  it('offers the hash of what still waits after the write; plan.json keeps that of the plan', () => {
    const later: Report = { ...webShop, remaining: hash(0xcafe) }
    expect(read(later).plan.hash).toBe(hash(0xcafe))
    expect(JSON.parse(planJson(later))).toMatchObject({ version: 1, hash: hash(0xfeed) })
    expect(read({ ...webShop, remaining: null }).plan.hash).toBeNull()
  })

  it('is the same bytes however long it took, and in whatever order calls and kinds were counted', () => {
    const turned = <V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> => new Map([...map].reverse())
    const kinds = new Map([
      ['security-group', 1],
      ['network-acl', 2],
    ])
    const at = (seconds: number, turn: typeof turned): Report => ({
      ...webShop,
      targets: webShop.targets.map((target) => ({ ...target, resources: turn(kinds) })),
      cost: { calls: turn(webShop.cost.calls), seconds },
    })
    expect(text(at(3, turned))).toBe(text(at(90, (map) => map)))
  })

  it('tells where a problem of the policy file is', () => {
    expect(read(halted)).toMatchObject({
      reasons: ['invalid-policy'],
      stops: [
        {
          reason: 'invalid-policy',
          problems: [
            { file: 'holdfast.yml', line: 3, column: 9, at: 'rules[0].rule', nearest: 'drift' },
            { file: null, line: null, column: null, at: 'mode' },
          ],
        },
      ],
    })
  })

  it('holds no command of the runner’s old form, whoever wrote it', () => {
    const hostile = '##[error]###[group]'
    const report = withFindings([
      findingOf(1, 'sg-1', { about: { message: hostile, evidence: [{ [hostile]: hostile }] } }),
    ])
    for (const audience of ['details', 'counts'] as const) expect(text({ ...report, audience })).not.toContain('##[')
    expect(read(report).findings[0]).toMatchObject({ message: hostile, evidence: [{ [hostile]: hostile }] })
  })
})

/** Everything in a report that came from AWS or names something there. */
const secrets = [
  'sg-',
  'pl-0',
  'arn:',
  '111111111111',
  'us-east-1',
  'eu-west-1',
  'production',
  'bastion',
  '0.0.0.0',
  'office',
  'revoked whole',
  'octo',
  'Vendor',
  'STS is not',
  'Quota',
]

describe('in a public repository', () => {
  const shown: readonly Report[] = [webShop, takenBack].map((report) => ({
    ...report,
    audience: 'counts',
    outcomes: [...report.outcomes, outcomeOf(9, 'failed', { why: 'Quota of sg-9' })],
  }))

  it.each(shown.map((report) => [report.mode, report] as const))(
    '%s writes counts and ids of findings, no more',
    (_, report) => {
      for (const file of [text(report), planJson(report)])
        expect(secrets.filter((secret) => file.includes(secret))).toEqual([])
      expect(read(report).findings.map(({ id }) => id)).toEqual(report.judged.findings.map(({ id }) => id))
      expect(read(report).plan.hash).toBe(report.remaining)
    },
  )

  it('and all of that stands in the files of those who may see it', () => {
    const whole = text(webShop) + planJson(webShop)
    expect(
      ['sg-', '111111111111', 'bastion', 'office', 'STS is not'].filter((secret) => !whole.includes(secret)),
    ).toEqual([])
  })
})

import { describe, expect, it } from '@jest/globals'
import { touchedGaps } from '../../src/check/gaps.ts'
import { policyChanges } from '../../src/check/policy-changes.ts'
import { covers } from '../../src/check/scope.ts'
import type { Day } from '../../src/model/basics.ts'
import type { Policy } from '../../src/model/policy.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { isRecording } from '../../src/stages/baselines.ts'
import { kindNames, ruleMap, rulesById } from '../../src/stages/run.ts'
import { gapOf } from '../report/reports.ts'
import { policyWith, ssh, target } from '../support/policy.ts'

function parsed(text: string): Policy {
  const found = parsePolicy(text, 'holdfast.yml', { rules: rulesById, kinds: kindNames, today: '2026-11-25' as Day })
  if (found.kind === 'problems') throw new Error(JSON.stringify(found.problems))
  return found.policy
}
const policy = (use = ssh(), more = '', targets = target()): Policy => parsed(policyWith(use, more, targets))
const told = (base: Policy, head: Policy): readonly string[] =>
  policyChanges(base, head).map(
    ({ about, what, name, rating, words }) => `${about} ${what} ${name}: ${rating}: ${words.join('; ')}`,
  )

const exception = (more: string): string => `exceptions:
  - { uses: [no-open-ssh], where: { ids: ["sg-1"] }, ${more} }
`

describe('what a change makes of a policy', () => {
  it.each([
    ['nothing', policy(), parsed(`# why\n${policyWith(ssh())}`), []],
    [
      'a response',
      policy(),
      policy(ssh().replace('response: fix', 'response: report')),
      ['rule changed no-open-ssh: neutral: response "fix" → "report"'],
    ],
    [
      'a severity and a selector',
      policy(),
      policy(`${ssh()}    severity: low\n    where: { not: { names: ["a*"] } }\n`),
      ['rule changed no-open-ssh: undecided: severity critical → low; where everything → {"not":{"names":["a*"]}}'],
    ],
    [
      'a severity alone',
      policy(`${ssh()}    severity: low\n`),
      policy(),
      ['rule changed no-open-ssh: narrowing: severity low → critical'],
    ],
    [
      'an option',
      policy(),
      policy(ssh(', allow: ["10.0.0.0/8"]')),
      ['rule changed no-open-ssh: undecided: allow [] → ["10.0.0.0/8"]'],
    ],
    [
      'an exception that ends earlier, for another reason',
      policy(ssh(), exception('reason: a, owner: b, until: 2027-03-31')),
      policy(ssh(), exception('reason: c, owner: b, until: 2027-02-28')),
      [
        'exception changed exceptions[0]: narrowing: until 2027-03-31 → 2027-02-28; no-open-ssh for {"ids":["sg-1"]} until 2027-02-28; c (b)',
      ],
    ],
    [
      'regions of a target',
      policy(),
      policy(ssh(), '', target('111111111111', ['eu-west-1'])),
      [expect.stringMatching(/^target changed 111111111111: undecided: .*us-east-1.* → .*eu-west-1/)],
    ],
    [
      'settings',
      policy(ssh(), 'protected: ["arn:aws:iam::*:role/a"]\nlimits: { changes: 10 }\n'),
      policy(ssh(), 'protected: ["arn:aws:iam::*:role/b"]\napprovals: { environments: [prod] }\n'),
      [
        'setting changed limits.changes: widening: 10 → 50',
        'setting changed approvals: undecided: null → {"environments":["prod"]}',
        'setting changed protected: mixed: ["arn:aws:iam::*:role/a"] → ["arn:aws:iam::*:role/b"]',
      ],
    ],
  ] as const)('%s', (_, base, head, expected) => expect(told(base, head)).toEqual(expected))

  it('the other way round is the other way round', () => {
    const [less, more] = [policy(), policy(`${ssh()}  - rule: default-security-group-closed\n`)]
    expect(told(less, more)).toEqual([expect.stringContaining('added default-security-group-closed: narrowing')])
    expect(told(more, less)).toEqual([expect.stringContaining('removed default-security-group-closed: widening')])
  })
})

describe('reads that failed', () => {
  const looksUp = (use: Policy['uses'][number]) => ruleMap.get(use.rule)?.looksUp(use.options) ?? []
  const touched = (base: Policy, head: Policy, kind: 'security-group' | 'prefix-list' | 'network-acl'): number =>
    touchedGaps([gapOf({ kind })], { base, head, pairs: [], looksUp, isRecording }).length

  it.each([
    ['nothing changed', policy(), policy(), 0],
    ['how it answers', policy(), policy(ssh().replace('fix', 'report')), 0],
    ['the gate', policy(), policy(ssh(), 'gate: { fail-on: none }\n'), 0],
    ['an option', policy(), policy(ssh(', allow: ["10.0.0.0/8"]')), 1],
    ['an exception', policy(), policy(ssh(), exception('reason: a, owner: b, until: 2027-03-31')), 1],
    [
      'the reason of one',
      policy(ssh(), exception('reason: a, owner: b, until: 2027-03-31')),
      policy(ssh(), exception('reason: c, owner: b, until: 2027-03-31')),
      0,
    ],
    ['a rule that is gone', policy(`${ssh()}  - rule: default-security-group-closed\n`), policy(), 1],
    ['the targets', policy(), policy(ssh(), '', target('111111111111', ['eu-west-1'])), 1],
  ] as const)('count where the change has to do with them: %s', (_, base, head, expected) => {
    expect(touched(base, head, 'security-group')).toBe(expected)
  })

  it('of what is looked up count with what looks it up, and of other kinds not at all', () => {
    const head = policy(ssh(', allow: ["10.0.0.0/8"]'))
    expect(touched(policy(), head, 'prefix-list')).toBe(1)
    expect(touched(policy(), head, 'network-acl')).toBe(0)
  })
})

describe('what targets cover', () => {
  const all = parsed(policyWith(ssh(), '', target().replace('[us-east-1]', '{ except: [eu-west-1] }'))).targets
  it.each([
    ['111111111111', 'us-east-1', true],
    ['111111111111', 'eu-west-1', false],
    ['111111111111', 'global', true],
    ['222222222222', 'us-east-1', false],
    ['222222222222', 'global', false],
  ])('%s %s: %s', (account, region, expected) => expect(covers(all, { account, region })).toBe(expected))
})

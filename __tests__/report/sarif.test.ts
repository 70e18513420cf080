import { describe, expect, it } from '@jest/globals'
import type { Report } from '../../src/model/report.ts'
import { categoryOf, mostResults, type SarifContext, sarifOf } from '../../src/report/sarif.ts'
import { sarifIn } from '../support/sarif-schema.ts'
import { empty, findingOf, hash, policy, refTo, useOf, webShop, withFindings } from './reports.ts'

const context: SarifContext = {
  rules: new Map([
    [
      'security-group-open-ingress',
      { title: 'Security groups keep ports off the internet', controls: { securityHub: ['EC2.13'], cis: ['5.2'] } },
    ],
  ]),
  baseline: () => null,
  excepted: 'suppressed',
}
const sarif = (report: Report, more: Partial<SarifContext> = {}) => {
  const { text, dropped } = sarifOf(report, { ...context, ...more })
  const [run] = sarifIn(text).runs
  if (run === undefined) throw new Error('there is no run')
  return { ...run, text, dropped, rules: run.tool.driver.rules }
}

const nothingChanged: NonNullable<Report['check']> = {
  base: 'a',
  head: 'b',
  pull: 1,
  against: 'policy',
  files: [],
  changes: [],
  silenced: [],
  added: [],
  staying: [],
  acknowledged: null,
  gaps: 0,
  notes: [],
}

describe('SARIF', () => {
  it('is valid, whatever a run came to', () => {
    for (const audience of ['details', 'counts'] as const)
      for (const report of [
        empty,
        webShop,
        { ...empty, policy: null, stops: [{ reason: 'internal', message: 'x', problems: [] }] } as const,
      ])
        expect(sarif({ ...report, audience }).automationDetails.id).toBe('holdfast/.github/holdfast.yml/')
  })

  it('has the open findings and the excepted as suppressions, and none that were fixed', () => {
    const { results } = sarif(webShop)
    expect(
      results.map(({ partialFingerprints, suppressions }) => [
        partialFingerprints['primaryLocationLineHash'],
        suppressions?.length ?? 0,
      ]),
    ).toEqual([
      [hash(4), 0],
      [hash(5), 0],
      [hash(6), 0],
      [hash(7), 1],
    ])
    expect(results[3]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'Vendor access until the tunnel is up' },
    ])
    expect(sarif(webShop, { excepted: 'left-out' }).results).toHaveLength(3)
    // The exceptions of a change are not those of the policy in force: none of these reasons is its own.
    expect(sarif({ ...webShop, mode: 'check', check: nothingChanged }).results[3]?.suppressions?.[0]).toMatchObject({
      justification: '',
    })
  })

  it('says how severe, by which use, and where in the repository', () => {
    const { rules, results } = sarif(webShop)
    expect(rules.map(({ id, properties }) => [id, properties['security-severity']])).toEqual([
      ['no-open-ssh', '9.5'],
      ['no-open-rdp', '8.0'],
    ])
    expect(rules[0]?.properties['tags']).toContain('security')
    expect(rules[0]?.help.text).toContain('Security Hub EC2.13, CIS 5.2')
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId)
    expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'error'])
    expect(results[0]?.message.text).toContain('sg-4 (bastion) in')
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: '.github/holdfast.yml' },
      region: { startLine: 8, startColumn: 5 },
    })
  })

  it('places drift in the baseline', () => {
    const drift = useOf('drift', { rule: 'drift' })
    const path = '.github/holdfast/baselines/111122223333/global/iam-role/a b.json'
    const { results } = sarif(withFindings([findingOf(1, 'sg-1', { use: drift })]), {
      baseline: ({ rule }) => (rule === 'drift' ? path : null),
    })
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: path.replace(' ', '%20') },
      region: { startLine: 1, startColumn: 1 },
    })
  })

  it('gives the same finding the same fingerprint, whatever is said of it', () => {
    const of = (message: string) =>
      sarif(withFindings([findingOf(1, 'sg-1', { about: { message } })])).results[0]?.partialFingerprints
    expect(of('a')).toEqual(of('b'))
  })

  it('keeps the worst 5,000 and says how many had no room', () => {
    const many = Array.from({ length: 5_003 }, (_, n) => findingOf(n, `sg-${n}`))
    const { results, dropped, invocations } = sarif(withFindings(many))
    expect([results.length, dropped]).toEqual([mostResults, 3])
    expect(results[0]?.partialFingerprints['primaryLocationLineHash']).toBe(hash(0))
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain('3 more findings')
  })

  it('tells a public repository ids alone', () => {
    const { text, results } = sarif({ ...webShop, audience: 'counts' })
    expect(results.map(({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash'])).toContain(hash(4))
    for (const word of ['sg-4', 'bastion', 'no-open-ssh', 'tcp', 'Vendor', refTo('x').account, 'us-east-1'])
      expect(text).not.toContain(word)
  })

  it('keeps hostile text from making links, mentions, markup or commands', () => {
    const text = '[x](http://evil.example) @everyone #1 GH-1 <img src=x> ##[error]x \u001b[2K\n::error::x'
    const report = withFindings([findingOf(1, text, { about: { message: text } })])
    const { text: file, results } = sarif(report)
    const said = results[0]?.message.text ?? ''
    for (const pattern of [/\]\(/, /:\/\//, /@e/, /#1/, /GH-1/, /<img/, /\n/]) expect(said).not.toMatch(pattern)
    expect(said).not.toContain('\u001b')
    expect(file).not.toContain('##[')
  })

  it('has a category of its own for each policy file, within the repository', () => {
    const of = (file: string): string => categoryOf({ ...empty, policy: { ...policy, file } })
    expect(of('accounts/two.yml')).toBe('holdfast/accounts/two.yml/')
    expect(of('../elsewhere.yml')).toBe('holdfast/.github/holdfast.yml/')
  })
})

it('is held to a schema that bites', () => {
  const { text } = sarifOf(webShop, context)
  expect(() => sarifIn(text.replaceAll('"message"', '"massage"'))).toThrow(/additional properties|required/)
})

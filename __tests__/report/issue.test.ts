import { describe, expect, it } from '@jest/globals'
import { marked } from 'marked'
import { hidden, hide } from '../../src/github/hidden.ts'
import type { AccountId, Region } from '../../src/model/basics.ts'
import type { Report } from '../../src/model/report.ts'
import type { Kind } from '../../src/model/resource.ts'
import { doneText } from '../../src/report/issue/done.ts'
import { type IssueContext, isClean, issueText, issueTitle } from '../../src/report/issue/issue.ts'
import { merged } from '../../src/report/issue/merge.ts'
import { type Narrowed, type Reach, sawAll } from '../../src/report/issue/read-whole.ts'
import { type IssueState, nothingListed, readState } from '../../src/report/issue/state.ts'
import { approval } from '../../src/report/next-steps.ts'
import {
  consoleLink,
  empty,
  findingOf,
  gapOf,
  hash,
  policy,
  refTo,
  stepFor,
  targetOf,
  useOf,
  webShop,
  withFindings,
} from './reports.ts'

const notNarrowed: Narrowed = { uses: null, ids: null, accounts: null }
const context: IssueContext = {
  file: '.github/holdfast.yml',
  approve: (text, of) => approval({ workflow: 'holdfast.yml', startable: null, journal: null }, text, of),
  consoleLink,
  hide,
  run: 'https://github.com/octo/infra/actions/runs/42',
}
const named = { ...policy, targets: [{ account: refTo('x').account } as never] }
const reachOf = (report: Report, narrowed: Partial<Narrowed> = {}, uses = ['no-open-ssh']): Reach => ({
  report: { ...report, policy: named },
  uses: new Set(uses),
  narrowed: { ...notNarrowed, ...narrowed },
})
/** What the issue says after a run, from what it said before. */
const said = (report: Report, before: IssueState = nothingListed, narrowed: Partial<Narrowed> = {}): IssueState =>
  merged(report, reachOf(report, narrowed), before)
const ids = ({ findings }: IssueState): readonly string[] => findings.map(({ id }) => id)
const again = (state: IssueState): IssueState => {
  const found = readState(hidden(issueText(state, context).body))
  if (found === null) throw new Error('the text hides no state')
  return found
}

describe('what the issue says after a run', () => {
  it('is what is open, worst first, with the day on which it was first seen', () => {
    const first = said(
      withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-2', { use: useOf('no-open-ssh', { severity: 'low' }) })]),
    )
    const next = said(
      { ...withFindings([findingOf(3, 'sg-3'), findingOf(1, 'sg-1')]), today: '2026-12-24' },
      again(first),
    )
    expect(next.findings.map(({ id, since }) => [id, since])).toEqual([
      [hash(1), '2026-11-24'],
      [hash(3), '2026-12-24'],
    ])
  })

  it('is the same data after it was hidden and found', () => {
    const state = said(webShop)
    expect(again(state)).toEqual(state)
    expect(hidden('<!-- holdfast state AAAA -->')).toBeNull()
    expect(readState({ audience: 'all' })).toBeNull()
    expect(readState({ audience: 'details', findings: [{ id: 'x' }, null, 7], more: 'x' })).toMatchObject({
      findings: [],
      more: [],
    })
  })

  it('keeps nothing of what is fixed or excepted, however narrow the run', () => {
    const before = said(withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-2'), findingOf(3, 'sg-3')]))
    const report = withFindings([
      findingOf(1, 'sg-1', { state: 'fixed' }),
      findingOf(2, 'sg-2', { state: 'excepted', exception: 0 }),
    ])
    expect(ids(said(report, before, { ids: ['sg-1', 'sg-2'] }))).toEqual([hash(3)])
  })

  it('lists exceptions only while they are about to end and needed', () => {
    expect(said(webShop).endings).toMatchObject([
      { until: '2026-12-01', reason: 'Vendor access until the tunnel is up' },
    ])
    expect(isClean(said(empty))).toBe(true)
  })

  it('of a narrowed run keeps exceptions and gaps of the rest', () => {
    const before = said({ ...webShop, gaps: [gapOf({ account: '999999999999' as AccountId })] })
    const now = said(empty, before, { accounts: ['111111111111'] })
    expect(now.gaps).toEqual(before.gaps)
    expect(now.endings).toEqual(before.endings)
    expect(said(empty, before)).toMatchObject({ gaps: [], endings: [] })
  })

  it('is told anew where a repository became public, and nothing of what was said before stays in it', () => {
    const before = said(withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-2')]))
    const state = said({ ...withFindings([findingOf(1, 'sg-1')]), audience: 'counts', gaps: [gapOf()] }, before)
    expect(ids(state)).toEqual([hash(1)])
    for (const word of ['sg-', 'no-open', 'us-east', refTo('x').account])
      expect(JSON.stringify(state)).not.toContain(word)
  })
})

describe('what a run saw', () => {
  const { account } = refTo('x')
  const at = { use: 'no-open-ssh', account, region: 'us-east-1', kind: 'security-group' as Kind }
  const sg = { id: 'sg-1', arn: 'arn:aws:ec2:us-east-1:1:security-group/sg-1' }
  const saw = (
    report: Partial<Report>,
    where: Partial<typeof at> = {},
    narrowed: Partial<Narrowed> = {},
    uses = ['no-open-ssh'],
  ) => sawAll(reachOf({ ...empty, ...report }, narrowed, uses), { ...at, ...where }, sg)
  const region = (name: string) => name as Region
  const failed = (name: string, of: AccountId | '' = account) =>
    targetOf(name, { state: 'failed', target: { account: of as AccountId, name: null, region: region(name) } })

  it.each<[string, boolean, () => boolean]>([
    ['all of it', true, () => saw({})],
    ['nothing, when it was stopped', false, () => saw({ stops: [{ reason: 'internal', message: '', problems: [] }] })],
    ['another use', false, () => saw({}, {}, { uses: ['other'] }, ['other'])],
    ['a use that the policy has no more', true, () => saw({}, { use: 'gone' })],
    [
      'not a use that the policy has no more, when narrowed',
      false,
      () => saw({}, { use: 'gone' }, { accounts: [account] }),
    ],
    ['another account', false, () => saw({}, {}, { accounts: ['999999999999'] })],
    ['this resource', true, () => saw({}, {}, { ids: ['sg-1'] })],
    ['this ARN', true, () => saw({}, {}, { ids: [sg.arn] })],
    ['another resource', false, () => saw({}, {}, { ids: ['sg-2'] })],
    ['a target that failed', false, () => saw({ targets: [failed('us-east-1')] })],
    [
      'another region of the account that failed',
      true,
      () => saw({ targets: [targetOf('us-east-1'), failed('eu-west-1')] }),
    ],
    [
      'what has no region, when a region failed',
      false,
      () => saw({ targets: [targetOf('us-east-1'), failed('eu-west-1')] }, { region: 'global' }),
    ],
    ['an account whose regions could not be asked', false, () => saw({ targets: [failed('unknown')] })],
    ['nothing, when an unknown account failed', false, () => saw({ targets: [failed('us-east-1', '')] })],
    ['an account that the policy has no more', true, () => saw({}, { account: '999999999999' as AccountId })],
    [
      'not an account that was left out',
      false,
      () => saw({}, { account: '999999999999' as AccountId }, { accounts: [account] }),
    ],
    ['a kind that could not be listed', false, () => saw({ gaps: [gapOf({ kind: 'security-group', id: null })] })],
    [
      'a kind that could not be listed elsewhere',
      true,
      () => saw({ gaps: [gapOf({ kind: 'security-group', id: null, region: region('eu-west-1') })] }),
    ],
    ['a resource that could not be read', false, () => saw({ gaps: [gapOf({ kind: 'security-group', id: 'sg-1' })] })],
    ['another that could', true, () => saw({ gaps: [gapOf({ kind: 'security-group', id: 'sg-2' })] })],
    ['what only helps to judge, one of it', true, () => saw({ gaps: [gapOf({ kind: 'prefix-list', id: 'pl-1' })] })],
    ['what only helps to judge, all of it', false, () => saw({ gaps: [gapOf({ kind: 'prefix-list', id: null })] })],
    [
      'the gap of another account',
      true,
      () => saw({ gaps: [gapOf({ kind: 'security-group', id: null, account: '999999999999' as AccountId })] }),
    ],
  ])('%s: %s', (_, expected, seen) => expect(seen()).toBe(expected))

  it('of a policy without targets is its own accounts alone', () => {
    const reach = {
      ...reachOf(empty),
      report: { ...empty, policy: { ...policy, targets: [{ account: null } as never] } },
    }
    expect(sawAll(reach, { ...at, account: '999999999999' }, sg)).toBe(false)
    expect(sawAll(reach, at, sg)).toBe(true)
  })
})

describe('the text', () => {
  it('says in its title how many and where', () => {
    const title = (report: Report): string => issueTitle(said(report))
    const elsewhere = { ...refTo('sg-9'), account: '999999999999' as AccountId, name: null }
    expect(title(withFindings([findingOf(1, 'sg-1')]))).toBe('Holdfast: 1 open finding in 1 account')
    expect(title(withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-9', { resource: elsewhere })]))).toBe(
      'Holdfast: 2 open findings in 2 accounts',
    )
    expect(title(webShop)).toBe(
      'Holdfast: 2 open findings in 1 account; 1 that could not be judged; 1 target not reached; 1 read failed',
    )
    expect(title({ ...empty, gaps: [gapOf()] })).toBe('Holdfast: no open findings in what was read; 1 read failed')
    expect(title(empty)).toBe('Holdfast: no open findings')
  })

  it('holds 5,000 findings in what GitHub takes: worst first, then counts, with the run that has all', () => {
    const many = Array.from({ length: 5_000 }, (_, n) =>
      findingOf(n, `sg-${String(n).padStart(17, '0')}`, {
        use: useOf('no-open-ssh', { severity: n < 100 ? 'critical' : 'low' }),
      }),
    )
    const steps = many.map((_, n) => stepFor(n, `sg-${n}`, { decision: 'needs-approval' }))
    const report = { ...withFindings(many), plan: { hash: hash(1), steps }, remaining: hash(1) }
    const state = said(report)
    const { title, body } = issueText(state, context)
    expect(title).toBe('Holdfast: 5000 open findings in 1 account')
    expect(body.length).toBeGreaterThan(45_000)
    expect(body.length).toBeLessThanOrEqual(59_000)
    const found = readState(hidden(body))
    const shown = found?.findings.length ?? 0
    expect(found?.findings.map(({ id }) => id)).toEqual(ids(state).slice(0, shown))
    expect((found?.more ?? []).reduce((sum, { count }) => sum + count, shown)).toBe(5_000)
    expect(body).toContain(`${5_000 - shown} more findings`)
    expect(body).toContain(context.run)
    // A narrowed run that finds nothing new leaves all of it as it is.
    const next = said(empty, again(state), { ids: ['sg-none'] })
    expect(issueText(next, { ...context, run: next.run ?? '' }).body.length).toBeLessThanOrEqual(59_000)
    expect(issueTitle(next)).toBe(title)
  })

  it('has for hostile text neither links, mentions, references nor HTML', () => {
    const text = '[x](http://evil.example) @everyone #1 <!-- x --> <script>1</script> | `a` **b**\n\n# h ##[error]x'
    const on = { ...refTo('sg-1'), id: text, name: text }
    const report: Report = {
      ...withFindings([
        findingOf(1, text, {
          use: useOf(text),
          resource: on,
          about: { message: text, repair: { kind: 'none', why: text } },
        }),
      ]),
      gaps: [gapOf({ id: text, operation: text })],
      plan: { hash: hash(9), steps: [stepFor(1, text, { reason: text, decision: 'needs-approval' })] },
      remaining: hash(9),
    }
    const [visible = ''] = issueText(said(report), context).body.split('<!-- holdfast state')
    const html = marked.parse(visible, { gfm: true }) as string
    expect(html).not.toMatch(/<script|href="http:\/\/evil|<h1/)
    expect(visible).not.toMatch(/@everyone|#1\b|<!--|##\[/)
    expect(readState(hidden(issueText(said(report), context).body))?.findings[0]?.message).toBe(text)
  })

  it('names steps and the hash that a whole run offers', () => {
    const steps = [
      stepFor(1, 'sg-1', { decision: 'needs-approval' }),
      stepFor(2, 'sg-2', { decision: 'needs-approval' }),
    ]
    const whole = {
      ...withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-2')]),
      plan: { hash: hash(7), steps },
      remaining: hash(7),
    }
    const state = said(whole)
    expect(issueText(state, context).body).toContain(`-f approve=${hash(7)}`)
    const part = {
      ...withFindings([findingOf(1, 'sg-1')]),
      plan: { hash: hash(8), steps: steps.slice(0, 1) },
      remaining: hash(8),
    }
    expect(said(part, again(state), { ids: ['sg-1'] }).plan).not.toBe(hash(8))
  })

  it('calls an approved step that did not come true one that waits', () => {
    const step = stepFor(1, 'sg-1', { decision: 'apply', reason: 'approved by hash; the policy asks for approval' })
    const state = said({ ...withFindings([findingOf(1, 'sg-1')]), plan: { hash: null, steps: [step] } })
    expect(state.findings[0]?.step).toMatchObject({
      decision: 'needs-approval',
      reason: 'the policy asks for approval',
    })
  })
})

describe('what a run did', () => {
  it('is told by what came of it, with its steps', () => {
    const text = doneText(webShop, context.run) ?? ''
    expect(text).toContain('3 steps: 3 fixed, and proved.')
    expect(text).toContain('sg-1')
    expect(text).not.toContain('sg-4')
    expect(text).toContain(context.run)
  })

  it('is nothing where nothing was begun, and ids alone in public', () => {
    expect(doneText({ ...webShop, outcomes: [] }, context.run)).toBeNull()
    expect(doneText({ ...webShop, dryRun: true }, context.run)).toBeNull()
    expect(doneText({ ...webShop, audience: 'counts' }, context.run)).not.toMatch(/sg-|tcp/)
  })
})

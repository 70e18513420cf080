import { describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import type { Answer, Route } from '../../emulator/github.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { checkOf, checkTarget, policyFile, testPulls } from '../support/pull.ts'

const rules = `${ssh()}  - rule: security-group-open-ingress
    name: no-telnet
    options: { ports: ["23"] }
`
const base = { [policyFile]: policyWith(rules, '', checkTarget()) }
/** A change that would silence what is severe. */
const silencing = { [policyFile]: policyWith(ssh().replace('"22"', '"3389"'), '', checkTarget()) }
/** A change that passes where all of it can be read. */
const harmless = { [policyFile]: policyWith(ssh(), '', checkTarget()) }
const text = { [policyFile]: policyWith(rules, '', target()) }

/** The nth request to a path is answered so, and every one after it where `always`. */
function nth(n: number, which: RegExp, answer: Answer, always = false): Route {
  let seen = 0
  return ({ method, path }) => {
    if (!which.test(`${method} ${path}`)) return null
    seen += 1
    return seen === n || (always && seen > n) ? answer : null
  }
}

const failing = (status: number): Answer => ({ status, body: { message: status === 404 ? 'Not Found' : 'refused' } })

describe('what GitHub does not answer', () => {
  const pulls = testPulls()
  const calls: readonly (readonly [string, RegExp, number])[] = [
    ['the trial merge', /^GET .*\/git\/commits\//, 1],
    ["the base's tree", /^GET .*\/git\/trees\//, 1],
    ["the head's tree", /^GET .*\/git\/trees\//, 2],
    ["the base's policy file", /^GET .*\/git\/blobs\//, 1],
    ["the head's policy file", /^GET .*\/git\/blobs\//, 2],
  ]
  // An outage is waited for, each time for seconds: two of them stand for all.
  const wanted = calls.flatMap(([what, which, n]) =>
    [403, 404, 422, ...(n === 2 ? [502] : [])].map((status) => [what, status, which, n] as const),
  )

  it.each(wanted)('%s: %i is never green', async (what, status, which, n) => {
    pulls.first(nth(n, which, failing(status), status === 502))
    const run = await pulls.check(base, harmless)
    // Without the trial merge the event names both commits; nothing else can be done without.
    const told = what === 'the trial merge' && status === 404 ? '' : 'unknown-findings'
    if (what === "the head's tree" && status === 404) {
      // The checkout stands in for a commit that GitHub does not know, and there is none here.
      expect(run.outputs['failure-reason']).toBe('invalid-policy')
      return
    }
    expect(run.outputs['failure-reason']).toBe(told)
    expect(run.code).toBe(told === '' ? 0 : 1)
    if (told !== '') {
      expect(run.report?.cost.calls).toEqual({})
      expect(run.summary).toContain('could not be read')
      expect(pulls.comments).toEqual([])
    }
  })

  it.each([
    ['a tree that was cut', /\/git\/trees\//, { status: 200, body: { sha: 'x', tree: [], truncated: true } }],
    ['a tree of no list', /\/git\/trees\//, { status: 200, body: { sha: 'x' } }],
    [
      'an answer that ends in the middle',
      /\/git\/trees\//,
      { status: 200, body: { sha: 'x'.repeat(100) }, broken: 'cut-body' },
    ],
    [
      'a file that was cut',
      /\/git\/blobs\//,
      { status: 200, body: { content: 'eA==', encoding: 'base64', size: 100 } },
    ],
  ] as const)('%s', async (_, which, answer) => {
    pulls.first(nth(1, which, answer as Answer, true))
    const run = await pulls.check(base, harmless)
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
    expect(run.report?.cost.calls).toEqual({})
  })

  it('a repository with more files than GitHub lists fails at either side', async () => {
    pulls.state.settings.largestTree = 2
    const run = await pulls.check(base, { ...harmless, 'a/b': '1', 'a/c': '2' })
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
    expect(run.summary).toContain('a part is not taken for the whole')
  })

  it('a token without contents: the line to add is said', async () => {
    pulls.state.permissions.contents = 'none'
    const run = await pulls.check(base, harmless)
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
    expect(run.summary.replaceAll('&grave;', '`')).toContain('`contents: read`')
  })

  it('a token without pull requests: the label acknowledges nothing, the comment is a warning, the rest is judged', async () => {
    await pulls.world.cloud.group('open', [anywhere(22)])
    Object.assign(pulls.state.permissions, { 'pull-requests': 'none', issues: 'none' })
    const shas = pulls.propose(base, silencing)
    pulls.label('holdfast-acknowledged', 'hubot')
    const run = await pulls.run(shas)
    expect(run.report?.reasons).toEqual(['silenced-findings'])
    expect(checkOf(run)).toMatchObject({ silenced: [expect.any(String)], acknowledged: null })
    expect(run.summary).toContain('whether the pull request carries the label could not be read')
    expect(run.stdout).toMatch(/::warning title=comment could not be published/)
    expect(pulls.comments).toEqual([])
  })

  it.each([403, 404])('the label: %i acknowledges nothing', async (status) => {
    const shas = pulls.propose(base, silencing)
    pulls.label('holdfast-acknowledged', 'hubot')
    pulls.first(nth(1, /^GET .*\/(pulls|issues)\/1$/, failing(status), true))
    const run = await pulls.run(shas)
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
  })

  it.each([403, 422])('the comment: %i is a warning, and turns nothing', async (status) => {
    pulls.first(nth(1, /^POST .*\/comments$/, failing(status), true))
    const run = await pulls.check(base, silencing)
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    expect(run.stdout).toMatch(/::warning title=comment could not be published/)
    pulls.clear()
    const fine = await pulls.check(base, harmless, { inputs: { publish: 'summary' } })
    expect(fine.outputs['conclusion']).toBe('pass')
    expect(pulls.comments).toEqual([])
  })

  it.each([
    ['no token', { inputs: { 'github-token': '' } }, 'invalid-input'],
    ['an event of no pull request', { more: { pull_request: 'x', number: 'y' }, unmerged: true }, 'unknown-findings'],
    [
      'an event whose commits are none',
      { more: { pull_request: { base: { sha: '../main' }, head: { sha: 'HEAD' } } } },
      'unknown-findings',
    ],
  ] as const)('%s', async (_, options, reason) => {
    const run = await pulls.check(base, harmless, options)
    expect(run.outputs['failure-reason']).toBe(reason)
    expect(run.report?.cost.calls).toEqual({})
  })
})

describe('what AWS does not answer', () => {
  const pulls = testPulls()
  const denied = { service: 'ec2', action: 'DescribeSecurityGroups', code: 'UnauthorizedOperation', status: 403 }

  it('fails a change that has to do with it, as the gate in force says, and no other', async () => {
    await pulls.world.cloud.faults([denied])
    const run = await pulls.check(base, silencing)
    expect(run.report?.reasons).toEqual(['unknown-findings'])
    expect(checkOf(run)).toMatchObject({ gaps: 1, silenced: [] })
    expect(run.stdout).toMatch(/::error title=Not read/)
    const untouched = await pulls.check(base, { 'README.md': 'x' })
    expect(checkOf(untouched)).toMatchObject({ gaps: 0, files: [] })
    expect(untouched.report?.reasons).toEqual(['nothing-checked'])
    expect(untouched.summary).toContain('was denied')
    const limits = await pulls.check(base, {
      [policyFile]: policyWith(rules, 'limits: { changes: 3 }\n', checkTarget()),
    })
    expect(limits.outputs['conclusion']).toBe('pass')
    expect(limits.stdout).toMatch(/::warning title=Not read/)
    const lenient = policyWith(rules, 'gate: { unknown: report }\n', checkTarget())
    const passing = await pulls.check({ [policyFile]: lenient }, { [policyFile]: lenient.replace('"23"', '"24"') })
    expect(passing.outputs['conclusion']).toBe('pass')
    // The change cannot say so of itself.
    const self = await pulls.check(base, { [policyFile]: lenient.replace('"23"', '"24"') })
    expect(self.report?.reasons).toEqual(['unknown-findings'])
    await pulls.world.cloud.faults([])
  })

  it('no session: fails, and what a comment says of an earlier state stays', async () => {
    await pulls.check(base, silencing)
    const [said = ''] = pulls.comments
    expect(said).toContain('alters the guard in 2 places')
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }
    const run = await pulls.check({}, base, { env })
    expect(run.report?.reasons).toEqual(['credentials'])
    expect(pulls.comments).toEqual([said])
    await pulls.check({}, base)
    expect(pulls.comments).toEqual([expect.stringContaining('nothing to say any more')])
  })

  it('is asked nothing without a role for pull requests', async () => {
    const run = await pulls.check(text, { [policyFile]: policyWith(ssh(), '', target()) })
    expect(run.report?.cost.calls).toEqual({})
    expect(run.report?.targets).toEqual([])
    expect(run.outputs['conclusion']).toBe('pass')
    expect(run.summary).toContain('no account was read')
  })
})

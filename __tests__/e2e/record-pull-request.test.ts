import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthorizeSecurityGroupIngressCommand, DeleteSecurityGroupCommand } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere, type Cloud, cloudAt, deployRoles, first, from, second } from '../../emulator/cloud.ts'
import { type Emulate, startEmulate } from '../../emulator/emulate.ts'
import { type GitHub, repository, startGitHub } from '../../emulator/github.ts'
import { hostedRepository, instead } from '../../emulator/github-repository.ts'
import { push } from '../../emulator/github-state.ts'
import { mergePull } from '../../emulator/github-tickets.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { type RunResult, runAction, runCommand } from '../../emulator/runner.ts'
import { startEmulator } from '../../emulator/start.mjs'
import { hostedRuns } from '../support/hosted.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

const baselines = '.github/holdfast/baselines'
const drift = `  - rule: drift
    where: { kinds: [security-group] }
`
const labels = 'publish: { pull-request: { labels: [aws-drift] } }\n'
const policy = policyWith(drift + ssh(), labels)
const record = { mode: 'record' }

/** Files below a folder, by path. */
function filesIn(folder: string, root = ''): Readonly<Record<string, string>> {
  if (!existsSync(join(folder, root))) return {}
  return Object.fromEntries(
    readdirSync(join(folder, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

describe('record in a workflow', () => {
  const world = testWorld()
  const github = hostedRuns(world)
  const begin = () => push(github.state, 'main', { '.github/holdfast.yml': policy })

  it('opens one pull request with what the account holds, and has nothing to say once it is merged', async () => {
    begin()
    const group = await world.cloud.group('web', [anywhere(22)], { tags: { owner: 'web' } })
    const run = await github.run({ inputs: record })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1', 'failure-reason': '' })
    const [pull, ...more] = github.open()
    expect(more).toEqual([])
    expect(pull).toMatchObject({
      base: 'main',
      labels: ['aws-drift'],
      title: expect.stringMatching(/^Holdfast: recorded: \d+ new$/),
    })
    expect(pull?.head).toMatch(/^holdfast\/record-[0-9a-f]{16}$/)
    // The very files that the command writes into a working tree.
    const by = await runCommand(['record'], { policy, env: world.env })
    expect(github.changed(pull?.head ?? '')).toEqual(filesIn(by.folder, baselines))
    expect(pull?.body).toContain(group)
    expect(pull?.body).toContain('no-open-ssh')
    expect(run.summary).toContain('Pull request 1')
    expect(run.report).toMatchObject({
      recorded: { to: 'pull-request' },
      'pull-requests': [{ number: 1, url: 'https://github.com/octo/infra/pull/1', state: 'opened' }],
    })
    expect(filesIn(join(run.folder, 'holdfast-report', 'record'))).toEqual({})

    github.forget()
    const again = await github.run({ inputs: record, event: 'schedule' })
    expect(again.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1' })
    expect(github.written).toEqual([])
    expect(github.asked.length).toBeLessThanOrEqual(8)

    mergePull(github.state, 1)
    const clean = await github.run({ inputs: { mode: 'detect', only: 'drift' } })
    expect(clean.outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    github.forget()
    const nothing = await github.run({ inputs: record })
    expect(nothing.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '' })
    expect(nothing.summary).toContain('nothing to record')
    // The merged branch goes, and nothing else is written.
    expect(github.written).toEqual([`DELETE /repos/octo/infra/git/refs/heads/${pull?.head}`])
    expect(github.branches()).toEqual(['main'])
  })

  it('never changes what is open: other content is another pull request, and the old one is closed with a word', async () => {
    begin()
    await github.run({ inputs: record })
    const before = structuredClone(github.open())
    await world.cloud.group('added', [from('10.0.0.0/8', 80)])
    const run = await github.run({ inputs: record })
    expect(run.outputs['pull-request-number']).toBe('2')
    expect(github.state.tickets[0]).toMatchObject({
      ...before[0],
      state: 'closed',
      comments: [{ body: expect.stringContaining('Replaced by #2') }],
    })
    expect(github.open().map(({ number }) => number)).toEqual([2])
    expect(run.report).toMatchObject({
      'pull-requests': [
        { number: 2, state: 'opened' },
        { number: 1, state: 'closed' },
      ],
    })
    // Merged by hand in another way: nothing is left to say.
    push(github.state, 'main', github.changed(github.open()[0]?.head ?? ''))
    await github.run({ inputs: record })
    expect(github.open()).toEqual([])
  })

  it('says what changed, rated, what is gone, and takes its file away', async () => {
    begin()
    const [wide, old] = [await world.cloud.group('wide', []), await world.cloud.group('old', [])]
    await github.run({ inputs: record })
    mergePull(github.state, 1)
    const ec2 = await world.cloud.ec2()
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: wide, IpPermissions: [anywhere(22)] }))
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: old }))
    await github.run({ inputs: record })
    const [pull] = github.open()
    const files = Object.entries(github.changed(pull?.head ?? ''))
    expect(files.map(([path, content]) => [path.split('~').at(-1), content === null])).toEqual([
      [`${old}.json`, true],
      [`${wide}.json`, false],
    ])
    expect(pull?.body).toMatch(new RegExp(`${wide}.*\\| changed \\|.*ingress tcp 22-22 0\\.0\\.0\\.0/0.* widening`))
    expect(pull?.body).toMatch(new RegExp(`${old}.*is gone.*undecided`))
    expect(pull?.body).toMatch(new RegExp(`${wide}.*no-open-ssh \\(critical\\)`))
  })

  it('a dry run, a public repository and a run without the channel open none', async () => {
    begin()
    const dry = await github.run({ inputs: { ...record, 'dry-run': 'true' } })
    expect(dry.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '' })
    const shown = await github.run({ inputs: record, repository: { visibility: 'public', private: false } })
    expect(shown.outputs['failure-reason']).toBe('not-allowed-on-event')
    expect(github.asked).toEqual([])
    const quiet = await github.run({ inputs: { ...record, publish: 'summary' } })
    expect(quiet.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '' })
    expect(github.asked).toEqual([])
    const by = await runCommand(['record'], { policy, env: world.env })
    expect(filesIn(join(quiet.folder, 'holdfast-report', 'record'))).toEqual(filesIn(by.folder, baselines))
    const open = policyWith(drift, 'publish: { public: details }\n')
    const told = await github.run({
      policy: open,
      inputs: record,
      repository: { visibility: 'public', private: false },
    })
    expect(told.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1' })
  })

  it('two runs at once make one pull request', async () => {
    begin()
    const runs = await Promise.all([github.run({ inputs: record }), github.run({ inputs: record, event: 'schedule' })])
    expect(runs.map(({ outputs }) => [outputs['conclusion'], outputs['pull-request-number']])).toEqual([
      ['pass', '1'],
      ['pass', '1'],
    ])
    expect(github.open()).toHaveLength(1)
  })

  it('text of the account is only text in it', async () => {
    begin()
    await world.cloud.group('hostile', [anywhere(22)], {
      tags: {
        '@everyone': '<!-- holdfast record --> ](https://evil.example) ##[error]x',
        'fixes #1': '| a | `b` ![x](y)',
      },
    })
    await github.run({ inputs: record })
    const [pull] = github.open()
    for (const text of [pull?.title ?? '', pull?.body.replace(/\n\n<!-- holdfast record:\w+ -->$/, '') ?? ''])
      expect(text).not.toMatch(/[@#]\w|<!--|\]\(https:\/\/evil|!\[/)
  })
})

describe('a record that GitHub refuses', () => {
  const world = testWorld()
  const github = hostedRuns(world)
  const begin = () => push(github.state, 'main', { '.github/holdfast.yml': policy })

  /** Refused for a reason that is told, and nothing of it is lost. */
  async function refused(says: readonly (string | RegExp)[]): Promise<RunResult> {
    const run = await github.run({ inputs: record })
    expect(run.outputs).toMatchObject({
      conclusion: 'fail',
      'failure-reason': 'publish-failed',
      'pull-request-number': '',
    })
    for (const one of says) expect(run.summary).toEqual(expect.stringMatching(one))
    const by = await runCommand(['record'], { policy, env: world.env })
    expect(filesIn(join(run.folder, 'holdfast-report', 'record'))).toEqual(filesIn(by.folder, baselines))
    expect(run.summary).toContain('holdfast-report/record')
    expect(run.report).toMatchObject({ recorded: { to: 'report-folder' } })
    return run
  }

  it.each([
    ['contents', 'read', 'contents: write'],
    ['contents', 'none', 'contents: read'],
    ['pull-requests', 'read', 'pull-requests: write'],
    ['pull-requests', 'none', 'pull-requests: write'],
  ] as const)('without %s (%s) names the line to add', async (name, level, line) => {
    begin()
    github.state.permissions[name] = level
    await refused([line])
    expect(github.open()).toEqual([])
    // Given the permission, the next run takes up what there is.
    github.state.permissions[name] = 'write'
    expect((await github.run({ inputs: record })).outputs).toMatchObject({
      conclusion: 'pass',
      'pull-request-number': '1',
    })
  })

  it('by a setting or a rule names its page', async () => {
    begin()
    github.state.settings.actionsMayOpenPulls = false
    await refused([/octo\/infra\/settings\/actions/, /organizations\/octo\/settings\/actions/])
    github.state.settings.actionsMayOpenPulls = true
    const rule = { message: 'Repository rule violations found\n\nCannot create ref due to creations being restricted.' }
    github.first(instead(/^POST .*\/git\/refs$/, { status: 422, body: rule }))
    for (const branch of github.branches()) if (branch !== 'main') github.state.refs.delete(`refs/heads/${branch}`)
    await refused([/octo\/infra\/rules/])
  })

  it('without a token says so', async () => {
    begin()
    const run = await world.run({ folder: github.checkout(), inputs: record, env: github.env() })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'publish-failed' })
    expect(run.summary).toContain('github-token')
  })

  const calls = [
    /^GET .*\/git\/matching-refs/,
    /^GET .*\/git\/ref\/heads/,
    /^GET .*\/git\/commits/,
    /^GET .*\/git\/trees/,
    /^POST .*\/git\/trees/,
    /^POST .*\/git\/commits/,
    /^POST .*\/git\/refs/,
    /^POST .*\/pulls$/,
  ]

  it.each(calls)('by 403, and then 422, at %s', async (call) => {
    begin()
    for (const status of [403, 422]) {
      github.first(instead(call, { status, body: { message: 'Not today' } }))
      await refused(['Not today'])
      github.clear()
    }
    expect(github.open()).toEqual([])
    const then = await github.run({ inputs: record })
    expect(then.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1' })
  })

  it.each([0, 1])('for a moment, by 429 or 502 at each call in turn, is asked again (%s)', async (turn) => {
    begin()
    const slow = { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '0' } }
    const down = { status: 502, body: { message: 'Server Error' } }
    github.first(...calls.map((call, index) => instead(call, index % 2 === turn ? slow : down, 1)))
    const run = await github.run({ inputs: record })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1' })
    expect(github.open()).toHaveLength(1)
  })

  it('labels that are refused are a warning', async () => {
    begin()
    github.state.settings.labelsRefused = true
    const run = await github.run({ inputs: record })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1' })
    expect(run.summary).toContain('has no labels')
  })

  it('where the default branch has moved since the checkout says so, and proposes nothing', async () => {
    begin()
    const group = await world.cloud.group('moved', [])
    await github.run({ inputs: record })
    mergePull(github.state, 1)
    const ec2 = await world.cloud.ec2()
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(80)] }))
    const folder = github.checkout()
    const path = Object.keys(filesIn(folder, baselines)).find((one) => one.includes(group)) ?? ''
    push(github.state, 'main', { [path]: null })
    const run = await github.run({ folder, inputs: record })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'publish-failed' })
    expect(run.summary).toContain('has moved')
    expect(github.open()).toEqual([])
    // What others changed beside it is no matter.
    push(github.state, 'main', { [path]: filesIn(folder, baselines)[path] ?? '', 'README.md': 'other\n' })
    expect((await github.run({ folder, inputs: record })).outputs['conclusion']).toBe('pass')
    expect(github.open()).toHaveLength(1)
  })
})

describe('what a record leaves alone', () => {
  const world = testWorld()
  const github = hostedRuns(world)
  const begin = () => push(github.state, 'main', { '.github/holdfast.yml': policy })

  it('is what a person closed, and what others opened under its name and mark', async () => {
    begin()
    await github.run({ inputs: record })
    const [pull] = github.open()
    const [head, body] = [pull?.head ?? '', pull?.body ?? '']
    if (pull) pull.state = 'closed'
    github.forget()
    const declined = await github.run({ inputs: record })
    expect(declined.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '' })
    expect(declined.summary).toContain('a person closed it')
    expect(github.written).toEqual([])
    // The same branch and body, opened by somebody else.
    github.state.tickets.splice(0)
    github.state.tickets.push({ ...theirs, head, body })
    github.forget()
    const others = await github.run({ inputs: record })
    expect(others.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'publish-failed' })
    expect(github.state.tickets).toEqual([{ ...theirs, head, body }])
    expect(github.written.filter((one) => /PATCH|DELETE|comments/.test(one))).toEqual([])
  })

  it('is what an earlier run opened, where a run reads only a part', async () => {
    begin()
    await world.cloud.group('one', [])
    await github.run({ inputs: record })
    const two = await world.cloud.group('two', [])
    await world.cloud.faults([
      { service: 'ec2', action: 'DescribeSecurityGroups', code: 'UnauthorizedOperation', status: 403 },
    ])
    github.forget()
    const denied = await github.run({ inputs: record })
    expect(denied.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings' })
    expect(github.written).toEqual([])
    await world.cloud.faults([])
    // Narrowed: one more pull request, of its own; the one of the whole stays.
    const narrowed = await github.run({ inputs: { ...record, only: two } })
    expect(narrowed.outputs['pull-request-number']).toBe('2')
    expect(github.open().map(({ number }) => number)).toEqual([1, 2])
    expect(Object.keys(github.changed(github.open()[1]?.head ?? '')).join()).toMatch(two)
    // The whole replaces the whole, and leaves what somebody asked for by itself.
    const whole = await github.run({ inputs: record })
    expect(whole.outputs['pull-request-number']).toBe('3')
    expect(github.open().map(({ number }) => number)).toEqual([2, 3])
  })

  it('is what another policy of the repository records', async () => {
    begin()
    push(github.state, 'main', {
      'other.yml': policyWith(drift.replace('where: {', 'where: { names: ["one"],'), labels),
    })
    await github.run({ inputs: record })
    const other = await github.run({ inputs: { ...record, policy: 'other.yml' } })
    expect(other.outputs['pull-request-number']).toBe('2')
    expect(github.open().map(({ number }) => number)).toEqual([1, 2])
  })
})

const theirs = {
  number: 1,
  login: 'mallory',
  isPull: true,
  state: 'open' as const,
  title: 'Mine',
  labels: [],
  assignees: [],
  base: 'main',
  mergedAt: null,
  comments: [],
}

describe('on a GitHub that others wrote', () => {
  const world = testWorld()
  let emulate: Emulate
  beforeAll(async () => {
    emulate = await startEmulate()
  })
  afterAll(() => emulate.close())

  it('a record is opened, left alone, merged, and has nothing more to say', async () => {
    const inputs = { ...record, 'github-token': emulate.token }
    const env = { GITHUB_API_URL: emulate.url }
    const at = (folder?: string) => world.run({ policy, inputs, env, ...(folder === undefined ? {} : { folder }) })
    const first = await at()
    const number = first.outputs['pull-request-number'] ?? ''
    expect(first.outputs['conclusion']).toBe('pass')
    expect(number).toMatch(/^[1-9]/)
    expect((await at()).outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': number })
    const merged = await fetch(`${emulate.url}/repos/octo/infra/pulls/${number}/merge`, {
      method: 'PUT',
      headers: { authorization: `token ${emulate.token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(merged.status).toBe(200)
    const { folder } = await runCommand(['record'], { policy, env: world.env })
    const then = await at(folder)
    expect(then.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '' })
    expect(then.summary).toContain('nothing to record')
  })
})

describe('6,000 resources in two accounts', () => {
  const accounts = [first, second]
  const hosted = hostedRepository('octo/infra')
  let cloud: Cloud
  let issuer: Issuer
  let server: GitHub
  beforeAll(async () => {
    server = await startGitHub([repository('octo/infra'), hosted.route])
    const seeded = ['--accounts', accounts.join(), '--vpcs', '2', '--sgs', '3000', '--rules', '2', '--bad', '0.2']
    const emulator = await startEmulator([...seeded, '--port', '0'])
    cloud = cloudAt(`http://127.0.0.1:${emulator.ready.port}`, async () => emulator.stop())
    issuer = await startIssuer()
    for (const account of accounts) await deployRoles(cloud, account)
  })
  afterAll(async () => {
    server.close()
    issuer.close()
    await cloud.stop()
  })

  it('take at most 30 requests: a pull request an account, complete or saying where the rest is', async () => {
    const both = policyWith(drift + ssh(), labels, accounts.map((account) => target(account)).join(''))
    const options = {
      policy: both,
      inputs: { ...record, 'github-token': server.token },
      env: { AWS_ENDPOINT_URL: cloud.url, ...issuer.env, ...server.env },
    }
    const run = await runAction(options)
    expect(run.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1' })
    expect(server.asked.length).toBeLessThanOrEqual(30)
    expect(hosted.state.tickets).toMatchObject(
      accounts.map((account) => ({
        head: expect.stringMatching(new RegExp(`^holdfast/record-${account}-[0-9a-f]{16}$`)),
      })),
    )
    for (const { head, body } of hosted.state.tickets) {
      const commit = hosted.state.commits.get(hosted.state.refs.get(`refs/heads/${head}`) ?? '')
      const files = [...(hosted.state.trees.get(commit?.tree ?? '')?.keys() ?? [])]
      expect(files.filter((path) => path.startsWith(`${baselines}/${head.split('-')[1]}/`))).toHaveLength(
        files.length - 1,
      )
      expect(files.length).toBeGreaterThan(3000)
      expect(body.length).toBeLessThanOrEqual(60_000)
      expect(body).toMatch(/\d+ more of 3\d\d\d are not shown here/)
      expect(body).not.toContain('Cut here')
      expect(body).toContain('no-open-ssh')
    }
    const before = server.asked.length
    const again = await runAction({ ...options, folder: run.folder })
    expect(again.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '1' })
    expect(server.asked.slice(before).filter((one) => !/^GET|graphql/.test(one))).toEqual([])
  })
})

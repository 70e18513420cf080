import { AuthorizeSecurityGroupIngressCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { marked } from 'marked'
import { anywhere, first, second } from '../../emulator/cloud.ts'
import { type Emulate, startEmulate } from '../../emulator/emulate.ts'
import { startGitHub } from '../../emulator/github.ts'
import { instead, secondaryLimit } from '../../emulator/github-repository.ts'
import { put } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { mallory, testHosted } from '../support/published.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const asks = ssh().replace('response: fix', 'response: approve')
const both = `${target(first)}${target(second)}`
const policy = policyWith(asks, '', both)
const alone = policyWith(asks)
const issueOnly = { mode: 'detect', publish: 'issue' }

async function close(world: TestWorld, GroupId: string, account = first): Promise<void> {
  await (await world.cloud.ec2(account)).send(
    new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [anywhere(22)] }),
  )
}

async function open(world: TestWorld, GroupId: string): Promise<void> {
  await (await world.cloud.ec2(first)).send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [anywhere(22)] }),
  )
}

describe('the issue', () => {
  const world = testWorld([first, second])
  const github = testHosted(world)
  const body = (): string => github.issues[0]?.body ?? ''

  it('is opened, left alone, updated, closed and opened again', async () => {
    const web = await world.cloud.group('web', [anywhere(22)])
    const created = await github.run({ policy, inputs: issueOnly })
    expect(created.outputs).toMatchObject({ conclusion: 'fail', 'issue-number': '1' })
    expect(created.summary).not.toContain('could not be published')
    const [finding] = created.report?.findings ?? []
    expect(github.issues).toMatchObject([
      { title: 'Holdfast: 1 open finding in 1 account', state: 'open', labels: ['holdfast'] },
    ])
    for (const text of [finding?.id, finding?.step, web, 'since 20', '− ingress tcp 22-22 0.0.0.0/0'])
      expect(body()).toContain(text)
    const hash = created.outputs['plan-hash']
    expect(body()).toContain(
      `gh workflow run holdfast.yml --repo octo/infra --ref main -f mode=remediate -f approve=${hash}\n`,
    )
    expect(body()).toContain('https://github.com/octo/infra/actions/workflows/holdfast.yml')

    const again = await github.run({ policy, inputs: issueOnly, env: { GITHUB_RUN_ID: '43' } })
    expect(again.asked.filter((one) => !one.startsWith('GET '))).toEqual([])
    expect(again.outputs['issue-number']).toBe('1')

    const database = await world.cloud.group('database', [anywhere(22)], { account: second })
    const more = await github.run({ policy, inputs: issueOnly })
    expect(more.written).toEqual(['PATCH /repos/octo/infra/issues/1'])
    expect(github.issues[0]?.title).toBe('Holdfast: 2 open findings in 2 accounts')

    await close(world, web)
    await close(world, database, second)
    const clean = await github.run({ policy, inputs: issueOnly })
    expect(clean.outputs).toMatchObject({ conclusion: 'pass', 'issue-number': '1' })
    expect(github.issues).toMatchObject([{ state: 'closed', title: 'Holdfast: no open findings' }])
    expect(github.issues[0]?.comments.map((one) => one.body)).toEqual([expect.stringContaining('Nothing is open')])
    expect((await github.run({ policy, inputs: issueOnly })).written).toEqual([])

    await open(world, web)
    await github.run({ policy, inputs: issueOnly })
    expect(github.issues).toMatchObject([{ state: 'open', title: 'Holdfast: 1 open finding in 1 account' }])
    await close(world, web)
  })
})

describe('what a run did not see', () => {
  const world = testWorld([first, second])
  const github = testHosted(world)
  let [web, database] = ['', '']
  let before = ''
  let made = 0
  const issue = () => github.issues[0]

  beforeEach(async () => {
    github.forget()
    await world.cloud.faults([])
    made += 1
    web ||= await world.cloud.group(`web-${made}`, [anywhere(22)])
    database ||= await world.cloud.group(`database-${made}`, [anywhere(22)], { account: second })
    await github.run({ policy, inputs: issueOnly })
    before = issue()?.body ?? ''
    expect(before).toContain(web)
    expect(before).toContain(database)
  })

  it.each([
    ['an account', first],
    ['a use', 'no-open-ssh'],
    ['a rule', 'security-group-open-ingress'],
  ])('narrowed by %s, nothing is written where nothing changed', async (_, only) => {
    const run = await github.run({ policy, inputs: { ...issueOnly, only } })
    expect(run.written).toEqual([])
    expect(issue()?.body).toBe(before)
  })

  it('narrowed to one resource that is mended, the rest stays', async () => {
    const other = await world.cloud.group('other', [anywhere(22)])
    await github.run({ policy, inputs: issueOnly })
    await close(world, other)
    await close(world, web)
    const run = await github.run({ policy, inputs: { ...issueOnly, only: other } })
    expect(run.outputs['conclusion']).toBe('pass')
    expect(issue()).toMatchObject({ state: 'open', title: 'Holdfast: 2 open findings in 2 accounts' })
    expect(issue()?.body).toContain(web)
    expect(issue()?.body).not.toContain(other)
    // The hash of what is listed is the one that a whole run would offer.
    await open(world, web)
    const whole = await github.run({ policy, inputs: issueOnly })
    expect(whole.written).toEqual([])
    expect(issue()?.body).toContain(`approve=${whole.outputs['plan-hash']}`)
  })

  it('narrowed, it closes nothing, even where its hidden state was taken out', async () => {
    const found = issue()
    if (found === undefined) throw new Error('there is no issue')
    found.body = found.body.replace(/<!-- holdfast state \S+ -->/, '')
    const bare = found.body
    const run = await github.run({ policy, inputs: { ...issueOnly, only: 'sg-0123456789abcdef0' } })
    expect(run.written).toEqual([])
    expect(issue()).toMatchObject({ state: 'open', body: bare })
    await github.run({ policy, inputs: issueOnly })
    expect(issue()?.body).toBe(before)
  })

  it('narrowed to the last that is open, it says so and leaves closing to a run that sees all', async () => {
    await close(world, web)
    await github.run({ policy, inputs: issueOnly })
    await close(world, database, second)
    await github.run({ policy, inputs: { ...issueOnly, only: second } })
    expect(issue()).toMatchObject({ state: 'open', title: 'Holdfast: no open findings' })
    await github.run({ policy, inputs: issueOnly })
    expect(issue()?.state).toBe('closed')
    ;[web, database] = ['', '']
  })

  it('a denied account closes nothing, and is told', async () => {
    await close(world, web)
    await close(world, database, second)
    await world.cloud.faults([{ service: 'ec2', account: second, status: 403, code: 'UnauthorizedOperation' }])
    const run = await github.run({ policy, inputs: issueOnly })
    expect(run.outputs['conclusion']).toBe('fail')
    expect(issue()).toMatchObject({
      state: 'open',
      title: expect.stringMatching(/^Holdfast: 1 open finding in 1 account; \d+ reads? failed$/),
    })
    expect(issue()?.body).toContain(database)
    expect(issue()?.body).not.toContain(web)
    // The same denial again is no news, whatever the session was called.
    expect((await github.run({ policy, inputs: issueOnly, env: { GITHUB_RUN_ID: '77' } })).written).toEqual([])
    await world.cloud.faults([])
    await github.run({ policy, inputs: issueOnly })
    expect(issue()?.state).toBe('closed')
    ;[web, database] = ['', '']
  })

  it('an account that could not be entered closes nothing', async () => {
    await world.cloud.faults([
      { service: 'sts', action: 'AssumeRoleWithWebIdentity', status: 403, code: 'AccessDenied' },
    ])
    const run = await github.run({ policy, inputs: issueOnly })
    expect(run.outputs['failure-reason']).toBe('credentials')
    expect(issue()).toMatchObject({
      state: 'open',
      title: 'Holdfast: 2 open findings in 2 accounts; 2 targets not reached',
    })
    expect(issue()?.body).toContain(web)
  })

  it('dry runs, records, other branches and other modes touch nothing', async () => {
    for (const options of [
      { inputs: { mode: 'remediate', 'dry-run': 'true' } },
      { inputs: { mode: 'detect' }, event: 'workflow_dispatch', ref: 'refs/heads/feature' },
      { inputs: { mode: 'detect', publish: 'summary' } },
      { inputs: { mode: 'detect', publish: 'none' } },
    ]) {
      const run = await github.run({ policy, ...options })
      expect([options, run.written]).toEqual([options, []])
    }
    expect(issue()?.body).toBe(before)
  })

  it('a broken policy closes nothing', async () => {
    await github.run({ policy: policy.replace('22', 'x'), inputs: issueOnly })
    expect(issue()).toMatchObject({ state: 'open', body: before })
  })

  it('another policy has an issue of its own', async () => {
    const run = await github.run({ policy, inputs: { ...issueOnly, policy: '.github/holdfast.yml', mode: 'detect' } })
    put(run.folder, 'other.yml', policyWith(asks, '', target(first)))
    await github.run({ folder: run.folder, inputs: { ...issueOnly, policy: 'other.yml' } })
    expect(github.issues).toHaveLength(2)
    expect(issue()?.body).toBe(before)
  })
})

describe('a remediation', () => {
  const world = testWorld()
  const github = testHosted(world)

  it('is told in a comment, once a run, and closes what is clean', async () => {
    const policies = policyWith(ssh(), 'limits: { share: 100% }\n')
    const [web, other] = [await world.cloud.group('web', [anywhere(22)]), await world.cloud.group('x', [anywhere(22)])]
    await github.run({ policy: policies, inputs: issueOnly })
    const [step] = (await github.run({ policy: policies, inputs: issueOnly })).report?.plan.steps ?? []
    const part = { mode: 'remediate', publish: 'issue', approve: step?.hash ?? '' }
    await github.run({ policy: policies, inputs: part })
    const [issue] = github.issues
    expect(issue).toMatchObject({ state: 'open', title: 'Holdfast: 1 open finding in 1 account' })
    expect(issue?.comments).toMatchObject([{ body: expect.stringContaining('1 step: 1 fixed, and proved.') }])
    expect(issue?.comments[0]?.body).toContain(step?.resource.id)
    const rest = await github.run({ policy: policies, inputs: { mode: 'remediate', publish: 'issue' } })
    expect(rest.outputs).toMatchObject({ fixed: '1', conclusion: 'pass' })
    expect(issue?.state).toBe('closed')
    const words = issue?.comments.map(({ body }) => body) ?? []
    expect(words).toHaveLength(2)
    expect(words.join()).toContain(web)
    expect(words.join()).toContain(other)
    expect(words[1]).toContain('Nothing is open any more')
  })
})

describe('whoever else is there', () => {
  const world = testWorld()
  const github = testHosted(world)
  beforeEach(() => github.forget())

  it('an issue of another user with our mark is left alone', async () => {
    await world.cloud.group('web', [anywhere(22)])
    const mark = '<!-- holdfast issue:.github/holdfast.yml -->'
    const pasted = await fetch(`${github.env['GITHUB_API_URL']}/repos/octo/infra/issues`, {
      method: 'POST',
      headers: { authorization: `token ${mallory}` },
      body: JSON.stringify({ title: 'mine', body: mark, labels: ['holdfast'] }),
    })
    expect(pasted.status).toBe(201)
    const run = await github.run({ policy: alone, inputs: issueOnly })
    expect(run.outputs['issue-number']).toBe('2')
    expect(github.issues[0]).toMatchObject({ login: 'mallory', title: 'mine', body: mark, comments: [] })
  })

  it('two runs at once end with one issue', async () => {
    const runs = await Promise.all([1, 2].map(() => github.run({ policy: alone, inputs: issueOnly })))
    expect(github.issues.filter(({ state }) => state === 'open')).toHaveLength(1)
    expect(runs.map(({ outputs }) => outputs['issue-number'])).toEqual(['1', '1'])
  })

  it('what is written into its hidden state by hand breaks nothing and decides nothing', async () => {
    await github.run({ policy: alone, inputs: issueOnly })
    const [issue] = github.issues
    if (issue !== undefined) issue.body = issue.body.replace(/holdfast state \S+/, 'holdfast state AAAA')
    const run = await github.run({ policy: alone, inputs: issueOnly })
    expect(run.written).toEqual(['PATCH /repos/octo/infra/issues/1'])
    expect(github.issues[0]).toMatchObject({ title: 'Holdfast: 1 open finding in 1 account', state: 'open' })
  })
})

describe('what GitHub refuses', () => {
  const world = testWorld()
  const github = testHosted(world)
  beforeEach(async () => {
    github.forget()
    github.state.permissions.issues = 'write'
    github.state.settings.issues = true
  })

  async function told(): Promise<string> {
    const done = await github.run({ policy: alone, inputs: { mode: 'detect', publish: 'summary, issue' } })
    // Never a green check, never a lost finding.
    expect(done.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'open-findings', findings: '1' })
    expect(done.outputs['issue-number']).toBe('')
    expect(done.summary).toContain('issue could not be published')
    return done.summary
  }

  it('a token without issues: write is told the line to add', async () => {
    await world.cloud.group('web', [anywhere(22)])
    for (const level of ['read', 'none'] as const) {
      github.state.permissions.issues = level
      expect(await told()).toContain('issues: write')
    }
  })

  it('disabled issues are told with the settings page', async () => {
    github.state.settings.issues = false
    expect(await told()).toContain('octo/infra/settings')
  })

  it.each([
    [403, 'Forbidden'],
    [422, 'Validation Failed'],
    [502, 'Bad Gateway'],
  ])(
    '%s at any call is a warning',
    async (status, message) => {
      for (const call of [/^GET .*\/issues/, /^POST .*\/issues$/]) {
        github.forget()
        github.first(instead(call, { status, body: { message } }))
        expect(await told()).toContain('could not be published')
      }
    },
    120_000,
  )

  it.each([
    ['a secondary limit', secondaryLimit(1)],
    ['429', { status: 429, body: { message: 'Too many requests' }, headers: { 'retry-after': '1' } }],
  ])('%s is waited out', async (_, answer) => {
    github.first(instead(/^POST .*\/issues$/, answer, 1), instead(/^GET .*\/issues$/, answer, 1))
    const run = await github.run({ policy: alone, inputs: issueOnly })
    expect(run.outputs['issue-number']).toBe('1')
  })

  it('labels and assignees are the policy’s; who cannot be assigned is left out with a warning', async () => {
    const more = 'publish: { issue: { labels: [aws-drift], assignees: [octocat, ghost] } }\n'
    const run = await github.run({
      policy: policyWith(asks, more),
      inputs: { ...issueOnly, publish: 'summary, issue' },
    })
    expect(github.issues).toMatchObject([{ labels: ['holdfast', 'aws-drift'], assignees: [] }])
    expect(run.summary).toContain('without its assignees')
  })

  it('without a token nothing is asked, and a wish for it is answered', async () => {
    const server = await startGitHub([])
    const run = await world.run({ policy: alone, event: 'schedule', inputs: { mode: 'detect' }, env: server.env })
    expect(server.asked).toEqual([])
    expect(run.summary).not.toContain('could not be published')
    const asked = await world.run({
      policy: alone,
      event: 'schedule',
      inputs: { mode: 'detect', publish: 'summary, issue' },
    })
    expect(asked.summary).toContain('issue could not be published')
    server.close()
  })
})

describe('a public repository', () => {
  const world = testWorld()
  const github = testHosted(world, { visibility: 'public' })

  it('is told counts and ids alone', async () => {
    const web = await world.cloud.group('secret-project', [anywhere(22)])
    const run = await github.run({ policy: alone, inputs: issueOnly })
    const [issue] = github.issues
    const [finding] = run.report?.findings ?? []
    expect(issue?.title).toMatch(/^Holdfast: 1 open finding$/)
    expect(issue?.body).toContain(finding?.id)
    const hidden = /holdfast state (\S+)/.exec(issue?.body ?? '')?.[1] ?? ''
    const { inflateSync, strFromU8 } = await import('fflate')
    const state = strFromU8(inflateSync(Buffer.from(hidden, 'base64')))
    for (const text of [issue?.body ?? '', state])
      for (const word of [web, 'secret', first, 'us-east-1', 'tcp', 'no-open-ssh']) expect(text).not.toContain(word)
    expect((await github.run({ policy: alone, inputs: issueOnly })).written).toEqual([])
  })
})

describe('hostile names', () => {
  const world = testWorld()
  const github = testHosted(world)

  it('stay text', async () => {
    const names = [
      '@everyone',
      '#1 GH-1',
      '<!-- x',
      '--> <script>x</script>',
      '[a](http://evil.example)',
      '::error::x',
      '##[error]x',
      '\u001b[2Kx',
    ]
    for (const [index, Name] of names.entries())
      await world.cloud.group(`plain-${index}`, [anywhere(22)], { tags: { Name } })
    for (const name of ['@everyone', '#1']) await world.cloud.group(name, [anywhere(22)])
    const run = await github.run({ policy: alone, inputs: { mode: 'detect' } })
    const body = github.issues[0]?.body ?? ''
    const [visible = ''] = body.split('<!-- holdfast state')
    expect(visible).not.toMatch(/@everyone|#1\b|GH-1|<script|<!--|##\[|evil\.example\)/)
    expect(visible).not.toContain('\u001b')
    const html = marked.parse(visible, { gfm: true }) as string
    expect(html).not.toMatch(/<script|evil\.example"/)
    expect(body.match(/<!--/g)).toHaveLength(2)
    expect(run.stdout).not.toMatch(/^::error::x|##\[/m)
  })
})

// Our own server could share our mistakes: this one was written by others.
describe('against a GitHub of others', () => {
  const world = testWorld()
  let emulate: Emulate
  beforeAll(async () => {
    emulate = await startEmulate()
  })
  afterAll(() => emulate.close())

  it('the issue is opened, kept, closed and opened again', async () => {
    const web = await world.cloud.group('web', [anywhere(22)])
    const run = async () => {
      const inputs = { mode: 'detect', publish: 'summary, issue', 'github-token': emulate.token }
      const done = await world.run({ policy: alone, event: 'schedule', inputs, env: { GITHUB_API_URL: emulate.url } })
      expect(done.summary).not.toContain('could not be published')
      return done.outputs['issue-number']
    }
    const number = await run()
    expect(number).toMatch(/^\d+$/)
    const issue = async (): Promise<{ state: string; title: string; updated_at: string }> => {
      const headers = { authorization: `token ${emulate.token}` }
      return (await (await fetch(`${emulate.url}/repos/octo/infra/issues/${number}`, { headers })).json()) as never
    }
    const first = await issue()
    expect(first).toMatchObject({ state: 'open', title: 'Holdfast: 1 open finding in 1 account' })
    expect(await run()).toBe(number)
    expect(await issue()).toEqual(first)
    await close(world, web)
    expect(await run()).toBe(number)
    expect(await issue()).toMatchObject({ state: 'closed', title: 'Holdfast: no open findings' })
    await open(world, web)
    expect(await run()).toBe(number)
    expect(await issue()).toMatchObject({ state: 'open' })
  })
})

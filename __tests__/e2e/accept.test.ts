import {
  AuthorizeSecurityGroupIngressCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { CreateRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand, TagRoleCommand } from '@aws-sdk/client-iam'
import { describe, expect, it } from '@jest/globals'
import { anywhere, from } from '../../emulator/cloud.ts'
import { instead } from '../../emulator/github-repository.ts'
import { push, type Ticket } from '../../emulator/github-state.ts'
import { mergePull } from '../../emulator/github-tickets.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { hostedRuns } from '../support/hosted.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, type TestWorld, testWorld } from '../support/world.ts'

const drift = (more = ''): string => `  - rule: drift
    response: { widening: fix, mixed: approve, undecided: approve, narrowing: approve, neutral: report }
    where: { kinds: [security-group] }
${more}`
const more = 'limits: { share: 100% }\npublish: { pull-request: { labels: [aws-drift] } }\n'
const policy = policyWith(drift(), more)

/** What else a run keeps on GitHub is the matter of other tests. */
const publish = 'summary, annotations, pull-request'

/** An account whose groups are recorded on main: those of these names, with one rule and a tag. */
function recorded(world: TestWorld) {
  const github = hostedRuns(world)
  return Object.assign(github, {
    async begin(names: readonly string[], text = policy): Promise<readonly string[]> {
      push(github.state, 'main', { '.github/holdfast.yml': text })
      const groups: string[] = []
      for (const name of names)
        groups.push(await world.cloud.group(name, [from('10.0.0.0/8', 80)], { tags: { owner: name } }))
      await github.run({ inputs: { mode: 'record' } })
      if (github.open().length > 0) {
        push(github.state, 'main', github.changed(github.open()[0]?.head ?? ''))
        github.state.tickets.splice(0)
        for (const ref of github.state.refs.keys()) if (ref !== 'refs/heads/main') github.state.refs.delete(ref)
      }
      github.forget()
      return groups
    },
    async widen(group: string, port = 443): Promise<void> {
      const ec2 = await world.cloud.ec2()
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(port)] }))
    },
    async close(group: string, port = 443): Promise<void> {
      const ec2 = await world.cloud.ec2()
      await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(port)] }))
    },
    async narrow(group: string): Promise<void> {
      const ec2 = await world.cloud.ec2()
      const IpPermissions = [from('10.0.0.0/8', 80)]
      await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions }))
    },
    async tag(group: string, value: string | null): Promise<void> {
      const ec2 = await world.cloud.ec2()
      const at = { Resources: [group] }
      if (value === null) await ec2.send(new DeleteTagsCommand({ ...at, Tags: [{ Key: 'owner' }] }))
      else await ec2.send(new CreateTagsCommand({ ...at, Tags: [{ Key: 'owner', Value: value }] }))
    },
    detect: (inputs: Readonly<Record<string, string>> = {}, event = 'schedule') =>
      github.run({ inputs: { mode: 'detect', publish, ...inputs }, event }),
    /** The groups that a pull request is about, by its files. */
    about: (pull: Ticket | undefined): readonly string[] =>
      Object.keys(github.changed(pull?.head ?? '')).map((path) => /(sg-\w+)\.json$/.exec(path)?.[1] ?? path),
  })
}

const pullsOf = ({ report }: RunResult): readonly (readonly unknown[])[] =>
  (
    (report as unknown as { 'pull-requests'?: { number: number; state: string; findings: string[] }[] } | null)?.[
      'pull-requests'
    ] ?? []
  ).map(({ number, state, findings }) => [number, state, findings.length])

const numbers = (pulls: readonly Ticket[]): readonly number[] => pulls.map(({ number }) => number)
const refuse = { service: 'ec2', action: 'DescribeSecurityGroups', code: 'UnauthorizedOperation', status: 403 }

describe('drift that a run finds', () => {
  const world = testWorld()
  const at = recorded(world)

  it('is offered to be accepted: what opens nothing together, each other resource by itself; merged, the findings are gone', async () => {
    const [a = '', b = '', c = '', d = ''] = await at.begin(['a', 'b', 'c', 'd'])
    await at.tag(a, 'else')
    await at.narrow(b)
    await at.widen(c, 22)
    // Of both kinds: by itself.
    await at.widen(d)
    await at.tag(d, null)
    const run = await at.detect()
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'open-findings', findings: '5' })
    const pulls = at.open()
    expect(pulls.map((pull) => [...at.about(pull)].sort())).toEqual(expect.arrayContaining([[c], [d], [a, b].sort()]))
    expect(pulls).toHaveLength(3)
    for (const { head, base, labels, body } of pulls) {
      expect(head).toMatch(/^holdfast\/accept-[a-z0-9]+-[0-9a-f]{16}$/)
      expect([base, labels]).toEqual(['main', ['aws-drift']])
      expect(body).toContain('exceptions:')
      expect(body).toContain('https://github.com/octo/infra/actions/runs/42')
    }
    const of = (group: string) => pulls.find((pull) => at.about(pull).includes(group))
    expect(of(a)?.body).toMatch(/tag owner.*neutral/)
    expect(of(b)?.body).toMatch(/ingress tcp 80-80 10\.0\.0\.0\/8.* narrowing/)
    expect(of(d)?.body).toMatch(/ingress tcp 443-443 0\.0\.0\.0\/0.* widening/)
    // The step of the report that gives back what was lost, to be approved.
    const waits = run.report?.plan.steps.find(({ decision }) => decision === 'needs-approval')
    expect(of(b)?.body).toContain(
      `gh workflow run holdfast.yml --repo octo/infra --ref main -f mode=remediate -f approve=${waits?.hash}`,
    )
    expect(of(c)?.body).toMatch(
      /\n```sh\ngh workflow run holdfast\.yml --repo octo\/infra --ref main -f mode=remediate\n```/,
    )
    expect(run.summary).toContain(
      `or merge [pull request ${of(c)?.number}](https://github.com/octo/infra/pull/${of(c)?.number})`,
    )
    expect(pullsOf(run)).toEqual([
      [1, 'opened', expect.any(Number)],
      [2, 'opened', expect.any(Number)],
      [3, 'opened', 2],
    ])
    expect(run.outputs['pull-request-number']).toBe('1')

    at.forget()
    const again = await at.detect({}, 'push')
    expect(at.written).toEqual([])
    expect(pullsOf(again).map(([, state]) => state)).toEqual(['standing', 'standing', 'standing'])

    for (const { number } of pulls) mergePull(at.state, number)
    const clean = await at.detect()
    expect(clean.outputs).toMatchObject({ conclusion: 'pass', findings: '0', 'pull-request-number': '' })
    expect([at.open(), at.branches()]).toEqual([[], ['main']])
  })

  it('never changes what is open: what drifts on is another pull request, and what is back by itself is closed with a word', async () => {
    const [a = '', b = ''] = await at.begin(['on', 'back'])
    await at.widen(a)
    await at.widen(b)
    await at.detect()
    const before = structuredClone(at.open())
    const [first, second] = [a, b].map((group) => before.find((pull) => at.about(pull).includes(group)))
    await at.widen(a, 8443)
    await at.close(b)
    const run = await at.detect()
    const [old, gone] = [first, second].map((pull) => at.state.tickets.find(({ number }) => number === pull?.number))
    expect(old).toMatchObject({
      ...first,
      state: 'closed',
      comments: [{ body: expect.stringContaining('Replaced by #3') }],
    })
    expect(gone).toMatchObject({ ...second, state: 'closed', comments: [{ body: expect.stringContaining('is gone') }] })
    expect(numbers(at.open())).toEqual([3])
    expect(pullsOf(run).map(([number, state]) => [number, state])).toEqual(
      expect.arrayContaining([
        [3, 'opened'],
        [1, 'closed'],
        [2, 'closed'],
      ]),
    )
    // Put right by a run, which then closes what would have accepted it.
    const fixed = await at.run({ inputs: { publish, mode: 'remediate' } })
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', 'pull-request-number': '' })
    expect(at.open()).toEqual([])
    expect(await ingressOf(world.cloud, a)).toEqual(['tcp 80-80 10.0.0.0/8'])
  })

  it('that remediate leaves is offered as well, and what it put back is not', async () => {
    const [a = '', b = ''] = await at.begin(['left', 'fixed'])
    await at.narrow(a)
    await at.widen(b)
    const run = await at.run({ inputs: { publish, mode: 'remediate' } })
    expect(run.outputs).toMatchObject({ fixed: '1', findings: '1' })
    expect(at.open().map(at.about)).toEqual([[a]])
    await at.run({ inputs: { publish, mode: 'remediate', approve: run.outputs['plan-hash'] ?? '' } })
    expect(at.open()).toEqual([])
  })

  it('of a resource that is gone takes its file away, and a new one is left to record', async () => {
    const [old = ''] = await at.begin(['old'])
    const added = await world.cloud.group('new', [anywhere(22)])
    const ec2 = await world.cloud.ec2()
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: old }))
    const run = await at.detect()
    expect(run.outputs['findings']).toBe('2')
    expect(at.open().map(at.about)).toEqual([[old]])
    expect(Object.values(at.changed(at.open()[0]?.head ?? ''))).toEqual([null])
    expect(at.open()[0]?.body).toMatch(/is gone.*undecided/)
    mergePull(at.state, 1)
    const left = await at.detect()
    expect(left.report?.findings.map(({ resource }) => resource.id)).toEqual([added])
    expect(at.open()).toEqual([])
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: added }))
  })

  it('says which violations it would bless', async () => {
    const text = policyWith(drift() + ssh().replace('response: fix', 'response: report'), more)
    const [a = ''] = await at.begin(['bless'], text)
    await at.widen(a, 22)
    await at.detect()
    expect(at.open()[0]?.body).toMatch(new RegExp(`${a}.*no-open-ssh \\(critical\\)`))
    await at.close(a, 22)
  })

  it('is not offered where an exception answers it, and what was offered is closed', async () => {
    const [a = ''] = await at.begin(['except'])
    await at.widen(a)
    await at.detect()
    expect(numbers(at.open())).toEqual([1])
    const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
    const exception = `exceptions:
  - { uses: [drift], where: { ids: ["${a}"] }, reason: Until the tunnel is up, owner: "@octo/network", until: ${until} }
`
    push(at.state, 'main', { '.github/holdfast.yml': policy + exception })
    const run = await at.detect()
    expect(run.outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    expect(at.open()).toEqual([])
    await at.close(a)
  })

  it('has at most five pull requests at a time, worst first, and says how many more', async () => {
    const groups = await at.begin(['1', '2', '3', '4', '5', '6', '7'])
    // What opens nothing is one more, beside the five.
    const [calm = ''] = await at.begin(['calm'])
    await at.tag(calm, 'else')
    for (const group of groups.slice(1)) await at.widen(group)
    const ec2 = await world.cloud.ec2()
    // Deleted: undecided, and less than what is open.
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: groups[0] ?? '' }))
    const run = await at.detect()
    expect(at.open()).toHaveLength(6)
    expect(at.open().flatMap(at.about)).not.toContain(groups[0])
    expect(run.summary).toContain('2 more resources drifted')
    expect(run.outputs['findings']).toBe('8')
    at.forget()
    await at.detect()
    expect(at.written).toEqual([])
    // One is merged: there is room for one more.
    const [merged] = at.about(at.open()[0])
    expect(merged).not.toBe(calm)
    mergePull(at.state, 1)
    await at.detect()
    expect(at.open()).toHaveLength(6)
    // A person closes one: it stays closed, and another takes its place.
    const [closed] = at.open()
    if (closed) closed.state = 'closed'
    const next = await at.detect()
    expect(pullsOf(next).map(([, state]) => state)).toContain('declined')
    expect(at.open()).toHaveLength(6)
    expect(at.open().flatMap(at.about)).toContain(groups[0])
    expect(next.summary).toContain(`a person closed [pull request ${closed?.number}]`)
    for (const group of groups.slice(1)) if (group !== merged) await at.close(group)
    await at.detect()
    expect(at.open().flatMap(at.about)).toEqual(expect.arrayContaining([groups[0], calm]))
    expect(at.open()).toHaveLength(2)
  })
})

describe('of a role', () => {
  const world = testWorld()
  const at = recorded(world)
  const text = policyWith('  - rule: drift\n    where: { kinds: [iam-role], names: ["deploy-*"] }\n', more)

  it('what it gains and what it is tagged with are offered each by itself; neither is closed where IAM was not read', async () => {
    const iam = await world.cloud.iam()
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    })
    for (const RoleName of ['deploy-a', 'deploy-b'])
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Description: 'for a test' }))
    await at.begin([], text)
    expect((await at.detect()).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'deploy-a',
        PolicyName: 'oops',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      }),
    )
    await iam.send(new TagRoleCommand({ RoleName: 'deploy-b', Tags: [{ Key: 'owner', Value: 'web' }] }))
    await at.detect()
    const pulls = at.open()
    expect(pulls.map(at.about).sort()).toEqual(
      ['deploy-a', 'deploy-b'].map((name) => [expect.stringMatching(new RegExp(`/global/iam-role/${name}.json$`))]),
    )
    expect(pulls.find(({ title }) => title.includes('deploy-a'))?.body).toMatch(/inline oops.* widening: .*s3/)
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'deploy-a', PolicyName: 'oops' }))
    at.forget()
    await world.cloud.faults([
      { service: 'iam', action: 'GetAccountAuthorizationDetails', code: 'AccessDenied', status: 403 },
    ])
    await at.detect()
    expect(at.written).toEqual([])
    await world.cloud.faults([])
    await at.detect()
    expect(at.open().map(({ title }) => title)).toEqual([expect.stringContaining('deploy-b')])
    mergePull(at.state, at.open()[0]?.number ?? 0)
    expect((await at.detect()).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
  })
})

describe('without the input publish', () => {
  const world = testWorld()
  const at = recorded(world)

  it('what drifted is offered, and a policy without baselines asks for no pull request', async () => {
    const [a = ''] = await at.begin(['fits'])
    await at.widen(a)
    for (const event of ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch']) {
      const run = await at.detect({ publish: '' }, event)
      expect([event, run.outputs['pull-request-number']]).toEqual([event, '1'])
    }
    at.forget()
    await at.run({ policy: policyWith(ssh()), inputs: { mode: 'detect' } })
    expect(at.asked.filter((one) => /pulls|git/.test(one))).toEqual([])
  })
})

describe('a checkout that is older than the default branch', () => {
  const world = testWorld()
  const at = recorded(world)

  it('offers nothing that is merged already, and nothing over what others changed', async () => {
    const [a = ''] = await at.begin(['late'])
    await at.widen(a)
    const folder = at.checkout()
    await at.detect()
    mergePull(at.state, 1)
    const late = await at.run({ folder, inputs: { publish, mode: 'detect' } })
    expect([pullsOf(late), at.open(), at.state.tickets.length]).toEqual([[], [], 1])
    await at.widen(a, 8443)
    const over = await at.run({ folder, inputs: { publish, mode: 'detect' } })
    expect(over.summary).toContain('has moved')
    expect(at.state.tickets).toHaveLength(1)
    await at.detect()
    expect(at.open().map(at.about)).toEqual([[a]])
  })
})

describe('a run that may not say that drift is gone', () => {
  const world = testWorld()
  const at = recorded(world)

  it('closes nothing: partial, narrowed, dry, or without the channel', async () => {
    const [a = '', b = ''] = await at.begin(['a', 'b'])
    await at.widen(a)
    await at.tag(b, 'else')
    await at.detect()
    expect(at.open()).toHaveLength(2)
    await at.close(a)
    await at.tag(b, 'b')
    at.forget()
    await world.cloud.faults([refuse])
    const denied = await at.detect()
    expect(denied.outputs['failure-reason']).toBe('unknown-findings')
    await world.cloud.faults([
      { service: 'sts', action: 'AssumeRoleWithWebIdentity', code: 'AccessDenied', status: 403 },
    ])
    expect((await at.detect()).outputs['failure-reason']).toBe('credentials')
    await world.cloud.faults([])
    for (const inputs of [
      { only: a },
      { only: 'drift' },
      { 'dry-run': 'true' },
      { publish: 'summary' },
      { publish: 'none' },
    ])
      expect((await at.detect(inputs)).outputs['conclusion']).toBe('pass')
    await at.run({ inputs: { publish, mode: 'detect' }, ref: 'refs/heads/feature', event: 'push' })
    await at.run({ inputs: { publish, mode: 'detect' }, repository: { visibility: 'public', private: false } })
    expect(at.written).toEqual([])
    expect(at.open()).toHaveLength(2)
    await at.detect({ publish: 'summary, pull-request' })
    expect(at.open()).toEqual([])
  })

  it('leaves what is open where a part of the resource could not be read', async () => {
    const [a = ''] = await at.begin(['c'])
    await at.widen(a)
    await at.tag(a, 'else')
    await at.detect()
    const before = structuredClone(at.open())
    at.forget()
    await at.close(a)
    await at.widen(a, 8443)
    await world.cloud.faults([refuse])
    const run = await at.detect()
    expect(run.outputs['conclusion']).toBe('fail')
    expect([at.open(), at.written]).toEqual([before, []])
  })

  it('narrowed to a resource offers it, beside what is open, and nothing together', async () => {
    const [a = '', b = ''] = await at.begin(['d', 'e'])
    await at.widen(a)
    await at.tag(b, 'else')
    // What it would bless is not known where the other rules are left out.
    expect((await at.detect({ only: 'drift' })).outputs['findings']).toBe('2')
    expect(at.open()).toEqual([])
    await at.detect({ only: a })
    expect(at.open().map(at.about)).toEqual([[a]])
    await at.detect({ only: b })
    expect(at.open().map(at.about)).toEqual([[a]])
  })
})

describe('a run that GitHub refuses', () => {
  const world = testWorld()
  const at = recorded(world)

  it.each([
    ['contents', 'read'],
    ['pull-requests', 'read'],
    ['pull-requests', 'none'],
  ] as const)('for want of %s (%s) loses no finding, and says what to add', async (name, level) => {
    const [a = ''] = await at.begin([`${name}-${level}`])
    await at.widen(a)
    at.state.permissions[name] = level
    const run = await at.detect()
    expect(run.outputs).toMatchObject({ 'failure-reason': 'open-findings', findings: '1', 'pull-request-number': '' })
    expect(run.summary).toContain('contents: write')
    expect(run.summary).toContain('pull-requests: write')
    expect(run.summary).toContain('without pull-request')
    expect(run.stdout).toContain('::warning')
    expect(at.open()).toEqual([])
    // Where it is not meant, it is not asked for.
    at.forget()
    expect((await at.detect({ publish: 'summary, annotations' })).summary).not.toContain('contents: write')
    expect(at.asked.filter((one) => /git|pulls/.test(one))).toEqual([])
    await at.close(a)
  })

  it('by its setting names the page', async () => {
    const [a = ''] = await at.begin(['setting'])
    await at.widen(a)
    at.state.settings.actionsMayOpenPulls = false
    expect((await at.detect()).summary).toContain('octo/infra/settings/actions')
    await at.close(a)
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
    /^POST .*\/labels$/,
  ]

  it.each(calls)('by 403, and then 422, at %s loses no finding', async (call) => {
    const [a = ''] = await at.begin([`call-${calls.indexOf(call)}`])
    await at.widen(a)
    for (const status of [403, 422]) {
      at.first(instead(call, { status, body: { message: 'Not today' } }, 1))
      const run = await at.detect()
      expect(run.outputs).toMatchObject({ 'failure-reason': 'open-findings', findings: '1' })
      expect(run.summary).toContain('Not today')
      at.clear()
      at.state.tickets.splice(0)
      for (const ref of at.state.refs.keys()) if (ref !== 'refs/heads/main') at.state.refs.delete(ref)
    }
    await at.detect()
    expect(at.open().map(at.about)).toEqual([[a]])
    await at.close(a)
  })

  it.each([0, 1])('for a moment, by 429 or 502 at each call in turn, asks again (%s)', async (turn) => {
    const [a = ''] = await at.begin([`turn-${turn}`])
    await at.widen(a)
    const slow = { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '0' } }
    const down = { status: 502, body: { message: 'Server Error' } }
    at.first(...calls.map((call, index) => instead(call, index % 2 === turn ? slow : down, 1)))
    const run = await at.detect()
    expect(pullsOf(run)).toEqual([[1, 'opened', 1]])
    await at.close(a)
  })

  it('at closing tells it, and closes at the next run', async () => {
    const [a = ''] = await at.begin(['closing'])
    await at.widen(a)
    await at.detect()
    await at.close(a)
    at.first(instead(/^PATCH .*\/pulls|^DELETE .*\/refs/, { status: 403, body: { message: 'Not today' } }))
    const run = await at.detect()
    expect(run.outputs['conclusion']).toBe('pass')
    expect(run.summary).toContain('Not today')
    expect(numbers(at.open())).toEqual([1])
    at.clear()
    await at.detect()
    expect(at.open()).toEqual([])
  })
})

describe('others in the same repository', () => {
  const world = testWorld()
  const at = recorded(world)

  it('keep their pull requests, whatever name and mark these bear', async () => {
    const [a = ''] = await at.begin(['a'])
    await at.widen(a)
    await at.detect()
    const [ours] = structuredClone(at.open())
    if (ours === undefined) throw new Error('none was opened')
    at.state.tickets.splice(0)
    at.state.tickets.push({ ...ours, login: 'mallory' })
    const other = 'holdfast/accept-0123456789ab-0123456789abcdef'
    push(at.state, other, { 'x.txt': 'x' }, 'main')
    at.state.tickets.push({ ...ours, number: 2, login: 'mallory', head: other })
    const run = await at.detect()
    expect(run.outputs).toMatchObject({ 'failure-reason': 'open-findings', 'pull-request-number': '' })
    expect(run.summary).toContain('already exists')
    await at.close(a)
    await at.detect()
    expect(numbers(at.open())).toEqual([1, 2])
    expect(at.state.tickets.flatMap(({ comments }) => comments)).toEqual([])
  })

  it('and two runs at once make one pull request of one drift', async () => {
    const [a = '', b = ''] = await at.begin(['two', 'three'])
    await at.widen(a)
    await at.tag(b, 'else')
    const runs = await Promise.all([at.detect({}, 'schedule'), at.detect({}, 'workflow_dispatch')])
    expect(at.open().map(at.about).sort()).toEqual([[a], [b]].sort())
    for (const run of runs)
      expect(
        pullsOf(run)
          .map(([number]) => number)
          .sort(),
      ).toEqual([1, 2])
  })

  it('write text that is only text in a pull request', async () => {
    const [a = ''] = await at.begin(['hostile'])
    await at.widen(a)
    await at.tag(a, '@everyone fixes #1 <!-- holdfast --> ](https://evil.example) | ![x](y) ```')
    await at.detect()
    const [pull] = at.open()
    for (const text of [pull?.title ?? '', pull?.body.replace(/\n\n<!-- holdfast accept:\w+ -->$/, '') ?? ''])
      expect(text).not.toMatch(/[@#]\w|<!--|\]\(https:\/\/evil|!\[/)
    expect(pull?.body.match(/```/g)).toHaveLength(4)
  })
})

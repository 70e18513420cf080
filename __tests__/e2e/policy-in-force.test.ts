import { CreateManagedPrefixListCommand } from '@aws-sdk/client-ec2'
import { afterEach, describe, expect, it } from '@jest/globals'
import { anywhere, from } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { findingOf } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const fix = { mode: 'remediate' }
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

describe('limits', () => {
  const world = testWorld()

  it('over limits.changes all steps of the use wait, and approval lifts it', async () => {
    const groups = await Promise.all([1, 2, 3].map((n) => world.cloud.group(`limited-${n}`, [anywhere(22)])))
    const policy = policyWith(ssh(), 'limits: { changes: 2 }\n')
    const run = await world.run({ policy, inputs: fix })
    expect(run.outputs).toMatchObject({ 'failure-reason': 'limit-reached', fixed: '0' })
    expect(run.report?.plan.steps.map(({ decision }) => decision)).toEqual([
      'needs-approval',
      'needs-approval',
      'needs-approval',
    ])
    for (const group of groups) expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
    const approved = await world.run({ policy, inputs: { ...fix, approve: run.outputs['plan-hash'] ?? '' } })
    expect(approved.outputs).toMatchObject({ conclusion: 'pass', fixed: '3' })
  })

  it('over limits.share of a target from ten changes on', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => world.cloud.group(`share-${n}`, [anywhere(22)])))
    const run = await world.run({ policy: policyWith(ssh()), inputs: fix })
    expect(run.outputs).toMatchObject({ 'failure-reason': 'limit-reached', fixed: '0' })
    expect(run.report?.plan.steps[0]?.reason).toContain('limits.share')
    const wide = await world.run({ policy: policyWith(ssh(), 'limits: { share: 90% }\n'), inputs: fix })
    expect(wide.outputs['fixed']).toBe('10')
  })
})

describe('exceptions, selectors and protection', () => {
  const world = testWorld()
  const exception = (group: string, until: string): string =>
    `exceptions:\n  - { uses: [no-open-ssh], where: { ids: ["${group}"] }, reason: vendor, owner: "@octo/network", until: ${until} }\n`

  it('an exception holds through its last day, and the fixer respects it', async () => {
    const group = await world.cloud.group('vendor', [anywhere(22)])
    const run = await world.run({ policy: policyWith(ssh(), exception(group, day(0))), inputs: fix })
    expect(findingOf(run, group).state).toBe('excepted')
    expect(run.outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    expect(run.report?.exceptions).toEqual([{ index: 0, matched: 1, state: 'expiring' }])
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
  })

  it('one that has ended is a finding at once, and only asks for 14 days', async () => {
    const group = await world.cloud.group('vendor-2', [anywhere(22)])
    const policy = policyWith(
      ssh().replace('response: fix', `response: fix\n    where: { ids: ["${group}"] }`),
      exception(group, day(-1)),
    )
    const just = await world.run({ policy, inputs: fix })
    expect(findingOf(just, group).state).toBe('open')
    expect(just.report?.plan.steps).toMatchObject([{ decision: 'needs-approval' }])
    const long = await world.run({ policy: policy.replace(day(-1), day(-15)), inputs: fix })
    expect(long.outputs['fixed']).toBe('1')
  })

  it('what names or tags leave out is counted', async () => {
    await world.cloud.group('bastion-1', [anywhere(22)])
    const policy = policyWith(
      ssh().replace('response: fix', 'response: report\n    where: { not: { names: ["bastion-*"] } }'),
    )
    const run = await world.run({ policy })
    expect(run.report?.['left-out']).toEqual([{ use: 'no-open-ssh', by: 'names', count: 1 }])
    expect(run.report?.findings.map(({ resource }) => resource.name)).not.toContain('bastion-1')
  })

  it('what is protected is held, whatever is approved', async () => {
    const group = await world.cloud.group('kept', [anywhere(22)])
    const only = { only: group }
    const policy = policyWith(ssh(), `protected: ["arn:aws:ec2:*:*:security-group/${group}"]\n`)
    const run = await world.run({ policy, inputs: { ...fix, ...only } })
    expect(run.report?.plan.steps).toMatchObject([{ decision: 'hold' }])
    expect(run.report?.outcomes).toMatchObject([{ state: 'held' }])
    const forced = await world.run({
      policy,
      inputs: { ...fix, ...only, approve: run.report?.plan.steps[0]?.hash ?? '' },
    })
    expect(forced.report?.outcomes).toMatchObject([{ state: 'held' }])
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
  })

  it('groups of other owners are not judged', async () => {
    const group = await world.cloud.group('shared', [anywhere(22)])
    await world.cloud.owner(group, '999999999999')
    const run = await world.run({ policy: policyWith(ssh()) })
    expect(run.report?.findings.map(({ resource }) => resource.id)).not.toContain(group)
  })
})

describe('prefix lists', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))

  it('are their entries; each is read once; an unread one is unknown', async () => {
    const ec2 = await world.cloud.ec2()
    const made = await ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'wide',
        AddressFamily: 'IPv4',
        MaxEntries: 5,
        Entries: [{ Cidr: '0.0.0.0/1' }, { Cidr: '128.0.0.0/1' }],
      }),
    )
    const list = made.PrefixList?.PrefixListId ?? ''
    const permission = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, PrefixListIds: [{ PrefixListId: list }] }
    const groups = [
      await world.cloud.group('by-list-1', [permission]),
      await world.cloud.group('by-list-2', [permission]),
    ]
    await world.cloud.faults([])
    const run = await world.run({ policy: policyWith(ssh()) })
    expect(run.report?.findings.map(({ resource }) => resource.id).sort()).toEqual([...groups].sort())
    expect((await world.cloud.log()).filter(({ action }) => action === 'GetManagedPrefixListEntries')).toHaveLength(1)
    await world.cloud.faults([
      { service: 'ec2', action: 'GetManagedPrefixListEntries', status: 403, code: 'UnauthorizedOperation' },
    ])
    const denied = await world.run({ policy: policyWith(ssh()), inputs: fix })
    expect(denied.outputs).toMatchObject({ 'failure-reason': 'unknown-findings', unknown: '2', fixed: '0' })
    expect(denied.report?.gaps).toMatchObject([
      { kind: 'prefix-list', id: list, operation: 'ec2:GetManagedPrefixListEntries', why: 'denied' },
    ])
    expect(denied.report?.plan.steps).toEqual([])
  })
})

describe('an allowed list of another region', () => {
  const world = testWorld()

  it('excuses nothing here, and is no gap', async () => {
    const group = await world.cloud.group('open', [anywhere(22)])
    const run = await world.run({ policy: policyWith(ssh(', allow: ["pl-0123456789abcdef0"]')) })
    expect(run.report?.gaps).toEqual([])
    expect(findingOf(run, group).verdict).toBe('fail')
  })
})

describe('who may ask for what', () => {
  const world = testWorld()
  const policy = policyWith(ssh())

  for (const [event, ref, inputs] of [
    ['pull_request', 'refs/pull/1/merge', { mode: 'remediate' }],
    ['pull_request_target', 'refs/heads/main', { mode: 'detect' }],
    ['workflow_dispatch', 'refs/heads/feature', { mode: 'remediate' }],
    ['workflow_dispatch', 'refs/tags/main', { mode: 'remediate' }],
    ['push', 'refs/heads/feature', { mode: 'undo', journal: 'j' }],
    ['repository_dispatch', 'refs/heads/main', { mode: 'remediate', approve: 'a'.repeat(64) }],
    ['issue_comment', 'refs/heads/main', { mode: 'detect' }],
    ['workflow_run', 'refs/heads/main', {}],
  ] as const) {
    it(`${event} on ${ref}: no ${JSON.stringify(inputs)}`, async () => {
      await world.cloud.faults([])
      const run = await world.run({ policy, event, ref, inputs })
      expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'not-allowed-on-event' })
      expect(run.code).toBe(1)
      expect(await world.cloud.log()).toEqual([])
    })
  }

  it('a branch may look, and plan', async () => {
    const issuer = await startIssuer({ claims: { ref: 'refs/heads/feature' } })
    const at = { policy, ref: 'refs/heads/feature', env: issuer.env }
    expect((await world.run(at)).report?.targets).toMatchObject([{ state: 'read' }])
    expect((await world.run({ ...at, inputs: { ...fix, 'dry-run': 'true' } })).report?.targets).toMatchObject([
      { state: 'read' },
    ])
    issuer.close()
  })

  it('approvals.environments: the token must name one of them', async () => {
    const group = await world.cloud.group('approved', [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }])
    const guarded = policyWith(ssh(), 'approvals: { environments: [aws-remediate] }\n')
    const detected = await world.run({ policy: guarded })
    const approve = detected.outputs['plan-hash'] ?? ''
    expect((await world.run({ policy: guarded, inputs: { ...fix, approve } })).outputs['failure-reason']).toBe(
      'not-allowed-on-event',
    )
    expect(await ingressOf(world.cloud, group)).toHaveLength(1)
    const issuer = await startIssuer({ claims: { environment: 'aws-remediate' } })
    expect(
      (await world.run({ policy: guarded, inputs: { ...fix, approve }, env: issuer.env })).outputs['conclusion'],
    ).toBe('pass')
    issuer.close()
  })
})

describe('hostile text', () => {
  const world = testWorld()
  const nasty = 'x ##[error]y ::error::z @octo #1 <img src=x> [a](http://evil) `c` | d'

  it('reaches neither log, summary nor report as a command or markup', async () => {
    const rule = { ...anywhere(22), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: nasty }] }
    const group = await world.cloud.group('::error::bad ##[warning]', [rule], {
      tags: { Name: nasty, '##[group]': '::stop-commands::x' },
    })
    const run = await world.run({ policy: policyWith(ssh()), inputs: fix })
    expect(run.outputs['fixed']).toBe('1')
    expect(findingOf(run, group).resource.name).toContain('##[warning]')
    expect(run.stdout).not.toContain('##[')
    expect(
      run.stdout
        .split('\n')
        .filter(
          (line) => /^\s*::/.test(line) && !/^::(error|warning|notice|group|endgroup|add-mask|debug)[ :]/.test(line),
        ),
    ).toEqual([])
    expect(run.stdout).not.toMatch(/^::error::bad/m)
    expect(run.summary).not.toContain('##[')
    expect(run.summary).not.toMatch(/<img|@octo|#1|\]\(http:/)
    const { readFileSync } = await import('node:fs')
    for (const file of ['report.json', 'plan.json', 'journal.jsonl', 'summary.md']) {
      expect(readFileSync(`${run.folder}/holdfast-report/${file}`, 'utf8')).not.toContain('##[')
    }
  })
})

describe('a public repository', () => {
  const world = testWorld()

  it('is told counts and ids of findings only, unless the policy says details', async () => {
    const group = await world.cloud.group('secret-name', [anywhere(22), from('10.0.0.0/8', 22)])
    const policy = policyWith(ssh())
    for (const repository of [
      { private: false, visibility: 'public' },
      { private: undefined, visibility: undefined },
    ]) {
      const run = await world.run({ policy, repository })
      expect(run.outputs['findings']).toBe('1')
      expect(`${run.summary}${run.stdout}${JSON.stringify(run.report)}`).not.toMatch(
        new RegExp(`${group}|secret-name|111111111111`),
      )
      expect(run.report?.findings[0]?.id).toMatch(/^[0-9a-f]{64}$/)
    }
    const open = await world.run({
      policy: `${policy}publish: { public: details }\n`,
      repository: { private: false, visibility: 'public' },
    })
    expect(open.summary).toContain(group)
    const fixed = await world.run({ policy, repository: { private: false, visibility: 'public' }, inputs: fix })
    expect(fixed.outputs['fixed']).toBe('1')
    expect(fixed.outputs['journal-file']).not.toContain('holdfast-report')
  })
})

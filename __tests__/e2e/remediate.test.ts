import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AuthorizeSecurityGroupIngressCommand,
  RevokeSecurityGroupIngressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { anywhere, from } from '../../emulator/cloud.ts'
import { findingOf } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const detectAndFix = { mode: 'remediate' }

describe('what a fix takes and what it keeps', () => {
  const world = testWorld()

  it('splits a range for two uses as one chain, keeps descriptions and rule tags, and undo brings all of it back', async () => {
    const ec2 = await world.cloud.ec2()
    const group = await world.cloud.group('wide', [from('10.0.0.0/8', 22)])
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: group,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 0,
            ToPort: 65535,
            IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'all of it' }],
          },
        ],
        TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'team', Value: 'web' }] }],
      }),
    )
    const policy = policyWith(
      `${ssh()}  - { rule: security-group-open-ingress, name: no-open-rdp, response: fix, options: { ports: ["3389"] } }\n`,
    )
    const before = await world.cloud.state()
    const fixed = await world.run({ policy, inputs: detectAndFix })
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '2', findings: '0' })
    expect(await ingressOf(world.cloud, group)).toEqual([
      'tcp 0-21 0.0.0.0/0',
      'tcp 22-22 10.0.0.0/8',
      'tcp 23-3388 0.0.0.0/0',
      'tcp 3390-65535 0.0.0.0/0',
    ])
    const pieces =
      (await world.cloud.state())[group]?.rules.filter(({ source, egress }) => source === '0.0.0.0/0' && !egress) ?? []
    expect(pieces.map(({ description, tags }) => ({ description, tags }))).toEqual(
      pieces.map(() => ({ description: 'all of it', tags: { team: 'web' } })),
    )
    const plan = await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl', 'dry-run': 'true' },
      folder: fixed.folder,
    })
    expect(plan.report?.plan.steps[0]).toMatchObject({ rating: 'widening', decision: 'needs-approval' })
    const undone = await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl', approve: plan.outputs['plan-hash'] ?? '' },
      folder: fixed.folder,
    })
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await world.cloud.state()).toEqual(before)
  })
})

describe('what waits, and what does not', () => {
  const world = testWorld()

  it('asks before it revokes all traffic, and does exactly what was approved', async () => {
    const group = await world.cloud.group('all-traffic', [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }])
    const other = await world.cloud.group('ssh', [anywhere(22)])
    const policy = policyWith(ssh())
    const detected = await world.run({ policy })
    const step = detected.report?.plan.steps.find(({ resource }) => resource.id === group)
    expect(step).toMatchObject({ decision: 'needs-approval', rating: 'narrowing' })
    const approved = await world.run({
      policy,
      inputs: { mode: 'remediate', approve: detected.outputs['plan-hash'] ?? '' },
    })
    expect(await ingressOf(world.cloud, group)).toEqual([])
    // Given hashes, the run does these steps and no others.
    expect(await ingressOf(world.cloud, other)).toEqual(['tcp 22-22 0.0.0.0/0'])
    expect(approved.outputs).toMatchObject({
      fixed: '1',
      findings: '1',
      'failure-reason': 'open-findings',
      'plan-hash': '',
    })
    expect(approved.report?.outcomes.map(({ state }) => state).sort()).toEqual(['fixed', 'not-approved'])
    const again = await world.run({
      policy,
      inputs: { mode: 'remediate', approve: detected.outputs['plan-hash'] ?? '' },
    })
    expect(again.outputs['failure-reason']).toBe('plan-changed')
    expect(await ingressOf(world.cloud, other)).toEqual(['tcp 22-22 0.0.0.0/0'])
    await world.run({ policy, inputs: detectAndFix })
    expect(await ingressOf(world.cloud, other)).toEqual([])
  })

  it('takes what is open by itself, and leaves what is open only together to a question', async () => {
    const parts = ['8.0.0.0/17', '9.0.0.0/17']
    const group = await world.cloud.group('together', [anywhere(22), ...parts.map((block) => from(block, 22))])
    const run = await world.run({ policy: policyWith(ssh()), inputs: detectAndFix })
    expect(await ingressOf(world.cloud, group)).toEqual(parts.map((block) => `tcp 22-22 ${block}`))
    expect(findingOf(run, group)).toMatchObject({ state: 'open', verdict: 'fail' })
    expect(run.outputs['failure-reason']).toBe('open-findings')
    expect(run.outputs['plan-hash']).toMatch(/^[0-9a-f]{64}$/)
    // What the hash covers is there to read.
    expect(run.report?.plan.steps.map(({ decision }) => decision)).toEqual(['apply', 'needs-approval'])
    const rest = await world.run({
      policy: policyWith(ssh()),
      inputs: { mode: 'remediate', approve: run.outputs['plan-hash'] ?? '' },
    })
    expect(rest.outputs['conclusion']).toBe('pass')
    expect(await ingressOf(world.cloud, group)).toEqual([])
  })

  it('writes nothing in a dry run, and nothing twice', async () => {
    const group = await world.cloud.group('dry', [anywhere(22)])
    const policy = policyWith(ssh())
    const dry = await world.run({ policy, inputs: { mode: 'remediate', 'dry-run': 'true' } })
    expect(dry.outputs).toMatchObject({ findings: '1', fixed: '0', 'journal-file': '' })
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
    const fixed = await world.run({ policy, inputs: detectAndFix })
    expect(fixed.outputs['conclusion']).toBe('pass')
    await world.cloud.faults([])
    const again = await world.run({ policy, inputs: detectAndFix })
    expect(again.outputs).toMatchObject({ conclusion: 'pass', 'plan-steps': '0' })
    const written = (await world.cloud.log()).filter(
      ({ service, parameters }) => service === 'ec2' && parameters !== undefined,
    )
    expect(written).toEqual([])
  })
})

describe('the same account', () => {
  const world = testWorld()

  it('gives the same bytes again, in whatever order AWS lists it', async () => {
    for (const n of [1, 2, 3])
      await world.cloud.group(`open-${n}`, [anywhere(20, 25), from('::/0', 22), from('8.0.0.0/8', 22)])
    const [one, two] = [await world.run({ policy: policyWith(ssh()) }), await world.run({ policy: policyWith(ssh()) })]
    for (const file of ['report.json', 'plan.json']) {
      const read = (folder: string): string => readFileSync(join(folder, 'holdfast-report', file), 'utf8')
      expect(read(two.folder)).toBe(read(one.folder))
    }
  })

  it('taken back after somebody went on: what is as the run left it is restored, the rest is stale and untouched', async () => {
    const policy = policyWith(ssh(), 'limits: { share: 100% }\n')
    const fixed = await world.run({ policy, inputs: detectAndFix })
    const [first, second] = fixed.report?.plan.steps ?? []
    const ec2 = await world.cloud.ec2()
    const gone = first?.resource.id ?? ''
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 23, ToPort: 25, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: gone, IpPermissions }))
    const Described = [
      { IpProtocol: 'tcp', FromPort: 20, ToPort: 21, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'mine now' }] },
    ]
    await ec2.send(
      new UpdateSecurityGroupRuleDescriptionsIngressCommand({
        GroupId: second?.resource.id ?? '',
        IpPermissions: Described,
      }),
    )
    const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    const plan = await world.run({ inputs: journal, folder: fixed.folder })
    expect(plan.report?.plan.steps.filter(({ decision }) => decision === 'hold')).toMatchObject([
      { resource: { id: second?.resource.id } },
    ])
    const undone = await world.run({
      inputs: { ...journal, approve: plan.outputs['plan-hash'] ?? '' },
      folder: fixed.folder,
    })
    expect(undone.report?.outcomes.map(({ state }) => state).sort()).toEqual(['fixed', 'fixed', 'fixed', 'stale'])
    expect(undone.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'open-findings' })
    const live = (await world.cloud.state())[second?.resource.id ?? '']?.rules ?? []
    expect(live.find(({ description }) => description === 'mine now')).toMatchObject({ from: 20, to: 21 })
    expect(await ingressOf(world.cloud, gone)).toContain('tcp 20-25 0.0.0.0/0')
  })
})

describe('the default group', () => {
  const world = testWorld()
  const policy = policyWith('  - { rule: default-security-group-closed, response: fix }\n')

  it('is put right for two uses at once', async () => {
    const [id = ''] = Object.entries(await world.cloud.state()).find(([, { name }]) => name === 'default') ?? []
    const ec2 = await world.cloud.ec2()
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: [anywhere(22)] }))
    const both = policyWith(`${ssh()}  - { rule: default-security-group-closed, response: fix }\n`)
    const before = await world.cloud.state()
    const fixed = await world.run({ policy: both, inputs: { ...detectAndFix, only: id } })
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '2', findings: '0' })
    expect((await world.cloud.state())[id]?.rules).toEqual([])
    const plan = await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl' },
      folder: fixed.folder,
    })
    const approve = plan.outputs['plan-hash'] ?? ''
    await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl', approve },
      folder: fixed.folder,
    })
    expect(await world.cloud.state()).toEqual(before)
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: [anywhere(22)] }))
  })

  it('is closed where nobody uses it', async () => {
    const before = await world.cloud.state()
    const fixed = await world.run({ policy, inputs: detectAndFix })
    const after = Object.values(await world.cloud.state()).filter(({ name }) => name === 'default')
    expect(fixed.outputs['conclusion']).toBe('pass')
    expect(after.flatMap(({ rules }) => rules)).toEqual([])
    const plan = await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl' },
      folder: fixed.folder,
    })
    await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl', approve: plan.outputs['plan-hash'] ?? '' },
      folder: fixed.folder,
    })
    expect(await world.cloud.state()).toEqual(before)
  })
})

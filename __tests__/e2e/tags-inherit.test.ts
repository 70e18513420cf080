import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  CreateOrUpdateTagsCommand,
} from '@aws-sdk/client-auto-scaling'
import { CreateStackCommand } from '@aws-sdk/client-cloudformation'
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  CreateSnapshotCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { fix, listed, machine, outcomeOf, stepOf, tagFinding, tagsOn, takenBack, volume } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

const arnOf = (type: string, id: string): string => `arn:aws:ec2:us-east-1:${first}:${type}/${id}`
const only = (...ids: readonly string[]): { mode: string; only: string } => ({ ...fix, only: ids.join(',') })

describe('what is missing is inherited', () => {
  const world = testWorld()
  const inherit = ['instance', 'volume', 'vpc', 'stack', 'auto-scaling-group']
  const tags = { cost: { values: ['1*'], inherit, fill: 'fix' } }
  const kinds = ['ec2:volume', 'ec2:snapshot', 'ec2:elastic-ip', 'ec2:subnet', 'ec2:security-group', 'sns:topic']

  it('by volume, snapshot through volume and address from an instance, by subnet and group from a VPC', async () => {
    const { cloud } = world
    const ec2 = await cloud.ec2()
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.77.0.0/16' }))
    const VpcId = Vpc?.VpcId ?? ''
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.77.1.0/24' }))
    const subnet = Subnet?.SubnetId ?? ''
    await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: listed({ cost: '100' }) }))
    const { id, disk } = await machine(cloud, { cost: '123' }, { SubnetId: subnet })
    const snapshot = (await ec2.send(new CreateSnapshotCommand({ VolumeId: disk }))).SnapshotId ?? ''
    const address = (await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))).AllocationId ?? ''
    await ec2.send(new AssociateAddressCommand({ AllocationId: address, InstanceId: id }))
    // Nothing leads from a volume that is attached nowhere.
    const loose = await volume(cloud)
    const before = await cloud.tags()
    const run = await world.run({
      policy: tagsOn(kinds, tags),
      inputs: only(disk, snapshot, address, subnet, loose),
    })
    const after = await cloud.tags()
    const costOf = (type: string, one: string) => after[arnOf(type, one)]?.['cost']
    expect({
      disk: costOf('volume', disk),
      snapshot: costOf('snapshot', snapshot),
      address: costOf('elastic-ip', address),
      subnet: costOf('subnet', subnet),
      loose: costOf('volume', loose),
    }).toEqual({ disk: '123', snapshot: '123', address: '123', subnet: '100', loose: undefined })
    expect(tagFinding(run, loose, 'cost')).toMatchObject({ state: 'open', step: null })
    expect(run.outputs).toMatchObject({ fixed: '4', findings: '1' })
    expect((await takenBack(world, run)).outputs['conclusion']).toBe('pass')
    expect(await cloud.tags()).toEqual(before)
  })

  it('not where it is not allowed either, and not where the source could not be read', async () => {
    const { cloud } = world
    const { disk } = await machine(cloud, { cost: '999' })
    const wrong = await world.run({ policy: tagsOn(kinds, tags), inputs: only(disk) })
    expect(tagFinding(wrong, disk, 'cost')).toMatchObject({ state: 'open', step: null })
    await cloud.faults([{ action: 'DescribeInstances', status: 403, code: 'UnauthorizedOperation' }])
    const standard = { cost: { inherit: ['instance'], default: '100', fill: 'fix' } }
    const unread = await world.run({ policy: tagsOn(['ec2:volume'], standard), inputs: only(disk) })
    await cloud.faults([])
    expect(tagFinding(unread, disk, 'cost')).toMatchObject({ verdict: 'fail', step: null })
    expect(unread.report?.gaps).toMatchObject([{ operation: 'ec2:DescribeInstances', why: 'denied' }])
    expect((await cloud.tags())[arnOf('volume', disk)]).toEqual({})
  })

  it('from the stack that AWS says made it', async () => {
    const { cloud } = world
    const Resources = { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.78.0.0/16' } } }
    const TemplateBody = JSON.stringify({ Resources })
    const Tags = listed({ cost: '150' })
    const stacks = await cloud.cloudFormation()
    const { StackId = '' } = await stacks.send(new CreateStackCommand({ StackName: 'shop', TemplateBody, Tags }))
    const id = await volume(cloud)
    await cloud.awsTags(id, { 'aws:cloudformation:stack-id': StackId, 'aws:cloudformation:stack-name': 'shop' })
    const run = await world.run({ policy: tagsOn(kinds, tags), inputs: only(id) })
    expect(outcomeOf(run, id, 'cost')).toMatchObject({ state: 'fixed' })
    expect((await cloud.tags())[arnOf('volume', id)]).toMatchObject({
      cost: '150',
      'aws:cloudformation:stack-name': 'shop',
    })
  })

  it('from an Auto Scaling group, whose instances always ask and are told apart', async () => {
    const { cloud } = world
    const scaling = await cloud.autoScaling()
    const LaunchConfigurationName = 'web'
    await scaling.send(
      new CreateLaunchConfigurationCommand({
        LaunchConfigurationName,
        ImageId: 'ami-12c6146b',
        InstanceType: 't3.micro',
      }),
    )
    const group = { AutoScalingGroupName: 'web', LaunchConfigurationName, MinSize: 1, MaxSize: 1 }
    await scaling.send(new CreateAutoScalingGroupCommand({ ...group, AvailabilityZones: ['us-east-1a'] }))
    const Tag = { Key: 'cost', Value: '175', ResourceId: 'web', ResourceType: 'auto-scaling-group' }
    await scaling.send(new CreateOrUpdateTagsCommand({ Tags: [{ ...Tag, PropagateAtLaunch: false }] }))
    const [arn = ''] =
      Object.entries(await cloud.tags()).find(([, one]) => one['aws:autoscaling:groupName'] === 'web') ?? []
    const id = arn.split('/').at(-1) ?? ''
    const run = await world.run({ policy: tagsOn(['ec2:instance'], tags), inputs: only(id) })
    const step = stepOf(run, id, 'cost')
    expect(step).toMatchObject({ rating: 'neutral', decision: 'needs-approval' })
    expect(step.changes).toMatchObject([{ member: 'tag cost', before: null, after: '175' }])
    expect(step.reason).toContain('Auto Scaling group "web" writes the tags')
    expect(run.summary).toContain('writes the tags of whatever replaces it')
    const approved = await world.run({
      policy: tagsOn(['ec2:instance'], tags),
      inputs: { ...only(id), approve: run.outputs['plan-hash'] ?? '' },
    })
    expect(approved.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    expect((await cloud.tags())[arn]).toMatchObject({ cost: '175', 'aws:autoscaling:groupName': 'web' })
  })

  it('is an invention: it waits, unless the key says fix', async () => {
    const { cloud } = world
    const { disk } = await machine(cloud, { cost: '123' })
    const asks = tagsOn(['ec2:volume'], { cost: { inherit: ['instance'] } })
    const run = await world.run({ policy: asks, inputs: only(disk) })
    expect(stepOf(run, disk, 'cost')).toMatchObject({ rating: 'neutral', decision: 'needs-approval' })
    expect(run.outputs).toMatchObject({ fixed: '0', 'failure-reason': 'open-findings', 'plan-steps': '1' })
    expect((await cloud.tags())[arnOf('volume', disk)]).toEqual({})
    // The instance's value changed since: what was approved is not what would be written.
    const instance = run.report?.plan.steps[0]?.reason.match(/i-[0-9a-f]+/)?.[0] ?? ''
    const ec2 = await cloud.ec2()
    await ec2.send(new CreateTagsCommand({ Resources: [instance], Tags: listed({ cost: '124' }) }))
    const approve = run.outputs['plan-hash'] ?? ''
    const changed = await world.run({ policy: asks, inputs: { ...only(disk), approve } })
    expect(changed.outputs['failure-reason']).toBe('plan-changed')
    expect((await cloud.tags())[arnOf('volume', disk)]).toEqual({})
  })
})

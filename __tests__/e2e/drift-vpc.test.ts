import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AssociateVpcCidrBlockCommand,
  AttachInternetGatewayCommand,
  CreateFlowLogsCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteFlowLogsCommand,
  DeleteNatGatewayCommand,
  DescribeInternetGatewaysCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
} from '@aws-sdk/client-ec2'
import { afterEach, describe, expect, it } from '@jest/globals'
import { type RunResult, runCommand } from '../../emulator/runner.ts'
import { policyWith } from '../support/policy.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const kinds = '[vpc, subnet, internet-gateway, nat-gateway, vpc-endpoint]'
const drift = (neutral = 'report'): string => `  - rule: drift
    response: { widening: fix, mixed: approve, undecided: approve, narrowing: approve, neutral: ${neutral} }
    where: { kinds: ${kinds} }
`
/** More than a fifth of the few resources may change. */
const limits = 'limits: { share: 100% }\n'
const policy = policyWith(drift(), limits)

interface Network {
  readonly vpc: string
  readonly subnet: string
  readonly gateway: string
  readonly nat: string
  readonly endpoint: string
  readonly log: string
}

const narrow = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
})
const wide = narrow.replace('s3:GetObject', '*')

/** A production network: private, logged, with a way to S3 that only reads. */
async function network({ cloud }: TestWorld): Promise<Network> {
  const ec2 = await cloud.ec2()
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.7.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: '10.7.1.0/24', AvailabilityZone: 'us-east-1a' }),
  )
  const SubnetId = Subnet?.SubnetId ?? ''
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: false } }))
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  const { NatGateway } = await ec2.send(new CreateNatGatewayCommand({ SubnetId, ConnectivityType: 'private' }))
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({
      ...{ VpcId, ServiceName: 'com.amazonaws.us-east-1.s3', VpcEndpointType: 'Gateway' },
      PolicyDocument: narrow,
    }),
  )
  await cloud.bucket('flow-logs')
  const { FlowLogIds = [] } = await ec2.send(
    new CreateFlowLogsCommand({
      ...{ ResourceIds: [VpcId], ResourceType: 'VPC', TrafficType: 'ALL' },
      ...{ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flow-logs' },
    }),
  )
  return {
    vpc: VpcId,
    subnet: SubnetId,
    gateway: InternetGateway?.InternetGatewayId ?? '',
    nat: NatGateway?.NatGatewayId ?? '',
    endpoint: VpcEndpoint?.VpcEndpointId ?? '',
    log: FlowLogIds[0] ?? '',
  }
}

/** What drifted, as it is told. */
const told = ({ report }: RunResult): readonly string[] =>
  (report?.findings ?? [])
    .map(({ evidence, ...finding }) => {
      const { rating } = finding as unknown as { readonly rating: string | null }
      return `${evidence[0]?.['member'] ?? finding.message}: ${rating ?? finding.verdict}, ${finding.state}`
    })
    .sort()

const record = async ({ env }: TestWorld, folder?: string): Promise<string> => {
  const done = await runCommand(['record'], { policy, env, ...(folder === undefined ? {} : { folder }) })
  expect(done.code).toBe(0)
  return done.folder
}

const hostnames = async ({ cloud }: TestWorld, VpcId: string): Promise<boolean | undefined> => {
  const ec2 = await cloud.ec2()
  const answer = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }))
  return answer.EnableDnsHostnames?.Value
}
const isPublic = async ({ cloud }: TestWorld, id: string): Promise<boolean | undefined> => {
  const { Subnets = [] } = await (await cloud.ec2()).send(new DescribeSubnetsCommand({ SubnetIds: [id] }))
  return Subnets[0]?.MapPublicIpOnLaunch
}
const attached = async ({ cloud }: TestWorld, id: string): Promise<readonly unknown[]> => {
  const ec2 = await cloud.ec2()
  const answer = await ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] }))
  return (answer.InternetGateways?.[0]?.Attachments ?? []).map(({ VpcId }) => VpcId)
}
const policyOf = async ({ cloud }: TestWorld, id: string): Promise<string> => {
  const ec2 = await cloud.ec2()
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }))
  return VpcEndpoints[0]?.PolicyDocument ?? ''
}

/** What the last run called, and what `holdfast permissions` does not print for its mode. */
async function unallowed({ cloud }: TestWorld, mode: string): Promise<readonly string[]> {
  const { stdout } = await runCommand(['permissions', '--mode', mode], { policy })
  const { Statement } = JSON.parse(stdout) as { Statement: readonly { Effect: string; Action: readonly string[] }[] }
  const allowed = Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []))
  const called = (await cloud.log()).filter(({ service }) => service === 'ec2').map(({ action }) => `ec2:${action}`)
  expect(called.length).toBeGreaterThan(0)
  return [...new Set(called)].filter((action) => !allowed.includes(action))
}

describe('a production network that somebody changed', () => {
  const world = testWorld()

  it('is recorded, drifts, is put back as far as it may be, and taken back only as asked', async () => {
    const made = await network(world)
    const folder = await record(world)
    const baselines = join(folder, '.github/holdfast/baselines/111111111111/us-east-1')
    expect(readdirSync(baselines).sort()).toEqual(['internet-gateway', 'nat-gateway', 'subnet', 'vpc', 'vpc-endpoint'])
    const file = readFileSync(join(baselines, 'vpc', `${made.vpc}.json`), 'utf8')
    expect(JSON.parse(file).members).toMatchObject({
      'cidr 10.7.0.0/16': { primary: true },
      'dns-hostnames': true,
      'flow-log arn:aws:s3:::flow-logs': [{ traffic: 'ALL' }],
    })
    expect((await runCommand(['record'], { policy, env: world.env, folder })).stdout).toContain('nothing to record')
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })

    const ec2 = await world.cloud.ec2()
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId: made.vpc, EnableDnsHostnames: { Value: false } }))
    await ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [made.log] }))
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId: made.subnet, MapPublicIpOnLaunch: { Value: true } }))
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: made.gateway, VpcId: made.vpc }))
    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: made.endpoint, PolicyDocument: wide }))
    await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: made.vpc, CidrBlock: '10.99.0.0/16' }))

    const found = await world.run({ policy, folder })
    const drifted = (state: string): readonly string[] => [
      `attachment ${made.vpc}: widening, ${state}`,
      `auto-assign-public-ip: widening, ${state}`,
      'cidr 10.99.0.0/16: neutral, open',
      'dns-hostnames: neutral, open',
      'flow-log arn:aws:s3:::flow-logs: widening, open',
      `policy: widening, ${state}`,
    ]
    expect(told(found)).toEqual(drifted('open'))
    const text = (found.report?.findings ?? []).map(({ message }) => message).join('\n')
    expect(text).toContain('no flow log any more: traffic is not recorded')
    expect(text).toContain('the policy of the endpoint gains every action')

    await world.cloud.faults([])
    const fixed = await world.run({ policy, folder, inputs: { mode: 'remediate' } })
    expect(await unallowed(world, 'remediate')).toEqual([])
    expect(told(fixed)).toEqual(drifted('fixed'))
    expect(fixed.report?.plan.steps.map(({ rating, decision }) => `${rating} ${decision}`)).toEqual(
      Array(3).fill('narrowing apply'),
    )
    expect(await attached(world, made.gateway)).toEqual([])
    expect(await isPublic(world, made.subnet)).toBe(false)
    expect(JSON.parse(await policyOf(world, made.endpoint)).Statement).toHaveLength(1)

    // Taken back, it opens again: a journal from a path asks.
    const undo = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    const asked = await world.run({ policy, folder, inputs: undo })
    expect(asked.report?.plan.steps.map(({ rating, decision }) => `${rating} ${decision}`)).toEqual(
      Array(3).fill('widening needs-approval'),
    )
    expect([await isPublic(world, made.subnet), await attached(world, made.gateway)]).toEqual([false, []])
    const approve = asked.outputs['plan-hash'] ?? ''
    await world.cloud.faults([])
    const undone = await world.run({ policy, folder, inputs: { ...undo, approve } })
    expect(await unallowed(world, 'undo')).toEqual([])
    expect(undone.outputs['conclusion']).toBe('pass')
    expect([await isPublic(world, made.subnet), await attached(world, made.gateway)]).toEqual([true, [made.vpc]])
    expect(await policyOf(world, made.endpoint)).toContain('"*"')

    // What opens nothing is put back where the policy says so, and by then the rest is accepted.
    const all = policyWith(drift('fix'), limits)
    const again = await world.run({ policy: all, folder, inputs: { mode: 'remediate' } })
    expect(await hostnames(world, made.vpc)).toBe(true)
    expect(told(again).filter((one) => one.endsWith('open'))).toEqual([
      'cidr 10.99.0.0/16: neutral, open',
      'flow-log arn:aws:s3:::flow-logs: widening, open',
    ])
    await record(world, folder)
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
  })

  it('asks where the revert opens something, or CloudFormation owns it', async () => {
    const made = await network(world)
    const ec2 = await world.cloud.ec2()
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: made.gateway, VpcId: made.vpc }))
    await world.cloud.awsTags(made.subnet, { 'aws:cloudformation:stack-name': 'production' })
    const folder = await record(world)
    const detach = `Action=DetachInternetGateway&Version=2016-11-15&InternetGatewayId=${made.gateway}&VpcId=${made.vpc}`
    await world.cloud.faults([{ action: 'DescribeInternetGateways', times: 1, first: [detach] }])
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId: made.subnet, MapPublicIpOnLaunch: { Value: true } }))
    const run = await world.run({ policy, folder, inputs: { mode: 'remediate' } })
    await world.cloud.faults([])
    expect(told(run)).toEqual([`attachment ${made.vpc}: narrowing, open`, 'auto-assign-public-ip: widening, open'])
    const reasons = run.report?.plan.steps
      .map(({ rating, decision, reason }) => `${rating} ${decision} ${reason}`)
      .sort()
    expect(reasons).toEqual([
      expect.stringMatching(/^narrowing needs-approval CloudFormation owns the resource, and its stack production/),
      expect.stringMatching(/^widening needs-approval .*routes to the gateway work/),
    ])
    const given = await world.run({
      policy,
      folder,
      inputs: { mode: 'remediate', approve: run.outputs['plan-hash'] ?? '' },
    })
    expect(given.outputs).toMatchObject({ conclusion: 'pass', fixed: '2' })
    expect([await attached(world, made.gateway), await isPublic(world, made.subnet)]).toEqual([[made.vpc], false])
  })

  it('a NAT gateway that was deleted is gone, though AWS lists it for a while', async () => {
    const made = await network(world)
    const folder = await record(world)
    await (await world.cloud.ec2()).send(new DeleteNatGatewayCommand({ NatGatewayId: made.nat }))
    const run = await world.run({ policy, folder, inputs: { mode: 'remediate' } })
    expect(run.report?.findings).toMatchObject([
      { resource: { id: made.nat }, message: 'The recorded nat-gateway is gone.', state: 'open' },
    ])
    expect(run.report?.plan.steps).toEqual([])
  })
})

describe('what could not be read of a network', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))

  it('is unknown, that part and no other, and is recorded as unread, never as absent', async () => {
    const made = await network(world)
    const folder = await record(world)
    const ec2 = await world.cloud.ec2()
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId: made.vpc, EnableDnsHostnames: { Value: false } }))
    await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: made.vpc, CidrBlock: '10.99.0.0/16' }))
    const denied = { code: 'UnauthorizedOperation', status: 403 }
    await world.cloud.faults([{ action: 'DescribeVpcAttribute', ...denied }])
    const run = await world.run({ policy, folder })
    const own = run.report?.findings.filter(({ resource }) => resource.id === made.vpc) ?? []
    expect(own.map(({ verdict, evidence }) => `${evidence[0]?.['member']} ${verdict}`).sort()).toEqual([
      'cidr 10.99.0.0/16 fail',
      'dns-hostnames unknown',
      'dns-support unknown',
    ])
    expect(run.report?.gaps).toMatchObject([{ operation: 'ec2:DescribeVpcAttribute', why: 'denied' }])
    expect(run.summary).toContain('allow ec2:DescribeVpcAttribute to')
    await world.cloud.faults([{ action: 'DescribeFlowLogs', ...denied }])
    const logs = await world.run({ policy, folder })
    const unread = logs.report?.findings.filter(({ verdict }) => verdict === 'unknown') ?? []
    expect(new Set(unread.map(({ evidence }) => evidence[0]?.['member']))).toEqual(new Set(['flow-log']))
    // The recorded flow log is neither gone nor forgotten.
    const path = join(folder, '.github/holdfast/baselines/111111111111/us-east-1/vpc', `${made.vpc}.json`)
    const again = await runCommand(['record'], { policy, env: world.env, folder })
    expect(again.code).toBe(3)
    expect(JSON.parse(readFileSync(path, 'utf8')).members).toHaveProperty(['flow-log arn:aws:s3:::flow-logs'])
  })
})

describe('a network that changes while a run is at work', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))

  it('drifts on between plan and write, or is back by itself: stale, and never written', async () => {
    const made = await network(world)
    const folder = await record(world)
    const ec2 = await world.cloud.ec2()
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId: made.subnet, MapPublicIpOnLaunch: { Value: true } }))
    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: made.endpoint, PolicyDocument: wide }))
    const modify = (more: string): string => `Version=2016-11-15&${more}`
    const back = `Action=ModifySubnetAttribute&SubnetId=${made.subnet}&MapPublicIpOnLaunch.Value=false`
    const other = narrow.replace('GetObject', 'PutObject')
    const changed = `Action=ModifyVpcEndpoint&VpcEndpointId=${made.endpoint}&PolicyDocument=${encodeURIComponent(other)}`
    await world.cloud.faults([
      { action: 'DescribeSubnets', skip: 1, times: 1, first: [modify(back)] },
      { action: 'DescribeVpcEndpoints', skip: 1, times: 1, first: [modify(changed)] },
    ])
    const run = await world.run({ policy, folder, inputs: { mode: 'remediate' } })
    const steps = new Map(run.report?.plan.steps.map(({ hash, resource }) => [hash, resource.kind]))
    const outcomes = run.report?.outcomes.map(({ step, state }) => `${steps.get(step)} ${state}`).sort()
    expect(outcomes).toEqual(['subnet stale', 'vpc-endpoint stale'])
    const writes = (await world.cloud.log()).filter(({ action }) => action.startsWith('Modify'))
    expect(writes).toEqual([])
    expect(await policyOf(world, made.endpoint)).toBe(other)
  })
})

describe('tags of a network', () => {
  const world = testWorld()

  it('cost no call beside those of the listings, and no more before and after a write', async () => {
    await network(world)
    const tags = policyWith(
      `  - rule: required-tags
    response: fix
    options: { resources: ["ec2:vpc", "ec2:subnet"], tags: { owner: { default: net, fill: fix } } }
`,
      limits,
    )
    await world.cloud.faults([])
    const run = await world.run({ policy: tags, inputs: { mode: 'remediate' } })
    expect(run.outputs['conclusion']).toBe('pass')
    const calls = new Set(
      (await world.cloud.log()).filter(({ service }) => service === 'ec2').map(({ action }) => action),
    )
    const reads = [...calls].filter((action) => action.startsWith('Describe'))
    expect(reads.sort()).toEqual(['DescribeSubnets', 'DescribeVpcs'])
  })
})

import {
  AcceptVpcPeeringConnectionCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteNetworkAclEntryCommand,
  DeleteRouteCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DisassociateRouteTableCommand,
  type EC2Client,
  ModifyVpcPeeringConnectionOptionsCommand,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { type RunOptions, type RunResult, runCommand } from '../../emulator/runner.ts'
import { policyWith } from '../support/policy.ts'
import { takenBack } from '../support/tags.ts'
import { type TestWorld, testWorld } from '../support/world.ts'

const kinds = ['route-table', 'network-acl', 'vpc-peering']
const limits = 'limits: { share: 100%, changes: 50 }\n'
const drift = (more = ''): string => `  - rule: drift
    response: { widening: fix, mixed: approve, undecided: approve, narrowing: approve, neutral: report }
    where: { kinds: [${kinds.join(', ')}] }
${more}`
const policy = policyWith(drift(), limits)

/** A VPC as production has it: a public and a private subnet, each with its route table, and an ACL for both. */
interface Production {
  readonly ec2: EC2Client
  readonly vpc: string
  readonly igw: string
  readonly nat: string
  readonly open: string
  readonly closed: string
  readonly publicTable: string
  readonly privateTable: string
  readonly mainTable: string
  readonly acl: string
  readonly peering: string
}

async function made(ec2: EC2Client): Promise<Production> {
  const vpcOf = async (CidrBlock: string) => (await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? ''
  const VpcId = await vpcOf('10.20.0.0/16')
  const subnet = async (CidrBlock: string) =>
    (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))).Subnet?.SubnetId ?? ''
  const table = async () => (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? ''
  const igw = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? ''
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: igw, VpcId }))
  const [open, closed] = [await subnet('10.20.1.0/24'), await subnet('10.20.2.0/24')]
  const gateway = await ec2.send(new CreateNatGatewayCommand({ SubnetId: open, ConnectivityType: 'private' }))
  const nat = gateway.NatGateway?.NatGatewayId ?? ''
  const [publicTable, privateTable] = [await table(), await table()]
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId: publicTable, SubnetId: open }))
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId: privateTable, SubnetId: closed }))
  const anywhere = { DestinationCidrBlock: '0.0.0.0/0' }
  await ec2.send(new CreateRouteCommand({ RouteTableId: publicTable, ...anywhere, GatewayId: igw }))
  const acl = (await ec2.send(new CreateNetworkAclCommand({ VpcId }))).NetworkAcl?.NetworkAclId ?? ''
  const entry = { NetworkAclId: acl, Egress: false, Protocol: '6', RuleAction: 'allow' as const }
  const web = { ...entry, RuleNumber: 100, CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } }
  const admin = { ...entry, RuleNumber: 110, CidrBlock: '10.0.0.0/8', PortRange: { From: 22, To: 22 } }
  const deny = { ...entry, RuleNumber: 90, RuleAction: 'deny' as const, CidrBlock: '198.51.100.0/24', Protocol: '-1' }
  for (const one of [web, admin, deny]) await ec2.send(new CreateNetworkAclEntryCommand(one))
  await giveAcl(ec2, closed, acl)
  const PeerVpcId = await vpcOf('10.21.0.0/16')
  const asked = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }))
  const peering = asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  const tables = await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }))
  const mainTable = tables.RouteTables?.find(({ Associations }) => Associations?.[0]?.Main)?.RouteTableId ?? ''
  return { ec2, vpc: VpcId, igw, nat, open, closed, publicTable, privateTable, mainTable, acl, peering }
}

async function giveAcl(ec2: EC2Client, subnet: string, NetworkAclId: string): Promise<void> {
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}))
  const all = NetworkAcls.flatMap(({ Associations = [] }) => Associations)
  const AssociationId = all.find(({ SubnetId }) => SubnetId === subnet)?.NetworkAclAssociationId
  await ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }))
}

/** Everything that the tests change, as one text. */
async function wiring({ ec2, vpc }: Production): Promise<readonly string[]> {
  const Filters = [{ Name: 'vpc-id', Values: [vpc] }]
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }))
  return [
    ...RouteTables.flatMap(({ RouteTableId, Routes = [], Associations = [] }) => [
      ...Routes.map((one) => `${RouteTableId} ${one.DestinationCidrBlock} ${one.GatewayId ?? one.NatGatewayId}`),
      ...Associations.map(({ SubnetId, Main }) => `${RouteTableId} ${SubnetId ?? ''} ${Main}`),
    ]),
    ...NetworkAcls.flatMap(({ NetworkAclId, Entries = [], Associations = [] }) => [
      ...Entries.map(
        ({ RuleNumber, Egress, RuleAction, Protocol, CidrBlock, PortRange }) =>
          `${NetworkAclId} ${RuleNumber} ${Egress} ${RuleAction} ${Protocol} ${CidrBlock} ${PortRange?.From ?? ''}`,
      ),
      ...Associations.map(({ SubnetId }) => `${NetworkAclId} ${SubnetId}`),
    ]),
  ].sort()
}

const record = (world: TestWorld, folder?: string): Promise<RunResult> =>
  runCommand(['record'], { policy, env: world.env, ...(folder === undefined ? {} : { folder }) })

const found = ({ report }: RunResult): readonly unknown[] =>
  (report?.findings ?? [])
    .map(({ resource, evidence, ...finding }) => [
      resource.id,
      evidence[0]?.['member'] ?? null,
      (finding as unknown as { rating: string | null }).rating,
      finding.state,
    ])
    .sort()

const steps = ({ report }: RunResult): readonly unknown[] =>
  (report?.plan.steps ?? []).map(({ rating, decision }) => [rating, decision]).sort()

const remediate = { mode: 'remediate' } as const

interface Recorded {
  readonly world: TestWorld
  readonly at: Production
  readonly folder: string
  run(inputs?: RunOptions['inputs'], more?: string): Promise<RunResult>
}

/** Changed, found as expected, put back with or without approval, clean, and taken back. */
async function thereAndBack(
  { world, at, run }: Recorded,
  change: () => Promise<unknown>,
  expected: { readonly found: readonly (readonly unknown[])[]; readonly steps: readonly (readonly unknown[])[] },
): Promise<void> {
  const before = await wiring(at)
  await change()
  const changed = await wiring(at)
  expect(changed).not.toEqual(before)
  const seen = await run()
  expect(found(seen)).toEqual(expected.found.map((one) => [...one, 'open']).sort())
  expect(steps(seen)).toEqual([...expected.steps].sort())
  // A run without approval does what it may; where something waits, the plan's hash stands for it.
  const approve = seen.outputs['plan-hash'] ?? ''
  const fixed = await run(approve === '' ? remediate : { ...remediate, approve })
  expect(await wiring(at)).toEqual(before)
  expect(found(fixed)).toEqual(expected.found.map((one) => [...one, 'fixed']).sort())
  expect((await run()).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
  const undone = await takenBack(world, fixed)
  expect(undone.report?.outcomes.map(({ why }) => why)).toEqual(undone.report?.outcomes.map(() => null))
  expect(await wiring(at)).toEqual(changed)
}

/** A production VPC in an account of its own, recorded. */
function production(title: string, test: (recorded: Recorded) => Promise<void>): void {
  describe('a production VPC', () => {
    const world = testWorld()
    it(title, async () => {
      const at = await made(await world.cloud.ec2())
      const recorded = await record(world)
      expect(recorded.code).toBe(0)
      const { folder } = recorded
      await test({
        world,
        at,
        folder,
        run: (inputs = {}, more = policy) => world.run({ policy: more, folder, inputs }),
      })
    })
  })
}

production('is as it was recorded', async (recorded) => {
  const { folder, run, world } = recorded
  expect((await run()).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
  const again = await record(world, folder)
  expect(again.stdout).toContain('nothing to record')
})

production('gets a route to its internet gateway: widening, and put back by itself', async (recorded) => {
  const { at } = recorded
  const route = { RouteTableId: at.privateTable, DestinationCidrBlock: '0.0.0.0/0', GatewayId: at.igw }
  await thereAndBack(recorded, () => at.ec2.send(new CreateRouteCommand(route)), {
    found: [[at.privateTable, 'route 0.0.0.0/0', 'widening']],
    steps: [['narrowing', 'apply']],
  })
})

production('loses its route to the internet: given back only after approval', async (recorded) => {
  const { at } = recorded
  const lost = { RouteTableId: at.publicTable, DestinationCidrBlock: '0.0.0.0/0' }
  await thereAndBack(recorded, () => at.ec2.send(new DeleteRouteCommand(lost)), {
    found: [[at.publicTable, 'route 0.0.0.0/0', 'narrowing']],
    steps: [['widening', 'needs-approval']],
  })
})

production(
  'has a route replaced: from the internet gateway to NAT is narrowing, and its revert asks',
  async (recorded) => {
    const { at } = recorded
    const other = { RouteTableId: at.publicTable, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: at.nat }
    await thereAndBack(recorded, () => at.ec2.send(new ReplaceRouteCommand(other)), {
      found: [[at.publicTable, 'route 0.0.0.0/0', 'narrowing']],
      steps: [['widening', 'needs-approval']],
    })
  },
)

production('has its local route replaced: undecided, and put back to local', async (recorded) => {
  const { at } = recorded
  const other = { RouteTableId: at.privateTable, DestinationCidrBlock: '10.20.0.0/16', NatGatewayId: at.nat }
  await thereAndBack(recorded, () => at.ec2.send(new ReplaceRouteCommand(other)), {
    found: [[at.privateTable, 'route 10.20.0.0/16', 'undecided']],
    steps: [['undecided', 'needs-approval']],
  })
})

production('has an ACL entry that allows more: found in numbers, and put back by itself', async (recorded) => {
  const { at } = recorded
  const entry = { NetworkAclId: at.acl, RuleNumber: 110, Egress: false, Protocol: '6', RuleAction: 'allow' as const }
  const more = { ...entry, CidrBlock: '0.0.0.0/0', PortRange: { From: 22, To: 22 } }
  await thereAndBack(recorded, () => at.ec2.send(new ReplaceNetworkAclEntryCommand(more)), {
    found: [[at.acl, 'entry ingress 110', 'widening']],
    steps: [['narrowing', 'apply']],
  })
})

production('has another ACL entry: widening', async (recorded) => {
  const { at } = recorded
  const entry = { NetworkAclId: at.acl, RuleNumber: 120, Egress: false, Protocol: '-1', CidrBlock: '0.0.0.0/0' }
  await thereAndBack(recorded, () => at.ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleAction: 'allow' })), {
    found: [[at.acl, 'entry ingress 120', 'widening']],
    steps: [['narrowing', 'apply']],
  })
})

const lost = [
  // Without the deny before it, more gets through.
  [90, 'widening', 'narrowing', 'apply'],
  [100, 'narrowing', 'widening', 'needs-approval'],
] as const
for (const [number, rating, ...step] of lost) {
  production(`has no ACL entry ${number} any more: ${rating}`, async (recorded) => {
    const { at } = recorded
    const entry = { NetworkAclId: at.acl, RuleNumber: number, Egress: false }
    await thereAndBack(recorded, () => at.ec2.send(new DeleteNetworkAclEntryCommand(entry)), {
      found: [[at.acl, `entry ingress ${number}`, rating]],
      steps: [step],
    })
  })
}

production('has a deny that changes nothing: neutral, and reported', async (recorded) => {
  const { at, run } = recorded
  const entry = { NetworkAclId: at.acl, RuleNumber: 95, Egress: false, Protocol: '-1', RuleAction: 'deny' as const }
  await at.ec2.send(new CreateNetworkAclEntryCommand({ ...entry, CidrBlock: '198.51.100.0/25' }))
  const seen = await run(remediate)
  expect(found(seen)).toEqual([[at.acl, 'entry ingress 95', 'neutral', 'open']])
  await at.ec2.send(new DeleteNetworkAclEntryCommand({ NetworkAclId: at.acl, RuleNumber: 95, Egress: false }))
})

production('has a subnet moved to the public table: one move, back and forth', async (recorded) => {
  const { at, world } = recorded
  const { RouteTables = [] } = await at.ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [at.privateTable] }))
  const AssociationId = RouteTables[0]?.Associations?.[0]?.RouteTableAssociationId
  const moved = { AssociationId, RouteTableId: at.publicTable }
  await thereAndBack(recorded, () => at.ec2.send(new ReplaceRouteTableAssociationCommand(moved)), {
    found: [
      [at.privateTable, `association ${at.closed}`, 'widening'],
      [at.publicTable, `association ${at.closed}`, 'widening'],
    ],
    steps: [
      ['narrowing', 'apply'],
      ['narrowing', 'apply'],
    ],
  })
  const log = await world.cloud.log()
  const writes = log
    .map(({ action }) => action)
    .filter((action) => /AssociateRouteTable|RouteTableAssociation/.test(action))
  // Made with the VPC, moved by somebody, put back, taken back: never by way of another table.
  expect(writes).toEqual([...Array(2).fill('AssociateRouteTable'), ...Array(3).fill('ReplaceRouteTableAssociation')])
})

production('has a subnet that names no table any more: it is given its own again', async (recorded) => {
  const { at } = recorded
  const lose = async (): Promise<void> => {
    const asked = new DescribeRouteTablesCommand({ RouteTableIds: [at.publicTable] })
    const { RouteTables = [] } = await at.ec2.send(asked)
    const AssociationId = RouteTables[0]?.Associations?.[0]?.RouteTableAssociationId
    await at.ec2.send(new DisassociateRouteTableCommand({ AssociationId }))
  }
  await thereAndBack(recorded, lose, {
    found: [[at.publicTable, `association ${at.open}`, 'narrowing']],
    steps: [['widening', 'needs-approval']],
  })
})

production('has another main table: given back to the one that was recorded', async (recorded) => {
  const { at } = recorded
  const { RouteTables = [] } = await at.ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [at.mainTable] }))
  const AssociationId = RouteTables[0]?.Associations?.find(({ Main }) => Main)?.RouteTableAssociationId
  const moved = { AssociationId, RouteTableId: at.publicTable }
  await thereAndBack(recorded, () => at.ec2.send(new ReplaceRouteTableAssociationCommand(moved)), {
    found: [
      [at.mainTable, 'main', 'widening'],
      [at.publicTable, 'main', 'widening'],
    ],
    steps: [
      ['narrowing', 'apply'],
      ['narrowing', 'apply'],
    ],
  })
})

production('has a subnet with another ACL: given the one that was recorded', async (recorded) => {
  const { at } = recorded
  const { NetworkAcls = [] } = await at.ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: 'vpc-id', Values: [at.vpc] }] }),
  )
  const other = NetworkAcls.find(({ IsDefault }) => IsDefault)?.NetworkAclId ?? ''
  await thereAndBack(recorded, () => giveAcl(at.ec2, at.closed, other), {
    found: [
      [at.acl, `association ${at.closed}`, 'widening'],
      [other, `association ${at.closed}`, 'widening'],
    ],
    steps: [
      ['narrowing', 'apply'],
      ['narrowing', 'apply'],
    ],
  })
})

production('has a peering accepted: widening, told what a person has to do, and never deleted', async (recorded) => {
  const { at, folder, run, world } = recorded
  await at.ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: at.peering }))
  const seen = await run(remediate)
  expect(found(seen)).toEqual([[at.peering, 'status', 'widening', 'open']])
  expect(seen.report?.plan.steps).toEqual([])
  expect(seen.summary).toContain('DeleteVpcPeeringConnection')
  await record(world, folder)
  const VpcPeeringConnectionId = at.peering
  const AccepterPeeringConnectionOptions = { AllowDnsResolutionFromRemoteVpc: true }
  await at.ec2.send(
    new ModifyVpcPeeringConnectionOptionsCommand({ VpcPeeringConnectionId, AccepterPeeringConnectionOptions }),
  )
  const option = 'option accepter AllowDnsResolutionFromRemoteVpc'
  const fixed = await run(remediate)
  expect(found(fixed)).toEqual([[at.peering, option, 'widening', 'fixed']])
  const undone = await takenBack(world, fixed)
  expect(undone.outputs['conclusion']).toBe('pass')
  expect(found(await run(remediate))).toEqual([[at.peering, option, 'widening', 'fixed']])
})

production('has a new peering: reported by drift', async (recorded) => {
  const { at, folder, run, world } = recorded
  const { Vpc } = await at.ec2.send(new CreateVpcCommand({ CidrBlock: '10.22.0.0/16' }))
  await record(world, folder)
  const made = await at.ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId: at.vpc, PeerVpcId: Vpc?.VpcId }))
  const id = made.VpcPeeringConnection?.VpcPeeringConnectionId
  const seen = await run()
  expect(seen.report?.findings.map(({ resource, message }) => [resource.id, message])).toEqual([
    [id, expect.stringContaining('not recorded')],
  ])
  const strict = await run({}, policyWith(drift('    options: { new: drift }\n'), limits))
  expect(found(strict)).toContainEqual([id, 'status', 'widening', 'open'])
  await record(world, folder)
})

production('that CloudFormation owns asks', async (recorded) => {
  const { at, run, world } = recorded
  await world.cloud.awsTags(at.privateTable, { 'aws:cloudformation:stack-name': 'web' })
  const route = { RouteTableId: at.privateTable, DestinationCidrBlock: '0.0.0.0/0', GatewayId: at.igw }
  await at.ec2.send(new CreateRouteCommand(route))
  const seen = await run()
  expect(found(seen)).toEqual([[at.privateTable, 'route 0.0.0.0/0', 'widening', 'open']])
  expect(seen.report?.plan.steps).toMatchObject([
    { decision: 'needs-approval', reason: expect.stringContaining('web') },
  ])
  await at.ec2.send(new DeleteRouteCommand({ RouteTableId: at.privateTable, DestinationCidrBlock: '0.0.0.0/0' }))
})

production(
  'drifts on between plan and apply: stale and untouched, also where it is back by itself',
  async (recorded) => {
    const { at, run, world } = recorded
    const route = { RouteTableId: at.privateTable, DestinationCidrBlock: '0.0.0.0/0' }
    const meanwhile = (action: string, more = ''): Promise<void> => {
      const request = `Action=${action}&Version=2016-11-15&RouteTableId=${at.privateTable}&DestinationCidrBlock=0.0.0.0%2F0${more}`
      return world.cloud.faults([
        { service: 'ec2', action: 'DescribeRouteTables', skip: 1, times: 1, first: [request] },
      ])
    }
    await at.ec2.send(new CreateRouteCommand({ ...route, GatewayId: at.igw }))
    await meanwhile('ReplaceRoute', `&NatGatewayId=${at.nat}`)
    const changed = await run(remediate)
    expect(changed.report?.outcomes).toMatchObject([
      { state: 'stale', why: expect.stringContaining('route 0.0.0.0/0') },
    ])
    expect(await wiring(at)).toContain(`${at.privateTable} 0.0.0.0/0 ${at.nat}`)
    await meanwhile('DeleteRoute')
    const back = await run(remediate)
    expect(back.report?.outcomes).toMatchObject([{ state: 'stale', why: expect.stringContaining('as recorded again') }])
    const writes = (await world.cloud.log()).map(({ action }) => action).filter((action) => /Route$/.test(action))
    expect(writes).toEqual([])
    await world.cloud.faults([])
    expect((await run()).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
  },
)

production('changes after its plan was approved: nothing is written', async (recorded) => {
  const { at, run } = recorded
  const lost = { RouteTableId: at.publicTable, DestinationCidrBlock: '0.0.0.0/0' }
  await at.ec2.send(new DeleteRouteCommand(lost))
  const approve = (await run()).outputs['plan-hash'] ?? ''
  await at.ec2.send(new CreateRouteCommand({ ...lost, NatGatewayId: at.nat }))
  const before = await wiring(at)
  const changed = await run({ ...remediate, approve })
  expect([changed.outputs['failure-reason'], await wiring(at)]).toEqual(['plan-changed', before])
})

production('that could not be read is unknown: never as recorded, and never gone', async (recorded) => {
  const { run, world } = recorded
  for (const action of ['DescribeRouteTables', 'DescribeNetworkAcls', 'DescribeVpcPeeringConnections']) {
    await world.cloud.faults([{ service: 'ec2', action, code: 'UnauthorizedOperation', status: 403 }])
    const denied = await run()
    expect([denied.report?.findings, denied.outputs['failure-reason']]).toEqual([[], 'unknown-findings'])
    expect(denied.report?.gaps).toMatchObject([{ operation: `ec2:${action}`, why: 'denied' }])
    await world.cloud.faults([])
  }
})

production('whose tag is gone is neutral', async (recorded) => {
  const { at, run } = recorded
  const Tags = [{ Key: 'owner', Value: 'web' }]
  await at.ec2.send(new CreateTagsCommand({ Resources: [at.acl, at.privateTable, at.peering], Tags }))
  expect(found(await run())).toEqual(
    [at.acl, at.privateTable, at.peering].map((id) => [id, 'tag owner', 'neutral', 'open']).sort(),
  )
})

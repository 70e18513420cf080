import {
  AcceptVpcPeeringConnectionCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AttachVpnGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  CreateVpnGatewayCommand,
  DeleteNetworkAclEntryCommand,
  DeleteRouteCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeVpcPeeringConnectionsCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
  EnableVgwRoutePropagationCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
  ReplaceRouteCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Cloud, first, second, startCloud } from '../../emulator/cloud.ts'
import { codeOf, once } from '../support/calls.ts'

// Routes, ACLs and peerings as EC2 treats them (API reference; VPC user guide). Our tests of drift stand on this.
let cloud: Cloud
let ec2: EC2Client
let vpc: string
beforeAll(async () => {
  cloud = await startCloud()
  ec2 = await once(cloud)
  vpc = await vpcOf(ec2, '10.40.0.0/16')
})
afterAll(() => cloud.stop())

const vpcOf = async (client: EC2Client, CidrBlock: string): Promise<string> =>
  (await client.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? ''
const table = async (): Promise<string> =>
  (await ec2.send(new CreateRouteTableCommand({ VpcId: vpc }))).RouteTable?.RouteTableId ?? ''
const subnet = async (CidrBlock: string): Promise<string> =>
  (await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock }))).Subnet?.SubnetId ?? ''
const routesOf = async (id: string) => {
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }))
  return RouteTables[0]?.Routes?.map((one) => [
    one.DestinationCidrBlock ?? one.DestinationIpv6CidrBlock,
    one.GatewayId ?? one.NatGatewayId,
    one.Origin,
    one.State,
  ])
}

describe('a route', () => {
  it('is made once, of either family, and not over the local one', async () => {
    const RouteTableId = await table()
    const igw = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? ''
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: igw, VpcId: vpc }))
    const make = (destination: object) =>
      codeOf(ec2.send(new CreateRouteCommand({ RouteTableId, GatewayId: igw, ...destination })))
    for (const destination of [{ DestinationCidrBlock: '0.0.0.0/0' }, { DestinationIpv6CidrBlock: '::/0' }])
      expect([await make(destination), await make(destination)]).toEqual(['done', 'RouteAlreadyExists'])
    expect(await make({ DestinationCidrBlock: '10.40.0.0/16' })).toBe('RouteAlreadyExists')
    const other = { RouteTableId, DestinationCidrBlock: '10.9.0.0/16', NatGatewayId: 'nat-1' }
    expect(await codeOf(ec2.send(new CreateRouteCommand(other)))).toBe('InvalidNatGatewayID.NotFound')
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: igw, VpcId: vpc }))
    expect(await routesOf(RouteTableId)).toContainEqual(['::/0', igw, 'CreateRoute', 'blackhole'])
  })

  it('that is local is replaced and put back, came with the table all the while, and is never deleted', async () => {
    const RouteTableId = await table()
    const at = { RouteTableId, DestinationCidrBlock: '10.40.0.0/16' }
    const made = await ec2.send(
      new CreateNatGatewayCommand({ SubnetId: await subnet('10.40.1.0/24'), ConnectivityType: 'private' }),
    )
    const nat = made.NatGateway?.NatGatewayId ?? ''
    await ec2.send(new ReplaceRouteCommand({ ...at, NatGatewayId: nat }))
    expect(await routesOf(RouteTableId)).toEqual([['10.40.0.0/16', nat, 'CreateRouteTable', 'active']])
    expect(await codeOf(ec2.send(new DeleteRouteCommand(at)))).toBe('InvalidParameterValue')
    await ec2.send(new ReplaceRouteCommand({ ...at, LocalTarget: true }))
    expect(await routesOf(RouteTableId)).toEqual([['10.40.0.0/16', 'local', 'CreateRouteTable', 'active']])
  })
})

describe('a route table', () => {
  it('is not given a subnet that another one has', async () => {
    const [one, other, SubnetId] = [await table(), await table(), await subnet('10.40.2.0/24')]
    const associate = (RouteTableId: string) =>
      codeOf(ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId })))
    expect([await associate(one), await associate(one), await associate(other)]).toEqual([
      'done',
      'done',
      'Resource.AlreadyAssociated',
    ])
  })

  it('tells who may put routes into it', async () => {
    const RouteTableId = await table()
    const vgw = (await ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1' }))).VpnGateway?.VpnGatewayId ?? ''
    const enable = () => codeOf(ec2.send(new EnableVgwRoutePropagationCommand({ RouteTableId, GatewayId: vgw })))
    expect(await enable()).toBe('Gateway.NotAttached')
    await ec2.send(new AttachVpnGatewayCommand({ VpcId: vpc, VpnGatewayId: vgw }))
    expect(await enable()).toBe('done')
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }))
    expect(RouteTables[0]?.PropagatingVgws).toEqual([{ GatewayId: vgw }])
  })
})

describe('a network ACL', () => {
  it('has entries with numbers for protocols, canonical blocks and types of ICMP, and says what is not there', async () => {
    const NetworkAclId = (await ec2.send(new CreateNetworkAclCommand({ VpcId: vpc }))).NetworkAcl?.NetworkAclId ?? ''
    const at = { NetworkAclId, RuleNumber: 100, Egress: false }
    const entry = { ...at, RuleAction: 'allow' as const, Protocol: 'icmp', CidrBlock: '100.68.0.18/18' }
    const typed = { ...entry, IcmpTypeCode: { Type: 8, Code: -1 } }
    expect(await codeOf(ec2.send(new ReplaceNetworkAclEntryCommand(typed)))).toBe('InvalidNetworkAclEntry.NotFound')
    await ec2.send(new CreateNetworkAclEntryCommand(typed))
    const asked = new DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAclId] })
    expect((await ec2.send(asked)).NetworkAcls?.[0]?.Entries).toMatchObject([
      { Protocol: '1', CidrBlock: '100.68.0.0/18', IcmpTypeCode: { Type: 8, Code: -1 } },
    ])
    await ec2.send(new DeleteNetworkAclEntryCommand(at))
    expect(await codeOf(ec2.send(new DeleteNetworkAclEntryCommand(at)))).toBe('InvalidNetworkAclEntry.NotFound')
    const AssociationId = 'aclassoc-00000000000000000'
    const moved = new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId })
    expect(await codeOf(ec2.send(moved))).toBe('InvalidAssociationID.NotFound')
  })
})

describe('a peering', () => {
  it('tells the accepter’s blocks and takes options once it is active, of the own side alone', async () => {
    const other = await once(cloud, { account: second })
    const PeerVpcId = await vpcOf(other, '10.41.0.0/16')
    const asked = { VpcId: vpc, PeerVpcId, PeerOwnerId: second, PeerRegion: 'us-east-1' }
    const made = await ec2.send(new CreateVpcPeeringConnectionCommand(asked))
    const VpcPeeringConnectionId = made.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    const seen = async () => {
      const Filters = [{ Name: 'vpc-peering-connection-id', Values: [VpcPeeringConnectionId, 'pcx-1'] }]
      return (await ec2.send(new DescribeVpcPeeringConnectionsCommand({ Filters }))).VpcPeeringConnections
    }
    const on = { AllowDnsResolutionFromRemoteVpc: true }
    const set = (side: 'Accepter' | 'Requester') => {
      const input = { VpcPeeringConnectionId, [`${side}PeeringConnectionOptions`]: on }
      return codeOf(ec2.send(new ModifyVpcPeeringConnectionOptionsCommand(input)))
    }
    const [pending, ...rest] = (await seen()) ?? []
    expect([rest, pending?.AccepterVpcInfo?.CidrBlock, await set('Requester')]).toEqual([
      [],
      undefined,
      'OperationNotPermitted',
    ])
    await other.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    expect([await set('Accepter'), await set('Requester')]).toEqual(['OperationNotPermitted', 'done'])
    const [active] = (await seen()) ?? []
    expect(active?.AccepterVpcInfo).toMatchObject({ OwnerId: second, CidrBlock: '10.41.0.0/16' })
    expect(active?.RequesterVpcInfo).toMatchObject({ OwnerId: first, PeeringOptions: on })
  })
})

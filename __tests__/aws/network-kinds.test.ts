import {
  AcceptVpcPeeringConnectionCommand,
  AttachInternetGatewayCommand,
  AttachVpnGatewayCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  CreateVpnGatewayCommand,
  DeleteVpcPeeringConnectionCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { first, second } from '../../emulator/cloud.ts'
import type { Session } from '../../src/aws/session.ts'
import type { AccountId, Json, Many, Region } from '../../src/model/basics.ts'
import type { KindIo, KindLogic } from '../../src/model/kind.ts'
import type { Change, Member, Sent } from '../../src/model/member.ts'
import type { Gap, HouseKind, Ref, Resource } from '../../src/model/resource.ts'
import { ios, kinds } from '../../src/resources/index.ts'
import { awsWorld } from './session.ts'

const world = awsWorld()
afterEach(() => world.cloud.faults([]))

type Kind = 'route-table' | 'network-acl' | 'vpc-peering'
const logicOf = (kind: Kind) => kinds.find((one) => one.kind === kind) as unknown as KindLogic
const ioOf = async (kind: Kind) => (await ios[kind]()) as unknown as KindIo<Session>

async function list(kind: Kind, account = first) {
  const io = await ioOf(kind)
  const all = { resources: [] as Resource[], gaps: [] as Gap[] }
  for await (const page of io.source.list([await world.session(account)], { kinds: [kind], only: 'all' })) {
    if ('gap' in page) all.gaps.push(page.gap)
    else if ('resources' in page) all.resources.push(...page.resources)
  }
  return all
}

const refOf = (kind: Kind, id: string): Ref => {
  const type = kind === 'vpc-peering' ? 'vpc-peering-connection' : kind
  const [account, region] = [first as AccountId, 'us-east-1' as Region]
  return { kind: kind as HouseKind, account, region, id, arn: `arn:aws:ec2:us-east-1:${first}:${type}/${id}` }
}

async function fresh(kind: Kind, id: string): Promise<Resource> {
  const [one] = await (await ioOf(kind)).read(await world.session(), [refOf(kind, id)])
  if (one?.resource.known !== true || one.resource.value === null) throw new Error(`${id} could not be read`)
  return one.resource.value
}

type Values = Readonly<Record<string, Json>>
async function valuesOf(kind: Kind, id: string): Promise<Values> {
  const entries = [...logicOf(kind).members(await fresh(kind, id))]
  return Object.fromEntries(entries.flatMap(([member, seen]) => (seen.known ? [[member, seen.value]] : [])))
}

/** Sends what the kind makes of these changes, as apply does: settled on what was just read, call by call. */
async function change(kind: Kind, id: string, ...texts: readonly (readonly [string, Json | null, Json | null])[]) {
  const [logic, io, session] = [logicOf(kind), await ioOf(kind), await world.session()]
  const now = await fresh(kind, id)
  const changes = texts.map(
    ([member, before, after]): Change => ({ on: now.ref, member: member as Member, before, after }),
  )
  const sent: [string, Sent][] = []
  for (const call of logic.calls(logic.settle(changes as unknown as Many<Change>, now)))
    sent.push([call.api.replace('ec2:', ''), await io.send(session, call, now)])
  return sent
}

const done = { kind: 'done' } as const

/** There by exactly these calls, and back by those; in between the member has the value after. */
async function thereAndBack(
  [kind, id]: readonly [Kind, string],
  [member, before, after]: readonly [string, Json | null, Json | null],
  apis: readonly [string, string],
): Promise<void> {
  const [logic, old] = [logicOf(kind), await valuesOf(kind, id)]
  expect(await change(kind, id, [member, before, after])).toEqual([[apis[0], done]])
  expect(logic.same((await valuesOf(kind, id))[member] ?? null, after)).toBe(true)
  expect(await change(kind, id, [member, after, before])).toEqual([[apis[1], done]])
  expect(await valuesOf(kind, id)).toEqual(old)
  const { writes } = logic
  for (const api of apis) expect(writes).toContain(`ec2:${api}`)
  expect(logic.inverse(`ec2:${apis[0]}`)).toContain(`ec2:${apis[1]}`)
}

interface Net {
  readonly ec2: EC2Client
  readonly vpc: string
  readonly igw: string
  readonly eigw: string
  readonly nat: string
  readonly vgw: string
  readonly subnet: string
  table(): Promise<string>
}

async function net(): Promise<Net> {
  const ec2 = await world.cloud.ec2()
  const made = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.30.0.0/16', AmazonProvidedIpv6CidrBlock: true }))
  const VpcId = made.Vpc?.VpcId ?? ''
  const subnet = (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.30.1.0/24' }))).Subnet?.SubnetId ?? ''
  const igw = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? ''
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: igw, VpcId }))
  const egress = await ec2.send(new CreateEgressOnlyInternetGatewayCommand({ VpcId }))
  const nat = await ec2.send(new CreateNatGatewayCommand({ SubnetId: subnet, ConnectivityType: 'private' }))
  const vgw = (await ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1' }))).VpnGateway?.VpnGatewayId ?? ''
  await ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId: vgw }))
  return {
    ec2,
    vpc: VpcId,
    igw,
    eigw: egress.EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId ?? '',
    nat: nat.NatGateway?.NatGatewayId ?? '',
    vgw,
    subnet,
    table: async () => (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? '',
  }
}

const route = (inner: string): string => `<item>${inner}</item>`
const described = (routes: string, associations = '', more = ''): string =>
  `<DescribeRouteTablesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><ownerId>${first}</ownerId><routeSet>${routes}</routeSet><associationSet>${associations}</associationSet>${more}</item></routeTableSet></DescribeRouteTablesResponse>`
const block = (cidr: string, rest: string, origin = 'CreateRoute'): string =>
  route(`<destinationCidrBlock>${cidr}</destinationCidrBlock>${rest}<origin>${origin}</origin><state>active</state>`)

async function membersFrom(kind: Kind, action: string, body: string) {
  await world.cloud.faults([{ action, times: 1, body }])
  const { resources, gaps } = await list(kind)
  const [one] = resources
  if (one === undefined) return gaps.map(({ id, why, operation }) => [id, why, operation])
  return Object.fromEntries(
    [...logicOf(kind).members(one)].map(([member, seen]) => [member, seen.known ? seen.value : seen.why]),
  )
}

describe('a route table as EC2 describes it', () => {
  it('has the routes that somebody made, and those of AWS for nobody’s', async () => {
    const routes = [
      block('10.0.0.0/16', '<gatewayId>local</gatewayId>', 'CreateRouteTable'),
      block('10.1.0.0/16', '<networkInterfaceId>eni-1</networkInterfaceId>', 'CreateRouteTable'),
      block('0.0.0.0/0', '<gatewayId>igw-1</gatewayId>'),
      block('10.2.0.0/16', '<instanceId>i-1</instanceId><networkInterfaceId>eni-2</networkInterfaceId>'),
      block('10.3.0.0/16', '<gatewayId>vgw-1</gatewayId>', 'EnableVgwRoutePropagation'),
      block('10.4.0.0/16', '<networkInterfaceId>eni-3</networkInterfaceId>', 'Advertisement'),
      block('10.5.0.0/16', '<vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId>').replace('active', 'blackhole'),
      block('10.6.0.0/16', '<coreNetworkArn>arn:aws:networkmanager::1:core-network/c</coreNetworkArn>'),
      block('10.7.0.0/16', '<somethingNewId>new-1</somethingNewId>'),
      route(
        '<destinationIpv6CidrBlock>2600:0::/12</destinationIpv6CidrBlock><egressOnlyInternetGatewayId>eigw-1</egressOnlyInternetGatewayId><origin>CreateRoute</origin>',
      ),
      route(
        '<destinationPrefixListId>pl-1</destinationPrefixListId><transitGatewayId>tgw-1</transitGatewayId><origin>CreateRoute</origin>',
      ),
      route(
        '<destinationPrefixListId>pl-2</destinationPrefixListId><gatewayId>vpce-1</gatewayId><origin>CreateRoute</origin>',
      ),
    ]
    const association = (what: string, state: string) =>
      `<item>${what}<main>false</main><associationState><state>${state}</state></associationState></item>`
    const associations = [
      association('<subnetId>subnet-1</subnetId>', 'associated'),
      association('<subnetId>subnet-2</subnetId>', 'disassociated'),
      association('<gatewayId>igw-1</gatewayId>', 'associating'),
      '<item><main>true</main></item>',
    ]
    const propagating = '<propagatingVgwSet><item><gatewayId>vgw-1</gatewayId></item></propagatingVgwSet>'
    const body = described(routes.join(''), associations.join(''), propagating)
    expect(await membersFrom('route-table', 'DescribeRouteTables', body)).toEqual({
      'route 0.0.0.0/0': { target: 'igw-1' },
      'route 10.1.0.0/16': { target: 'eni-1' },
      'route 10.2.0.0/16': { target: 'eni-2' },
      'route 10.5.0.0/16': { target: 'pcx-1' },
      'route 10.6.0.0/16': { target: 'arn:aws:networkmanager::1:core-network/c' },
      'route 10.7.0.0/16': 'unsupported',
      'route 2600::/12': { target: 'eigw-1' },
      'route pl-1': { target: 'tgw-1' },
      'association igw-1': true,
      'association subnet-1': true,
      'propagation vgw-1': true,
      main: true,
    })
  })

  it.each([
    ['without its routes', described('').replace('<routeSet></routeSet>', '')],
    ['without its associations', described('').replace('<associationSet></associationSet>', '')],
    ['with a route to nowhere', described(route('<gatewayId>igw-1</gatewayId>'))],
    ['with a block that is none', described(block('300.0.0.0/8', '<gatewayId>igw-1</gatewayId>'))],
    ['with an association of nothing', described('', '<item><main>false</main></item>')],
  ])('is a gap %s', async (_, body) => {
    expect(await membersFrom('route-table', 'DescribeRouteTables', body)).toEqual([
      ['rtb-1', 'malformed', 'ec2:DescribeRouteTables'],
    ])
  })
})

const peering = (code: string, more = '', accepter = ''): string => {
  const side = (name: string, inner: string) =>
    `<${name}VpcInfo><ownerId>${name === 'requester' ? first : second}</ownerId><vpcId>vpc-${name[0]}</vpcId><region>us-east-1</region>${inner}</${name}VpcInfo>`
  const blocks =
    '<cidrBlock>10.0.0.0/16</cidrBlock><cidrBlockSet><item><cidrBlock>10.9.0.0/16</cidrBlock></item><item><cidrBlock>10.0.0.0/16</cidrBlock></item></cidrBlockSet><ipv6CidrBlockSet><item><ipv6CidrBlock>2600:0::/56</ipv6CidrBlock></item></ipv6CidrBlockSet>'
  return `<DescribeVpcPeeringConnectionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><vpcPeeringConnectionSet><item><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId><status><code>${code}</code></status>${side('requester', blocks)}${side('accepter', accepter)}${more}</item></vpcPeeringConnectionSet></DescribeVpcPeeringConnectionsResponse>`
}
const requester = {
  account: first,
  vpc: 'vpc-r',
  region: 'us-east-1',
  cidrs: ['10.0.0.0/16', '10.9.0.0/16', '2600::/56'],
}

describe('a peering as EC2 describes it', () => {
  const from = (body: string) => membersFrom('vpc-peering', 'DescribeVpcPeeringConnections', body)

  it.each([
    ['active', 'active'],
    ['provisioning', 'active'],
    ['initiating-request', 'pending-acceptance'],
    ['pending-acceptance', 'pending-acceptance'],
  ])('%s is %s, with both sides, and their blocks where they are told', async (code, status) => {
    const accepter = { account: second, vpc: 'vpc-a', region: 'us-east-1' }
    expect(await from(peering(code))).toEqual({ status, requester, accepter })
    const options =
      '<peeringOptions><allowDnsResolutionFromRemoteVpc>true</allowDnsResolutionFromRemoteVpc></peeringOptions>'
    expect(await from(peering(code, '', options))).toEqual({
      status,
      requester,
      accepter,
      'option accepter AllowDnsResolutionFromRemoteVpc': true,
    })
  })

  it.each(['deleted', 'deleting', 'expired', 'rejected', 'failed'])('%s only lingers: it is gone', async (code) => {
    expect(await from(peering(code))).toEqual([])
  })

  it.each([
    ['of a state that is not known here', peering('dreaming')],
    ['without its accepter', peering('active').replace(/<accepterVpcInfo>.*<\/accepterVpcInfo>/, '')],
    ['without the VPC', peering('active').replace('<vpcId>vpc-a</vpcId>', '')],
    ['with a block that is none', peering('active').replace('10.9.0.0/16', '10.9.0.0')],
  ])('is a gap %s', async (_, body) => {
    expect(await from(body)).toEqual([['pcx-1', 'malformed', 'ec2:DescribeVpcPeeringConnections']])
  })
})

describe('what is written of a route table', () => {
  let at: Net
  beforeAll(async () => {
    at = await net()
  })

  it('is routes: made, replaced, deleted', async () => {
    const id = await at.table()
    const on = ['route-table', id] as const
    await thereAndBack(on, ['route 0.0.0.0/0', null, { target: at.igw }], ['CreateRoute', 'DeleteRoute'])
    await thereAndBack(on, ['route ::/0', null, { target: at.eigw }], ['CreateRoute', 'DeleteRoute'])
    await change(...on, ['route 0.0.0.0/0', null, { target: at.igw }], ['route ::/0', null, { target: at.igw }])
    const nat = { target: at.nat }
    await thereAndBack(on, ['route 0.0.0.0/0', { target: at.igw }, nat], ['ReplaceRoute', 'ReplaceRoute'])
    await thereAndBack(on, ['route ::/0', { target: at.igw }, { target: at.eigw }], ['ReplaceRoute', 'ReplaceRoute'])
    await thereAndBack(on, ['route 0.0.0.0/0', { target: at.igw }, null], ['DeleteRoute', 'CreateRoute'])
  })

  it('is the local route by its other target alone: replaced, and put back', async () => {
    const id = await at.table()
    await thereAndBack(
      ['route-table', id],
      ['route 10.30.0.0/16', null, { target: at.nat }],
      ['ReplaceRoute', 'ReplaceRoute'],
    )
  })

  it('is propagation', async () => {
    const on = ['route-table', await at.table()] as const
    const apis = ['EnableVgwRoutePropagation', 'DisableVgwRoutePropagation'] as const
    await thereAndBack(on, [`propagation ${at.vgw}`, null, true], apis)
  })

  it('is associations: by name, moved in one call, and back', async () => {
    const [one, other] = [await at.table(), await at.table()]
    const member = `association ${at.subnet}`
    const apis = ['AssociateRouteTable', 'DisassociateRouteTable'] as const
    await thereAndBack(['route-table', one], [member, null, true], apis)
    await change('route-table', one, [member, null, true])
    const move = ['ReplaceRouteTableAssociation', 'ReplaceRouteTableAssociation'] as const
    await thereAndBack(['route-table', other], [member, { elsewhere: one }, true], move)
    await thereAndBack(['route-table', one], [member, true, { elsewhere: other }], move)
    // Where nobody could say who has it, it is moved all the same.
    expect(await change('route-table', other, [member, null, true])).toEqual([['AssociateRouteTable', done]])
    expect([(await valuesOf('route-table', one))[member], (await valuesOf('route-table', other))[member]]).toEqual([
      undefined,
      true,
    ])
    // The other half of the move finds it done.
    await world.cloud.faults([])
    expect(await change('route-table', one, [member, true, { elsewhere: other }])).toEqual([[move[0], done]])
    expect((await world.cloud.log()).map(({ action }) => action)).not.toContain(move[0])
    const edge = `association ${at.igw}`
    await thereAndBack(['route-table', one], [edge, null, true], apis)
  })

  it('is the place of the main table, which cannot be left empty', async () => {
    const { resources } = await list('route-table')
    const main = resources.find(
      ({ vpc, facts }) => vpc.known && vpc.value === at.vpc && (facts as { main?: boolean })?.main,
    )
    const [old, id] = [main?.ref.id ?? '', await at.table()]
    const move = ['ReplaceRouteTableAssociation', 'ReplaceRouteTableAssociation'] as const
    await thereAndBack(['route-table', id], ['main', { elsewhere: old }, true], move)
    expect(await change('route-table', old, ['main', true, null])).toMatchObject([[move[0], { kind: 'refused' }]])
    expect((await valuesOf('route-table', old))['main']).toBe(true)
  })

  it('is nothing where the subnet was moved to a third table in between', async () => {
    const [one, two, three] = [await at.table(), await at.table(), await at.table()]
    const member = `association ${at.subnet}`
    await change('route-table', three, [member, null, true])
    const refused = { kind: 'refused', why: expect.stringContaining(three) }
    const sent = await change('route-table', one, [member, { elsewhere: two }, true])
    expect(sent).toMatchObject([['ReplaceRouteTableAssociation', refused]])
    expect((await valuesOf('route-table', three))[member]).toBe(true)
  })

  it('is refused in AWS’s words, and what was not answered is unknown', async () => {
    const id = await at.table()
    const denied = { action: 'CreateRoute', code: 'UnauthorizedOperation', status: 403 }
    await world.cloud.faults([denied])
    expect(await change('route-table', id, ['route 0.0.0.0/0', null, { target: at.igw }])).toMatchObject([
      ['CreateRoute', { kind: 'refused', why: expect.stringContaining('allow ec2:CreateRoute') }],
    ])
    await world.cloud.faults([{ action: 'CreateRoute', drop: true, after: true, times: 1 }])
    expect(await change('route-table', id, ['route 0.0.0.0/0', null, { target: at.igw }])).toMatchObject([
      ['CreateRoute', { kind: 'unknown' }],
    ])
    expect((await valuesOf('route-table', id))['route 0.0.0.0/0']).toEqual({ target: at.igw })
    const gone = await change('route-table', id, ['route 10.99.0.0/16', null, { target: 'nat-00000000000000000' }])
    expect(gone).toMatchObject([['CreateRoute', { kind: 'refused', why: expect.stringContaining('NotFound') }]])
  })
})

describe('what is written of a network ACL', () => {
  let at: Net
  let id: string
  beforeAll(async () => {
    at = await net()
    id = (await at.ec2.send(new CreateNetworkAclCommand({ VpcId: at.vpc }))).NetworkAcl?.NetworkAclId ?? ''
  })

  const tcp = { action: 'allow', cidr: '10.0.0.0/8', protocol: 'tcp', ports: '22-23' }
  it.each([
    tcp,
    { action: 'deny', cidr: '0.0.0.0/0', protocol: 'udp', ports: 'all' },
    { action: 'allow', cidr: '2600::/12', protocol: 'icmpv6', icmp: '128-0' },
    { action: 'allow', cidr: '10.0.0.0/8', protocol: 'icmp', icmp: '8-all' },
    { action: 'allow', cidr: '10.0.0.0/8', protocol: 'icmp', icmp: 'all' },
    { action: 'allow', cidr: '10.0.0.0/8', protocol: '-1' },
    { action: 'allow', cidr: '10.0.0.0/8', protocol: '47' },
  ])('is an entry: %j', async (value) => {
    const apis = ['CreateNetworkAclEntry', 'DeleteNetworkAclEntry'] as const
    for (const member of ['entry ingress 100', 'entry egress 100']) {
      await thereAndBack(['network-acl', id], [member, null, value], apis)
      expect(logicOf('network-acl').recording?.wrong(member as Member, value)).toBeNull()
    }
  })

  it('is an entry that is replaced in place', async () => {
    const on = ['network-acl', id] as const
    await change(...on, ['entry ingress 100', null, tcp])
    const deny = { ...tcp, action: 'deny' }
    await thereAndBack(on, ['entry ingress 100', tcp, deny], ['ReplaceNetworkAclEntry', 'ReplaceNetworkAclEntry'])
    await thereAndBack(on, ['entry ingress 100', tcp, null], ['DeleteNetworkAclEntry', 'CreateNetworkAclEntry'])
    expect(await change(...on, ['entry ingress 300', tcp, null])).toMatchObject([
      ['DeleteNetworkAclEntry', { kind: 'refused', why: expect.stringContaining('NotFound') }],
    ])
  })

  it('is the ACL that a subnet has, and the default one where it names none', async () => {
    const member = `association ${at.subnet}`
    const { resources } = await list('network-acl')
    const own = resources.find(
      ({ vpc, facts }) => vpc.known && vpc.value === at.vpc && (facts as { isDefault?: boolean })?.isDefault,
    )
    const byDefault = own?.ref.id ?? ''
    const move = ['ReplaceNetworkAclAssociation', 'ReplaceNetworkAclAssociation'] as const
    await thereAndBack(['network-acl', id], [member, { elsewhere: byDefault }, true], move)
    await thereAndBack(['network-acl', id], [member, null, true], move)
    await change('network-acl', id, [member, null, true])
    const refused = { kind: 'refused', why: expect.stringContaining(id) }
    expect(await change('network-acl', byDefault, [member, { elsewhere: 'acl-2' }, true])).toMatchObject([
      [move[0], refused],
    ])
    expect(await change('network-acl', id, ['association subnet-2', null, true])).toMatchObject([
      [move[0], { kind: 'refused', why: expect.stringContaining('subnet-2') }],
    ])
  })
})

describe('what is written of a peering', () => {
  it('is its options, each side by itself', async () => {
    const ec2 = await world.cloud.ec2()
    const vpc = async (CidrBlock: string) => (await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? ''
    const [VpcId, PeerVpcId] = [await vpc('10.31.0.0/16'), await vpc('10.32.0.0/16')]
    const asked = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }))
    const VpcPeeringConnectionId = asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    const api = 'ModifyVpcPeeringConnectionOptions'
    const option = (side: string) => `option ${side} AllowDnsResolutionFromRemoteVpc`
    expect(await change('vpc-peering', VpcPeeringConnectionId, [option('accepter'), null, true])).toMatchObject([
      [api, { kind: 'refused', why: expect.stringContaining('not active') }],
    ])
    await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    for (const side of ['accepter', 'requester'])
      await thereAndBack(['vpc-peering', VpcPeeringConnectionId], [option(side), null, true], [api, api])
    expect(await change('vpc-peering', VpcPeeringConnectionId, ['status', 'active', null])).toMatchObject([
      [api, { kind: 'refused' }],
    ])
    await ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    expect((await list('vpc-peering')).resources.map(({ ref }) => ref.id)).not.toContain(VpcPeeringConnectionId)
  })

  it('is listed by both accounts, each as its own', async () => {
    const [mine, theirs] = [await world.cloud.ec2(), await world.cloud.ec2(second)]
    const own = (await mine.send(new CreateVpcCommand({ CidrBlock: '10.33.0.0/16' }))).Vpc?.VpcId ?? ''
    const PeerVpcId = (await theirs.send(new CreateVpcCommand({ CidrBlock: '10.34.0.0/16' }))).Vpc?.VpcId ?? ''
    const peer = { VpcId: own, PeerVpcId, PeerOwnerId: second, PeerRegion: 'us-east-1' }
    const made = await mine.send(new CreateVpcPeeringConnectionCommand(peer))
    const id = made.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    await theirs.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }))
    const seen = async (account: string) =>
      (await list('vpc-peering', account)).resources.find(({ ref }) => ref.id === id)
    const [here, there] = [await seen(first), await seen(second)]
    expect([here?.ref.account, here?.vpc, there?.ref.account, there?.vpc]).toEqual([
      first,
      { known: true, value: own },
      second,
      { known: true, value: PeerVpcId },
    ])
    const option = 'option accepter AllowDnsResolutionFromRemoteVpc' as Member
    const asked = (on: Resource | undefined) =>
      on &&
      logicOf('vpc-peering').recording?.restored(
        { on: on.ref, member: option, before: null, after: true },
        on,
        {} as never,
      )
    expect(asked(here)).toContain(`set by account ${second}`)
    expect(asked(there)).toMatchObject({ after: true })
  })
})

import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AssociateVpcCidrBlockCommand,
  AttachInternetGatewayCommand,
  CreateDhcpOptionsCommand,
  CreateFlowLogsCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteNatGatewayCommand,
} from '@aws-sdk/client-ec2'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { HouseKind } from '../../src/model/resource.ts'
import { awsWorld } from './session.ts'
import { fresh, list, logicOf, membersOf, refTo, write } from './vpc-kinds.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

/** As AWS writes the fields of a record. */
const format = ['srcaddr', 'dstaddr'].map((field) => `$\{${field}}`).join(' ')

let blocks = 0
async function vpc(more: { readonly ipv6?: boolean } = {}): Promise<string> {
  const ec2 = await world.cloud.ec2()
  const CidrBlock = `10.${++blocks}.0.0/16`
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock, AmazonProvidedIpv6CidrBlock: more.ipv6 === true }))
  return Vpc?.VpcId ?? ''
}
async function subnet(VpcId: string, third = 1): Promise<string> {
  const ec2 = await world.cloud.ec2()
  const AvailabilityZone = 'us-east-1b'
  const CidrBlock = `10.${blocks}.${third}.0/24`
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))
  return Subnet?.SubnetId ?? ''
}
async function gateway(): Promise<string> {
  const { InternetGateway } = await (await world.cloud.ec2()).send(new CreateInternetGatewayCommand({}))
  return InternetGateway?.InternetGatewayId ?? ''
}
async function flowLog(
  ResourceId: string,
  more: Partial<ConstructorParameters<typeof CreateFlowLogsCommand>[0]> = {},
): Promise<void> {
  await world.cloud.bucket('logs').catch(() => undefined)
  const { Unsuccessful } = await (await world.cloud.ec2()).send(
    new CreateFlowLogsCommand({
      ResourceIds: [ResourceId],
      ResourceType: ResourceId.startsWith('vpc-') ? 'VPC' : 'Subnet',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::logs',
      LogFormat: format,
      ...more,
    }),
  )
  expect(Unsuccessful).toEqual([])
}
async function endpoint(VpcId: string, more: Partial<ConstructorParameters<typeof CreateVpcEndpointCommand>[0]> = {}) {
  const ServiceName = 'com.amazonaws.us-east-1.s3'
  const { VpcEndpoint } = await (await world.cloud.ec2()).send(
    new CreateVpcEndpointCommand({ VpcId, ServiceName, VpcEndpointType: 'Gateway', ...more }),
  )
  return VpcEndpoint?.VpcEndpointId ?? ''
}
async function asked(action: string): Promise<number> {
  return (await world.cloud.log()).filter((one) => one.action === action).length
}
const log = (traffic = 'ALL') => ({ traffic, format, interval: 600, role: null })

describe('what is read of a network', () => {
  it('is told as members, the same by the listing and by a read of one', async () => {
    const ec2 = await world.cloud.ec2()
    const VpcId = await vpc({ ipv6: true })
    await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: '10.200.0.0/16' }))
    const SubnetId = await subnet(VpcId)
    await flowLog(VpcId)
    await flowLog(SubnetId, { TrafficType: 'REJECT' })
    const InternetGatewayId = await gateway()
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
    const { AllocationId = '', PublicIp = '' } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
    const { NatGateway } = await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }))
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
    const table = RouteTable?.RouteTableId ?? ''
    const vpce = await endpoint(VpcId, { RouteTableIds: [table] })

    const expected: readonly [HouseKind, string, object][] = [
      [
        'vpc',
        VpcId,
        {
          [`cidr 10.${blocks}.0.0/16`]: { primary: true },
          'cidr 10.200.0.0/16': { primary: false },
          'dhcp-options': 'default',
          tenancy: 'default',
          'dns-support': true,
          'dns-hostnames': false,
          'flow-log arn:aws:s3:::logs': [log()],
        },
      ],
      [
        'subnet',
        SubnetId,
        {
          [`cidr 10.${blocks}.1.0/24`]: { primary: true },
          'availability-zone': 'us-east-1b',
          'auto-assign-ipv6': false,
          'customer-owned-ip': false,
          dns64: false,
          'private-dns-hostname-type': 'ip-name',
          'resource-name-dns-a': false,
          'resource-name-dns-aaaa': false,
          'flow-log arn:aws:s3:::logs': [log('REJECT')],
        },
      ],
      ['internet-gateway', InternetGatewayId, { [`attachment ${VpcId}`]: true }],
      [
        'nat-gateway',
        NatGateway?.NatGatewayId ?? '',
        {
          vpc: VpcId,
          subnet: SubnetId,
          'connectivity-type': 'public',
          [`address ${AllocationId}`]: { public: PublicIp, private: expect.any(String), primary: null },
        },
      ],
      [
        'vpc-endpoint',
        vpce,
        {
          type: 'Gateway',
          service: 'com.amazonaws.us-east-1.s3',
          policy: {
            Version: '2008-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
          },
          [`route-table ${table}`]: true,
        },
      ],
    ]
    for (const [kind, id, members] of expected) {
      const session = await world.session()
      const { resources, gaps } = await list(session, kind)
      expect(gaps).toEqual([])
      const listed = resources.find(({ ref }) => ref.id === id)
      if (listed === undefined) throw new Error(`${id} is not listed`)
      expect(await membersOf(listed)).toMatchObject(members)
      expect(await fresh(session, kind, id)).toEqual(listed)
      expect(await list(session, kind, { only: [refTo(kind, id)] })).toEqual({ resources: [listed], gaps: [] })
      const logic = await logicOf(kind)
      // What is recorded is what a file may hold.
      for (const [member, seen] of logic.members(listed))
        expect([member, seen.known && logic.recording?.wrong(member, seen.value)]).toEqual([member, null])
    }
    const ipv6 = Object.entries(await membersOf(await fresh(await world.session(), 'vpc', VpcId)))
    expect(ipv6.filter(([name]) => name.includes(':') && name.startsWith('cidr '))).toEqual([
      [expect.stringMatching(/^cidr [0-9a-f:]+\/56$/), { primary: false }],
    ])
  })

  it('asks for flow logs once a listing of VPCs and subnets, and for two attributes a VPC', async () => {
    const VpcId = await vpc()
    const SubnetId = await subnet(VpcId)
    await world.cloud.faults([])
    const session = await world.session()
    const [vpcs, subnets] = await Promise.all([list(session, 'vpc'), list(session, 'subnet')])
    expect(await asked('DescribeFlowLogs')).toBe(1)
    expect(await asked('DescribeVpcAttribute')).toBe(2 * vpcs.resources.length)
    expect(subnets.resources.some(({ ref }) => ref.id === SubnetId)).toBe(true)
    // What is read before a write is never what a listing remembers.
    await flowLog(VpcId)
    expect(await membersOf(await fresh(session, 'vpc', VpcId))).toHaveProperty(['flow-log arn:aws:s3:::logs'])
  })

  it('is no more than its tags where nobody looks further: no call beside the listing', async () => {
    const VpcId = await vpc()
    const SubnetId = await subnet(VpcId)
    await world.cloud.faults([])
    const session = await world.session()
    for (const [kind, id, part] of [
      ['vpc', VpcId, 'dns-support'],
      ['subnet', SubnetId, 'flow-log'],
    ] as const) {
      const { resources, gaps } = await list(session, kind, { depth: 'tags' })
      expect(gaps).toEqual([])
      const listed = resources.find(({ ref }) => ref.id === id)
      expect(await fresh(session, kind, id, 'tags')).toEqual(listed)
      const logic = await logicOf(kind)
      if (listed === undefined) throw new Error('not listed')
      // Not asked for is not absent.
      expect(logic.member(listed, part as never)).toMatchObject({ known: false })
    }
    const actions = (await world.cloud.log()).filter(({ service }) => service === 'ec2').map(({ action }) => action)
    expect([...new Set(actions)].sort()).toEqual(['DescribeSubnets', 'DescribeVpcs'])
  })

  it('of a NAT gateway that was deleted is nothing', async () => {
    const ec2 = await world.cloud.ec2()
    const SubnetId = await subnet(await vpc())
    const { NatGateway } = await ec2.send(new CreateNatGatewayCommand({ SubnetId, ConnectivityType: 'private' }))
    const NatGatewayId = NatGateway?.NatGatewayId ?? ''
    const session = await world.session()
    expect(await membersOf(await fresh(session, 'nat-gateway', NatGatewayId))).toMatchObject({
      'connectivity-type': 'private',
      [`address ${NatGateway?.NatGatewayAddresses?.[0]?.PrivateIp}`]: { public: null },
    })
    await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }))
    await expect(fresh(session, 'nat-gateway', NatGatewayId)).rejects.toThrow()
  })
})

describe('what comes and goes', () => {
  const answers: Readonly<Record<string, readonly [string, string]>> = {
    vpc: ['DescribeVpcs', 'vpcSet'],
    'internet-gateway': ['DescribeInternetGateways', 'internetGatewaySet'],
    'nat-gateway': ['DescribeNatGateways', 'natGatewaySet'],
    subnet: ['DescribeSubnets', 'subnetSet'],
  }
  async function listedAs(kind: HouseKind, item: string) {
    const [action = '', set = ''] = answers[kind] ?? []
    await world.cloud.faults([
      { action, body: `<${action}Response><${set}><item>${item}</item></${set}></${action}Response>` },
    ])
    const { resources, gaps } = await list(await world.session(), kind, { depth: 'tags' })
    const [one] = resources
    return { members: one === undefined ? null : Object.keys(await membersOf(one)), vpc: one?.vpc, gaps: gaps.length }
  }

  it('a VPC that is being deleted is gone, and one that is made is there', async () => {
    const item = (state: string) => `<vpcId>vpc-1</vpcId><state>${state}</state><cidrBlock>10.0.0.0/16</cidrBlock>`
    expect(await listedAs('vpc', item('deleting'))).toMatchObject({ members: null, gaps: 0 })
    expect(await listedAs('vpc', item('pending'))).toMatchObject({ members: ['cidr 10.0.0.0/16'], gaps: 0 })
  })

  it.each([
    ['available', true],
    ['attaching', true],
    ['attached', true],
    ['detaching', false],
    ['detached', false],
  ])('an attachment that is %s is there: %s', async (state, there) => {
    const item = `<internetGatewayId>igw-1</internetGatewayId><attachmentSet><item><vpcId>vpc-1</vpcId><state>${state}</state></item></attachmentSet>`
    expect(await listedAs('internet-gateway', item)).toEqual({
      members: there ? ['attachment vpc-1'] : [],
      vpc: { known: true, value: there ? 'vpc-1' : null },
      gaps: 0,
    })
  })

  it('an attachment of nothing is not understood', async () => {
    const item = '<internetGatewayId>igw-1</internetGatewayId><attachmentSet><item/></attachmentSet>'
    expect(await listedAs('internet-gateway', item)).toMatchObject({ members: null, gaps: 1 })
  })

  it('addresses of a NAT gateway: those on their way out are gone, those of a regional one are AWS’s', async () => {
    const address = (id: string, status: string) =>
      `<item><allocationId>${id}</allocationId><status>${status}</status></item>`
    const all =
      address('eipalloc-1', 'succeeded') + address('eipalloc-2', 'associating') + address('eipalloc-3', 'failed')
    const set = `<natGatewayAddressSet>${all}${address('eipalloc-4', 'disassociating')}</natGatewayAddressSet>`
    const item = `<natGatewayId>nat-1</natGatewayId>${set}`
    const addresses = ['address eipalloc-1', 'address eipalloc-2']
    expect(await listedAs('nat-gateway', item)).toMatchObject({ members: addresses })
    const regional = '<availabilityMode>regional</availabilityMode><autoScalingIps>enabled</autoScalingIps>'
    expect(await listedAs('nat-gateway', item + regional)).toMatchObject({ members: ['availability-mode'] })
    const nameless = item.replace('<allocationId>eipalloc-1</allocationId>', '')
    expect(await listedAs('nat-gateway', nameless)).toMatchObject({ members: null, gaps: 1 })
  })

  it('IPv6 blocks of a subnet: one that goes is gone, one that is none is not understood', async () => {
    const block = (cidr: string, state: string) =>
      `<item><ipv6CidrBlock>${cidr}</ipv6CidrBlock><ipv6CidrBlockState><state>${state}</state></ipv6CidrBlockState></item>`
    const set = `<ipv6CidrBlockAssociationSet>${block('2600:0::/64', 'associating')}${block('2601::/64', 'disassociating')}</ipv6CidrBlockAssociationSet>`
    const { members } = await listedAs('subnet', `<subnetId>subnet-1</subnetId>${set}`)
    expect(members?.filter((member) => member.startsWith('cidr'))).toEqual(['cidr 2600::/64'])
    const broken = `<subnetId>subnet-1</subnetId>${set.replace('2600:0::/64', 'x')}`
    expect(await listedAs('subnet', broken)).toMatchObject({ members: null, gaps: 1 })
  })
})

describe('a part that could not be read', () => {
  const unread = async (kind: HouseKind, id: string) => {
    const session = await world.session()
    const logic = await logicOf(kind)
    const { resources, gaps } = await list(session, kind)
    const listed = resources.find(({ ref }) => ref.id === id)
    if (listed === undefined) throw new Error('not listed')
    const parts = [
      ...[...logic.members(listed)].flatMap(([member, seen]) => (seen.known ? [] : [`${member} ${seen.why}`])),
      ...(logic.recording?.unread(listed) ?? []).map(({ about, why }) => `${about} ${why}`),
    ]
    const again = await fresh(session, kind, id)
    expect(again).toEqual(listed)
    return { parts: parts.sort(), gaps: gaps.map(({ kind: of, operation, why }) => `${of} ${operation} ${why}`).sort() }
  }

  it.each([
    ['denied', { status: 403, code: 'UnauthorizedOperation', message: 'no' }, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['empty', { body: '<DescribeVpcAttributeResponse/>' }, 'malformed'],
  ] as const)('of a VPC, %s: its DNS settings and nothing else', async (_, fault, why) => {
    const id = await vpc()
    await world.cloud.faults([{ action: 'DescribeVpcAttribute', ...fault }])
    expect(await unread('vpc', id)).toEqual({
      parts: [`dns-hostnames ${why}`, `dns-support ${why}`],
      gaps: [`ec2:vpc-attribute ec2:DescribeVpcAttribute ${why}`],
    })
  })

  it.each(['vpc', 'subnet'] as const)('of a %s: its flow logs and nothing else', async (kind) => {
    const VpcId = await vpc()
    const id = kind === 'vpc' ? VpcId : await subnet(VpcId)
    const answer = (items: string) =>
      `<DescribeFlowLogsResponse><flowLogSet>${items}</flowLogSet></DescribeFlowLogsResponse>`
    const item = (more: string) => `<item><resourceId>${id}</resourceId>${more}</item>`
    const whole = '<trafficType>ALL</trafficType><logDestination>arn:aws:s3:::logs</logDestination>'
    for (const [fault, why, gap] of [
      [{ status: 403, code: 'UnauthorizedOperation', message: 'no' }, 'denied', true],
      [{ truncate: true }, 'malformed', true],
      [{ body: '<DescribeFlowLogsResponse/>' }, 'malformed', true],
      [{ body: answer(item(whole).replace(/<resourceId>.*<\/resourceId>/, '')) }, 'malformed', true],
      [{ body: answer(item('<trafficType>ALL</trafficType>')) }, 'malformed', false],
      [{ body: answer(item(whole.replace('ALL', 'SOME'))) }, 'malformed', false],
    ] as const) {
      await world.cloud.faults([{ action: 'DescribeFlowLogs', ...fault }])
      expect(await unread(kind, id)).toEqual({
        parts: [`flow-log ${why}`],
        gaps: gap ? [`ec2:vpc-flow-log ec2:DescribeFlowLogs ${why}`] : [],
      })
    }
    await world.cloud.faults([{ action: 'DescribeFlowLogs', body: answer(item(whole)) }])
    expect(await unread(kind, id)).toEqual({ parts: [], gaps: [] })
  })

  it('of flow logs: all pages are read, and one log group is one, named or as an ARN', async () => {
    const id = await vpc()
    const page = (more: string, token = '') =>
      `<DescribeFlowLogsResponse><flowLogSet><item><resourceId>${id}</resourceId><trafficType>ALL</trafficType>${more}</item></flowLogSet><nextToken>${token}</nextToken></DescribeFlowLogsResponse>`
    const arn = 'arn:aws:logs:us-east-1:111111111111:log-group:flows:*'
    const destination = (text: string) => `<logDestination>${text}</logDestination>`
    for (const same of [`<logGroupName>flows</logGroupName>`, destination(arn)]) {
      const action = 'DescribeFlowLogs'
      await world.cloud.faults([
        { action, times: 1, body: page(same, 'more') },
        { action, times: 1, body: page(destination(arn.replace('1111', '2222'))) },
      ])
      const names = Object.keys(await membersOf(await fresh(await world.session(), 'vpc', id)))
      expect(names.filter((name) => name.startsWith('flow-log'))).toEqual([
        'flow-log log-group:flows',
        `flow-log ${arn.replace('1111', '2222')}`,
      ])
    }
  })

  it('of a subnet: whether it gives out public addresses is not off because an answer lacks it', async () => {
    const id = await subnet(await vpc())
    const body = `<DescribeSubnetsResponse><subnetSet><item><subnetId>${id}</subnetId><cidrBlock>10.0.0.0/24</cidrBlock></item></subnetSet></DescribeSubnetsResponse>`
    await world.cloud.faults([{ action: 'DescribeSubnets', body }])
    expect(await unread('subnet', id)).toEqual({
      parts: ['auto-assign-ipv6 malformed', 'auto-assign-public-ip malformed'],
      gaps: [],
    })
  })
})

describe('a change of a network', () => {
  /** Made, and taken back: every member is then as it was. */
  async function thereAndBack(on: { kind: HouseKind; id: string }, wanted: Parameters<typeof write>[2]) {
    const session = await world.session()
    const made = await write(session, on, wanted)
    expect([made.now, made.sent.map(({ kind }) => kind)]).toEqual([Object.values(wanted), made.apis.map(() => 'done')])
    expect(made.before).not.toEqual(made.now)
    const names = Object.keys(wanted)
    const back = Object.fromEntries(names.map((name, index) => [name, made.before[index] ?? null]))
    const taken = await write(session, on, back)
    expect([taken.now, taken.sent.map(({ kind }) => kind)]).toEqual([made.before, taken.apis.map(() => 'done')])
    const logic = await logicOf(on.kind)
    for (const api of made.apis) expect(logic.writes).toContain(api)
    // What undo needs is what the actions' inverses are.
    const inverses = made.apis.flatMap((api) => logic.inverse(api))
    for (const api of taken.apis) expect(inverses).toContain(api)
    return [made.apis, taken.apis]
  }

  it('of a VPC: its DNS settings, together and in the order that AWS takes', async () => {
    const id = await vpc()
    await write(await world.session(), { kind: 'vpc', id }, { 'dns-support': false })
    const both = { 'dns-hostnames': true, 'dns-support': true }
    expect(await thereAndBack({ kind: 'vpc', id }, both)).toEqual([
      ['ec2:ModifyVpcAttribute', 'ec2:ModifyVpcAttribute'],
      ['ec2:ModifyVpcAttribute', 'ec2:ModifyVpcAttribute'],
    ])
  })

  it('of a VPC: its DHCP options, and a block', async () => {
    const ec2 = await world.cloud.ec2()
    const id = await vpc()
    const made = await ec2.send(
      new CreateDhcpOptionsCommand({ DhcpConfigurations: [{ Key: 'domain-name-servers', Values: ['10.0.0.2'] }] }),
    )
    await thereAndBack({ kind: 'vpc', id }, { 'dhcp-options': made.DhcpOptions?.DhcpOptionsId ?? '' })
    expect(await thereAndBack({ kind: 'vpc', id }, { 'cidr 10.201.0.0/16': { primary: false } })).toEqual([
      ['ec2:AssociateVpcCidrBlock'],
      ['ec2:DisassociateVpcCidrBlock'],
    ])
  })

  it.each([
    ['auto-assign-public-ip', true],
    ['dns64', true],
    ['private-dns-hostname-type', 'resource-name'],
    ['resource-name-dns-a', true],
    ['resource-name-dns-aaaa', true],
    ['customer-owned-ip', 'ipv4pool-coip-1'],
  ])('of a subnet: %s', async (member, value) => {
    const id = await subnet(await vpc())
    const session = await world.session()
    await write(session, { kind: 'subnet', id }, { 'auto-assign-public-ip': false })
    await thereAndBack({ kind: 'subnet', id }, { [member]: value })
  })

  it('of a subnet: an IPv6 block, with addresses that are given out of it', async () => {
    const VpcId = await vpc({ ipv6: true })
    const id = await subnet(VpcId)
    const own = Object.keys(await membersOf(await fresh(await world.session(), 'vpc', VpcId)))
    const block = own.find((name) => name.endsWith('/56'))?.replace('/56', '/64') ?? ''
    const both = { 'auto-assign-ipv6': true, [block]: { primary: false } }
    expect(await thereAndBack({ kind: 'subnet', id }, both)).toEqual([
      ['ec2:AssociateSubnetCidrBlock', 'ec2:ModifySubnetAttribute'],
      ['ec2:ModifySubnetAttribute', 'ec2:DisassociateSubnetCidrBlock'],
    ])
  })

  it('of an internet gateway: attached, detached, and from one VPC to another', async () => {
    const [id, one, other] = [await gateway(), await vpc(), await vpc()]
    await thereAndBack({ kind: 'internet-gateway', id }, { [`attachment ${one}`]: true })
    const session = await world.session()
    await write(session, { kind: 'internet-gateway', id }, { [`attachment ${one}`]: true })
    const moved = { [`attachment ${other}`]: true, [`attachment ${one}`]: null }
    expect(await thereAndBack({ kind: 'internet-gateway', id }, moved)).toEqual([
      ['ec2:DetachInternetGateway', 'ec2:AttachInternetGateway'],
      ['ec2:DetachInternetGateway', 'ec2:AttachInternetGateway'],
    ])
  })

  it('of an internet gateway whose VPC has public addresses is refused, in AWS’s words', async () => {
    const ec2 = await world.cloud.ec2()
    const [id, VpcId] = [await gateway(), await vpc()]
    const SubnetId = await subnet(VpcId)
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId }))
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
    const { AllocationId = '' } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? ''
    await ec2.send(new AssociateAddressCommand({ AllocationId, NetworkInterfaceId }))
    const { sent, now } = await write(
      await world.session(),
      { kind: 'internet-gateway', id },
      { [`attachment ${VpcId}`]: null },
    )
    expect(sent).toMatchObject([{ kind: 'refused', why: expect.stringContaining('mapped public address') }])
    expect(now).toEqual([true])
  })

  it('of an endpoint: all of it with one call', async () => {
    const ec2 = await world.cloud.ec2()
    const VpcId = await vpc()
    const made = await ec2.send(new CreateRouteTableCommand({ VpcId }))
    const [a, b] = [await subnet(VpcId), await subnet(VpcId, 2)]
    const group = async (GroupName: string) =>
      (await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: 'of a test', VpcId }))).GroupId ?? ''
    const [web, app] = [await group('web'), await group('app')]
    const more = {
      VpcEndpointType: 'Interface' as const,
      SubnetIds: [a],
      SecurityGroupIds: [web],
      PrivateDnsEnabled: true,
    }
    const id = await endpoint(VpcId, more)
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:getobject'], Resource: ['*'] }],
    }
    const wanted = {
      policy,
      [`subnet ${a}`]: null,
      [`subnet ${b}`]: true,
      [`security-group ${app}`]: true,
      [`security-group ${web}`]: null,
      'private-dns': false,
    }
    expect(await thereAndBack({ kind: 'vpc-endpoint', id }, wanted)).toEqual([
      ['ec2:ModifyVpcEndpoint'],
      ['ec2:ModifyVpcEndpoint'],
    ])
    const gate = await endpoint(VpcId)
    const table = { [`route-table ${made.RouteTable?.RouteTableId}`]: true }
    await thereAndBack({ kind: 'vpc-endpoint', id: gate }, table)
    const refused = await write(
      await world.session(),
      { kind: 'vpc-endpoint', id: gate },
      { 'route-table rtb-0': true },
    )
    expect(refused.sent).toMatchObject([
      { kind: 'refused', why: expect.stringContaining('InvalidRouteTableId.NotFound') },
    ])
  })

  it('whose answer was lost is neither done nor refused, and what EC2 did not do is not done', async () => {
    const id = await endpoint(await vpc())
    await world.cloud.faults([{ action: 'ModifyVpcEndpoint', drop: true, times: 1 }])
    const on = { kind: 'vpc-endpoint', id } as const
    expect((await write(await world.session(), on, { 'private-dns': false })).sent).toMatchObject([{ kind: 'unknown' }])
    const body = '<ModifyVpcEndpointResponse><return>false</return></ModifyVpcEndpointResponse>'
    await world.cloud.faults([{ action: 'ModifyVpcEndpoint', body }])
    expect((await write(await world.session(), on, { 'private-dns': false })).sent).toMatchObject([{ kind: 'unknown' }])
  })

  it.each([
    ['vpc', 'tenancy', 'dedicated'],
    ['vpc', 'flow-log arn:aws:s3:::logs', [log()]],
    ['subnet', 'availability-zone', 'us-east-1a'],
    ['vpc-endpoint', 'service', 'com.amazonaws.us-east-1.dynamodb'],
  ] as const)('of a %s that nobody writes is refused before it is sent: %s', async (kind, member, value) => {
    const VpcId = await vpc()
    const id = kind === 'vpc' ? VpcId : kind === 'subnet' ? await subnet(VpcId) : await endpoint(VpcId)
    await world.cloud.faults([])
    const { sent, apis } = await write(await world.session(), { kind, id }, { [member]: value })
    expect([apis, sent]).toMatchObject([
      ['none'],
      [{ kind: 'refused', why: expect.stringContaining('does not write') }],
    ])
    expect((await world.cloud.log()).some(({ action }) => /^(Modify|Create|Associate)/.test(action))).toBe(false)
  })
})

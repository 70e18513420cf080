import { describe, expect, it } from '@jest/globals'
import { compare } from '../../src/baselines/compare.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Json, Many, Observed } from '../../src/model/basics.ts'
import type { FlowLog } from '../../src/model/flow-log.ts'
import type { Change, Member } from '../../src/model/member.ts'
import type { HouseKind, Resource } from '../../src/model/resource.ts'
import { exampleInternetGateway } from '../../src/resources/internet-gateway/example.ts'
import { exampleNatGateway } from '../../src/resources/nat-gateway/example.ts'
import { exampleSubnet } from '../../src/resources/subnet/example.ts'
import { exampleVpc } from '../../src/resources/vpc/example.ts'
import { exampleVpcEndpoint } from '../../src/resources/vpc-endpoint/example.ts'
import { recordedLogic } from './network-kinds.ts'

const world = worldOf({ resources: [], gaps: [], whole: new Set() })
const known = <T>(value: T): Observed<T> => ({ known: true, value })
const opposite: Readonly<Record<string, string>> = { widening: 'narrowing', narrowing: 'widening' }

function drifted(before: unknown, live: unknown) {
  const [was, is] = [before as Resource, live as Resource]
  const logic = recordedLogic(was.ref.kind as HouseKind)
  return compare(logic, take(logic, was, null).baseline, { live: is, world }).changed
}

/** From one state to the other: the member, its rating, and whether it can be put back; the other way round as well. */
function told(before: unknown, live: unknown): readonly string[] {
  const [there, back] = [drifted(before, live), drifted(live, before)]
  expect(back.map(({ rating }) => rating)).toEqual(there.map(({ rating }) => opposite[rating] ?? rating))
  return there.map(
    ({ member, rating, revert }) => `${member}: ${rating}${typeof revert === 'string' ? ', by hand' : ''}`,
  )
}

const flow = (more: Partial<FlowLog> = {}): FlowLog => ({
  destination: 'arn:aws:s3:::logs',
  traffic: 'ALL',
  format: fields('srcaddr', 'dstaddr'),
  interval: 600,
  role: null,
  ...more,
})
const fields = (...names: readonly string[]): string => names.map((name) => `$\{${name}}`).join(' ')
const logs = (...all: readonly FlowLog[]) => exampleVpc({}, { flowLogs: known(all) })
const block = (cidr: string, primary = false) => ({ cidr, primary, association: null })

describe('drift of a VPC', () => {
  it('in its DNS settings opens nothing, and is put back', () => {
    const off = exampleVpc({}, { dnsSupport: known(false), dnsHostnames: known(true) })
    expect(told(exampleVpc(), off)).toEqual(['dns-hostnames: neutral', 'dns-support: neutral'])
    expect(drifted(exampleVpc(), off)[1]?.words).toEqual([
      "AWS's name server answers no more in the VPC: names are not resolved",
    ])
  })

  it('in who names its name servers cannot be decided', () => {
    expect(told(exampleVpc(), exampleVpc({}, { dhcpOptions: 'dopt-1' }))).toEqual(['dhcp-options: undecided'])
  })

  it('in its blocks: public ones open, none is taken away, and what AWS gives back is given back', () => {
    const more = exampleVpc({}, { blocks: [block('10.0.0.0/16', true), block('10.1.0.0/16'), block('2600::/56')] })
    expect(told(exampleVpc(), more)).toEqual([
      'cidr 10.1.0.0/16: neutral, by hand',
      'cidr 2600::/56: widening, by hand',
    ])
    expect(told(more, exampleVpc())).toEqual(['cidr 10.1.0.0/16: neutral', 'cidr 2600::/56: narrowing, by hand'])
    const own = exampleVpc({}, { blocks: [block('10.0.0.0/16', true), block('fd00::/56')] })
    expect(told(exampleVpc(), own)).toEqual(['cidr fd00::/56: neutral, by hand'])
    expect(told(exampleVpc(), exampleVpc({}, { tenancy: 'dedicated' }))).toEqual(['tenancy: neutral, by hand'])
  })

  it('in its flow logs: less that is recorded widens, more narrows, a person puts it back', () => {
    const name = 'flow-log arn:aws:s3:::logs'
    expect(told(logs(flow()), logs())).toEqual([`${name}: widening, by hand`])
    expect(drifted(logs(flow()), logs())[0]?.words).toEqual(['no flow log any more: traffic is not recorded'])
    expect(told(logs(flow()), logs(flow({ traffic: 'REJECT' })))).toEqual([`${name}: widening, by hand`])
    expect(told(logs(flow({ traffic: 'ACCEPT' })), logs(flow({ traffic: 'REJECT' })))).toEqual([
      `${name}: mixed, by hand`,
    ])
    expect(told(logs(flow()), logs(flow({ format: fields('srcaddr') })))).toEqual([`${name}: widening, by hand`])
    expect(told(logs(flow()), logs(flow({ interval: 60 })))).toEqual([`${name}: neutral, by hand`])
    // Accepted and refused traffic recorded apart is all of it.
    const apart = logs(flow({ traffic: 'ACCEPT' }), flow({ traffic: 'REJECT' }))
    expect(told(logs(flow()), apart)).toEqual([`${name}: neutral, by hand`])
    const other = flow({ destination: 'log-group:flows' })
    expect(drifted(logs(flow(), other), logs(flow()))[0]).toMatchObject({
      member: 'flow-log log-group:flows',
      words: ['no flow log to log-group:flows any more'],
      revert: expect.stringMatching(/^Holdfast creates no flow log.*"traffic":"ALL"/),
    })
  })

  it('is unread where it was not read, and is then neither changed nor recorded', () => {
    const denied = { known: false, why: 'denied', operation: 'ec2:X' } as const
    const logic = recordedLogic('vpc')
    const unread = exampleVpc({}, { dnsSupport: denied, flowLogs: denied }) as unknown as Resource
    const full = exampleVpc({}, { flowLogs: known([flow()]) }) as unknown as Resource
    const { changed, unread: parts } = compare(logic, take(logic, full, null).baseline, { live: unread, world })
    expect([changed, parts.map(({ about }) => about)]).toEqual([[], ['dns-support', 'flow-log']])
    expect(take(logic, unread, null).baseline.unread).toEqual(['dns-support', 'flow-log'])
    expect(logic.member(unread, 'flow-log arn:aws:s3:::logs' as Member)).toEqual(denied)
    expect(logic.member(unread, 'cidr 10.9.0.0/16' as Member)).toEqual(known(null))
    expect(logic.shift(unread, unread, world)).toMatchObject({ gains: 'no', loses: 'no' })
    expect(logic.shift(unread, full, world)).toMatchObject({ gains: 'unknown', loses: 'unknown' })
  })
})

it('drift of a subnet: addresses that are given out open it', () => {
  const on = exampleSubnet(
    {},
    {
      assignsPublicIp: known(true),
      assignsIpv6: known(true),
      customerPool: 'ipv4pool-coip-1',
      dns64: true,
      hostnames: 'resource-name',
      recordsA: true,
      recordsAaaa: true,
      blocks: [block('10.0.1.0/24', true), block('2600::/64')],
    },
  )
  expect(told(exampleSubnet(), on)).toEqual([
    'auto-assign-ipv6: widening',
    'auto-assign-public-ip: widening',
    'cidr 2600::/64: widening, by hand',
    'customer-owned-ip: widening',
    'dns64: neutral',
    'private-dns-hostname-type: neutral',
    'resource-name-dns-a: neutral',
    'resource-name-dns-aaaa: neutral',
  ])
  expect(told(on, exampleSubnet())).toContain('cidr 2600::/64: narrowing')
  const other = exampleSubnet({}, { customerPool: 'ipv4pool-coip-2' })
  expect(told(exampleSubnet({}, { customerPool: 'ipv4pool-coip-1' }), other)).toEqual(['customer-owned-ip: mixed'])
  expect(told(exampleSubnet(), exampleSubnet({}, { zone: 'us-east-1b' }))).toEqual([
    'availability-zone: neutral, by hand',
  ])
  expect(told(exampleSubnet(), exampleSubnet({}, { flowLogs: known([flow()]) }))).toEqual([
    'flow-log arn:aws:s3:::logs: narrowing, by hand',
  ])
})

it('drift of gateways: a way to the internet opens, an address does not', () => {
  expect(told(exampleInternetGateway({}, []), exampleInternetGateway({}, ['vpc-1']))).toEqual([
    'attachment vpc-1: widening',
  ])
  const moved = exampleNatGateway({}, { subnet: 'subnet-1', addresses: [] })
  expect(told(exampleNatGateway(), moved)).toEqual([
    'address eipalloc-0123456789abcdef0: neutral, by hand',
    'subnet: undecided, by hand',
  ])
})

describe('drift of an endpoint', () => {
  const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement }) as unknown as Json
  const allow = (Action: string, more: object = {}) => ({
    ...{ Effect: 'Allow', Principal: '*', Action, Resource: '*' },
    ...more,
  })
  const with_ = (policy: Json | null) => exampleVpcEndpoint({}, { policy })
  const account = { AWS: '111111111111' }
  const role = { AWS: 'arn:aws:iam::111111111111:role/a' }

  it.each<[string, Json, Json, string]>([
    ['more actions', document(allow('s3:GetObject')), document(allow('s3:*')), 'widening'],
    ['everybody', document(allow('s3:*', { Principal: account })), document(allow('s3:*')), 'widening'],
    [
      'a role more',
      document(allow('s3:*', { Principal: role })),
      document(allow('s3:*', { Principal: { AWS: [role.AWS, 'arn:aws:iam::111111111111:role/b'] } })),
      'widening',
    ],
    [
      'another principal',
      document(allow('s3:*', { Principal: account })),
      document(allow('s3:*', { Principal: role })),
      'mixed',
    ],
    [
      'a condition less',
      document(allow('s3:*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })),
      document(allow('s3:*')),
      'widening',
    ],
    [
      'a deny less',
      document(allow('s3:*'), allow('s3:PutObject', { Effect: 'Deny' })),
      document(allow('s3:*')),
      'widening',
    ],
    [
      'a deny of somebody',
      document(allow('s3:*')),
      document(allow('s3:*'), allow('s3:PutObject', { Effect: 'Deny', Principal: role })),
      'undecided',
    ],
    ['what is no document', document(allow('s3:*')), 'no document', 'undecided'],
    [
      'an exception of principals',
      document(allow('s3:*')),
      document({ Effect: 'Allow', NotPrincipal: role, Action: 's3:*', Resource: '*' }),
      'undecided',
    ],
  ])('in its policy, %s', (_, before, after, rating) => {
    expect(told(with_(before), with_(after))).toEqual([`policy: ${rating}`])
  })

  it('in its policy says what is gained', () => {
    const [one] = drifted(with_(document(allow('s3:GetObject'))), with_(document(allow('*'))))
    expect(one?.words[0]).toMatch(/^the policy of the endpoint gains every action/)
  })

  it('means the same in every spelling', () => {
    const spelled = document({
      Resource: ['*'],
      Principal: { AWS: '*' },
      Effect: 'allow',
      Action: ['S3:GetObject'],
      Sid: 'x',
    })
    const logic = recordedLogic('vpc-endpoint')
    const plain = document(allow('s3:GetObject'))
    expect([logic.same(spelled, plain), logic.same(plain, spelled)]).toEqual([true, true])
    expect(logic.same(document(allow('s3:*')), plain)).toBe(false)
  })

  it('in what reaches it', () => {
    const more = exampleVpcEndpoint(
      {},
      { routeTables: ['rtb-1'], subnets: ['subnet-1'], groups: ['sg-1'], privateDns: true },
    )
    expect(told(exampleVpcEndpoint(), more)).toEqual([
      'private-dns: undecided',
      'route-table rtb-1: widening',
      'security-group sg-1: undecided',
      'subnet subnet-1: neutral',
    ])
    expect(told(exampleVpcEndpoint(), exampleVpcEndpoint({}, { service: 'com.amazonaws.us-east-1.ec2' }))).toEqual([
      'service: undecided, by hand',
    ])
    expect(told(exampleVpcEndpoint(), exampleVpcEndpoint({}, { policy: null }))).toEqual(['policy: undecided'])
    expect(told(exampleVpcEndpoint({}, { policy: null }), exampleVpcEndpoint())).toEqual(['policy: undecided, by hand'])
  })

  it('that a service manages is that service’s own, its tags aside', () => {
    const managed = exampleVpcEndpoint({ owner: 'a' }, { requesterManaged: true }) as unknown as Resource
    expect([...recordedLogic('vpc-endpoint').members(managed).keys()]).toEqual(['tag owner'])
    const changed = exampleVpcEndpoint({ owner: 'b' }, { requesterManaged: true, subnets: ['subnet-1'] })
    expect(drifted(managed, changed).map(({ member }) => member)).toEqual(['tag owner'])
  })
})

describe('what AWS would surely refuse', () => {
  const refusal = (before: unknown, after: unknown) => {
    const [was, is] = [before as Resource, after as Resource]
    return recordedLogic(was.ref.kind as HouseKind).refuses(was, is)
  }

  it('is said before it is asked for', () => {
    const off = exampleVpc({}, { dnsSupport: known(false) })
    expect(refusal(off, exampleVpc({}, { dnsSupport: known(false), dnsHostnames: known(true) }))).toContain(
      'DNS support',
    )
    expect(refusal(off, exampleVpc({}, { dnsHostnames: known(true) }))).toBeNull()
    expect(
      refusal(exampleVpc({}, { dnsHostnames: known(true) }), {
        ...off,
        facts: { ...off.facts, dnsHostnames: known(true) },
      }),
    ).toBeNull()
    const [none, two] = [exampleInternetGateway({}, []), exampleInternetGateway({}, ['vpc-1', 'vpc-2'])]
    expect(refusal(none, two)).toContain('one VPC alone')
    expect(refusal(two, none)).toBeNull()
    expect(refusal(exampleSubnet(), exampleSubnet({}, { assignsIpv6: known(true) }))).toContain('IPv6 block')
    const managed = exampleVpcEndpoint({}, { requesterManaged: true })
    expect(refusal(managed, { ...managed, facts: { ...managed.facts, subnets: ['subnet-1'] } })).toContain('managed')
    expect(refusal(managed, { ...managed, tags: known(new Map([['owner', 'a']])) })).toBeNull()
  })
})

it('permissions: what writes and takes back is narrowed to what each call names', () => {
  const places: Many<{ partition: string; region: string; account: string }> = [
    { partition: 'aws', region: 'eu-west-1', account: '111111111111' },
  ]
  const types = (kind: HouseKind) => {
    const logic = recordedLogic(kind)
    const actions = [...logic.writes, ...logic.writes.flatMap((action) => logic.inverse(action))]
    const statements = logic.narrowed([...new Set(actions)], places, null)
    expect(new Set(statements.flatMap(({ Action }) => Action))).toEqual(new Set(actions))
    return Object.fromEntries(
      statements.flatMap(({ Action, Resource }) =>
        Action.map((action) => [
          action,
          Resource.map((arn) => arn.replace(/^arn:aws:ec2:eu-west-1:111111111111:(.+)\/\*$/, '$1')),
        ]),
      ),
    )
  }
  expect(types('vpc')).toEqual({
    'ec2:AssociateVpcCidrBlock': ['vpc'],
    'ec2:DisassociateVpcCidrBlock': ['vpc'],
    'ec2:ModifyVpcAttribute': ['vpc'],
    'ec2:AssociateDhcpOptions': ['dhcp-options', 'vpc'],
  })
  expect(types('subnet')).toEqual({
    'ec2:AssociateSubnetCidrBlock': ['subnet'],
    'ec2:DisassociateSubnetCidrBlock': ['subnet'],
    'ec2:ModifySubnetAttribute': ['subnet'],
  })
  const both = ['internet-gateway', 'vpc']
  expect(types('internet-gateway')).toEqual({ 'ec2:AttachInternetGateway': both, 'ec2:DetachInternetGateway': both })
  expect(types('vpc-endpoint')).toEqual({
    'ec2:ModifyVpcEndpoint': ['route-table', 'security-group', 'subnet', 'vpc-endpoint'],
  })
  expect(types('nat-gateway')).toEqual({})
})

it('a change of what a person alone can make goes nowhere', () => {
  const logic = recordedLogic('nat-gateway')
  const on = exampleNatGateway().ref
  const change: Change = { on, member: 'address eipalloc-1' as Member, before: null, after: true }
  expect(logic.calls([change])).toEqual([{ api: 'none', changes: [change] }])
})

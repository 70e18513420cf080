import { afterEach, describe, expect, it } from '@jest/globals'
import { anywhere, type Fault, first, second } from '../../emulator/cloud.ts'
import type { AccountId, Region } from '../../src/model/basics.ts'
import type { Gap, Ref, Resource } from '../../src/model/resource.ts'
import { memberOf } from '../../src/resources/security-group/members.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

type Group = Resource<'security-group'>
interface Listed {
  readonly groups: readonly Group[]
  readonly gaps: readonly Gap[]
  readonly pages: number
}

const ref = (id: string): Ref => ({
  kind: 'security-group',
  account: first as AccountId,
  region: 'us-east-1' as Region,
  id,
  arn: `arn:aws:ec2:us-east-1:${first}:security-group/${id}`,
})

async function list(only: readonly Ref[] | 'all' = 'all'): Promise<Listed> {
  const { io } = await import('../../src/resources/security-group/aws.ts')
  const all = { groups: [] as Group[], gaps: [] as Gap[], pages: 0 }
  for await (const page of io.source.list([await world.session()], { kinds: ['security-group'], only })) {
    if ('gap' in page) all.gaps.push(page.gap)
    else if ('resources' in page) {
      all.groups.push(...(page.resources as unknown as readonly Group[]))
      all.pages++
    }
  }
  return all
}

const described = (groups: string, more = ''): string =>
  `<DescribeSecurityGroupsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><securityGroupInfo>${groups}</securityGroupInfo>${more}</DescribeSecurityGroupsResponse>`
const group = (id: string, ingress: string, owner = first): string =>
  `<item><ownerId>${owner}</ownerId><groupId>${id}</groupId><groupName>${id}</groupName><vpcId>vpc-1</vpcId><ipPermissions>${ingress}</ipPermissions><ipPermissionsEgress/></item>`
const permission = (protocol: string, ports: string, sources: string): string =>
  `<item><ipProtocol>${protocol}</ipProtocol>${ports}${sources}</item>`
const ports = (from: number, to: number): string => `<fromPort>${from}</fromPort><toPort>${to}</toPort>`
const cidr = (text: string, description = ''): string =>
  `<ipRanges><item><cidrIp>${text}</cidrIp>${description}</item></ipRanges>`
const ten = cidr('10.0.0.0/8')
const answer = (body: string): Promise<void> => world.cloud.faults([{ action: 'DescribeSecurityGroups', body }])

describe('a page of groups becomes facts', () => {
  const membersOf = async (ingress: string): Promise<readonly string[]> => {
    await answer(described(group('sg-1', ingress)))
    const { groups, gaps } = await list()
    expect(gaps).toEqual([])
    return groups[0]?.facts.rules.map(memberOf) ?? []
  }

  it.each([
    ['6', ports(22, 22), 'tcp 22-22'],
    ['17', ports(53, 53), 'udp 53-53'],
    ['TCP', ports(22, 22), 'tcp 22-22'],
    ['tcp', '', 'tcp all'],
    ['tcp', ports(-1, -1), 'tcp all'],
    ['-1', '', '-1 all'],
    ['-1', ports(0, 0), '-1 all'],
    ['-1', ports(-1, -1), '-1 all'],
    ['1', ports(8, -1), 'icmp 8-all'],
    ['icmp', ports(3, 4), 'icmp 3-4'],
    ['icmp', ports(-1, -1), 'icmp all'],
    ['58', ports(-1, -1), 'icmpv6 all'],
    ['47', '', '47 all'],
  ])('protocol %s with %s is %s', async (protocol, range, expected) => {
    expect(await membersOf(permission(protocol, range, ten))).toEqual([`ingress ${expected} 10.0.0.0/8`])
  })

  it('with one member for every source of a permission', async () => {
    const sources = [
      `<ipRanges><item><cidrIp>100.68.0.18/18</cidrIp></item><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges>`,
      `<ipv6Ranges><item><cidrIpv6>2001:DB8:0::1/32</cidrIpv6></item><item><cidrIpv6>::0/0</cidrIpv6></item></ipv6Ranges>`,
      `<prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds>`,
      `<groups><item><groupId>sg-2</groupId><userId>${first}</userId></item><item><groupId>sg-3</groupId></item><item><groupId>sg-4</groupId><userId>${second}</userId></item></groups>`,
    ]
    expect(await membersOf(permission('tcp', ports(22, 22), sources.join('')))).toEqual(
      ['100.68.0.0/18', '10.0.0.0/8', '2001:db8::/32', '::/0', 'pl-1', 'sg-2', 'sg-3', `${second}/sg-4`].map(
        (source) => `ingress tcp 22-22 ${source}`,
      ),
    )
  })

  it('with descriptions, where there are any, and both directions', async () => {
    const rules = permission('tcp', ports(1, 1), cidr('10.0.0.0/8', '<description/>'))
    const said = permission('tcp', ports(2, 2), cidr('10.0.0.0/8', '<description>why &lt;b&gt;</description>'))
    const egress = `<ipPermissionsEgress>${permission('-1', '', cidr('0.0.0.0/0'))}</ipPermissionsEgress>`
    await answer(described(group('sg-1', rules + said).replace('<ipPermissionsEgress/>', egress)))
    const [only] = (await list()).groups
    expect(only?.facts.rules.map(({ direction, description }) => [direction, description])).toEqual([
      ['ingress', null],
      ['ingress', 'why <b>'],
      ['egress', null],
    ])
  })

  it('with what names, places and tags it', async () => {
    const id = await world.cloud.group('tagged', [anywhere(22)], { tags: { Name: 'not the name', empty: '' } })
    const { groups } = await list([ref(id)])
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({
      ref: ref(id),
      name: { known: true, value: 'tagged' },
      vpc: { known: true, value: expect.stringMatching(/^vpc-/) },
      facts: { groupName: 'tagged', owner: first, users: null },
    })
    const tags = groups[0]?.tags
    expect(tags?.known === true ? [...tags.value].sort() : null).toEqual([
      ['Name', 'not the name'],
      ['empty', ''],
    ])
  })
})

describe('what is left out, and what is not', () => {
  it('groups of other owners are', async () => {
    await answer(described(group('sg-1', '', second) + group('sg-2', '')))
    const { groups, gaps } = await list()
    expect(groups.map(({ ref: { id } }) => id)).toEqual(['sg-2'])
    expect(gaps).toEqual([])
  })

  it.each([
    ['a block that is none', permission('tcp', ports(22, 22), cidr('300.0.0.0/8'))],
    ['an entry without its block', permission('tcp', ports(22, 22), '<ipRanges><item/></ipRanges>')],
    ['a list without its id', permission('tcp', ports(22, 22), '<prefixListIds><item/></prefixListIds>')],
    ['a group without its id', permission('tcp', ports(22, 22), '<groups><item><userId>1</userId></item></groups>')],
    ['a permission without a protocol', `<item>${ten}</item>`],
    ['a permission for nobody', permission('tcp', ports(22, 22), '')],
    ['a source of a form that is not known', permission('tcp', ports(22, 22), '<newSources><item/></newSources>')],
  ])('a group with %s is a gap, and its neighbours are read', async (_, ingress) => {
    await answer(described(group('sg-1', ingress) + group('sg-2', '')))
    const { groups, gaps } = await list()
    expect(groups.map(({ ref: { id } }) => id)).toEqual(['sg-2'])
    expect(gaps).toMatchObject([{ id: 'sg-1', why: 'malformed', operation: 'ec2:DescribeSecurityGroups' }])
  })

  it.each([
    ['id', '<groupId>sg-1</groupId>', null],
    ['ingress rules', '<ipPermissions></ipPermissions>', 'sg-1'],
    ['egress rules', '<ipPermissionsEgress/>', 'sg-1'],
    ['name', '<groupName>sg-1</groupName>', 'sg-1'],
    ['owner', `<ownerId>${first}</ownerId>`, 'sg-1'],
  ])('a group without %s is a gap', async (_, element, id) => {
    await answer(described(group('sg-1', '').replace(element, '')))
    expect(await list()).toMatchObject({ groups: [], gaps: [{ id, why: 'malformed' }] })
  })
})

describe('pages', () => {
  it('are asked for while there are more, and no longer', async () => {
    const before = world.calls.get('ec2:DescribeSecurityGroups') ?? 0
    const page = (id: string, token: string) => described(group(id, ''), `<nextToken>${token}</nextToken>`)
    await world.cloud.faults([
      { action: 'DescribeSecurityGroups', times: 1, body: page('sg-1', 'more') },
      { action: 'DescribeSecurityGroups', times: 1, body: page('sg-2', '') },
    ])
    const { groups, gaps, pages } = await list()
    expect(groups.map(({ ref: { id } }) => id)).toEqual(['sg-1', 'sg-2'])
    expect({ gaps, pages }).toEqual({ gaps: [], pages: 2 })
    expect((world.calls.get('ec2:DescribeSecurityGroups') ?? 0) - before).toBe(2)
  })

  it.each([
    ['denied', { status: 403, code: 'UnauthorizedOperation', message: 'no' }, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['hanging', { delay_ms: 900 }, 'unreachable'],
    ['of nothing', { body: '<DescribeSecurityGroupsResponse/>' }, 'malformed'],
  ])('that break half way, %s, leave what came before and a gap', async (_, fault, why) => {
    const body = described(group('sg-1', ''), '<nextToken>more</nextToken>')
    await world.cloud.faults([
      { action: 'DescribeSecurityGroups', times: 1, body },
      { action: 'DescribeSecurityGroups', ...fault },
    ])
    const { groups, gaps } = await list()
    expect(groups.map(({ ref: { id } }) => id)).toEqual(['sg-1'])
    expect(gaps).toMatchObject([{ id: null, kind: 'security-group', operation: 'ec2:DescribeSecurityGroups', why }])
  })

  it('count every try, and only what passes is tried again', async () => {
    const count = (): number => world.calls.get('ec2:DescribeSecurityGroups') ?? 0
    const start = count()
    await world.cloud.faults([
      { action: 'DescribeSecurityGroups', times: 1, status: 503, code: 'RequestLimitExceeded' },
      { action: 'DescribeSecurityGroups', times: 1, drop: true },
    ])
    expect((await list([])).gaps).toEqual([])
    expect((await list()).gaps).toEqual([])
    expect(count() - start).toBe(3)
    const refused = { status: 400, code: 'InvalidParameterValue', message: 'MaxResults' }
    await world.cloud.faults([{ action: 'DescribeSecurityGroups', ...refused }])
    expect((await list()).gaps).toMatchObject([{ detail: 'InvalidParameterValue: MaxResults' }])
    expect(count() - start).toBe(4)
  })

  it('of chosen groups come in batches of what a filter takes', async () => {
    const ids = await Promise.all([1, 2].map((n) => world.cloud.group(`chosen-${n}`, [])))
    const many = [...Array.from({ length: 399 }, (_, n) => `sg-${String(n).padStart(17, '0')}`), ...ids]
    await world.cloud.faults([])
    const { groups, gaps } = await list(many.map(ref))
    expect(groups.map(({ ref: { id } }) => id).sort()).toEqual([...ids].sort())
    expect(gaps).toEqual([])
    const log = await world.cloud.log()
    expect(log.filter(({ action }) => action === 'DescribeSecurityGroups')).toHaveLength(3)
  })
})

describe('who uses a group', () => {
  const users = async (ids: readonly string[], fault: Fault) => {
    const { io } = await import('../../src/resources/security-group/aws.ts')
    const { groups } = await list(ids.map(ref))
    if (io.detail === undefined) throw new Error('no detail')
    await world.cloud.faults([{ action: 'DescribeNetworkInterfaces', ...fault }])
    const { resources, gaps } = await io.detail(await world.session(), groups)
    return { users: new Map(resources.map((one) => [one.ref.id, one.facts.users])), gaps }
  }
  const face = (groupIds: readonly string[], more = ''): string =>
    `<item><networkInterfaceId>eni-1</networkInterfaceId><groupSet>${groupIds.map((id) => `<item><groupId>${id}</groupId></item>`).join('')}</groupSet>${more}</item>`
  const faces = (items: string): string =>
    `<DescribeNetworkInterfacesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><networkInterfaceSet>${items}</networkInterfaceSet></DescribeNetworkInterfacesResponse>`

  it('is counted by interface, for each of its groups, and by public address', async () => {
    const [a = '', b = '', unused = ''] = await Promise.all(['a', 'b', 'c'].map((name) => world.cloud.group(name, [])))
    const v4 = '<association><publicIp>198.51.100.7</publicIp></association>'
    const v6 = '<ipv6AddressesSet><item><ipv6Address>2001:db8::7</ipv6Address></item></ipv6AddressesSet>'
    const second4 = `<privateIpAddressesSet><item>${v4}</item></privateIpAddressesSet>`
    const body = faces(face([a, b], v4) + face([a], v6) + face([a], second4) + face([a, 'sg-other']))
    const found = await users([a, b, unused], { body })
    expect(found.users.get(a)).toEqual({ known: true, value: { interfaces: 4, publicAddresses: 3 } })
    expect(found.users.get(b)).toEqual({ known: true, value: { interfaces: 1, publicAddresses: 1 } })
    expect(found.users.get(unused)).toEqual({ known: true, value: { interfaces: 0, publicAddresses: 0 } })
    expect(found.gaps).toEqual([])
  })

  it.each([
    ['denied', { status: 403, code: 'UnauthorizedOperation' }, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['without a list', { body: '<DescribeNetworkInterfacesResponse/>' }, 'malformed'],
  ])('is unknown where the answer is %s, never nobody', async (name, fault, why) => {
    const id = await world.cloud.group(`used-${name}`, [])
    const operation = 'ec2:DescribeNetworkInterfaces'
    const found = await users([id], fault)
    expect(found.users.get(id)).toEqual({ known: false, why, operation })
    expect(found.gaps).toMatchObject([{ operation, why }])
  })
})

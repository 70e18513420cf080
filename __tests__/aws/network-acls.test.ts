import { afterEach, describe, expect, it } from '@jest/globals'
import { first, second } from '../../emulator/cloud.ts'
import type { Gap, Resource } from '../../src/model/resource.ts'
import { entryText } from '../../src/resources/network-acl/members.ts'
import { awsWorld } from './session.ts'

const world = awsWorld()
afterEach(() => world.cloud.faults([]))

async function list() {
  const { io } = await import('../../src/resources/network-acl/aws.ts')
  const all = { acls: [] as Resource<'network-acl'>[], gaps: [] as Gap[] }
  for await (const page of io.source.list([await world.session()], { kinds: ['network-acl'], only: 'all' })) {
    if ('gap' in page) all.gaps.push(page.gap)
    else if ('resources' in page) all.acls.push(...(page.resources as unknown as readonly Resource<'network-acl'>[]))
  }
  return all
}

const described = (acls: string, more = ''): string =>
  `<DescribeNetworkAclsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><networkAclSet>${acls}</networkAclSet>${more}</DescribeNetworkAclsResponse>`
const acl = (id: string, entries: string, owner = first): string =>
  `<item><networkAclId>${id}</networkAclId><vpcId>vpc-1</vpcId><default>true</default><ownerId>${owner}</ownerId>${entries}<associationSet><item><subnetId>subnet-2</subnetId></item><item><subnetId>subnet-1</subnetId></item></associationSet></item>`
const entry = (number: number, protocol: string, rest: string, egress = false): string =>
  `<item><ruleNumber>${number}</ruleNumber><protocol>${protocol}</protocol><ruleAction>allow</ruleAction><egress>${egress}</egress>${rest}</item>`
const set = (...entries: readonly string[]): string => `<entrySet>${entries.join('')}</entrySet>`
const any = '<cidrBlock>0.0.0.0/0</cidrBlock>'
const range = (from: number, to: number): string => `<portRange><from>${from}</from><to>${to}</to></portRange>`
const answer = (...bodies: readonly string[]): Promise<void> =>
  world.cloud.faults(bodies.map((body) => ({ action: 'DescribeNetworkAcls', times: 1, body })))

describe('a page of network ACLs becomes facts', () => {
  it('with entries in the order of their numbers, protocols by their names, and both families', async () => {
    const entries = [
      entry(200, '-1', any),
      entry(32_767, '-1', any, true),
      entry(90, '17', `<ipv6CidrBlock>2600:0::/12</ipv6CidrBlock>${range(161, 162)}`),
      entry(100, '6', `${any}${range(22, 22)}`),
      entry(110, '1', `${any}<icmpTypeCode><code>-1</code><type>8</type></icmpTypeCode>`),
    ]
    await answer(described(acl('acl-1', set(...entries))))
    const { acls, gaps } = await list()
    expect(gaps).toEqual([])
    expect(acls[0]?.facts).toMatchObject({ isDefault: true, subnets: ['subnet-1', 'subnet-2'] })
    expect(acls[0]?.facts.entries.map(entryText)).toEqual([
      'ingress 90 allow udp 161-162 2600::/12',
      'ingress 100 allow tcp 22-22 0.0.0.0/0',
      'ingress 110 allow icmp 8-all 0.0.0.0/0',
      'ingress 200 allow -1 all 0.0.0.0/0',
      'egress 32767 allow -1 all 0.0.0.0/0',
    ])
  })

  it('page by page; those of other owners are left out', async () => {
    await answer(
      described(acl('acl-1', set()), '<nextToken>more</nextToken>'),
      described(acl('acl-2', set(), second) + acl('acl-3', set())),
    )
    const { acls, gaps } = await list()
    expect([acls.map(({ ref }) => ref.id), gaps]).toEqual([['acl-1', 'acl-3'], []])
  })

  it.each([
    ['whose entries are missing', ''],
    ['with an entry without its block', set(entry(100, '6', range(22, 22)))],
    ['with an entry without its number', set(entry(100, '6', any).replace('<ruleNumber>100</ruleNumber>', ''))],
    ['with an action of another name', set(entry(100, '6', any).replace('allow', 'maybe'))],
  ])('one %s is a gap, and its neighbours are read', async (_, entries) => {
    await answer(described(acl('acl-1', entries) + acl('acl-2', set())))
    const { acls, gaps } = await list()
    expect(acls.map(({ ref }) => ref.id)).toEqual(['acl-2'])
    expect(gaps).toMatchObject([{ id: 'acl-1', why: 'malformed', operation: 'ec2:DescribeNetworkAcls' }])
  })
})

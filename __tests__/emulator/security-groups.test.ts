import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkInterfaceCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  GetManagedPrefixListEntriesCommand,
  type IpPermission,
  ModifyManagedPrefixListCommand,
  RevokeSecurityGroupIngressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Cloud, first, from, second, startCloud } from '../../emulator/cloud.ts'
import { codeOf, emptyGroup, ingressSources, once, rulesOf } from '../support/calls.ts'

// Groups as EC2 treats them (API reference: Authorize-, RevokeSecurityGroupIngress, DescribeSecurityGroupRules; VPC guide:
// Default security groups). Our tests of fixes stand on this: on an emulator that is wrong here they would prove nothing.
let cloud: Cloud
let ec2: EC2Client
beforeAll(async () => {
  cloud = await startCloud()
  ec2 = await once(cloud)
})
afterAll(() => cloud.stop())

const authorize = (GroupId: string, ...IpPermissions: IpPermission[]) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
const revoke = (GroupId: string, ...SecurityGroupRuleIds: string[]) =>
  ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds }))

describe('authorize', () => {
  it('returns each rule that it made, with an id of its own', async () => {
    const group = await emptyGroup(ec2, 'returns')
    const { SecurityGroupRules = [] } = await authorize(group, from('10.0.0.0/8', 22), from('11.0.0.0/8', 80))
    expect(SecurityGroupRules.map(({ FromPort, CidrIpv4 }) => `${FromPort} ${CidrIpv4}`)).toEqual([
      '22 10.0.0.0/8',
      '80 11.0.0.0/8',
    ])
    expect(new Set(SecurityGroupRules.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId)).size).toBe(2)
  })

  it('refuses a duplicate, whatever its description, and then does nothing of the call', async () => {
    const group = await emptyGroup(ec2, 'duplicate')
    await authorize(group, from('10.0.0.0/8', 22))
    const again = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }
    const described = { ...again, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'another' }] }
    expect(await codeOf(authorize(group, described))).toBe('InvalidPermission.Duplicate')
    expect(await codeOf(authorize(group, from('12.0.0.0/8', 22), from('10.0.0.0/8', 22)))).toBe(
      'InvalidPermission.Duplicate',
    )
    const ranges = { ...again, IpRanges: [{ CidrIp: '13.0.0.0/8' }, { CidrIp: '10.0.0.0/8' }] }
    expect(await codeOf(authorize(group, ranges))).toBe('InvalidPermission.Duplicate')
    expect(await ingressSources(ec2, group)).toEqual(['10.0.0.0/8'])
  })

  it('keeps the tags of the call on each rule, and descriptions, in both directions', async () => {
    const group = await emptyGroup(ec2, 'tags')
    const TagSpecifications = [{ ResourceType: 'security-group-rule' as const, Tags: [{ Key: 'team', Value: 'web' }] }]
    const described = (CidrIp: string) => ({
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      IpRanges: [{ CidrIp, Description: 'why' }],
    })
    const IpPermissions = [described('10.0.0.0/8'), described('11.0.0.0/8')]
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions, TagSpecifications }))
    await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: group, IpPermissions, TagSpecifications }))
    const made = (await rulesOf(ec2, group)).filter(({ IpProtocol }) => IpProtocol === 'tcp')
    expect(made.map(({ IsEgress, Description, Tags }) => ({ IsEgress, Description, Tags }))).toEqual(
      [true, true, false, false].map((IsEgress) => ({
        IsEgress,
        Description: 'why',
        Tags: [{ Key: 'team', Value: 'web' }],
      })),
    )
  })
})

describe('a rule reads back', () => {
  const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }

  it('with its CIDR block in the canonical form, and any other form of it is a duplicate', async () => {
    const group = await emptyGroup(ec2, 'canonical')
    await authorize(group, from('100.68.0.18/18', 22), from('2001:DB8:0:0::1/64', 22))
    expect(await ingressSources(ec2, group)).toEqual(['100.68.0.0/18', '2001:db8::/64'])
    expect(await codeOf(authorize(group, from('100.68.0.0/18', 22)))).toBe('InvalidPermission.Duplicate')
    expect(await codeOf(authorize(group, from('2001:db8::/64', 22)))).toBe('InvalidPermission.Duplicate')
  })

  it('with its description where its source is a group or a prefix list, and that is no part of what it is', async () => {
    const group = await emptyGroup(ec2, 'described')
    const made = await ec2.send(
      new CreateManagedPrefixListCommand({ PrefixListName: 'described', AddressFamily: 'IPv4', MaxEntries: 5 }),
    )
    const PrefixListId = made.PrefixList?.PrefixListId ?? ''
    const fromList = (Description: string) => ({ ...ssh, PrefixListIds: [{ PrefixListId, Description }] })
    const fromGroup = (Description: string) => ({ ...ssh, UserIdGroupPairs: [{ GroupId: group, Description }] })
    await authorize(group, fromList('one'), fromGroup('two'))
    expect(await codeOf(authorize(group, fromList('three')))).toBe('InvalidPermission.Duplicate')
    expect(await codeOf(authorize(group, fromGroup('four')))).toBe('InvalidPermission.Duplicate')
    const ingress = (await rulesOf(ec2, group)).filter(({ IsEgress }) => IsEgress === false)
    expect(ingress.map(({ Description }) => Description).sort()).toEqual(['one', 'two'])
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [group] }))
    expect(SecurityGroups?.[0]?.IpPermissions).toMatchObject([
      { PrefixListIds: [{ Description: 'one' }], UserIdGroupPairs: [{ Description: 'two' }] },
    ])
  })

  it('with the description that was given to its id, and of no other', async () => {
    const group = await emptyGroup(ec2, 'redescribed')
    await authorize(group, from('10.0.0.0/8', 22), from('11.0.0.0/8', 22))
    const ids = (await rulesOf(ec2, group)).filter(({ IsEgress }) => IsEgress === false)
    const SecurityGroupRuleId = ids[0]?.SecurityGroupRuleId ?? ''
    const SecurityGroupRuleDescriptions = [{ SecurityGroupRuleId, Description: 'new' }]
    await ec2.send(
      new UpdateSecurityGroupRuleDescriptionsIngressCommand({ GroupId: group, SecurityGroupRuleDescriptions }),
    )
    const after = (await rulesOf(ec2, group)).filter(({ IsEgress }) => IsEgress === false)
    expect(after.map(({ Description }) => Description)).toEqual(['new', undefined])
  })
})

describe('revoke', () => {
  it('by rule id takes exactly that rule', async () => {
    const group = await emptyGroup(ec2, 'by-id')
    await authorize(group, from('10.0.0.0/8', 22), from('11.0.0.0/8', 22), from('::/0', 22))
    const id = (await rulesOf(ec2, group)).find(({ CidrIpv4 }) => CidrIpv4 === '11.0.0.0/8')?.SecurityGroupRuleId ?? ''
    await revoke(group, id)
    expect(await ingressSources(ec2, group)).toEqual(['10.0.0.0/8', '::/0'])
    expect(await codeOf(revoke(group, id))).toBe('InvalidSecurityGroupRuleId.NotFound')
  })

  it('of an id that is not there takes none of the others', async () => {
    const group = await emptyGroup(ec2, 'absent-id')
    await authorize(group, from('10.0.0.0/8', 22))
    const ids = (await rulesOf(ec2, group)).flatMap(({ IsEgress, SecurityGroupRuleId = '' }) =>
      IsEgress ? [] : SecurityGroupRuleId,
    )
    expect(await codeOf(revoke(group, ...ids, 'sgr-00000000000000000'))).toBe('InvalidSecurityGroupRuleId.NotFound')
    expect(await ingressSources(ec2, group)).toEqual(['10.0.0.0/8'])
  })

  it('by values that match nothing is InvalidPermission.NotFound outside the default VPC', async () => {
    const group = await emptyGroup(ec2, 'absent')
    await authorize(group, from('10.0.0.0/8', 22))
    const IpPermissions = [from('10.0.0.0/8', 22), from('11.0.0.0/8', 22)]
    const call = new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions })
    expect(await codeOf(ec2.send(call))).toBe('InvalidPermission.NotFound')
    expect(await ingressSources(ec2, group)).toEqual(['10.0.0.0/8'])
  })

  it('by values that match nothing is no error in the default VPC, and says what it did not find', async () => {
    const group = await cloud.group('in-default', [from('10.0.0.0/8', 22)])
    const IpPermissions = [from('10.0.0.0/8', 22), from('11.0.0.0/8', 22)]
    const answer = await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions }))
    expect(answer).toMatchObject({
      Return: true,
      UnknownIpPermissions: [{ FromPort: 22, IpRanges: [{ CidrIp: '11.0.0.0/8' }] }],
    })
    expect(await ingressSources(ec2, group)).toEqual([])
  })
})

it('gives the default group of each VPC a rule for its own members, and all egress', async () => {
  const Filters = [{ Name: 'group-name', Values: ['default'] }]
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  expect(SecurityGroups.length).toBeGreaterThan(1)
  for (const { GroupId, IpPermissions, IpPermissionsEgress } of SecurityGroups) {
    expect(IpPermissions).toMatchObject([{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId, UserId: first }] }])
    expect(IpPermissionsEgress).toMatchObject([{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }])
  }
})

describe('pages', () => {
  async function sizes(
    page: (token: object) => Promise<{ rows: number; token: string | undefined }>,
  ): Promise<readonly number[]> {
    const all: number[] = []
    let token: string | undefined
    do {
      const answer = await page(token === undefined ? {} : { NextToken: token })
      all.push(answer.rows)
      token = answer.token
    } while (token !== undefined)
    return all
  }

  it('are as large as was asked for, on every call that the collectors page', async () => {
    const groups = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => emptyGroup(ec2, `paged-${n}`)))
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
    for (const group of groups)
      await ec2.send(
        new CreateNetworkInterfaceCommand({ SubnetId: Subnets[0]?.SubnetId ?? '', Groups: [groups[0] ?? '', group] }),
      )
    const some = { MaxResults: 5, Filters: [{ Name: 'group-id', Values: groups }] }
    expect(
      await sizes(async (token) => {
        const answer = await ec2.send(new DescribeSecurityGroupsCommand({ ...some, ...token }))
        return { rows: answer.SecurityGroups?.length ?? 0, token: answer.NextToken }
      }),
    ).toEqual([5, 1])
    expect(
      await sizes(async (token) => {
        const answer = await ec2.send(new DescribeSecurityGroupRulesCommand({ ...some, ...token }))
        return { rows: answer.SecurityGroupRules?.length ?? 0, token: answer.NextToken }
      }),
    ).toEqual([5, 1])
    expect(
      await sizes(async (token) => {
        const answer = await ec2.send(new DescribeNetworkInterfacesCommand({ ...some, ...token }))
        return { rows: answer.NetworkInterfaces?.length ?? 0, token: answer.NextToken }
      }),
    ).toEqual([5, 1])
  })

  it('of prefix lists too, and a broken token is an error', async () => {
    for (const PrefixListName of ['one', 'two', 'three'])
      await ec2.send(new CreateManagedPrefixListCommand({ PrefixListName, AddressFamily: 'IPv4', MaxEntries: 5 }))
    const Filters = [{ Name: 'prefix-list-name', Values: ['one', 'two', 'three'] }]
    expect(
      await sizes(async (token) => {
        const answer = await ec2.send(new DescribeManagedPrefixListsCommand({ MaxResults: 2, Filters, ...token }))
        return { rows: answer.PrefixLists?.length ?? 0, token: answer.NextToken }
      }),
    ).toEqual([2, 1])
    const broken = new DescribeSecurityGroupsCommand({ MaxResults: 5, NextToken: 'junk' })
    expect(await codeOf(ec2.send(broken))).not.toBe('done')
  })
})

describe('entries of a prefix list', () => {
  it('come in pages of 100 at most, and of a list that is not there not at all', async () => {
    const Entries = Array.from({ length: 100 }, (_, n) => ({ Cidr: `10.${n}.0.0/16` }))
    const { PrefixList } = await ec2.send(
      new CreateManagedPrefixListCommand({ PrefixListName: 'long', AddressFamily: 'IPv4', MaxEntries: 250, Entries }),
    )
    const PrefixListId = PrefixList?.PrefixListId ?? ''
    const AddEntries = [{ Cidr: '192.0.2.0/24' }]
    await ec2.send(new ModifyManagedPrefixListCommand({ PrefixListId, CurrentVersion: 1, AddEntries }))
    const page = await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId }))
    expect(page.Entries).toHaveLength(100)
    const { NextToken } = page
    const last = await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, NextToken }))
    expect(last).toMatchObject({ Entries: AddEntries })
    expect(last.NextToken).toBeUndefined()
    const absent = new GetManagedPrefixListEntriesCommand({ PrefixListId: 'pl-00000000000000000' })
    expect(await codeOf(ec2.send(absent))).toBe('InvalidPrefixListID.NotFound')
  })
})

describe('state', () => {
  it('is apart by account, region and fork, and shows a group of another owner as a shared VPC does', async () => {
    const group = await cloud.group('here', [from('10.0.0.0/8', 22)])
    const other = await startCloud()
    expect(await cloud.state()).toHaveProperty([group])
    expect(await cloud.state(second)).not.toHaveProperty([group])
    expect(await cloud.state(first, 'eu-west-1')).not.toHaveProperty([group])
    expect(await other.state()).not.toHaveProperty([group])
    await other.stop()
    await cloud.owner(group, second)
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [group] }))
    expect(SecurityGroups).toMatchObject([{ OwnerId: second }])
    expect((await cloud.state())[group]).toMatchObject({ name: 'here', owner: second })
  })

  it('shows a rule in full', async () => {
    const group = await cloud.group('full', [from('10.0.0.0/8', 22)], { account: second, region: 'eu-west-1' })
    const ingress = (await cloud.state(second, 'eu-west-1'))[group]?.rules.filter(({ egress }) => !egress)
    expect(ingress).toEqual([
      { egress: false, protocol: 'tcp', from: 22, to: 22, source: '10.0.0.0/8', description: null, tags: {} },
    ])
  })
})

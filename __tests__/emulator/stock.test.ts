import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  GetManagedPrefixListEntriesCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Cloud, cloudAt, from, startCloud } from '../../emulator/cloud.ts'
import { startEmulator } from '../../emulator/start.mjs'
import { codeOf, emptyGroup, ingressSources, once } from '../support/calls.ts'

// Each difference between stock moto and the patched one, so that a patch that moto no longer needs is seen and goes.
let clouds: readonly Cloud[]
beforeAll(async () => {
  const stock = await startEmulator(['--stock', '--port', '0'])
  clouds = [cloudAt(`http://127.0.0.1:${stock.ready.port}`, async () => stock.stop()), await startCloud()]
})
afterAll(async () => {
  for (const cloud of clouds) await cloud.stop()
})

/** What stock moto says, then what the patched one says. */
async function both<T>(ask: (ec2: EC2Client) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = []
  for (const cloud of clouds) answers.push(await ask(await once(cloud)))
  return answers
}

const authorize = (ec2: EC2Client, GroupId: string, blocks: readonly string[]) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: blocks.map((block) => from(block, 22)) }))

it('an authorize of two permissions returns the rules of the last alone', async () => {
  const returned = await both(async (ec2) => {
    const made = await authorize(ec2, await emptyGroup(ec2, 'two'), ['10.0.0.0/8', '11.0.0.0/8'])
    return made.SecurityGroupRules?.map(({ CidrIpv4 }) => CidrIpv4)
  })
  expect(returned).toEqual([['11.0.0.0/8'], ['10.0.0.0/8', '11.0.0.0/8']])
})

it('an authorize that is refused keeps what came before the refusal', async () => {
  const kept = await both(async (ec2) => {
    const group = await emptyGroup(ec2, 'refused')
    await authorize(ec2, group, ['10.0.0.0/8'])
    expect(await codeOf(authorize(ec2, group, ['12.0.0.0/8', '10.0.0.0/8']))).toBe('InvalidPermission.Duplicate')
    return ingressSources(ec2, group)
  })
  expect(kept).toEqual([['10.0.0.0/8', '12.0.0.0/8'], ['10.0.0.0/8']])
})

it('a page is never full', async () => {
  const pages = await both(async (ec2) => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await emptyGroup(ec2, name)
    const { NextToken, SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 5 }))
    return { more: NextToken !== undefined, within: SecurityGroups?.length === 5 }
  })
  expect(pages).toEqual([
    { more: false, within: false },
    { more: true, within: true },
  ])
})

it('a default group has no rule for its own members', async () => {
  const rules = await both(async (ec2) => {
    const Filters = [{ Name: 'group-name', Values: ['default'] }]
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
    return SecurityGroups?.[0]?.IpPermissions?.length
  })
  expect(rules).toEqual([0, 1])
})

it('a CIDR block stays as it was sent', async () => {
  const read = await both(async (ec2) => {
    const group = await emptyGroup(ec2, 'canonical')
    await authorize(ec2, group, ['100.68.0.18/18'])
    return ingressSources(ec2, group)
  })
  expect(read).toEqual([['100.68.0.18/18'], ['100.68.0.0/18']])
})

it('a revoke that is refused keeps away what came before the refusal', async () => {
  const left = await both(async (ec2) => {
    const group = await emptyGroup(ec2, 'partly')
    await authorize(ec2, group, ['10.0.0.0/8'])
    const IpPermissions = [from('10.0.0.0/8', 22), from('11.0.0.0/8', 22)]
    const call = new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions })
    expect(await codeOf(ec2.send(call))).toBe('InvalidPermission.NotFound')
    return ingressSources(ec2, group)
  })
  expect(left).toEqual([[], ['10.0.0.0/8']])
})

it('a prefix list that is not there has no entries', async () => {
  const absent = new GetManagedPrefixListEntriesCommand({ PrefixListId: 'pl-00000000000000000' })
  expect(await both((ec2) => codeOf(ec2.send(absent)))).toEqual(['done', 'InvalidPrefixListID.NotFound'])
})

it('the regions of every partition are answered', async () => {
  const foreign = await both(async (ec2) => {
    const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({}))
    return Regions.some(({ RegionName = '' }) => RegionName.startsWith('cn-'))
  })
  expect(foreign).toEqual([true, false])
})

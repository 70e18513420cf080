import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { anywhere, type Cloud, first, second, startCloud } from '../../emulator/cloud.ts'
import { codeOf, emptyGroup, ingressSources, once } from '../support/calls.ts'

let cloud: Cloud
let ec2: EC2Client
beforeEach(async () => {
  cloud = await startCloud()
  ec2 = await once(cloud)
})
afterEach(() => cloud.stop())

const vpcs = () => ec2.send(new DescribeVpcsCommand({}))
const open = (GroupId: string) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [anywhere(22)] }))
const action = 'DescribeVpcs'

describe('which call', () => {
  it('by action, and no other', async () => {
    await cloud.faults([{ service: 'ec2', action, status: 403, code: 'UnauthorizedOperation' }])
    expect(await codeOf(vpcs())).toBe('UnauthorizedOperation')
    expect(await codeOf(ec2.send(new DescribeRegionsCommand({})))).toBe('done')
    expect(await cloud.hits()).toEqual([1])
  })

  it('by account and by region', async () => {
    await cloud.faults([
      { action, account: second, status: 403, code: 'ByAccount' },
      { action, region: 'eu-west-1', status: 403, code: 'ByRegion' },
    ])
    const ask = async (account: string, region: string): Promise<string> =>
      codeOf((await once(cloud, { account, region })).send(new DescribeVpcsCommand({})))
    expect(await ask(first, 'us-east-1')).toBe('done')
    expect(await ask(first, 'eu-west-1')).toBe('ByRegion')
    expect(await ask(second, 'us-east-1')).toBe('ByAccount')
  })

  it('some of them: after the first, and twice', async () => {
    await cloud.faults([{ action, skip: 1, times: 2, status: 503, code: 'RequestLimitExceeded' }])
    const codes: string[] = []
    for (let call = 0; call < 4; call++) codes.push(await codeOf(vpcs()))
    expect(codes).toEqual(['done', 'RequestLimitExceeded', 'RequestLimitExceeded', 'done'])
  })
})

describe('what becomes of it', () => {
  it('reset: nothing is done', async () => {
    const group = await emptyGroup(ec2, 'reset')
    await cloud.faults([{ action: 'AuthorizeSecurityGroupIngress', times: 1, drop: true }])
    expect(await codeOf(open(group))).not.toBe('done')
    expect(await ingressSources(ec2, group)).toEqual([])
  })

  it('carried out, and the answer lost', async () => {
    const group = await emptyGroup(ec2, 'lost')
    await cloud.faults([{ action: 'AuthorizeSecurityGroupIngress', times: 1, drop: true, after: true }])
    expect(await codeOf(open(group))).not.toBe('done')
    expect(await ingressSources(ec2, group)).toEqual(['0.0.0.0/0'])
  })

  it('carried out, and the answer late', async () => {
    const group = await emptyGroup(ec2, 'late')
    await cloud.faults([{ action: 'AuthorizeSecurityGroupIngress', after: true, delay_ms: 60_000 }])
    const given = new AbortController()
    const call = ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(22)] }), {
      abortSignal: given.signal,
    })
    const ended = codeOf(call)
    while ((await ingressSources(ec2, group)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    given.abort()
    expect(await ended).toBe('AbortError')
  })

  it('cut in the middle, with status 200 and a length that is right', async () => {
    const whole = (await vpcs()).$metadata.httpStatusCode
    await cloud.faults([{ action, truncate: true }])
    const cut = await vpcs().then(
      () => null,
      (error: Error & { $metadata?: { httpStatusCode?: number } }) => error,
    )
    expect(whole).toBe(200)
    expect(cut?.name).not.toMatch(/ECONNRESET|Timeout/)
    expect(cut).not.toBeNull()
  })

  it('another text', async () => {
    await cloud.faults([{ action, body: '<html>proxy</html>' }])
    expect(await vpcs().then(({ Vpcs }) => Vpcs)).toBeUndefined()
  })

  it('held until released, after it was carried out', async () => {
    const group = await emptyGroup(ec2, 'held')
    await cloud.faults([{ action: 'AuthorizeSecurityGroupIngress', after: true, hold: true }])
    let answered = false
    const call = open(group).then(() => {
      answered = true
    })
    while ((await ingressSources(ec2, group)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(answered).toBe(false)
    await cloud.release()
    await call
    expect(answered).toBe(true)
  })

  it('after a change by somebody else', async () => {
    const group = await emptyGroup(ec2, 'hooked')
    await open(group)
    const revoke = `Action=RevokeSecurityGroupIngress&Version=2016-11-15&GroupId=${group}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0`
    await cloud.faults([{ action: 'DescribeSecurityGroups', times: 1, first: [revoke] }])
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [group] }))
    expect(SecurityGroups).toMatchObject([{ IpPermissions: [] }])
  })
})

describe('the log', () => {
  it('has each call in order with account and region, and what was written', async () => {
    const group = await emptyGroup(ec2, 'logged')
    const other = await once(cloud, { account: second, region: 'eu-west-1' })
    await cloud.faults([])
    await open(group)
    await other.send(new DescribeVpcsCommand({}))
    const rule = { GroupId: group, IpPermissions: [anywhere(22)] }
    await ec2.send(new RevokeSecurityGroupIngressCommand(rule))
    const log = await cloud.log()
    expect(log.map((call) => `${call.service}:${call.action} ${call.account} ${call.region}`)).toEqual([
      `ec2:AuthorizeSecurityGroupIngress ${first} us-east-1`,
      `ec2:DescribeVpcs ${second} eu-west-1`,
      `ec2:RevokeSecurityGroupIngress ${first} us-east-1`,
    ])
    expect(log[0]?.parameters).toMatchObject({ GroupId: group, 'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0' })
    expect(log[1]?.parameters).toBeUndefined()
    await cloud.faults([])
    expect(await cloud.log()).toEqual([])
  })
})

import { CreateTagsCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { afterEach, describe, expect, it } from '@jest/globals'
import { anywhere, type Fault, first, from } from '../../emulator/cloud.ts'
import type { AccountId, Json, Many, Region } from '../../src/model/basics.ts'
import type { Call, Change, Member, Sent } from '../../src/model/member.ts'
import type { Ref, Resource } from '../../src/model/resource.ts'
import { memberOf } from '../../src/resources/security-group/members.ts'
import { fromRule } from '../../src/resources/security-group/normalise.ts'
import { rulesOf } from '../support/calls.ts'
import { ingressOf } from '../support/world.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

type Group = Resource<'security-group'>
const ref = (id: string): Ref => ({
  kind: 'security-group',
  account: first as AccountId,
  region: 'us-east-1' as Region,
  id,
  arn: `arn:aws:ec2:us-east-1:${first}:security-group/${id}`,
})
const io = async () => (await import('../../src/resources/security-group/aws.ts')).io
const read = async (...ids: readonly string[]) => (await io()).read(await world.session(), ids.map(ref))

async function fresh(id: string): Promise<Group> {
  const [one] = await read(id)
  if (one?.resource.known !== true || one.resource.value === null) throw new Error('could not be read')
  return one.resource.value
}

const change = (id: string, member: string, after: Json | null): Change => ({
  on: ref(id),
  member: member as Member,
  before: after === null ? { description: null } : null,
  after,
})
async function send(id: string, api: string, changes: Many<Change>, group?: Group): Promise<Sent> {
  const call: Call = { api: `ec2:${api}`, changes }
  return (await io()).send(await world.session(), call, group ?? (await fresh(id)))
}

const open22 = 'ingress tcp 22-22 0.0.0.0/0'
const revokeAction = 'RevokeSecurityGroupIngress'
const sentCalls = async (action: string): Promise<number> =>
  (await world.cloud.log()).filter((call) => call.action === action).length

describe('a read before a write', () => {
  it('knows the ids and tags of rules', async () => {
    const id = await world.cloud.group('tagged-rule', [anywhere(22)])
    const ec2 = await world.cloud.ec2()
    const rule = (await rulesOf(ec2, id)).find(({ IsEgress }) => IsEgress === false)
    const ruleId = rule?.SecurityGroupRuleId ?? ''
    await ec2.send(new CreateTagsCommand({ Resources: [ruleId], Tags: [{ Key: 'why', Value: 'vendor' }] }))
    const group = await fresh(id)
    expect(group.facts.rules.find((one) => memberOf(one) === open22)).toMatchObject({
      id: ruleId,
      tags: { why: 'vendor' },
    })
    expect(group.facts.groupName).toBe('tagged-rule')
  })

  it('leaves out the tags that AWS itself puts on rules: no write can bring them back', () => {
    const live = { SecurityGroupRuleId: 'sgr-1', IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '10.0.0.0/8' }
    const Tags = [
      { Key: 'aws:cloudformation:stack-name', Value: 'shop' },
      { Key: 'owner', Value: 'net' },
    ]
    expect(fromRule({ ...live, Tags }, first as AccountId)?.tags).toEqual({ owner: 'net' })
  })

  it('asks two calls for many groups, and knows which are gone', async () => {
    const ids = await Promise.all([1, 2, 3].map((n) => world.cloud.group(`read-${n}`, [anywhere(22)])))
    await world.cloud.faults([])
    const all = await read(...ids, 'sg-00000000000000000')
    expect(all.map(({ resource }) => resource.known && resource.value?.ref.id)).toEqual([...ids, undefined])
    expect(all[3]?.resource).toEqual({ known: true, value: null })
    expect([await sentCalls('DescribeSecurityGroups'), await sentCalls('DescribeSecurityGroupRules')]).toEqual([1, 1])
  })

  it.each([
    ['groups denied', 'DescribeSecurityGroups', { status: 403, code: 'UnauthorizedOperation' }, 'denied'],
    ['groups cut', 'DescribeSecurityGroups', { truncate: true }, 'malformed'],
    ['rules denied', 'DescribeSecurityGroupRules', { status: 403, code: 'UnauthorizedOperation' }, 'denied'],
    ['rules cut', 'DescribeSecurityGroupRules', { truncate: true }, 'malformed'],
    ['rules hanging', 'DescribeSecurityGroupRules', { delay_ms: 900 }, 'unreachable'],
    [
      'rules without a list',
      'DescribeSecurityGroupRules',
      { body: '<DescribeSecurityGroupRulesResponse/>' },
      'malformed',
    ],
  ] as const)('that fails is unknown, never gone: %s', async (name, action, fault, why) => {
    const id = await world.cloud.group(name, [anywhere(22)])
    await world.cloud.faults([{ action, ...fault }])
    const [one] = await read(id)
    expect(one?.resource).toEqual({ known: false, why, operation: `ec2:${action}` })
  })

  it.each([
    ['its name', (id: string) => `<groupId>${id}</groupId>`],
    ['its id', () => '<groupName>x</groupName>'],
  ])('of a group without %s is unknown, never gone', async (_, known) => {
    const id = await world.cloud.group(`unclear-${_.slice(4)}`, [anywhere(22)])
    const body = `<DescribeSecurityGroupsResponse><securityGroupInfo><item><ownerId>${first}</ownerId>${known(id)}</item></securityGroupInfo></DescribeSecurityGroupsResponse>`
    await world.cloud.faults([{ action: 'DescribeSecurityGroups', body }])
    const [one] = await read(id)
    expect(one?.resource).toEqual({ known: false, why: 'malformed', operation: 'ec2:DescribeSecurityGroups' })
  })

  it('that lacks a rule which the group has still shows it', async () => {
    const id = await world.cloud.group('lagging', [anywhere(22)])
    const body = `<DescribeSecurityGroupRulesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><securityGroupRuleSet/></DescribeSecurityGroupRulesResponse>`
    await world.cloud.faults([{ action: 'DescribeSecurityGroupRules', body }])
    const group = await fresh(id)
    expect(group.facts.rules.map(memberOf)).toContain(open22)
    // And what has no id is not revoked by ports and source instead.
    expect(await send(id, revokeAction, [change(id, open22, null)], group)).toMatchObject({ kind: 'refused' })
    expect(await sentCalls(revokeAction)).toBe(0)
  })
})

describe('a write', () => {
  it('revokes by id: exactly the member, and none of its siblings', async () => {
    const id = await world.cloud.group('siblings', [
      anywhere(22),
      from('10.0.0.0/8', 22),
      anywhere(20, 25),
      anywhere(443),
    ])
    await world.cloud.faults([])
    expect(await send(id, revokeAction, [change(id, open22, null)])).toEqual({ kind: 'done' })
    expect(await ingressOf(world.cloud, id)).toEqual([
      'tcp 20-25 0.0.0.0/0',
      'tcp 22-22 10.0.0.0/8',
      'tcp 443-443 0.0.0.0/0',
    ])
    const revoked = (await world.cloud.log()).find(({ action }) => action === revokeAction)
    expect(Object.keys(revoked?.parameters ?? {}).sort()).toEqual(['GroupId', 'SecurityGroupRuleId.1'])
  })

  it.each([
    'ingress tcp 1000-2000 10.0.0.0/8',
    'ingress udp 0-65535 2001:db8::/32',
    'ingress icmp 8-all 10.0.0.0/8',
    'ingress icmp all 10.0.0.0/8',
    'ingress -1 all 10.1.0.0/16',
    'egress tcp 443-443 10.0.0.0/8',
  ])('authorises %s, and it reads back as that', async (member) => {
    const id = await world.cloud.group(`authorise ${member.replace(/[^a-z0-9]/g, '-')}`, [])
    const api = `AuthorizeSecurityGroup${member.startsWith('egress') ? 'Egress' : 'Ingress'}`
    const value = { description: 'said <b>', tags: { owner: 'net', 'aws:forged': 'x' } }
    expect(await send(id, api, [change(id, member, value)])).toEqual({ kind: 'done' })
    const rule = (await fresh(id)).facts.rules.find((one) => memberOf(one) === member)
    expect(rule).toMatchObject({ description: 'said <b>' })
    // Nobody but AWS may write a tag of AWS's.
    expect(rule?.tags).toEqual({ owner: 'net' })
  })

  it('of a group as source names its account only where it is another', async () => {
    const id = await world.cloud.group('source', [])
    const other = await world.cloud.group('other', [])
    await world.cloud.faults([])
    const value = { description: null }
    const members = [`ingress tcp 1-1 ${other}`, `ingress tcp 2-2 222222222222/${other}`]
    for (const member of members) await send(id, 'AuthorizeSecurityGroupIngress', [change(id, member, value)])
    const users = (await world.cloud.log())
      .filter(({ action }) => action === 'AuthorizeSecurityGroupIngress')
      .map(({ parameters }) => parameters?.['IpPermissions.1.Groups.1.UserId'] ?? null)
    expect(users).toEqual([null, '222222222222'])
  })

  it('of what is no rule is refused before it is sent', async () => {
    const id = await world.cloud.group('nonsense', [])
    await world.cloud.faults([])
    const changes = [change(id, 'tag owner', { description: null })] as const
    expect(await send(id, 'AuthorizeSecurityGroupIngress', changes)).toMatchObject({ kind: 'refused', failed: changes })
    expect(await sentCalls('AuthorizeSecurityGroupIngress')).toBe(0)
  })
})

describe('what came of a write', () => {
  const answerTo = async (name: string, fault: Fault): Promise<{ sent: Sent; tries: number }> => {
    const id = await world.cloud.group(name, [anywhere(22)])
    const group = await fresh(id)
    await world.cloud.faults([{ action: revokeAction, ...fault }])
    const sent = await send(id, revokeAction, [change(id, open22, null)], group)
    return { sent, tries: await sentCalls(revokeAction) }
  }

  it.each([
    ['denied', { status: 403, code: 'UnauthorizedOperation' }],
    ['not there', { status: 400, code: 'InvalidSecurityGroupRuleId.NotFound' }],
    ['a duplicate', { status: 400, code: 'InvalidPermission.Duplicate' }],
    ['over the quota', { status: 400, code: 'RulesPerSecurityGroupLimitExceeded' }],
    ['expired', { status: 400, code: 'RequestExpired' }],
  ])('is a refusal where EC2 says so: %s', async (name, fault) => {
    const { sent, tries } = await answerTo(name, fault)
    const advice: Readonly<Record<string, string>> = {
      denied: `allow ${revokeAction.replace(/^(ec2:)?/, 'ec2:')} to whom the credentials of the environment are of. `,
      expired:
        "AWS in us-east-1 refused the time of a request of the environment's credentials: check the machine's clock against a time server. ",
    }
    const lack = advice[name] ?? ''
    expect(sent).toMatchObject({ kind: 'refused', why: `${lack}${fault.code}: injected`, failed: [{ member: open22 }] })
    expect(tries).toBe(1)
  })

  it.each([
    ['reset', { drop: true, after: true }],
    ['hung', { delay_ms: 900, after: true }],
    ['cut', { truncate: true, after: true }],
    ['a failure of theirs', { status: 500, code: 'InternalError', after: true }],
    ['not there for now', { status: 503, code: 'Unavailable', after: true }],
    ['a page of something else', { body: '<html>proxy</html>' }],
    [
      'false',
      { body: '<RevokeSecurityGroupIngressResponse><return>false</return></RevokeSecurityGroupIngressResponse>' },
    ],
  ])('is unknown where no answer came, and it is not sent again: %s', async (name, fault) => {
    const { sent, tries } = await answerTo(name, fault)
    expect(sent.kind).toBe('unknown')
    expect(tries).toBe(1)
  })

  it('is sent again where it was throttled, which is no refusal', async () => {
    const { sent, tries } = await answerTo('throttled', { times: 2, status: 503, code: 'RequestLimitExceeded' })
    expect(sent).toEqual({ kind: 'done' })
    expect(tries).toBe(3)
  })

  it('is a refusal where the rule went away meanwhile', async () => {
    const id = await world.cloud.group('meanwhile', [anywhere(22), anywhere(443)])
    const group = await fresh(id)
    await (await world.cloud.ec2()).send(
      new RevokeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: [anywhere(22)] }),
    )
    expect(await send(id, revokeAction, [change(id, open22, null)], group)).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/^InvalidSecurityGroupRuleId\.NotFound/),
    })
    expect(await ingressOf(world.cloud, id)).toEqual(['tcp 443-443 0.0.0.0/0'])
  })
})

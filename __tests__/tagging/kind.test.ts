import { describe, expect, it } from '@jest/globals'
import type { Many } from '../../src/model/basics.ts'
import type { KindLogic } from '../../src/model/kind.ts'
import { type Call, type Change, type Member, type Members, ratingOf } from '../../src/model/member.ts'
import type { HouseKind, Resource } from '../../src/model/resource.ts'
import type { World } from '../../src/model/world.ts'
import { exampleAutoScalingGroup } from '../../src/resources/auto-scaling-group/example.ts'
import { exampleElasticIp } from '../../src/resources/elastic-ip/example.ts'
import { exampleImage } from '../../src/resources/image/example.ts'
import { kinds } from '../../src/resources/index.ts'
import { exampleInstance } from '../../src/resources/instance/example.ts'
import { exampleInternetGateway } from '../../src/resources/internet-gateway/example.ts'
import { exampleKeyPair } from '../../src/resources/key-pair/example.ts'
import { exampleLaunchTemplate } from '../../src/resources/launch-template/example.ts'
import { exampleNatGateway } from '../../src/resources/nat-gateway/example.ts'
import { exampleRouteTable } from '../../src/resources/route-table/example.ts'
import { exampleSnapshot } from '../../src/resources/snapshot/example.ts'
import { exampleSubnet } from '../../src/resources/subnet/example.ts'
import { exampleVolume } from '../../src/resources/volume/example.ts'
import { exampleVpc } from '../../src/resources/vpc/example.ts'
import { exampleVpcEndpoint } from '../../src/resources/vpc-endpoint/example.ts'
import { readArn } from '../../src/tagging/arn.ts'

type Tags = Readonly<Record<string, string>>

/** What the kinds have in common says nothing of their facts. */
const examples: readonly (readonly [HouseKind, (tags?: Tags) => Resource])[] = [
  ['instance', (tags) => exampleInstance(tags) as unknown as Resource],
  ['volume', (tags) => exampleVolume(tags) as unknown as Resource],
  ['snapshot', (tags) => exampleSnapshot(tags) as unknown as Resource],
  ['image', (tags) => exampleImage(tags) as unknown as Resource],
  ['vpc', (tags) => exampleVpc(tags) as unknown as Resource],
  ['subnet', (tags) => exampleSubnet(tags) as unknown as Resource],
  ['route-table', (tags) => exampleRouteTable(tags) as unknown as Resource],
  ['internet-gateway', (tags) => exampleInternetGateway(tags) as unknown as Resource],
  ['nat-gateway', (tags) => exampleNatGateway(tags) as unknown as Resource],
  ['elastic-ip', (tags) => exampleElasticIp(tags) as unknown as Resource],
  ['vpc-endpoint', (tags) => exampleVpcEndpoint(tags) as unknown as Resource],
  ['launch-template', (tags) => exampleLaunchTemplate(tags) as unknown as Resource],
  ['key-pair', (tags) => exampleKeyPair(tags) as unknown as Resource],
]

function logicOf(kind: HouseKind): KindLogic {
  const found = kinds.find((one) => one.kind === kind)
  if (found === undefined) throw new Error(kind)
  return found as unknown as KindLogic
}

const tagsOf = (members: Members) => [...members].filter(([member]) => member.startsWith('tag '))
const tag = (key: string): Member => `tag ${key}` as Member
const change = (on: Resource, key: string, before: string | null, after: string | null): Change => ({
  on: on.ref,
  member: tag(key),
  before,
  after,
})
const world = {} as World

describe.each(examples)('%s', (kind, example) => {
  const logic = logicOf(kind)
  const before = example({ owner: 'a', 'aws:cloudformation:stack-name': 'web' })

  it('has its tags for members', () => {
    expect(tagsOf(logic.members(before))).toEqual([
      ['tag owner', { known: true, value: 'a' }],
      ['tag aws:cloudformation:stack-name', { known: true, value: 'web' }],
    ])
    expect(logic.member(before, tag('owner'))).toEqual({ known: true, value: 'a' })
    expect(logic.member(before, tag('Owner'))).toEqual({ known: true, value: null })
    expect(logic.member(before, 'ingress tcp 22-22 0.0.0.0/0' as Member)).toEqual({ known: true, value: null })
  })

  it('says that a tag is unknown where its tags are', () => {
    const tags = { known: false, why: 'denied', operation: logic.reads.list[0] ?? '' } as const
    const unread = { ...before, tags }
    expect(tagsOf(logic.members(unread))).toEqual([])
    expect(logic.member(unread, tag('owner'))).toEqual(tags)
    expect(logic.withChanges(unread, [change(unread, 'owner', null, 'b')])).toBe(unread)
  })

  it('is, with changes made, itself but for those tags', () => {
    const after = logic.withChanges(before, [change(before, 'owner', 'a', null), change(before, 'Owner', null, 'a')])
    expect(after).toEqual(example({ 'aws:cloudformation:stack-name': 'web', Owner: 'a' }))
    expect(before).toEqual(example({ owner: 'a', 'aws:cloudformation:stack-name': 'web' }))
    expect(ratingOf(logic.shift(before, after, world))).toBe('neutral')
    expect(ratingOf(logic.shift(after, before, world))).toBe('neutral')
  })

  it('leaves tags of AWS to it', () => {
    expect(logic.ownedByAws(tag('aws:cloudformation:stack-name'), 'web')).toBe(true)
    expect(logic.ownedByAws(tag('AWS:x'), 'web')).toBe(true)
    expect(logic.ownedByAws(tag('owner'), 'web')).toBe(false)
    expect(logic.ownedByAws(tag('my-aws:x'), 'web')).toBe(false)
  })

  it('is never without a renamed tag: one call sets all, then one takes away', () => {
    const set = [change(before, 'Owner', null, 'a'), change(before, 'cost', '6', '7')] as const
    const unset = [change(before, 'owner', 'a', null)] as const
    expect(logic.calls([...unset, ...set])).toEqual([
      { api: 'ec2:CreateTags', changes: set },
      { api: 'ec2:DeleteTags', changes: unset },
    ])
    expect(logic.calls([...unset])).toEqual([{ api: 'ec2:DeleteTags', changes: unset }])
    expect(logic.inverse('ec2:CreateTags')).toEqual(['ec2:CreateTags', 'ec2:DeleteTags'])
    expect(logic.inverse('ec2:DeleteTags')).toEqual(['ec2:DeleteTags', 'ec2:CreateTags'])
  })

  it('goes with others, of other kinds too, in a call that says the same', () => {
    const other = exampleInstance()
    const callOf = (api: string, ...changes: Many<Change>): Call => ({ api, changes })
    const keyOf = (call: Call) => logic.together(call)?.key
    const setting = keyOf(
      callOf('ec2:CreateTags', change(before, 'owner', 'a', 'b'), change(before, 'cost', null, '7')),
    )
    const theirs = callOf(
      'ec2:CreateTags',
      change(other as never, 'cost', '6', '7'),
      change(other as never, 'owner', null, 'b'),
    )
    expect(logicOf('instance').together(theirs)).toEqual({ key: setting, most: 200 })
    expect(logic.family).toBe(logicOf('instance').family)
    expect(keyOf(callOf('ec2:CreateTags', change(before, 'owner', 'a', 'b')))).not.toBe(setting)
    expect(
      keyOf(callOf('ec2:CreateTags', change(before, 'owner', 'a', 'c'), change(before, 'cost', null, '7'))),
    ).not.toBe(setting)
    // What is taken away goes only as it was read: another value is another call.
    const unsetting = (value: string) => keyOf(callOf('ec2:DeleteTags', change(before, 'owner', value, null)))
    expect(unsetting('a')).toBe(unsetting('a'))
    expect(unsetting('a')).not.toBe(unsetting('b'))
    expect(
      keyOf(callOf('ec2:Other', { ...change(before, 'owner', 'a', 'b'), member: 'ingress' as Member })),
    ).toBeUndefined()
  })

  it('refuses more than fifty tags, also in between, and counts none of AWS', () => {
    const many = (count: number): Tags => ({
      ...Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, ''])),
      'aws:autoscaling:groupName': 'web',
    })
    const [full, almost] = [example(many(50)), example(many(49))]
    const added = (resource: Resource) => logic.withChanges(resource, [change(resource, 'new', null, '')])
    expect(logic.refuses(almost, added(almost))).toBeNull()
    expect(logic.refuses(full, added(full))).toContain('51 tags')
    const renamed = logic.withChanges(full, [change(full, 'k0', '', null), change(full, 'K0', null, '')])
    expect(logic.refuses(full, renamed)).toContain('51 tags')
    const [over] = [example(many(51))]
    expect(logic.refuses(over, logic.withChanges(over, [change(over, 'k0', '', 'x')]))).toBeNull()
    expect(logic.refuses(over, logic.withChanges(over, [change(over, 'k0', '', null)]))).toBeNull()
  })

  it('has the name that its ARN has, and a page of the console', () => {
    expect(readArn(before.ref.arn)?.kind).toBe(logic.awsName)
    expect(logic.consoleLink(before.ref)).toMatch(
      /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/(ec2|vpcconsole)\/home\?region=us-east-1#\w+:\w+=/,
    )
    expect(logic.consoleLink(before.ref)).toContain(before.ref.id)
    expect(logic.lists).toBe(true)
  })

  it('has its tags written to its own ARNs and to keys that are named', () => {
    const at = { partition: 'aws', region: 'us-east-1', account: '111111111111' }
    const [statement, ...more] = logic.narrowed(['ec2:CreateTags', 'ec2:Other'], [at], ['owner'])
    expect(more).toEqual([])
    expect(statement).toMatchObject({
      Action: ['ec2:CreateTags'],
      Resource: [before.ref.arn.replace(before.ref.id, '*')],
      Condition: { 'ForAllValues:StringEqualsIgnoreCase': { 'aws:TagKeys': ['owner'] } },
    })
    expect(logic.narrowed(['ec2:Other'], [at], null)).toEqual([])
  })
})

describe('auto-scaling-group', () => {
  const logic = logicOf('auto-scaling-group')
  const group = exampleAutoScalingGroup({ team: 'a' }) as unknown as Resource

  it('has tags that nobody writes', () => {
    expect(logic.members(group)).toEqual(new Map([['tag team', { known: true, value: 'a' }]]))
    expect(logic.tagging.writes).toEqual([])
    expect(readArn(group.ref.arn)?.kind).toBe(logic.awsName)
  })

  it('is linked by its name, whatever that holds', () => {
    expect(logic.consoleLink({ ...group.ref, id: 'a b/c&d' })).toContain('#AutoScalingGroupDetails:id=a%20b%2Fc%26d')
    expect(() => logic.consoleLink({ ...group.ref, id: 'half \ud800' })).not.toThrow()
  })
})

import { CreateRouteTableCommand, CreateTagsCommand, CreateVpcCommand, DescribeTagsCommand } from '@aws-sdk/client-ec2'
import { afterEach, describe, expect, it } from '@jest/globals'
import { first, second } from '../../emulator/cloud.ts'
import type { Session } from '../../src/aws/session.ts'
import type { AccountId, Many, Observed, Region } from '../../src/model/basics.ts'
import type { KindIo } from '../../src/model/kind.ts'
import type { Change } from '../../src/model/member.ts'
import type { Gap, HouseKind, Ref, Resource } from '../../src/model/resource.ts'
import { tagMember } from '../../src/tagging/members.ts'
import { answerOf, autoScalingGroup, type Ec2Row, rows } from './ec2-resources.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

type Io = KindIo<Session, HouseKind>

async function ioOf(kind: HouseKind): Promise<Io> {
  // Loaded when first needed: the time-out is read when the clients are.
  const { ios } = await import('../../src/resources/index.ts')
  return (await ios[kind]()) as unknown as Io
}

const refTo = ({ kind, type, ownerless }: Pick<Ec2Row, 'kind' | 'type' | 'ownerless'>, id: string): Ref => ({
  kind,
  account: first as AccountId,
  region: 'us-east-1' as Region,
  id,
  arn: `arn:aws:ec2:us-east-1:${ownerless === true ? '' : first}:${type}/${id}`,
})
const idOf = ({ prefix }: Ec2Row, n: number): string => `${prefix}-${String(n).padStart(17, '0')}`

async function list(kind: HouseKind, only: readonly Ref[] | 'all' = 'all') {
  const all = { resources: [] as Resource[], gaps: [] as Gap[] }
  for await (const page of (await ioOf(kind)).source.list([await world.session()], { kinds: [kind], only })) {
    if ('gap' in page) all.gaps.push(page.gap)
    else if ('resources' in page) all.resources.push(...page.resources)
  }
  return all
}
const idsIn = ({ resources }: { readonly resources: readonly Resource[] }) => resources.map(({ ref }) => ref.id)
const tagsIn = (resource: Resource | null | undefined): Readonly<Record<string, string>> | null =>
  resource?.tags.known === true ? Object.fromEntries(resource.tags.value) : null

async function read(kind: HouseKind, refs: readonly Ref[]): Promise<readonly Observed<Resource | null>[]> {
  const fresh = await (await ioOf(kind)).read(await world.session(), refs)
  expect(fresh.map(({ ref }) => ref)).toEqual(refs)
  return fresh.map(({ resource }) => resource as unknown as Observed<Resource | null>)
}
/** Keeps what a client is asked to send. */
const heard =
  (inputs: unknown[]) =>
  <A extends { readonly input: unknown }, R>(next: (args: A) => R) =>
  (args: A): R => {
    inputs.push(args.input)
    return next(args)
  }
const found = (one: Observed<Resource | null> | undefined): Resource | null => (one?.known === true ? one.value : null)

const faulty = [
  ['denied', { status: 403, code: 'UnauthorizedOperation', message: 'no' }, 'denied'],
  ['cut', { truncate: true }, 'malformed'],
] as const

describe.each(rows)('$kind', (row) => {
  const { kind, action, asks } = row
  const operation = `ec2:${action}`

  it('is listed with its tags and facts, tagged or not', async () => {
    const ec2 = await world.cloud.ec2()
    const [bare, tagged] = [await row.make(ec2, `${kind}-bare`), await row.make(ec2, `${kind}-tagged`)]
    const Tags = [
      { Key: 'owner', Value: 'team-a' },
      { Key: 'empty', Value: '' },
    ]
    await ec2.send(new CreateTagsCommand({ Resources: [tagged.id], Tags }))
    const { resources, gaps } = await list(kind)
    expect(gaps).toEqual([])
    for (const made of [bare, tagged]) {
      expect(resources.filter(({ ref }) => ref.id === made.id)).toEqual([
        {
          ref: refTo(row, made.id),
          name: { known: true, value: made.name ?? null },
          vpc: { known: true, value: made.vpc ?? null },
          tags: { known: true, value: new Map(made === bare ? [] : Tags.map(({ Key, Value }) => [Key, Value])) },
          facts: made.facts,
        },
      ])
    }
    const chosen = await list(kind, [refTo(row, tagged.id), refTo(row, idOf(row, 9))])
    expect({ ids: idsIn(chosen), gaps: chosen.gaps }).toEqual({ ids: [tagged.id], gaps: [] })
  })

  it('is asked for in the largest page, and for all that is the account’s own', async () => {
    const session = await world.session()
    const inputs: unknown[] = []
    const { middlewareStack } = await session.ec2()
    middlewareStack.add(heard(inputs), { step: 'initialize' })
    const source = (await ioOf(kind)).source
    for await (const page of source.list([session], { kinds: [kind], only: 'all' }))
      expect(page).not.toHaveProperty('gap')
    expect(inputs[0]).toEqual(asks)
  })

  it('is left out where it is another account’s', async () => {
    if (row.item(idOf(row, 1)) === row.item(idOf(row, 1), second)) return
    await world.cloud.faults([{ action, body: answerOf(row, row.item(idOf(row, 1), second) + row.item(idOf(row, 2))) }])
    expect(idsIn(await list(kind))).toEqual([idOf(row, 2)])
    expect((await read(kind, [refTo(row, idOf(row, 1))]))[0]).toEqual({ known: true, value: null })
  })

  it('without its id is a gap, and its neighbours are read', async () => {
    const body = answerOf(row, row.item(idOf(row, 1)) + row.item('').replace(/<\w+Id><\/\w+Id>/, ''))
    await world.cloud.faults([{ action, body }])
    const listed = await list(kind)
    expect(idsIn(listed)).toEqual([idOf(row, 1)])
    expect(listed.gaps).toMatchObject([{ kind, operation, id: null, why: 'malformed' }])
    const again = await read(kind, [refTo(row, idOf(row, 1)), refTo(row, idOf(row, 2))])
    expect(again[0]).toMatchObject({ known: true, value: { ref: { id: idOf(row, 1) } } })
    // It may be the one without an id.
    expect(again[1]).toEqual({ known: false, why: 'malformed', operation })
  })

  it.each(faulty)('whose list is %s is a gap and nothing else', async (_, fault, why) => {
    await world.cloud.faults([{ action, ...fault }])
    expect(await list(kind)).toMatchObject({ resources: [], gaps: [{ kind, operation, id: null, why }] })
    expect(await read(kind, [refTo(row, idOf(row, 1))])).toEqual([{ known: false, why, operation }])
  })

  it('whose answer has no list is a gap and nothing else', async () => {
    await world.cloud.faults([{ action, body: `<${action}Response/>` }])
    expect(await list(kind)).toMatchObject({ resources: [], gaps: [{ id: null, why: 'malformed' }] })
    expect(await read(kind, [refTo(row, idOf(row, 1))])).toMatchObject([{ known: false, why: 'malformed' }])
  })

  it('is read again by ids, of which some are gone', async () => {
    const made = await row.make(await world.cloud.ec2(), `${kind}-again`)
    const again = await read(
      kind,
      [idOf(row, 8), made.id, idOf(row, 9)].map((id) => refTo(row, id)),
    )
    expect(again).toMatchObject([
      { known: true, value: null },
      { known: true, value: { ref: refTo(row, made.id), facts: made.facts } },
      { known: true, value: null },
    ])
  })

  it('has tags set and taken away, two at once, and only as they were read', async () => {
    const ec2 = await world.cloud.ec2()
    const ids = [(await row.make(ec2, `${kind}-a`)).id, (await row.make(ec2, `${kind}-b`)).id]
    await ec2.send(new CreateTagsCommand({ Resources: ids, Tags: [{ Key: 'kept', Value: 'as it was' }] }))
    const refs = ids.map((id) => refTo(row, id))
    const send = async (api: string, key: string, before: string | null, after: string | null) => {
      const changes = refs.map((on): Change => ({ on, member: tagMember(key), before, after }))
      const [fresh] = await read(kind, refs)
      const value = found(fresh)
      if (value === null) throw new Error('could not be read')
      const call = { api, changes: changes as unknown as Many<Change> }
      return (await ioOf(kind)).send(await world.session(), call, value as never)
    }
    const tagsNow = async () => (await read(kind, refs)).map((one) => tagsIn(found(one)))
    await world.cloud.faults([])
    expect(await send('ec2:CreateTags', 'owner', null, 'team-a')).toEqual({ kind: 'done' })
    expect((await world.cloud.log()).filter((one) => one.action === 'CreateTags')).toHaveLength(1)
    const both = { kept: 'as it was', owner: 'team-a' }
    expect(await tagsNow()).toEqual([both, both])
    expect(await send('ec2:DeleteTags', 'owner', 'team-b', null)).toEqual({ kind: 'done' })
    expect(await tagsNow()).toEqual([both, both])
    expect(await send('ec2:DeleteTags', 'owner', 'team-a', null)).toEqual({ kind: 'done' })
    expect(await tagsNow()).toEqual([{ kept: 'as it was' }, { kept: 'as it was' }])
    const left = await ec2.send(new DescribeTagsCommand({ Filters: [{ Name: 'resource-id', Values: ids }] }))
    expect(left.Tags?.map(({ Key, Value }) => [Key, Value])).toEqual(ids.map(() => ['kept', 'as it was']))
  })
})

describe.each(rows.filter(({ asks }) => 'MaxResults' in asks))('pages of $kind', (row) => {
  const { kind, action } = row
  const pageOf = (n: number, token = '') => ({ action, times: 1, body: answerOf(row, row.item(idOf(row, n)), token) })

  it('are asked for while there are more, empty ones too', async () => {
    await world.cloud.faults([
      pageOf(1, 'more'),
      { action, times: 1, body: answerOf(row, '', 'still') },
      pageOf(2),
      { action, status: 500, code: 'InternalError' },
    ])
    expect(await list(kind)).toMatchObject({
      resources: [{ ref: { id: idOf(row, 1) } }, { ref: { id: idOf(row, 2) } }],
      gaps: [],
    })
    expect((await world.cloud.log()).filter((one) => one.action === action)).toHaveLength(3)
  })

  it.each(faulty)('that break half way, %s, leave what came before and a gap, and no read', async (_, fault, why) => {
    await world.cloud.faults([pageOf(1, 'more'), { action, ...fault }])
    const listed = await list(kind)
    expect(idsIn(listed)).toEqual([idOf(row, 1)])
    expect(listed.gaps).toMatchObject([{ kind, id: null, why }])
    await world.cloud.faults([pageOf(1, 'more'), { action, ...fault }])
    expect(await read(kind, [refTo(row, idOf(row, 1))])).toMatchObject([{ known: false, why }])
  })
})

describe('what EC2 alone says of a kind', () => {
  const rowOf = (kind: HouseKind): Ec2Row => {
    const row = rows.find((one) => one.kind === kind)
    if (row === undefined) throw new Error(kind)
    return row
  }
  const listedAs = async (kind: HouseKind, more: string) => {
    const row = rowOf(kind)
    const body = answerOf(row, row.item(idOf(row, 1)).replace('</item>', `${more}</item>`))
    await world.cloud.faults([{ action: row.action, body }])
    const { resources, gaps } = await list(kind)
    expect(gaps).toEqual([])
    return resources[0]
  }

  it.each([
    ['instance', '<instanceState><name>terminated</name></instanceState>', false],
    ['instance', '<instanceState><name>stopped</name></instanceState>', true],
    ['nat-gateway', '<state>deleted</state>', false],
    ['nat-gateway', '<state>deleting</state>', false],
    ['nat-gateway', '<state>failed</state>', false],
    ['nat-gateway', '<state>pending</state>', true],
    ['vpc-endpoint', '<state>deleted</state>', false],
    ['vpc-endpoint', '<state>Deleting</state>', false],
    ['vpc-endpoint', '<state>failed</state>', true],
    ['image', '<imageState>deregistered</imageState>', false],
    ['image', '<imageState>disabled</imageState>', true],
  ] as const)('%s with %s: there: %s', async (kind, state, there) => {
    expect((await listedAs(kind, state)) !== undefined).toBe(there)
  })

  it.each([
    ['snapshot', '<volumeId>vol-1</volumeId>', { volume: 'vol-1' }],
    ['snapshot', '<volumeId>vol-ffffffff</volumeId>', { volume: null }],
    ['snapshot', '<volumeId>vol-2</volumeId><transferType>standard</transferType>', { volume: null }],
    ['snapshot', '', { volume: null }],
    ['elastic-ip', '<instanceId>i-1</instanceId>', { instance: 'i-1' }],
    ['elastic-ip', '<instanceId/>', { instance: null }],
    ['vpc-endpoint', '<requesterManaged>true</requesterManaged>', { requesterManaged: true }],
    ['vpc', '<isDefault>true</isDefault>', { isDefault: true, blocks: [{ cidr: '10.0.0.0/16', primary: true }] }],
  ] as const)('%s with %s: %j', async (kind, more, facts) => {
    expect((await listedAs(kind, more))?.facts).toMatchObject(facts)
  })

  it('the blocks of a VPC that are still its own, as one writes them', async () => {
    const block = (tag: string, state: string, cidr: string) =>
      `<item><${tag}>${cidr}</${tag}><${tag}State><state>${state}</state></${tag}State></item>`
    const four = block('cidrBlock', 'associated', '10.0.0.0/16') + block('cidrBlock', 'disassociated', '10.1.0.0/16')
    const six =
      block('ipv6CidrBlock', 'associated', '2001:DB8:0::/56') + block('ipv6CidrBlock', 'failed', '2001:db8:1::/56')
    const sets = `<cidrBlockAssociationSet>${four}</cidrBlockAssociationSet><ipv6CidrBlockAssociationSet>${six}</ipv6CidrBlockAssociationSet>`
    expect((await listedAs('vpc', sets))?.facts).toMatchObject({
      blocks: [
        { cidr: '10.0.0.0/16', primary: true },
        { cidr: '2001:db8::/56', primary: false },
      ],
    })
  })

  it('a VPC whose block cannot be understood is a gap', async () => {
    const row = rowOf('vpc')
    const body = answerOf(row, row.item(idOf(row, 1)).replace('10.0.0.0', '300.0.0.0'))
    await world.cloud.faults([{ action: row.action, body }])
    expect(await list('vpc')).toMatchObject({ resources: [], gaps: [{ id: idOf(row, 1), why: 'malformed' }] })
  })

  it('a gateway that no VPC has', async () => {
    expect((await listedAs('internet-gateway', ''))?.vpc).toEqual({ known: true, value: null })
  })

  it('more route tables than a page holds', async () => {
    const ec2 = await world.cloud.ec2()
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }))
    const VpcId = Vpc?.VpcId ?? ''
    const create = () => ec2.send(new CreateRouteTableCommand({ VpcId }))
    for (let n = 0; n < 100; n += 10) await Promise.all(Array.from({ length: 10 }, create))
    await world.cloud.faults([])
    const { resources, gaps } = await list('route-table')
    expect(gaps).toEqual([])
    // And the main one.
    expect(resources.filter(({ vpc }) => vpc.known && vpc.value === VpcId)).toHaveLength(101)
    expect((await world.cloud.log()).filter((one) => one.action === 'DescribeRouteTables').length).toBeGreaterThan(1)
  })

  it('launch templates are listed once, however many are asked for', async () => {
    const row = rowOf('launch-template')
    const made = await row.make(await world.cloud.ec2(), 'one-of-many')
    const refs = [made.id, ...Array.from({ length: 250 }, (_, n) => idOf(row, n))].map((id) => refTo(row, id))
    await world.cloud.faults([])
    const again = await read('launch-template', refs)
    expect(again.filter((one) => found(one) !== null)).toHaveLength(1)
    expect((await world.cloud.log()).filter((one) => one.action === row.action)).toHaveLength(1)
  })
})

describe('auto-scaling-group', () => {
  const kind = 'auto-scaling-group'
  const action = 'DescribeAutoScalingGroups'
  const operation = `autoscaling:${action}`
  const group = (name: string): string =>
    `<member><AutoScalingGroupName>${name}</AutoScalingGroupName><AutoScalingGroupARN>arn:${name}</AutoScalingGroupARN></member>`
  const answer = (items: string, token = ''): string =>
    `<${action}Response xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><${action}Result><AutoScalingGroups>${items}</AutoScalingGroups><NextToken>${token}</NextToken></${action}Result></${action}Response>`
  const refOf = (id: string): Ref => ({ ...refTo({ kind, type: '' }, id), arn: '' })
  const page = (name: string, token = '') => ({ action, times: 1, body: answer(group(name), token) })

  it('is listed with all its tags, and which of them its instances get', async () => {
    await autoScalingGroup(world.cloud, 'bare')
    await autoScalingGroup(world.cloud, 'web', {
      team: { value: 'a', propagated: true },
      cost: { value: '7', propagated: false },
      env: { value: 'prod', propagated: true },
    })
    const { resources, gaps } = await list(kind)
    expect(gaps).toEqual([])
    expect(resources.map(({ ref, facts }) => [ref.id, facts])).toEqual([
      ['bare', { propagated: [] }],
      ['web', { propagated: ['env', 'team'] }],
    ])
    expect(resources.map(tagsIn)).toEqual([{}, { team: 'a', cost: '7', env: 'prod' }])
    expect(resources[1]?.ref.arn).toMatch(
      /^arn:aws:autoscaling:us-east-1:111111111111:autoScalingGroup:.+:autoScalingGroupName\/web$/,
    )
    expect(resources[1]?.name).toEqual({ known: true, value: 'web' })
  })

  it('is looked up by names, a hundred a call, of which some are gone', async () => {
    await autoScalingGroup(world.cloud, 'looked-up')
    const names = [...Array.from({ length: 100 }, (_, n) => `gone-${n}`), 'looked-up']
    await world.cloud.faults([])
    const listed = await list(kind, names.map(refOf))
    expect({ ids: idsIn(listed), gaps: listed.gaps }).toEqual({ ids: ['looked-up'], gaps: [] })
    expect((await world.cloud.log()).filter((one) => one.action === action)).toHaveLength(2)
    const again = await read(kind, [refOf('gone-1'), refOf('looked-up')])
    expect(again).toMatchObject([
      { known: true, value: null },
      { known: true, value: { facts: { propagated: [] } } },
    ])
  })

  it('is asked for in the largest page, without its instances', async () => {
    const session = await world.session()
    const inputs: unknown[] = []
    const { middlewareStack } = await session.autoScaling()
    middlewareStack.add(heard(inputs), { step: 'initialize' })
    const source = (await ioOf(kind)).source
    for await (const one of source.list([session], { kinds: [kind], only: 'all' }))
      expect(one).not.toHaveProperty('gap')
    expect(inputs[0]).toEqual({ MaxRecords: 100, IncludeInstances: false })
  })

  it('comes in pages to the end', async () => {
    await world.cloud.faults([page('a', 'more'), page('b')])
    const listed = await list(kind)
    expect({ ids: idsIn(listed), gaps: listed.gaps }).toEqual({ ids: ['a', 'b'], gaps: [] })
  })

  it.each([
    ['denied', { status: 403, code: 'AccessDenied', message: 'no' }, 'denied'],
    ['cut', { body: answer(group('b')).slice(0, 300) }, 'malformed'],
    ['of nothing', { body: `<${action}Response/>` }, 'malformed'],
  ] as const)('leaves a gap where a page is %s', async (_, fault, why) => {
    await world.cloud.faults([page('a', 'more'), { action, ...fault }])
    const listed = await list(kind)
    expect(idsIn(listed)).toEqual(['a'])
    expect(listed.gaps).toMatchObject([{ kind, operation, id: null, why }])
    await world.cloud.faults([{ action, ...fault }])
    expect(await read(kind, [refOf('a')])).toEqual([{ known: false, why, operation }])
  })

  it.each(['Name', 'ARN'])('without its %s is a gap', async (part) => {
    const tag = `AutoScalingGroup${part}`
    const body = answer(group('a') + group('b').replace(new RegExp(`<${tag}>[^<]*</${tag}>`), ''))
    await world.cloud.faults([{ action, body }])
    const listed = await list(kind)
    expect(idsIn(listed)).toEqual(['a'])
    expect(listed.gaps).toMatchObject([{ id: part === 'Name' ? null : 'b', why: 'malformed' }])
  })

  it('is never written', async () => {
    const on = refOf('web')
    const change: Change = { on, member: tagMember('owner'), before: null, after: 'x' }
    const { logic } = await import('../../src/resources/auto-scaling-group/members.ts')
    expect(logic.tagging.writes).toEqual([])
    const [call] = logic.calls([change])
    const sent = await (await ioOf(kind)).send(await world.session(), call, {} as never)
    expect(sent).toMatchObject({ kind: 'refused', failed: [change] })
  })
})

import { CreateTopicCommand, DeleteTopicCommand } from '@aws-sdk/client-sns'
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type Fault, first, second, type Tags } from '../../emulator/cloud.ts'
import type { Session } from '../../src/aws/session.ts'
import type { Region } from '../../src/model/basics.ts'
import type { Fresh, KindIo } from '../../src/model/kind.ts'
import type { Change, Member, Sent } from '../../src/model/member.ts'
import type { Gap, Kind, Ref, Resource } from '../../src/model/resource.ts'
import { ioFor, kindMap } from '../../src/stages/run.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

const io = async (kind: Kind = 'sns:topic'): Promise<KindIo<Session>> => {
  const found = await ioFor(kind)
  if (found === null) throw new Error(`no reader for ${kind}`)
  return found
}
const arnOf = (name: string, region = 'us-east-1', account = first): string =>
  `arn:aws:sns:${region}:${account}:${name}`
const ref = (name: string, region = 'us-east-1'): Ref => ({
  kind: 'sns:topic',
  account: first as Ref['account'],
  region: region as Region,
  id: name,
  arn: arnOf(name, region),
})

async function topic(Name: string, tags: Tags = {}, region = 'us-east-1'): Promise<void> {
  const Attributes = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  const client = await world.cloud.sns(first, region)
  await client.send(new CreateTopicCommand({ Name, ...(Attributes.length === 0 ? {} : { Tags: Attributes }) }))
}

interface Listed {
  /** Tags, or why they are not known, by kind and id. */
  readonly found: Readonly<Record<string, Tags | string>>
  readonly resources: readonly Resource[]
  readonly gaps: readonly Gap[]
  readonly partial: readonly Kind[]
}

async function list(
  kinds: readonly Kind[],
  only: readonly Ref[] | 'all' = 'all',
  region = 'us-east-1',
): Promise<Listed> {
  const resources: Resource[] = []
  const gaps: Gap[] = []
  const partial: Kind[] = []
  for await (const page of (await io()).source.list([await world.session(first, region)], { kinds, only })) {
    if ('gap' in page) gaps.push(page.gap)
    else if ('partial' in page) partial.push(page.partial)
    else resources.push(...page.resources)
  }
  const found = Object.fromEntries(
    resources.map(({ ref: { kind, id }, tags }) => [
      `${kind} ${id}`,
      tags.known ? Object.fromEntries(tags.value) : tags.why,
    ]),
  )
  return { found, resources, gaps, partial }
}

const asked = async (): Promise<readonly string[]> =>
  (await world.cloud.log()).filter(({ action }) => action === 'GetResources').map(({ region }) => region)
const answered = (list: Readonly<Record<string, Tags>>, more: Partial<Fault> = {}): Fault => ({
  action: 'GetResources',
  body: JSON.stringify({
    ResourceTagMappingList: Object.entries(list).map(([ResourceARN, tags]) => ({
      ResourceARN,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
    PaginationToken: '',
  }),
  ...more,
})

describe('what only the tagging API knows', () => {
  const unicode = { 'Zuständig für 🌊': 'Größe 日本語 \u{1F600}', empty: '' }
  beforeAll(async () => {
    await topic('orders', unicode)
    await topic('bare')
    await topic('west', { n: '1' }, 'eu-west-1')
    await world.cloud.bucket('listed-by-s3', { n: '1' })
    await world.cloud.group('listed-by-ec2', [], { tags: { n: '1' } })
  })

  it('is listed in its region, and what was never tagged is said to be missing', async () => {
    const { found, resources, gaps, partial } = await list(['sns:topic'])
    expect({ found, gaps, partial }).toEqual({
      found: { 'sns:topic orders': unicode },
      gaps: [],
      partial: ['sns:topic'],
    })
    expect(resources).toEqual([
      {
        ref: ref('orders'),
        name: { known: true, value: 'orders' },
        tags: { known: true, value: new Map(Object.entries(unicode)) },
        vpc: { known: true, value: null },
        facts: null,
      },
    ])
    expect((await list(['sns:topic'], 'all', 'eu-west-1')).found).toEqual({ 'sns:topic west': { n: '1' } })
  })

  it('is one listing for all kinds and patterns, each resource once', async () => {
    await world.cloud.faults([])
    const { found, partial } = await list(['sns:*', 'sns:topic', 'rds:db', 's3:*', 'ec2:*'])
    // Buckets and security groups have listings of their own.
    expect(Object.keys(found).filter((one) => /^(s3|sns|ec2:security-group)/.test(one))).toEqual(['sns:topic orders'])
    expect(partial).toEqual(['sns:*', 'sns:topic', 'rds:db', 's3:*', 'ec2:*'])
    expect(await asked()).toEqual(['us-east-1'])
    expect((await io('rds:db')).source).toBe((await io('sns:*')).source)
  })

  it('keeps its kind under whatever name of AWS it was asked for', async () => {
    const proxy = `arn:aws:rds:us-east-1:${first}:db-proxy:prx-1`
    await world.cloud.faults([answered({ [proxy]: {} })])
    expect((await list(['rds:proxy'])).found).toEqual({ 'rds:proxy prx-1': {} })
    expect((await list(['rds:db-proxy'])).found).toEqual({ 'rds:db-proxy prx-1': {} })
    expect((await list(['rds:d*'])).found).toEqual({ 'rds:db-proxy prx-1': {} })
    expect((await list(['rds:db'])).found).toEqual({})
  })

  it('is of this account and region, or of none', async () => {
    const distribution = `arn:aws:cloudfront::${first}:distribution/E1`
    await world.cloud.faults([
      answered({
        [arnOf('own')]: {},
        [arnOf('shared', 'us-east-1', second)]: {},
        [arnOf('elsewhere', 'eu-west-1')]: {},
        [distribution]: { n: '1' },
        'arn:aws:apigateway:us-east-1::/restapis/abc': {},
        'no arn': {},
      }),
    ])
    const { resources, gaps } = await list(['*:*'])
    expect(resources.map(({ ref: { region, id } }) => `${region} ${id}`)).toEqual([
      'us-east-1 own',
      'us-east-1 E1',
      'us-east-1 abc',
    ])
    expect(gaps).toEqual([])
  })

  it('comes in pages of a hundred, and an answer that says it twice counts once', async () => {
    for (let n = 0; n < 230; n++) await topic(`page-${n}`, { n: String(n) })
    await world.cloud.faults([])
    const { found, resources } = await list(['sns:topic'])
    expect([resources.length, found['sns:topic page-229']]).toEqual([231, { n: '229' }])
    expect(await asked()).toHaveLength(3)
    const client = await world.cloud.sns()
    for (let n = 0; n < 230; n++) await client.send(new DeleteTopicCommand({ TopicArn: arnOf(`page-${n}`) }))
  })

  it('is asked for with at most a hundred types a call', async () => {
    const { filtersOf } = await import('../../src/aws/tagged-kinds.ts')
    const kinds = Array.from({ length: 130 }, (_, n): Kind => `ec2:x${n}`)
    // Types that nobody knows are asked for by their service, which stands for all of its types.
    expect(filtersOf([...kinds, 'ec2:instance', 'rds:db'])).toMatchObject([{ types: ['ec2', 'rds:db'] }])
    const { taggedServices } = await import('../../src/tagging/tables.ts')
    const patterns = taggedServices().map((service): Kind => `${service}:*`)
    const filters = filtersOf(patterns)
    expect(filters.length).toBe(Math.ceil(patterns.length / 100))
    expect(Math.max(...filters.map(({ types }) => types.length))).toBe(100)
    expect(filters.flatMap((one) => one.kinds).sort()).toEqual([...patterns].sort())
    expect(filtersOf(['rds:db', '*:db'])).toEqual([{ types: [], kinds: ['rds:db', '*:db'] }])
  })

  it('is found by id, and by ARN without a listing', async () => {
    await topic('chosen', { n: '1' })
    const word: Ref = { ...ref('chosen'), arn: '' }
    expect(Object.keys((await list(['sns:topic', 'rds:db'], [word])).found)).toEqual(['sns:topic chosen'])
    await world.cloud.faults([])
    const only = [ref('chosen'), ref('unknown'), { ...ref('chosen'), kind: 'rds:db' as Kind }]
    expect(Object.keys((await list(['sns:topic', 'rds:db'], only)).found)).toEqual(['sns:topic chosen'])
    expect(await asked()).toHaveLength(1)
  })

  it.each([
    ['denied', { status: 400, code: 'AccessDeniedException', message: 'no' }, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['without a list', { body: '{}' }, 'malformed'],
    ['without an ARN', { body: '{"ResourceTagMappingList": [{"Tags": []}]}' }, 'malformed'],
    ['throttled to the end', { status: 400, code: 'ThrottledException' }, 'throttled'],
  ] as const)('is a gap of every kind that was asked for where the answer is %s', async (_, fault, why) => {
    await world.cloud.faults([{ action: 'GetResources', ...fault }])
    const { found, gaps, partial } = await list(['sns:topic', 'rds:*'])
    expect({ found, partial }).toEqual({ found: {}, partial: ['sns:topic', 'rds:*'] })
    expect(gaps.map(({ kind }) => kind).sort()).toEqual(['rds:*', 'sns:topic'])
    expect(gaps).toMatchObject([
      { id: null, operation: 'tag:GetResources', why },
      { region: 'us-east-1', why },
    ])
    if (why === 'denied') expect(gaps[0]?.detail).toContain('allow tag:GetResources to ')
  })

  it('keeps what came before a page that failed', async () => {
    const page = answered({ [arnOf('before')]: {} }, { times: 1 })
    await world.cloud.faults([
      { ...page, body: (page.body ?? '').replace('"PaginationToken":""', '"PaginationToken":"more"') },
      { action: 'GetResources', status: 400, code: 'AccessDeniedException' },
    ])
    const { found, gaps } = await list(['sns:topic'])
    expect([Object.keys(found), gaps.length]).toEqual([['sns:topic before'], 1])
  })

  it('costs no other kind its answer where AWS does not take one type', async () => {
    const invalid = { action: 'GetResources', status: 400, code: 'InvalidParameterException' }
    await world.cloud.faults([{ ...invalid, times: 2 }, answered({ [arnOf('taken')]: {} })])
    const { found, gaps } = await list(['rds:db', 'sns:topic'])
    expect(Object.keys(found)).toEqual(['sns:topic taken'])
    expect(gaps).toMatchObject([{ kind: 'rds:db', id: null }])
  })
})

describe('a resource that is read again', () => {
  const read = async (...names: readonly string[]): Promise<readonly Fresh[]> =>
    (await io()).read(
      await world.session(),
      names.map((name) => ref(name)),
    )

  it('comes a hundred a call, and one without an answer has no tags', async () => {
    await topic('again', { n: '1' })
    await world.cloud.faults([])
    const names = ['again', ...Array.from({ length: 120 }, (_, n) => `none-${n}`)]
    const fresh = await read(...names)
    expect(fresh.map((one) => one.ref.id)).toEqual(names)
    expect(fresh[0]?.resource).toMatchObject({
      known: true,
      value: { tags: { known: true, value: new Map([['n', '1']]) } },
    })
    expect(fresh[120]?.resource).toMatchObject({ known: true, value: { tags: { known: true, value: new Map() } } })
    expect(await asked()).toHaveLength(2)
  })

  it.each([
    ['denied', { status: 400, code: 'AccessDeniedException' }, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['without a list', { body: '{}' }, 'malformed'],
  ] as const)('is unknown where the answer is %s', async (_, fault, why) => {
    await topic('unread', { n: '1' })
    await world.cloud.faults([{ action: 'GetResources', ...fault }])
    expect((await read('unread'))[0]?.resource).toEqual({ known: false, why, operation: 'tag:GetResources' })
  })
})

describe('a tag through the tagging API', () => {
  const change = (name: string, key: string, before: string | null, after: string | null): Change => ({
    on: ref(name),
    member: `tag ${key}` as Member,
    before,
    after,
  })
  async function send(...[one, ...others]: readonly Change[]): Promise<Sent> {
    if (one === undefined) throw new Error('no change')
    const api = one.after === null ? 'tag:UntagResources' : 'tag:TagResources'
    return (await io()).send(await world.session(), { api, changes: [one, ...others] }, {} as Resource)
  }
  const tagsOf = async (name: string): Promise<Tags | undefined> => (await world.cloud.tags())[arnOf(name)]
  const calls = async (): Promise<readonly string[]> =>
    (await world.cloud.log())
      .map(({ action }) => action)
      .filter((action) => action.includes('tagResources') || action.includes('TagResources'))

  it('is set and taken away on many resources in one call, and no other is touched', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `many-${n}`)
    for (const name of names) await topic(name, { keep: 'me' })
    await world.cloud.faults([])
    const [key, value] = ['Zuständig 🌊/+=', 'é 日本']
    expect(
      await send(...names.flatMap((name) => [change(name, key, null, value), change(name, 'b', null, '')])),
    ).toEqual({
      kind: 'done',
    })
    expect(await tagsOf('many-19')).toEqual({ keep: 'me', [key]: value, b: '' })
    expect(
      await send(...names.flatMap((name) => [change(name, key, value, null), change(name, 'b', '', null)])),
    ).toEqual({
      kind: 'done',
    })
    expect([await tagsOf('many-0'), await calls()]).toEqual([{ keep: 'me' }, ['TagResources', 'UntagResources']])
  })

  it('fails where the answer says so, and only there', async () => {
    for (const name of ['good', 'bad', 'worse']) await topic(name, { keep: 'me' })
    const changes = ['good', 'bad', 'worse'].flatMap((name) => [
      change(name, 'a', null, '1'),
      change(name, 'b', null, '2'),
    ])
    await world.cloud.faults([{ action: 'TagResources', fail_arns: [arnOf('bad'), arnOf('worse')] }])
    expect(await send(...changes)).toEqual({
      kind: 'refused',
      why: 'InternalServiceException: injected',
      failed: changes.slice(2),
    })
    expect([await tagsOf('good'), await tagsOf('bad')]).toEqual([{ keep: 'me', a: '1', b: '2' }, { keep: 'me' }])
    const reasons = { [arnOf('bad')]: { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow' }, [arnOf('worse')]: {} }
    await world.cloud.faults([{ action: 'TagResources', body: JSON.stringify({ FailedResourcesMap: reasons }) }])
    expect(await send(...changes)).toMatchObject({
      why: 'Error: no reason was given; ThrottlingException: slow',
      failed: changes.slice(2),
    })
    expect(await calls()).toHaveLength(1)
    // A failure of something that nobody asked about leaves nothing that can be taken for done.
    await world.cloud.faults([{ action: 'TagResources', body: JSON.stringify({ FailedResourcesMap: { other: {} } }) }])
    expect(await send(...changes)).toMatchObject({ kind: 'refused', failed: changes })
  })

  it('that is denied names what to allow: the API, or the service behind it', async () => {
    await topic('barred')
    const refused = { code: 'AccessDeniedException', message: 'not authorized to perform: sns:TagResource' }
    await world.cloud.faults([{ action: 'TagResources', status: 400, ...refused }])
    expect(await send(change('barred', 'a', null, '1'))).toMatchObject({
      why: expect.stringMatching(/^allow tag:TagResources to .*AccessDeniedException: not authorized/),
    })
    await world.cloud.faults([
      { action: '(Un)?[Tt]agResources', fail_arns: [arnOf('barred')], status: 403, ...refused },
    ])
    expect(await send(change('barred', 'a', null, '1'))).toMatchObject({
      why: expect.stringMatching(/^allow sns:TagResource to /),
    })
    expect(await send(change('barred', 'a', '1', null))).toMatchObject({
      why: expect.stringMatching(/^allow sns:UntagResource to /),
    })
  })

  it('on an ARN that the API does not take costs the others nothing', async () => {
    await topic('fine', { keep: 'me' })
    const invalid = { action: 'TagResources', status: 400, code: 'InvalidParameterException' }
    await world.cloud.faults([
      { ...invalid, times: 1 },
      { ...invalid, skip: 0, times: 1 },
    ])
    const changes = [change('strange', 'a', null, '1'), change('fine', 'a', null, '1')]
    expect(await send(...changes)).toMatchObject({ kind: 'refused', failed: [changes[0]] })
    expect([await tagsOf('fine'), (await calls()).length]).toEqual([{ keep: 'me', a: '1' }, 3])
  })

  it.each([
    ['is lost', { after: true, drop: true }],
    ['is cut', { truncate: true }],
    ['is a fault inside AWS', { status: 500, code: 'InternalServiceException' }],
    ['does not come', { delay_ms: 900 }],
  ] as const)('is unknown where the answer %s, and sent once', async (_, fault) => {
    await topic('unclear')
    await world.cloud.faults([{ action: 'TagResources', ...fault }])
    expect(await send(change('unclear', 'a', null, '1'))).toMatchObject({ kind: 'unknown' })
    expect(await calls()).toHaveLength(1)
  })

  it('is sent again only where it was throttled', async () => {
    await topic('slow')
    await world.cloud.faults([{ action: 'TagResources', times: 1, status: 400, code: 'ThrottledException' }])
    expect(await send(change('slow', 'a', null, '1'))).toEqual({ kind: 'done' })
    expect(await calls()).toHaveLength(2)
  })
})

describe('the pure half', () => {
  it('knows the permissions of the service behind', () => {
    expect(kindMap.get('rds:db')?.tagging.writes).toEqual([
      'tag:TagResources',
      'tag:UntagResources',
      'rds:AddTagsToResource',
      'rds:RemoveTagsFromResource',
    ])
    expect(kindMap.get('rds:*')?.tagging.writes).toEqual(kindMap.get('rds:db')?.tagging.writes)
    expect(kindMap.get('*:*')?.tagging.writes).toEqual(['tag:TagResources', 'tag:UntagResources'])
    expect(kindMap.get('rds:db')?.reads).toMatchObject({ list: ['tag:GetResources'], again: ['tag:GetResources'] })
  })
})

import { DeleteBucketCommand, GetBucketTaggingCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3'
import { afterEach, describe, expect, it } from '@jest/globals'
import { type Fault, first, type Tags } from '../../emulator/cloud.ts'
import type { AccountId, Json, Many, Region } from '../../src/model/basics.ts'
import type { Change, Member, Sent } from '../../src/model/member.ts'
import type { Gap, Ref, Resource } from '../../src/model/resource.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
// What one test makes is not there for the next.
afterEach(async () => {
  await world.cloud.faults([])
  const s3 = await world.cloud.s3()
  for (const arn of Object.keys(await world.cloud.tags()).filter((one) => one.includes(':s3:::')))
    await s3.send(new DeleteBucketCommand({ Bucket: arn.split(':').at(-1) ?? '' }))
})

const west = { region: 'eu-west-1' }
const denied = { status: 403, code: 'AccessDenied', message: 'no' }
const io = async () => (await import('../../src/resources/s3-bucket/aws.ts')).io
const ref = (id: string, region = 'us-east-1'): Ref => ({
  kind: 's3-bucket',
  account: first as AccountId,
  region: region as Region,
  id,
  arn: `arn:aws:s3:::${id}`,
})

interface Listed {
  /** By name: the region, and the tags or why they are not known. */
  readonly buckets: Readonly<Record<string, readonly [string, Tags | string]>>
  readonly gaps: readonly Gap[]
  readonly count: number
}

async function list(only: readonly Ref[] | 'all' = 'all', regions = ['us-east-1', 'eu-west-1']): Promise<Listed> {
  const [one, ...others] = await Promise.all(regions.map((region) => world.session(first, region)))
  if (one === undefined) throw new Error('no region')
  const found: Resource[] = []
  const gaps: Gap[] = []
  for await (const page of (await io()).source.list([one, ...others], { kinds: ['s3-bucket'], only })) {
    if ('gap' in page) gaps.push(page.gap)
    else if ('resources' in page) found.push(...page.resources)
  }
  const tagsOf = ({ tags }: Resource) => (tags.known ? Object.fromEntries(tags.value) : tags.why)
  const buckets = Object.fromEntries(
    found.map((bucket) => [bucket.ref.id, [bucket.ref.region, tagsOf(bucket)] as const]),
  )
  return { buckets, gaps, count: found.length }
}

/** Calls since the last faults, with the region that each was asked in. */
const called = async (action: string): Promise<readonly string[]> =>
  (await world.cloud.log()).filter((call) => call.action === action).map(({ region }) => region)

const answer = (action: string, inner: string): Fault => ({
  action,
  body: `<${action}Result xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${action}Result>`,
})
const listed = (inner: string, more = ''): Fault => answer('ListBuckets', `<Buckets>${inner}</Buckets>${more}`)
const named = (name: string, region = ''): string => `<Bucket><Name>${name}</Name>${region}</Bucket>`

describe('buckets', () => {
  it('are listed once an account, each once and in its own region, tagged or not', async () => {
    await world.cloud.bucket('east-tagged', { owner: 'a', empty: '' })
    await world.cloud.bucket('east-bare')
    await world.cloud.bucket('west-tagged', { owner: 'b' }, west)
    await world.cloud.bucket('west-bare', {}, west)
    await world.cloud.bucket('far-away', { owner: 'c' }, { region: 'ap-south-1' })
    await world.cloud.faults([])
    expect(await list()).toEqual({
      buckets: {
        'east-tagged': ['us-east-1', { owner: 'a', empty: '' }],
        'east-bare': ['us-east-1', {}],
        'west-tagged': ['eu-west-1', { owner: 'b' }],
        'west-bare': ['eu-west-1', {}],
      },
      gaps: [],
      count: 4,
    })
    expect(await called('ListBuckets')).toEqual(['us-east-1'])
    expect(await called('GetResources')).toEqual(['us-east-1', 'eu-west-1'])
    // Those that the tagging API does not know, and no other.
    expect(await called('GetBucketTagging')).toEqual(['us-east-1', 'eu-west-1'])
    expect(await called('GetBucketLocation')).toEqual([])
  })

  it('are named, placed and said to lie in no VPC', async () => {
    await world.cloud.bucket('named')
    const [one] = await (await io()).read(await world.session(), [ref('named')])
    expect(one?.resource).toEqual({
      known: true,
      value: {
        ref: ref('named'),
        name: { known: true, value: 'named' },
        tags: { known: true, value: new Map() },
        vpc: { known: true, value: null },
        facts: {},
      },
    })
  })

  it('carry tags in full Unicode', async () => {
    const tags = { 'Zuständig für 🌊': 'Größe=1 + 日本語', 'a/b:c_d.e-f@g': '\u0131\u{1F600} é', 'aws-ish': 'x y' }
    await world.cloud.bucket('unicode', tags)
    expect((await list()).buckets['unicode']?.[1]).toEqual(tags)
    expect((await list([ref('unicode')])).buckets['unicode']?.[1]).toEqual(tags)
  })

  it('come in pages, more than a hundred', async () => {
    const names = Array.from({ length: 230 }, (_, n) => `many-${n}`)
    const s3 = await world.cloud.s3()
    for (const name of names) await world.cloud.bucket(name, { n: name })
    await s3.send(new PutBucketTaggingCommand({ Bucket: 'many-0', Tagging: { TagSet: [{ Key: 'n', Value: 'x' }] } }))
    await world.cloud.faults([])
    const { buckets, gaps, count } = await list()
    expect([count, gaps]).toEqual([230, []])
    expect([buckets['many-0'], buckets['many-229']?.[1]]).toEqual([['us-east-1', { n: 'x' }], { n: 'many-229' }])
    // Three pages of what is there; a region without a bucket is not asked.
    expect([await called('GetResources'), await called('GetBucketTagging')]).toEqual([Array(3).fill('us-east-1'), []])
  })

  it('are asked for page by page where S3 has more', async () => {
    const east = '<BucketRegion>us-east-1</BucketRegion>'
    await world.cloud.bucket('page-one', { n: '1' })
    await world.cloud.bucket('page-two', { n: '2' })
    await world.cloud.faults([
      { ...listed(named('page-one', east), '<ContinuationToken>more</ContinuationToken>'), times: 1 },
      { ...listed(named('page-two', east)), times: 1 },
    ])
    expect(Object.keys((await list()).buckets).sort()).toEqual(['page-one', 'page-two'])
    expect(await called('ListBuckets')).toHaveLength(2)
  })

  it('are asked where they lie when the list does not say', async () => {
    await world.cloud.bucket('silent-east', { n: '1' })
    await world.cloud.bucket('silent-west', { n: '2' }, west)
    await world.cloud.faults([listed(['silent-east', 'silent-west', 'gone'].map((name) => named(name)).join(''))])
    expect(await list()).toMatchObject({
      buckets: { 'silent-east': ['us-east-1', { n: '1' }], 'silent-west': ['eu-west-1', { n: '2' }] },
      gaps: [],
      count: 2,
    })
    expect(await called('GetBucketLocation')).toHaveLength(3)
  })

  it('whose region nobody says are a gap wherever they may lie', async () => {
    await world.cloud.bucket('hidden')
    await world.cloud.faults([listed(named('hidden')), { action: 'GetBucketLocation', ...denied }])
    const { count, gaps } = await list()
    expect(count).toBe(0)
    expect(gaps).toMatchObject(
      ['us-east-1', 'eu-west-1'].map((region) => ({
        region,
        id: 'hidden',
        why: 'denied',
        operation: 's3:GetBucketLocation',
      })),
    )
  })

  it('that are chosen by name or ARN are the only ones, and cost no list of tags', async () => {
    for (const name of ['wanted', 'by-arn', 'other']) await world.cloud.bucket(name, { n: name })
    await world.cloud.faults([])
    const { buckets } = await list([{ ...ref('wanted'), arn: '' }, ref('by-arn'), { ...ref('missing'), arn: '' }])
    expect(buckets).toEqual({ wanted: ['us-east-1', { n: 'wanted' }], 'by-arn': ['us-east-1', { n: 'by-arn' }] })
    expect([(await called('GetResources')).length, (await called('GetBucketTagging')).length]).toEqual([0, 2])
    await world.cloud.faults([])
    const others = [`arn:aws:rds:us-east-1:${first}:db:other`, 'arn:aws:s3:::wanted/other']
    await list(others.map((arn) => ({ ...ref('other'), arn })))
    expect(await called('ListBuckets')).toEqual([])
  })
})

describe('what could not be read of buckets', () => {
  it.each([
    ['denied', denied, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['without a list', { body: '<ListAllMyBucketsResult/>' }, 'malformed'],
    ['throttled to the end', { status: 503, code: 'SlowDown' }, 'throttled'],
  ] as const)('a listing that is %s is a gap in each region', async (_, fault, why) => {
    await world.cloud.bucket('unseen', { n: '1' })
    await world.cloud.faults([{ action: 'ListBuckets', ...fault }])
    const { count, gaps } = await list()
    expect(count).toBe(0)
    expect(gaps).toMatchObject(
      ['us-east-1', 'eu-west-1'].map((region) => ({
        region,
        kind: 's3-bucket',
        id: null,
        operation: 's3:ListAllMyBuckets',
        why,
      })),
    )
  })

  it.each([
    ['denied', { status: 400, code: 'AccessDeniedException', message: 'no' }, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['without a list', { body: '{}' }, 'malformed'],
  ] as const)(
    'tags in pages that are %s are a gap of that region, and its buckets are asked one by one',
    async (_, fault, why) => {
      await world.cloud.bucket('asked-alone', { n: '1' })
      await world.cloud.bucket('in-a-page', { n: '2' }, west)
      await world.cloud.faults([{ action: 'GetResources', region: 'us-east-1', ...fault }])
      const { buckets, gaps } = await list()
      expect(buckets).toEqual({ 'asked-alone': ['us-east-1', { n: '1' }], 'in-a-page': ['eu-west-1', { n: '2' }] })
      expect(gaps).toMatchObject([
        { region: 'us-east-1', kind: 's3-bucket', id: null, operation: 'tag:GetResources', why },
      ])
      expect(await called('GetBucketTagging')).toEqual(['us-east-1'])
    },
  )

  it.each([
    ['denied', denied, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['of nothing', { body: '<Other/>' }, 'malformed'],
    ['hanging', { delay_ms: 900 }, 'unreachable'],
    ['throttled to the end', { status: 503, code: 'SlowDown' }, 'throttled'],
  ] as const)('tags whose read is %s are not known, and a gap with the bucket', async (_, fault, why) => {
    await world.cloud.bucket('dark')
    await world.cloud.bucket('light', { n: '1' })
    await world.cloud.faults([{ action: 'GetBucketTagging', ...fault }])
    const { buckets, gaps } = await list()
    expect(buckets).toEqual({ dark: ['us-east-1', why], light: ['us-east-1', { n: '1' }] })
    expect(gaps).toMatchObject([{ region: 'us-east-1', id: 'dark', operation: 's3:GetBucketTagging', why }])
    if (why === 'denied') expect(gaps[0]?.detail).toContain('allow s3:GetBucketTagging to ')
    // To the end once is enough to wait for.
    if (why === 'throttled') return
    const [again] = await (await io()).read(await world.session(), [ref('dark')])
    expect(again?.resource).toEqual({ known: false, why, operation: 's3:GetBucketTagging' })
  })

  it('a bucket that went meanwhile is no gap', async () => {
    await world.cloud.bucket('stays')
    await world.cloud.faults([
      listed(['stays', 'went'].map((name) => named(name, '<BucketRegion>us-east-1</BucketRegion>')).join('')),
    ])
    expect(await list()).toEqual({ buckets: { stays: ['us-east-1', {}] }, gaps: [], count: 1 })
    const fresh = await (await io()).read(await world.session(), [ref('went'), ref('stays')])
    expect(fresh.map(({ resource }) => resource.known && resource.value?.ref.id)).toEqual([undefined, 'stays'])
  })
})

const change = (bucket: string, key: string, before: Json | null, after: Json | null): Change => ({
  on: ref(bucket),
  member: `tag ${key}` as Member,
  before,
  after,
})

async function send(...changes: Many<Change>): Promise<Sent> {
  const api = changes[0].after === null ? 's3:UntagResource' : 's3:TagResource'
  const session = await world.session()
  // Only the call counts: what was read before is the caller's to judge.
  return (await io()).send(session, { api, changes }, {} as Resource<'s3-bucket'>)
}

async function tagsNow(Bucket: string): Promise<Tags | null> {
  try {
    const { TagSet = [] } = await (await world.cloud.s3()).send(new GetBucketTaggingCommand({ Bucket }))
    return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]))
  } catch (error) {
    if ((error as Error).name === 'NoSuchTagSet') return null
    throw error
  }
}

/** An endpoint without S3 Control. */
const notOffered: Fault = { service: 's3-control', status: 405, code: 'MethodNotAllowed' }
const puts = async (): Promise<number> => (await called('PutBucketTagging')).length
const written = (log: readonly { action: string }[]): readonly string[] =>
  log.map(({ action }) => action).filter((action) => /^(Tag|Untag|Put|Delete)/.test(action))

describe('a tag of a bucket is written by key', () => {
  it.each([
    ['as it is', false],
    ['with ABAC', true],
  ])('on a bucket %s, and no other tag is touched', async (_, abac) => {
    await world.cloud.bucket('by-key', { keep: 'me', old: '1' })
    await world.cloud.abac('by-key', abac)
    await world.cloud.faults([])
    const tag = 'Zuständig 🌊/+='
    expect(await send(change('by-key', tag, null, 'é 日本'), change('by-key', 'old', '1', ''))).toEqual({
      kind: 'done',
    })
    expect(await tagsNow('by-key')).toEqual({ keep: 'me', old: '', [tag]: 'é 日本' })
    expect(await send(change('by-key', tag, 'é 日本', null), change('by-key', 'old', '', null))).toEqual({
      kind: 'done',
    })
    expect(await tagsNow('by-key')).toEqual({ keep: 'me' })
    expect(written(await world.cloud.log())).toEqual(['TagResource', 'UntagResource'])
  })

  it.each([
    [
      'denied',
      { status: 403, code: 'AccessDenied', message: 'no' },
      'refused',
      /^allow s3:TagResource to .*AccessDenied/,
    ],
    ['of a bucket that is gone', { status: 404, code: 'NoSuchResource' }, 'refused', /NoSuchResource/],
    ['that is invalid', { status: 400, code: 'InvalidTag' }, 'refused', /InvalidTag/],
    ['whose answer is lost', { after: true, drop: true }, 'unknown', /ECONNRESET|socket/],
    ['that fails inside AWS', { status: 500, code: 'InternalError' }, 'unknown', /InternalError/],
    ['that hangs', { delay_ms: 900 }, 'unknown', /./],
  ] as const)('and a call %s leads to no second way', async (_, fault, kind, why) => {
    await world.cloud.bucket('one-way', { keep: 'me' })
    await world.cloud.faults([{ service: 's3-control', ...fault }])
    const sent = await send(change('one-way', 'owner', null, 'a'))
    expect(sent).toMatchObject({ kind, why: expect.stringMatching(why) })
    expect(written(await world.cloud.log())).toEqual(['TagResource'])
  })

  it('and tried again only where it was throttled', async () => {
    await world.cloud.bucket('slow')
    await world.cloud.faults([{ service: 's3-control', times: 1, status: 503, code: 'SlowDown' }])
    expect(await send(change('slow', 'owner', null, 'a'))).toEqual({ kind: 'done' })
    expect(written(await world.cloud.log())).toEqual(['TagResource', 'TagResource'])
  })
})

describe('where S3 Control is not offered, the whole set is written', () => {
  it.each([
    ['a method that is not allowed', { status: 405, code: 'MethodNotAllowed' }],
    ['a call that nobody wrote', { status: 501, code: 'InternalFailure' }],
    ['a call that is not implemented', { status: 400, code: 'NotImplemented' }],
    ['an unknown operation', { status: 400, code: 'UnknownOperation' }],
    ['an unsupported operation', { status: 400, code: 'UnsupportedOperation' }],
  ] as const)('after %s: only the named keys change', async (name, fault) => {
    const whole = name.replaceAll(' ', '-')
    await world.cloud.bucket(whole, { keep: 'me 🌊', old: '1' })
    await world.cloud.awsTags(`arn:aws:s3:::${whole}`, { 'aws:cloudformation:stack-name': 'web' })
    await world.cloud.faults([{ service: 's3-control', ...fault }])
    const others = { keep: 'me 🌊', 'aws:cloudformation:stack-name': 'web' }
    expect(await send(change(whole, 'old', '1', '2'), change(whole, 'new', null, 'é'))).toEqual({ kind: 'done' })
    expect(await tagsNow(whole)).toEqual({ ...others, old: '2', new: 'é' })
    expect(await send(change(whole, 'old', '2', null), change(whole, 'new', 'é', null))).toEqual({ kind: 'done' })
    expect(await tagsNow(whole)).toEqual(others)
    // What AWS itself wrote stays, as S3 demands, when all else goes.
    expect(await send(change(whole, 'keep', 'me 🌊', null))).toEqual({ kind: 'done' })
    expect(await tagsNow(whole)).toEqual({ 'aws:cloudformation:stack-name': 'web' })
  })

  it('and taken away where nothing is left', async () => {
    await world.cloud.bucket('emptied', { owner: 'a' })
    await world.cloud.faults([notOffered])
    expect(await send(change('emptied', 'owner', 'a', null))).toEqual({ kind: 'done' })
    expect(await tagsNow('emptied')).toBeNull()
    expect(written(await world.cloud.log())).toEqual(['UntagResource', 'DeleteBucketTagging'])
    expect(await send(change('emptied', 'owner', null, 'a'))).toEqual({ kind: 'done' })
    expect(await tagsNow('emptied')).toEqual({ owner: 'a' })
  })

  it('unless it changed meanwhile', async () => {
    await world.cloud.bucket('moved', { owner: 'now', keep: 'me' })
    await world.cloud.faults([notOffered])
    const changes: Many<Change> = [change('moved', 'owner', 'then', 'next'), change('moved', 'team', null, 'x')]
    expect(await send(...changes)).toEqual({
      kind: 'refused',
      why: 'nothing was written: the bucket\'s tags changed since they were read (tag owner is now "now")',
      failed: changes,
    })
    expect(await send(change('moved', 'gone', 'x', null), change('moved', 'lost', 'y', null))).toEqual({ kind: 'done' })
    expect(await send(change('moved', 'lost', 'y', 'z'))).toMatchObject({
      why: expect.stringContaining('is not there)'),
    })
    expect([await puts(), await tagsNow('moved')]).toEqual([0, { owner: 'now', keep: 'me' }])
  })

  it.each([
    ['read', 'GetBucketTagging', denied, 'refused', /^allow s3:GetBucketTagging to /],
    ['read whole', 'GetBucketTagging', { truncate: true }, 'refused', /./],
    ['written', 'PutBucketTagging', denied, 'refused', /^allow s3:PutBucketTagging to .*AccessDenied: no/],
    ['written at once', 'PutBucketTagging', { status: 409, code: 'OperationAborted' }, 'refused', /OperationAborted/],
    ['said to be written', 'PutBucketTagging', { status: 500, code: 'InternalError' }, 'unknown', /InternalError/],
    ['heard to be written', 'PutBucketTagging', { after: true, drop: true }, 'unknown', /./],
  ] as const)('where it cannot be %s, that is the answer', async (_, action, fault, kind, why) => {
    await world.cloud.bucket('answers', { keep: 'me' })
    await world.cloud.faults([notOffered, { action, ...fault }])
    const sent = await send(change('answers', 'owner', null, 'a'))
    expect(sent).toMatchObject({ kind, why: expect.stringMatching(why) })
    expect(await puts()).toBe(action === 'PutBucketTagging' ? 1 : 0)
  })

  it('and the bucket is there', async () => {
    await world.cloud.faults([notOffered])
    const sent = await send(change('nowhere', 'owner', null, 'a'))
    expect(sent).toMatchObject({ kind: 'refused', why: 'the bucket is not there any more' })
  })

  it('with a bucket of ABAC saying what AWS says', async () => {
    await world.cloud.bucket('abac', { keep: 'me' })
    await world.cloud.abac('abac')
    await world.cloud.faults([notOffered])
    const sent = await send(change('abac', 'owner', null, 'a'))
    expect(sent).toMatchObject({ kind: 'refused', why: expect.stringMatching(/ABAC is enabled/) })
  })

  it('and read back: what does not show is unknown', async () => {
    await world.cloud.bucket('lagging', { keep: 'me' })
    const old = `<Tagging><TagSet><Tag><Key>keep</Key><Value>me</Value></Tag></TagSet></Tagging>`
    await world.cloud.faults([notOffered, { action: 'GetBucketTagging', body: old }])
    const sent = await send(change('lagging', 'owner', null, 'a'))
    expect(sent).toEqual({ kind: 'unknown', why: 'the set was written, and reads otherwise: tag owner is not there' })
    await world.cloud.faults([notOffered, { action: 'GetBucketTagging', skip: 1, ...denied }])
    expect(await send(change('lagging', 'team', null, 'b'))).toEqual({ kind: 'done' })
    await world.cloud.faults([])
    expect(await tagsNow('lagging')).toEqual({ keep: 'me', owner: 'a', team: 'b' })
  })
})

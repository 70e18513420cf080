import { type Bucket, bucketPages, regionOf, tagsOfBucket } from '../../aws/buckets.ts'
import { troubleOf } from '../../aws/errors.ts'
import { gapOf } from '../../aws/gap.ts'
import type { Session } from '../../aws/session.ts'
import { taggedPages } from '../../aws/tagged-pages.ts'
import { batches, inParallel } from '../../lib/pool.ts'
import type { Many, Observed } from '../../model/basics.ts'
import type { Fresh, KindIo, Page, Scope, Source } from '../../model/kind.ts'
import type { Ref, Resource } from '../../model/resource.ts'
import { sendBucketTags } from './send.ts'

const kind = 's3-bucket'
const listing = 's3:ListAllMyBuckets'
const tagging = 's3:GetBucketTagging'
/** Buckets that are asked about side by side. */
const atOnce = 10

type Tags = ReadonlyMap<string, string>

const source: Source<Session> = { per: 'account', list }

export const io: KindIo<Session, 's3-bucket'> = { kind, source, read: readAgain, send: sendBucketTags }

/** S3 lists an account's buckets in any region; each is read, and shown, in its own. */
async function* list(sessions: Many<Session>, { only }: Scope): AsyncIterable<Page> {
  const wanted = only === 'all' ? null : namesIn(only)
  if (wanted?.size === 0) return
  const found: Bucket[] = []
  try {
    for await (const page of bucketPages(sessions[0]))
      found.push(...page.filter(({ name }) => wanted === null || wanted.has(name)))
  } catch (error) {
    const trouble = troubleOf(error)
    for (const session of sessions) yield { gap: gapOf(session, trouble, { kind, operation: listing, id: null }) }
  }
  const { regions, gaps } = await located(sessions, found)
  yield* gaps
  for (const session of sessions)
    yield* ofRegion(session, regions.get(session.target.region) ?? [], wanted === null ? 'many' : 'few')
}

/** What may be a bucket's name, of words that may be ids or ARNs of anything. */
const namesIn = (only: readonly Ref[]): ReadonlySet<string> =>
  new Set(only.filter((ref) => ref.kind === kind && /^(arn:[^:]+:s3:::[^/]*)?$/.test(ref.arn)).map(({ id }) => id))

/** Names by region. Where the listing does not say where a bucket lies and nothing else does, it may lie in any. */
async function located(
  sessions: Many<Session>,
  found: readonly Bucket[],
): Promise<{ readonly regions: ReadonlyMap<string, readonly string[]>; readonly gaps: readonly Page[] }> {
  const regions = new Map<string, string[]>()
  const gaps: Page[] = []
  const asked = await inParallel(found, atOnce, async ({ name, region }) => region ?? regionOf(sessions[0], name))
  for (const [index, { name }] of found.entries()) {
    const answer = asked[index]
    if (answer?.kind === 'failed') {
      const at = { kind, operation: 's3:GetBucketLocation', id: name } as const
      gaps.push(...sessions.map((session) => ({ gap: gapOf(session, troubleOf(answer.error), at) })))
    } else if (typeof answer?.value === 'string') {
      const own = regions.get(answer.value)
      if (own === undefined) regions.set(answer.value, [name])
      else own.push(name)
    }
  }
  return { regions, gaps }
}

/** The buckets of one region: tags as the tagging API has them, and bucket by bucket where it does not know one. */
async function* ofRegion(session: Session, names: readonly string[], much: 'many' | 'few'): AsyncIterable<Page> {
  const open = new Set(names)
  if (open.size === 0) return
  try {
    // A few that were asked for by name cost less one by one.
    for await (const page of much === 'few' ? [] : taggedPages(session, ['s3'])) {
      const resources: Resource[] = []
      for (const { arn, tags } of page) {
        const name = /^arn:[^:]+:s3:::([^/]+)$/.exec(arn)?.[1]
        // Other regions' buckets are for their own answer, and nothing is counted twice.
        if (name !== undefined && open.delete(name))
          resources.push(bucketOf(session, name, { known: true, value: tags }))
      }
      if (resources.length > 0) yield { resources }
    }
  } catch (error) {
    yield { gap: gapOf(session, troubleOf(error), { kind, operation: 'tag:GetResources', id: null }) }
  }
  for (const batch of batches([...open], 100)) yield* oneByOne(session, batch)
}

async function* oneByOne(session: Session, names: readonly string[]): AsyncIterable<Page> {
  const answers = await inParallel(names, atOnce, (name) => tagsOfBucket(session, name))
  const resources: Resource[] = []
  const gaps: Page[] = []
  for (const [index, id] of names.entries()) {
    const answer = answers[index]
    if (answer?.kind === 'failed') {
      const trouble = troubleOf(answer.error)
      resources.push(bucketOf(session, id, { known: false, why: trouble.why, operation: tagging }))
      gaps.push({ gap: gapOf(session, trouble, { kind, operation: tagging, id }) })
      // null: deleted since it was listed.
    } else if (answer?.value) resources.push(bucketOf(session, id, { known: true, value: answer.value }))
  }
  yield { resources }
  yield* gaps
}

function bucketOf({ target, partition }: Session, id: string, tags: Observed<Tags>): Resource {
  const { account, region } = target
  const bucket: Resource<typeof kind> = {
    ref: { kind, account, region, id, arn: `arn:${partition}:s3:::${id}` },
    name: { known: true, value: id },
    tags,
    vpc: { known: true, value: null },
    facts: {},
  }
  // A page holds resources of any kind.
  return bucket as unknown as Resource
}

async function readAgain(session: Session, refs: readonly Ref[]): Promise<readonly Fresh<typeof kind>[]> {
  const answers = await inParallel(refs, atOnce, ({ id }) => tagsOfBucket(session, id))
  return refs.map((ref, index) => ({ ref, resource: freshOf(session, ref, answers[index]) }))
}

function freshOf(
  session: Session,
  { id }: Ref,
  answer: Awaited<ReturnType<typeof inParallel<Ref, Tags | null>>>[number] | undefined,
): Fresh<typeof kind>['resource'] {
  if (answer?.kind !== 'done') return { known: false, why: troubleOf(answer?.error).why, operation: tagging }
  if (answer.value === null) return { known: true, value: null }
  const bucket = bucketOf(session, id, { known: true, value: answer.value })
  return { known: true, value: bucket as unknown as Resource<typeof kind> }
}

import { DeleteBucketTaggingCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3'
import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-s3-control'
import { owned, tagsOfBucket } from '../../aws/buckets.ts'
import { inTime } from '../../aws/clients.ts'
import { troubleOf } from '../../aws/errors.ts'
import { refusedBy } from '../../aws/gap.ts'
import { isNotOffered } from '../../aws/not-offered.ts'
import { sendOnce } from '../../aws/send.ts'
import type { Session } from '../../aws/session.ts'
import type { Call, Change, Sent } from '../../model/member.ts'
import { tagKey } from '../../tagging/members.ts'

type Tags = ReadonlyMap<string, string>

/**
 * By key through S3 Control, which buckets with ABAC take alone. Some partitions and endpoints do not offer it: there, and
 * only there, the whole set is written. An answer that was lost or refused leads to no second way.
 */
export function sendBucketTags(session: Session, call: Call): Promise<Sent> {
  return sendOnce(session, call, async () => {
    try {
      await sendByKey(session, call)
      return { kind: 'done' }
    } catch (error) {
      if (!isNotOffered(error)) throw error
      return sendWholeSet(session, call)
    }
  })
}

async function sendByKey(session: Session, { api, changes }: Call): Promise<void> {
  const client = await session.s3ControlOnce()
  const at = { AccountId: session.target.account, ResourceArn: changes[0].on.arn }
  const pairs = changes.flatMap(({ member, after }) => {
    const key = tagKey(member)
    return key === null ? [] : [{ Key: key, Value: typeof after === 'string' ? after : '' }]
  })
  if (api === 's3:TagResource') await client.send(new TagResourceCommand({ ...at, Tags: pairs }), inTime())
  else await client.send(new UntagResourceCommand({ ...at, TagKeys: pairs.map(({ Key }) => Key) }), inTime())
}

/** The set as it is, with the call's own keys changed in it and all others, AWS's too, as they were: S3 refuses a set without `aws:` tags that are there. */
async function sendWholeSet(session: Session, call: Call): Promise<Sent> {
  // Both PutBucketTagging and DeleteBucketTagging are this permission.
  const own: Call = { ...call, api: 's3:PutBucketTagging' }
  const there = await setThere(session, call)
  if ('kind' in there) return there
  const wanted = merged(there.tags, call.changes)
  if (call.changes.every((change) => shows(there.tags, change))) return { kind: 'done' }
  return sendOnce(session, own, async () => {
    await write(session, call.changes[0].on.id, wanted)
    return asRead(session, call)
  })
}

/** What the set is before it is written; an answer instead where nothing may be written. */
async function setThere(session: Session, call: Call): Promise<{ readonly tags: Tags } | Sent> {
  try {
    const tags = await tagsOfBucket(session, call.changes[0].on.id)
    if (tags === null) return { kind: 'refused', why: 'the bucket is not there any more', failed: call.changes }
    const changed = call.changes.filter((change) => !shows(tags, change) && valueIn(tags, change) !== change.before)
    if (changed.length === 0) return { tags }
    const why = `nothing was written: the bucket's tags changed since they were read (${changed.map((change) => said(tags, change)).join('; ')})`
    return { kind: 'refused', why, failed: call.changes }
  } catch (error) {
    return refusedBy(session, { ...call, api: 's3:GetBucketTagging' }, troubleOf(error))
  }
}

const valueIn = (tags: Tags, { member }: Change): string | null => tags.get(tagKey(member) ?? '') ?? null
const shows = (tags: Tags, change: Change): boolean => valueIn(tags, change) === change.after

function said(tags: Tags, change: Change): string {
  const now = valueIn(tags, change)
  return `${change.member} is ${now === null ? 'not there' : `now ${JSON.stringify(now)}`}`
}

function merged(tags: Tags, changes: readonly Change[]): Tags {
  const set = new Map(tags)
  for (const { member, after } of changes) {
    const key = tagKey(member) ?? ''
    if (typeof after === 'string') set.set(key, after)
    else set.delete(key)
  }
  return set
}

/** S3 documents no empty set: what is left without tags has its set taken away. */
async function write(session: Session, bucket: string, tags: Tags): Promise<void> {
  const client = await session.s3Once()
  const TagSet = [...tags].map(([Key, Value]) => ({ Key, Value }))
  if (TagSet.length === 0) await client.send(new DeleteBucketTaggingCommand(owned(session, bucket)), inTime())
  else await client.send(new PutBucketTaggingCommand({ ...owned(session, bucket), Tagging: { TagSet } }), inTime())
}

/**
 * Whoever wrote the set at the same time may have written over ours, and settings of buckets show only after a while: what
 * does not show is unknown, and read again by whoever asked for the call.
 */
async function asRead(session: Session, call: Call): Promise<Sent> {
  const tags = await tagsOfBucket(session, call.changes[0].on.id).catch(() => undefined)
  // S3 has answered that it is written; a read that fails does not make that unclear.
  if (tags === undefined) return { kind: 'done' }
  const missing = tags === null ? call.changes : call.changes.filter((change) => !shows(tags, change))
  if (missing.length === 0) return { kind: 'done' }
  const now = missing.map((change) => said(tags ?? new Map(), change)).join('; ')
  return { kind: 'unknown', why: `the set was written, and reads otherwise: ${now}` }
}

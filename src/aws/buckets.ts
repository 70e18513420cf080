import { GetBucketLocationCommand, GetBucketTaggingCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { ownText } from '../lib/own-text.ts'
import { inTime } from './clients.ts'
import { troubleOf } from './errors.ts'
import { malformedAnswer } from './gap.ts'
import { tagMap } from './live-tags.ts'
import type { Session } from './session.ts'

export interface Bucket {
  readonly name: string
  /** null: the endpoint does not say. */
  readonly region: string | null
}

/** As many as S3 lists in a page. That a page is asked for makes AWS name each bucket's region. */
const aPage = 10_000

/** All buckets of the session's account, in whatever region, page by page. */
export async function* bucketPages(session: Session): AsyncIterable<readonly Bucket[]> {
  const client = await session.s3()
  let token: string | undefined
  do {
    const input = { MaxBuckets: aPage, ...(token === undefined ? {} : { ContinuationToken: token }) }
    const { Buckets, ContinuationToken } = await client.send(new ListBucketsCommand(input), inTime())
    if (Buckets === undefined) throw malformedAnswer('no list in the answer to s3:ListBuckets')
    yield Buckets.map(({ Name, BucketRegion }) => {
      if (Name === undefined) throw malformedAnswer('a bucket without its name in the answer to s3:ListBuckets')
      return { name: ownText(Name), region: BucketRegion === undefined ? null : ownText(BucketRegion) }
    })
    token = ContinuationToken === '' ? undefined : ContinuationToken
  } while (token !== undefined)
}

/** The region of a bucket; null: it is gone. */
export const regionOf = (session: Session, bucket: string): Promise<string | null> =>
  unlessGone(async () => {
    const client = await session.s3()
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand(owned(session, bucket)), inTime())
    const location: string = LocationConstraint ?? ''
    // Names from before there were regions.
    if (location === '') return 'us-east-1'
    return location === 'EU' ? 'eu-west-1' : location
  })

/** The tags of a bucket; null: it is gone. */
export const tagsOfBucket = (session: Session, bucket: string): Promise<ReadonlyMap<string, string> | null> =>
  unlessGone(async () => {
    const client = await session.s3()
    try {
      const { TagSet } = await client.send(new GetBucketTaggingCommand(owned(session, bucket)), inTime())
      if (TagSet === undefined) throw malformedAnswer('no tags in the answer to s3:GetBucketTagging')
      return tagMap(TagSet)
    } catch (error) {
      if (troubleOf(error).code === 'NoSuchTagSet') return new Map()
      throw error
    }
  })

/** A name that was given up may be another account's by now: S3 then refuses. */
export const owned = ({ target }: Session, Bucket: string) => ({ Bucket, ExpectedBucketOwner: target.account })

async function unlessGone<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (troubleOf(error).code === 'NoSuchBucket') return null
    throw error
  }
}

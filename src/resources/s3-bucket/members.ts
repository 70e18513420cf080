import { consoleHost } from '../../lib/console.ts'
import type { KindLogic } from '../../model/kind.ts'
import { plainKind } from '../../tagging/kind.ts'
import { bucketTags } from '../../tagging/style.ts'

const list = ['s3:ListAllMyBuckets', 'tag:GetResources', 's3:GetBucketTagging'] as const

export const logic: KindLogic<'s3-bucket'> = {
  ...plainKind<'s3-bucket'>(
    {
      kind: 's3-bucket',
      awsName: 's3:bucket',
      lists: true,
      reads: list,
      consoleLink: (ref) => `https://${consoleHost(ref)}/s3/buckets/${ref.id}?region=${ref.region}&tab=properties`,
    },
    bucketTags,
  ),
  reads: { list, detail: [], again: ['s3:GetBucketTagging'] },
}

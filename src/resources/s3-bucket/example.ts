import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleBucket = (tags: Readonly<Record<string, string>> = {}): Resource<'s3-bucket'> => ({
  ...exampleOf('s3-bucket', 's3', 'example-logs', tags),
  facts: {},
})

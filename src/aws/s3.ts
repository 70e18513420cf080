import { S3Client } from '@aws-sdk/client-s3'

/** The client of S3, in a chunk of its own. Buckets in the path at an endpoint that is not AWS's: names of hosts end there. */
export const s3Client = (config: NonNullable<ConstructorParameters<typeof S3Client>[0]>): S3Client =>
  new S3Client({ ...config, ...(endpointOf() === undefined ? {} : { forcePathStyle: true }) })

const endpointOf = (): string | undefined =>
  process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL'] || undefined

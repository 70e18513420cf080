import { S3ControlClient } from '@aws-sdk/client-s3-control'

/**
 * The client of S3 Control, in a chunk of its own. It puts the account before the host of every endpoint, which names of
 * AWS's hosts allow and an endpoint at an address does not: one that is given is taken as it is.
 */
export function s3ControlClient(
  config: NonNullable<ConstructorParameters<typeof S3ControlClient>[0]>,
): S3ControlClient {
  const given = process.env['AWS_ENDPOINT_URL_S3_CONTROL'] || process.env['AWS_ENDPOINT_URL']
  if (!given) return new S3ControlClient(config)
  const url = new URL(given)
  return new S3ControlClient({ ...config, endpointProvider: () => ({ url }) })
}

import { IAMClient } from '@aws-sdk/client-iam'

/** The client of IAM, in a chunk of its own. */
export const iamClient = (config: NonNullable<ConstructorParameters<typeof IAMClient>[0]>): IAMClient =>
  new IAMClient(config)

import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts'

/** The STS client and its commands, in a chunk of its own. */
export const stsClientOf = (config: NonNullable<ConstructorParameters<typeof STSClient>[0]>): STSClient =>
  new STSClient(config)

export type { STSClient }
export { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand }

import type { STSClient } from '@aws-sdk/client-sts'
import { roleAdvice, tokenAdvice } from './advice.ts'
import { inTime } from './clients.ts'
import { isTransient, type Trouble, troubleOf } from './errors.ts'
import type { Tokens } from './token.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Why no session was opened: in words that say what to do, with AWS's own words behind them. */
export class SessionError extends Error {
  readonly trouble: Trouble | null
  constructor(message: string, trouble: Trouble | null = null) {
    super(message)
    this.name = 'SessionError'
    this.trouble = trouble
  }
}

const attempts = 4
const pause = (attempt: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt))

export interface WebIdentity {
  readonly role: string
  readonly region: string
  readonly sessionName: string
  readonly audience: string
  readonly tokens: Tokens
}

/** OIDC token → credentials. Only what is transient is tried again, each time with a new token. */
export async function assumeWithToken(sts: STSClient, identity: WebIdentity): Promise<Credentials> {
  const { AssumeRoleWithWebIdentityCommand } = await import('./sts.ts')
  for (let attempt = 0; ; attempt++) {
    const token = await identity.tokens.get(identity.audience)
    try {
      const { Credentials: issued } = await sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: identity.role,
          RoleSessionName: identity.sessionName,
          WebIdentityToken: token,
        }),
        inTime(),
      )
      return credentialsOf(issued)
    } catch (error) {
      const trouble = troubleOf(error)
      const retry = isTransient(trouble) || passes(trouble)
      if (!retry || attempt + 1 >= attempts) throw new SessionError(tokenAdvice(trouble, identity, token), trouble)
      identity.tokens.renew()
      await pause(attempt)
    }
  }
}

/** STS fetches GitHub's keys itself, and calls it an invalid token when that fails now and then. */
const passes = ({ code, message }: Trouble): boolean =>
  /^(IDPCommunicationError|ExpiredTokenException)/.test(code) || /retrieve verification key/i.test(message)

export interface ChainedRole {
  readonly role: string
  readonly region: string
  readonly sessionName: string
  readonly externalId: string | null
  /** ARN of the role whose credentials ask; null: the environment's own. */
  readonly from: string | null
}

/** Credentials → credentials of another role (a hub's member, or from the environment's own). */
export async function assumeRole(sts: STSClient, wanted: ChainedRole): Promise<Credentials> {
  const { AssumeRoleCommand } = await import('./sts.ts')
  for (let attempt = 0; ; attempt++) {
    try {
      const { Credentials: issued } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: wanted.role,
          RoleSessionName: wanted.sessionName,
          ...(wanted.externalId === null ? {} : { ExternalId: wanted.externalId }),
        }),
        inTime(),
      )
      return credentialsOf(issued)
    } catch (error) {
      const trouble = troubleOf(error)
      if (!isTransient(trouble) || attempt + 1 >= attempts) {
        throw new SessionError(roleAdvice(trouble, wanted), trouble)
      }
      await pause(attempt)
    }
  }
}

interface Issued {
  readonly AccessKeyId?: string | undefined
  readonly SecretAccessKey?: string | undefined
  readonly SessionToken?: string | undefined
  readonly Expiration?: Date | undefined
}

function credentialsOf(issued: Issued | undefined): Credentials {
  if (issued?.AccessKeyId === undefined || issued.SecretAccessKey === undefined || issued.SessionToken === undefined) {
    throw new SessionError('STS answered without credentials')
  }
  return {
    accessKeyId: issued.AccessKeyId,
    secretAccessKey: issued.SecretAccessKey,
    sessionToken: issued.SessionToken,
    ...(issued.Expiration === undefined ? {} : { expiration: issued.Expiration }),
  }
}

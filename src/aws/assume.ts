import type { STSClient } from '@aws-sdk/client-sts'
import { inTime } from './clients.ts'
import { isTransient, type Trouble, troubleOf } from './errors.ts'
import { claimsOf, type Tokens } from './token.ts'

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
      if (!retry || attempt + 1 >= attempts) throw new SessionError(explain(trouble, identity, token), trouble)
      identity.tokens.renew()
      await pause(attempt)
    }
  }
}

/** STS fetches GitHub's keys itself, and calls it an invalid token when that fails now and then. */
const passes = ({ code, message }: Trouble): boolean =>
  /^(IDPCommunicationError|ExpiredTokenException)/.test(code) || /retrieve verification key/i.test(message)

/** Credentials → credentials of another role (a hub's member, or from the environment's own). */
export async function assumeRole(
  sts: STSClient,
  wanted: { readonly role: string; readonly sessionName: string; readonly externalId: string | null },
): Promise<Credentials> {
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
        const hint = `sts:AssumeRole of ${wanted.role} was refused: the role does not exist, its trust policy does not name these credentials, or they may not call sts:AssumeRole`
        throw new SessionError(
          `${isTransient(trouble) ? `STS did not answer for ${wanted.role}` : hint} (${trouble.code}: ${trouble.message})`,
          trouble,
        )
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

/** What people meet in their first hour, each with its next step. */
function explain(trouble: Trouble, { role, audience }: WebIdentity, token: string): string {
  const { sub, aud } = claimsOf(token)
  const said = `(${trouble.code}: ${trouble.message})`
  const who = `the token's subject is ${sub ?? 'missing'}, its audience ${aud ?? audience}`
  if (/No OpenIDConnect provider/i.test(trouble.message)) {
    return `the account of ${role} has no OIDC provider for token.actions.githubusercontent.com: create it, with audience ${audience} ${said}`
  }
  if (/audience/i.test(trouble.message)) {
    return `the OIDC provider in the account of ${role} does not take audience ${aud ?? audience}: add it to the provider, or set the input audience ${said}`
  }
  if (/^ExpiredToken/.test(trouble.code))
    return `the OIDC token has expired before STS saw it: check the runner's clock ${said}`
  if (/^RegionDisabled/.test(trouble.code))
    return `the region is not enabled in the account of ${role}: enable it, or leave it out of the target's regions ${said}`
  if (trouble.why === 'denied') {
    return `${role} does not exist, or its trust policy does not accept this run: ${who}. The condition on token.actions.githubusercontent.com:sub must match that subject; repositories made since July 2026 have the form repo:OWNER@ID/NAME@ID:…, older ones repo:OWNER/NAME:… ${said}`
  }
  return `STS did not give credentials for ${role} ${said}`
}

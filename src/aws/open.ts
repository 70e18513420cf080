import { inParallel } from '../lib/pool.ts'
import type { AccountId, Region } from '../model/basics.ts'
import type { TargetSpec } from '../model/policy.ts'
import type { Target } from '../model/resource.ts'
import { accountOf, identityAdvice, refusalAdvice } from './advice.ts'
import { assumeRole, assumeWithToken, type Credentials, SessionError } from './assume.ts'
import { type Counter, counted, inTime, reading, sendingOnce } from './clients.ts'
import { troubleOf } from './errors.ts'
import { audienceOf, homeRegion, type Partition, partitionOf } from './partition.ts'
import type { Session } from './session.ts'
import { type Provider, sessionOf } from './session-clients.ts'
import type { Tokens } from './token.ts'

export interface OpenOptions {
  /** Which of a target's roles. */
  readonly role: 'read' | 'write' | 'check'
  /** null: the run has no OIDC token. */
  readonly tokens: Tokens | null
  /** null: by partition. */
  readonly audience: string | null
  /** 2 to 64 of `[\w+=,.@-]`. */
  readonly sessionName: string
  readonly env: NodeJS.ProcessEnv
  readonly counter: Counter
  readonly mask: (secret: string) => void
  /** Accounts that the run is narrowed to; null: all. */
  readonly only: (target: { readonly account: AccountId; readonly region: Region | null }) => boolean
}

export type Opened =
  | { readonly kind: 'open'; readonly target: Target; readonly session: Session }
  /** `account` and `region` as far as known. */
  | { readonly kind: 'failed'; readonly target: Target; readonly reason: string }

/** Opens every target, side by side. One that fails says why and stops no other. */
export async function openSessions(specs: readonly TargetSpec[], options: OpenOptions): Promise<readonly Opened[]> {
  const parts = await inParallel(specs, 16, (spec) => openSpec(spec, options))
  const opened = parts.flatMap((part, index): readonly Opened[] => {
    if (part.kind === 'done') return part.value
    const spec = specs[index]
    return spec === undefined ? [] : [failed({ spec, region: null, error: part.error }, options)]
  })
  const seen = new Set<string>()
  return opened.filter(({ target }) => {
    const key = `${target.account}/${target.region}`
    return !seen.has(key) && seen.add(key)
  })
}

async function openSpec(spec: TargetSpec, options: OpenOptions): Promise<readonly Opened[]> {
  if (spec.account !== null && !options.only({ account: spec.account, region: null })) return []
  const regions = spec.regions.kind === 'these' ? spec.regions.regions : await enabledRegions(spec, options)
  const parts = await inParallel(regions, 8, (region) => openTarget(spec, region, options))
  return parts
    .map((part, index): Opened => {
      if (part.kind === 'failed') return failed({ spec, region: regions[index] ?? null, error: part.error }, options)
      return { kind: 'open', target: part.value.target, session: part.value }
    })
    .filter(({ target }) => options.only(target))
}

interface Failure {
  readonly spec: TargetSpec
  /** null: all of the target's. */
  readonly region: Region | null
  readonly error: unknown
}

/** Whatever went wrong, the reason names the target, its account, the region and the role. */
function failed({ spec, region, error }: Failure, { role }: OpenOptions): Opened {
  const own = spec.roles[role]
  const account = spec.account ?? accountOf(own ?? '') ?? 'unknown'
  const target: Target = { account: account as AccountId, name: spec.name, region: region ?? ('all' as Region) }
  const trouble = troubleOf(error)
  const why = error instanceof SessionError ? error.message : `${trouble.code}: ${trouble.message}`
  const place = `${spec.name ?? 'target'} (account ${account}, ${region === null ? 'all regions' : `region ${region}`}, ${own ?? "the environment's credentials"})`
  return { kind: 'failed', target, reason: `${place}: ${why}` }
}

/** The regions that the account has enabled, less those that the policy takes out. */
async function enabledRegions(spec: TargetSpec, options: OpenOptions): Promise<readonly Region[]> {
  const role = spec.roles[options.role]
  const { AWS_REGION, AWS_DEFAULT_REGION } = options.env
  const home = homeRegion(partitionOf(role ?? (AWS_REGION || AWS_DEFAULT_REGION || '')))
  const session = await openTarget(spec, home as Region, options)
  const { enabledRegionNames } = await import('./ec2.ts')
  const names = await enabledRegionNames(await session.ec2()).catch((error: unknown) => {
    const trouble = troubleOf(error)
    const asked = { action: 'ec2:DescribeRegions', who: role ?? "the environment's credentials", region: home }
    const known = refusalAdvice(trouble, { ...asked, fresh: role !== null }) ?? 'the role needs it for regions: all'
    throw new SessionError(
      `ec2:DescribeRegions: ${trouble.why}: ${known} (${trouble.code}: ${trouble.message})`,
      trouble,
    )
  })
  if (names === null) throw new SessionError('ec2:DescribeRegions answered without regions')
  const except = new Set<string>(spec.regions.kind === 'enabled' ? spec.regions.except : [])
  return names
    .filter((name) => !except.has(name))
    .map((name) => name as Region)
    .sort()
}

async function openTarget(spec: TargetSpec, region: Region, options: OpenOptions): Promise<Session> {
  const role = roleOf(spec, options)
  const partition = partitionOf(role ?? region)
  const credentials = await credentialsFor(spec, { role, region, partition }, options)
  const provider = renewing(credentials, options.mask)
  const account = await identify({ role, region }, provider, options)
  if (spec.account !== null && account.account !== spec.account) {
    throw new SessionError(
      `the credentials are of account ${account.account} (${account.arn}), and the policy says ${spec.account}: nothing was asked of it. Name a role of account ${spec.account} for the target, or correct its account`,
    )
  }
  const own = { role, partition, provider, caller: account.arn }
  return sessionOf({ account: account.account, name: spec.name, region }, own, options)
}

/** The role that the mode takes; its account stands for `{account}` already. */
function roleOf(spec: TargetSpec, { role }: OpenOptions): string | null {
  const own = spec.roles[role]
  if (own === null && (spec.roles.read !== null || spec.roles.write !== null)) {
    throw new SessionError(
      `the policy gives target ${spec.name ?? spec.account ?? ''} no ${role} role: add roles.${role}`,
    )
  }
  return own
}

/** A hub reads or writes for many accounts: what pull requests may ask leads through none. */
function hubOf({ via }: TargetSpec, { role }: OpenOptions): string | null {
  if (via === null || role === 'check') return null
  return role === 'write' ? via.write : via.read
}

interface Wanted {
  readonly role: string | null
  readonly region: Region
  readonly partition: Partition
}

async function credentialsFor(spec: TargetSpec, wanted: Wanted, options: OpenOptions): Promise<Provider> {
  const { role, region, partition } = wanted
  if (options.tokens === null || role === null) return fromEnvironment(spec, wanted, options)
  const { tokens, sessionName } = options
  const audience = options.audience ?? audienceOf(partition)
  const hub = hubOf(spec, options)
  const first = hub ?? role
  const entered: Provider = async () =>
    assumeWithToken(await stsClient(region, null, options), { role: first, region, sessionName, audience, tokens })
  return hub === null
    ? entered
    : async () =>
        assumeRole(await stsClient(region, entered, options), {
          role,
          region,
          sessionName,
          externalId: spec.via?.externalId ?? null,
          from: hub,
        })
}

/** As they are where they already are the role, or where no role is named; else to assume the role with. */
async function fromEnvironment(spec: TargetSpec, { role, region }: Wanted, options: OpenOptions): Promise<Provider> {
  const own = await environmentProvider(options, role)
  if (role === null) return own
  const { arn } = await identify({ role: null, region }, own, options)
  if (isSessionOf(arn, role)) return own
  const externalId = spec.via?.externalId ?? null
  const hub = hubOf(spec, options)
  const { sessionName } = options
  const at = { region, sessionName }
  const entered: Provider =
    hub === null || isSessionOf(arn, hub)
      ? own
      : async () =>
          assumeRole(await stsClient(region, own, options), { ...at, role: hub, externalId: null, from: null })
  return async () => assumeRole(await stsClient(region, entered, options), { ...at, role, externalId, from: hub })
}

/** `arn:aws:sts::1:assumed-role/NAME/SESSION` is a session of `arn:aws:iam::1:role/PATH/NAME`. */
export function isSessionOf(session: string, role: string): boolean {
  const [, account, name] = /^arn:[^:]+:sts::(\d+):assumed-role\/([^/]+)\//.exec(session) ?? []
  const [, ownAccount, path] = /^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(role) ?? []
  return account !== undefined && account === ownAccount && name === path?.split('/').at(-1)
}

/** Keys that stand in the environment, as every AWS tool reads them before it looks anywhere else. */
function keysIn(env: NodeJS.ProcessEnv): Credentials | null {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env
  if (!accessKeyId || !secretAccessKey || env['AWS_PROFILE']) return null
  return sessionToken ? { accessKeyId, secretAccessKey, sessionToken } : { accessKeyId, secretAccessKey }
}

/** In a workflow a runner's instance role is whoever owns the runner: never taken, unless the environment names it. */
async function environmentProvider({ env, tokens }: OpenOptions, role: string | null): Promise<Provider> {
  if (env['GITHUB_ACTIONS'] === 'true') {
    // The end of the SDK's chain, which it reaches when what the environment names is not there,
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true'
    // and what a profile with credential_source asks, disabled or not: a name that leads nowhere.
    process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = 'http://instance-role-is-never-used.invalid'
    delete process.env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI']
    delete process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI']
    if (!env['AWS_ACCESS_KEY_ID'] && !env['AWS_PROFILE'] && !env['AWS_WEB_IDENTITY_TOKEN_FILE']) {
      const missing = tokens === null ? 'give the job `permissions: id-token: write`' : 'name a role for the target'
      throw new SessionError(
        `no credentials: the job has ${tokens === null ? 'no OIDC token' : 'an OIDC token but no role to assume'}, and the environment holds none${role === null ? '' : ` to assume ${role} with`}: ${missing}. A runner's instance role is never used`,
      )
    }
  }
  const keys = keysIn(env)
  if (keys !== null) return async () => keys
  // The SDK's chain (profiles, SSO, containers) is large: loaded only where no plain keys are there.
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
  return defaultProvider()
}

/** Holds credentials until five minutes before their end; a long run assumes its role again. */
function renewing(provider: Provider, mask: (secret: string) => void): Provider {
  let held: Promise<Credentials> | null = null
  const fetch = async (): Promise<Credentials> => {
    const credentials = await provider()
    mask(credentials.secretAccessKey)
    if (credentials.sessionToken !== undefined) mask(credentials.sessionToken)
    return credentials
  }
  return async () => {
    const known = await held?.catch(() => null)
    if (known && (known.expiration === undefined || known.expiration.getTime() - Date.now() > 300_000)) return known
    held = fetch()
    return held
  }
}

async function stsClient(region: Region, provider: Provider | null, { counter }: OpenOptions) {
  const { stsClientOf } = await import('./sts.ts')
  const config = provider === null ? sendingOnce() : reading()
  return counted(
    stsClientOf({ ...config, region, ...(provider === null ? {} : { credentials: provider }) }),
    'sts',
    counter,
  )
}

interface Identity {
  readonly account: AccountId
  readonly arn: string
}

/** Whose keys these are, as AWS says it. `role`: the one that they are thought to be a session of; null: nobody said. */
async function identify(
  { role, region }: Pick<Wanted, 'role' | 'region'>,
  provider: Provider,
  options: OpenOptions,
): Promise<Identity> {
  const { GetCallerIdentityCommand } = await import('./sts.ts')
  const sts = await stsClient(region, provider, options)
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}), inTime()).catch((error: unknown) => {
    if (error instanceof SessionError) throw error
    const trouble = troubleOf(error)
    throw new SessionError(identityAdvice(trouble, role, region), trouble)
  })
  if (Account === undefined || Arn === undefined)
    throw new SessionError('sts:GetCallerIdentity answered without an account')
  return { account: Account as AccountId, arn: Arn }
}

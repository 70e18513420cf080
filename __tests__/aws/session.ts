import { afterAll, beforeAll } from '@jest/globals'
import { type Cloud, first, keysFor, second, startCloud } from '../../emulator/cloud.ts'
import type { OpenOptions } from '../../src/aws/open.ts'
import type { Session } from '../../src/aws/session.ts'
import type { AccountId, Region } from '../../src/model/basics.ts'
import type { TargetSpec } from '../../src/model/policy.ts'

/** A target of the policy file: no roles and one region, unless said otherwise. */
export const spec = (more: Partial<TargetSpec> = {}): TargetSpec => ({
  account: first as AccountId,
  name: null,
  regions: { kind: 'these', regions: ['us-east-1' as Region] },
  roles: { read: null, write: null, check: null },
  via: null,
  ...more,
})

export const roles = (account: string): TargetSpec['roles'] => ({
  read: `arn:aws:iam::${account}:role/holdfast-read`,
  write: `arn:aws:iam::${account}:role/holdfast-write`,
  check: null,
})

export interface AwsWorld {
  readonly cloud: Cloud
  /** Requests that left, by call. */
  readonly calls: ReadonlyMap<string, number>
  readonly masked: readonly string[]
  /** The environment as `aws configure export-credentials` would fill it, of either account. */
  environment(account?: string): NodeJS.ProcessEnv
  /** What openSessions is given: no token, and the keys of the first account in the environment. */
  options(more?: Partial<OpenOptions>): OpenOptions
  session(account?: string, region?: string): Promise<Session>
}

const timeout = 'HOLDFAST_REQUEST_TIMEOUT_MS'

/** The adapters themselves against an account of their own. Requests that hang are given up after `patience` milliseconds. */
export function awsWorld(patience = 20_000): AwsWorld {
  let cloud: Cloud | null = null
  const calls = new Map<string, number>()
  const masked: string[] = []
  const environments = new Map<string, NodeJS.ProcessEnv>()
  beforeAll(async () => {
    cloud = await startCloud()
    process.env['AWS_ENDPOINT_URL'] = cloud.url
    process.env[timeout] = String(patience)
    // Fetched before any test counts calls.
    for (const account of [first, second]) environments.set(account, await environment(cloud.url, account))
  })
  afterAll(async () => {
    await cloud?.stop()
    delete process.env['AWS_ENDPOINT_URL']
    delete process.env[timeout]
  })
  const there = (): Cloud => {
    if (cloud === null) throw new Error('asked for before the block began')
    return cloud
  }
  const environmentOf = (account = first): NodeJS.ProcessEnv => environments.get(account) ?? {}
  const options = (more: Partial<OpenOptions> = {}): OpenOptions => ({
    role: 'read',
    tokens: null,
    audience: null,
    sessionName: 'holdfast-42-1',
    env: environmentOf(),
    counter: { count: (call) => calls.set(call, (calls.get(call) ?? 0) + 1) },
    mask: (secret) => masked.push(secret),
    only: () => true,
    ...more,
  })
  return {
    get cloud() {
      return there()
    },
    calls,
    masked,
    environment: environmentOf,
    options,
    async session(account = first, region = 'us-east-1') {
      // Loaded here: the time-out is read when the clients are loaded.
      const { openSessions } = await import('../../src/aws/open.ts')
      const regions = { kind: 'these' as const, regions: [region as Region] }
      const env = environmentOf(account)
      const [opened] = await openSessions([spec({ account: account as AccountId, regions })], options({ env }))
      if (opened?.kind !== 'open') throw new Error(opened?.reason ?? 'no target')
      return opened.session
    },
  }
}

async function environment(url: string, account: string): Promise<NodeJS.ProcessEnv> {
  const keys = await keysFor(url, account)
  return {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  }
}

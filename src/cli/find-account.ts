import { openSessions } from '../aws/open.ts'
import { type Partition, partitionOf } from '../aws/partition.ts'
import type { AccountId, Region } from '../model/basics.ts'
import { isRegion } from '../policy/regions.ts'

/** `account` null: no credentials, or none that AWS knows. */
export interface Found {
  readonly account: AccountId | null
  readonly region: Region
  readonly partition: Partition
  readonly why: string | null
}

/** The account of the environment's own credentials; asks nothing but who they are. */
export async function findAccount(env: NodeJS.ProcessEnv): Promise<Found> {
  const named = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? ''
  const region = isRegion(named) ? named : ('us-east-1' as Region)
  const none = { read: null, write: null, check: null }
  const [opened] = await openSessions(
    [{ account: null, name: null, regions: { kind: 'these', regions: [region] }, roles: none, via: null }],
    {
      role: 'read',
      tokens: null,
      audience: null,
      sessionName: 'holdfast-init',
      env,
      counter: { count: () => undefined },
      mask: () => undefined,
      only: () => true,
    },
  )
  const partition = partitionOf(region)
  if (opened?.kind === 'open') return { account: opened.target.account, region, partition, why: null }
  return { account: null, region, partition, why: opened?.reason ?? null }
}

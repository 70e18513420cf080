import type { Baselines } from './baseline.ts'
import type { AccountId, Observed, Region } from './basics.ts'
import type { Gap, Kind, Resource } from './resource.ts'

/** Where something is looked up: the resource that refers to it, or any target. */
export interface Place {
  readonly account: AccountId
  readonly region: Region
}

/** Everything that was read. Loaded before evaluate, so that evaluate stays pure and synchronous. */
export interface World {
  /** What the run is about, and is judged. */
  readonly resources: readonly Resource[]
  /** What was looked up for others' sake, and is not judged. */
  readonly others: readonly Resource[]
  readonly gaps: readonly Gap[]
  /** `account/region/kind` of listings that were read to their last page, and `…/id` of what was looked up and is not there. */
  readonly whole: ReadonlySet<string>
  /** null: no use needs them. */
  readonly baselines: Baselines | null
  /** Another resource: a prefix list, an attached policy. Known null: it is not there. */
  get<K extends Kind>(kind: K, id: string, at: Place): Observed<Resource<K> | null>
}

export const wholeKey = (at: Place, kind: Kind): string => `${at.account}/${at.region}/${kind}`

import type { GitHub } from '../../github/client.ts'
import type { Compared } from '../../github/compared.ts'
import type { Baseline } from '../../model/baseline.ts'
import type { BaselinePair, Check } from '../../model/check.ts'
import type { Policy } from '../../model/policy.ts'
import type { Loaded } from '../baselines.ts'

/** The guard as one commit has it. */
export interface Guard {
  readonly policy: Policy
  /** null: they were not all read, since no account is, or no use needs them. */
  readonly baselines: Loaded | null
}

/** Everything that a check knows before it asks AWS anything. */
export interface Comparison {
  readonly commits: Compared
  readonly pull: number | null
  /** Whether it comes from another repository. */
  readonly foreign: boolean
  readonly against: Check['against']
  /** The guard in force; null: there is none that can be used. */
  readonly base: Guard | null
  readonly head: Guard
  /** false: baselines in force cannot be used as they are, and what drifted from them is not known. */
  readonly sound: boolean
  readonly files: readonly string[]
  readonly pairs: readonly BaselinePair[]
  /** Whether anything of the kind was recorded in the account before. */
  readonly wasRecorded: (baseline: Baseline) => boolean
  /** Targets of the policy in force that pull requests may read: none of a change from elsewhere. */
  readonly targets: Policy['targets']
  readonly notes: readonly string[]
  readonly github: GitHub
}

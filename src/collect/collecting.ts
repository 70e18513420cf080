import type { Baselines } from '../model/baseline.ts'
import type { KindIo } from '../model/kind.ts'
import type { Use } from '../model/policy.ts'
import type { Kind, Target } from '../model/resource.ts'
import type { Rule } from '../model/rule.ts'

/** How collect reaches AWS. `S` is the session's type, which it hands on unseen. */
export interface Collecting<S> {
  readonly uses: readonly Use[]
  readonly rules: ReadonlyMap<string, Rule>
  readonly targets: readonly { readonly target: Target; readonly session: S }[]
  readonly io: (kind: Kind) => Promise<KindIo<S> | null>
  /** null: no use needs them. */
  readonly baselines?: Baselines | null
  /** Ids and ARNs that the run is narrowed to; null: all. */
  readonly onlyIds: readonly string[] | null
  /** Called after each page. */
  readonly progress: (resources: number) => void
}

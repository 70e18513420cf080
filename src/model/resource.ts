import type { FactsByKind } from '../resources/facts.ts'
import type { AccountId, Observed, Region, Why } from './basics.ts'

export type HouseKind = keyof FactsByKind & string
/** A kind with a folder of its own, or one that only the tagging API knows, in AWS's own form (`rds:db`). */
export type Kind = HouseKind | `${string}:${string}`

/** Names one resource. `id` is what AWS calls it: `sg-…`; of a role, policy or bucket its name. */
export interface Ref {
  readonly kind: Kind
  readonly account: AccountId
  readonly region: Region
  readonly id: string
  readonly arn: string
}

export interface Resource<K extends Kind = Kind> {
  readonly ref: Ref
  /** The name that AWS fixes (GroupName, role, bucket); null where the kind has none. Never the Name tag. */
  readonly name: Observed<string | null>
  readonly tags: Observed<ReadonlyMap<string, string>>
  /** The VPC that it lies in; null where it lies in none. */
  readonly vpc: Observed<string | null>
  /** null for kinds that only the tagging API knows. */
  readonly facts: K extends HouseKind ? FactsByKind[K] : null
}

/** Something that could not be read. `id` null: the listing of the kind. */
export interface Gap {
  readonly account: AccountId
  readonly region: Region
  readonly kind: Kind
  readonly id: string | null
  readonly operation: string
  /** ARN of the role that asked; null: the environment's own credentials. */
  readonly role: string | null
  readonly why: Why
  /** What to do, and what AWS said as it said it: hostile text; null where there is nothing to add. */
  readonly detail: string | null
}

/** One account in one region, and what the policy calls the account. */
export interface Target {
  readonly account: AccountId
  readonly name: string | null
  readonly region: Region
}

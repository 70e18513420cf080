import type { Observed } from '../../model/basics.ts'

/** A customer-managed policy. */
export interface Facts {
  /** `/` or `/team/app/`. */
  readonly path: string
  /** `ANPA…`: another one is another policy, of the same name. null: the answer lacks it. */
  readonly policyId: string | null
  /** Text of the default version, JSON as IAM keeps it. */
  readonly document: Observed<string>
  /** Where as many versions are there as IAM keeps: the oldest that is not the default, which makes room for another one. */
  readonly oldest: Observed<Version | null>
  /** Names of the account's roles that it is attached to, or that it bounds; sorted. */
  readonly roles: Observed<readonly string[]>
}

export interface Version {
  /** `v1` */
  readonly id: string
  readonly document: string
}

import type { Observed } from '../../model/basics.ts'

/**
 * A role as IAM's listing of an account has it. Its description and its longest session are not in that listing, and would
 * cost a call a role: they are left out.
 */
export interface Facts {
  /** `/` or `/team/app/`. */
  readonly path: string
  /** `AROA…`: another one is another role, of the same name. */
  readonly roleId: string
  /** The trust policy, JSON as IAM keeps it. */
  readonly trust: string
  /** Inline policies: text of the document by name. */
  readonly inline: Observed<ReadonlyMap<string, string>>
  /** ARNs of managed policies, sorted. */
  readonly attached: Observed<readonly string[]>
  /** ARN of the permissions boundary; null: none. */
  readonly boundary: string | null
  /** Names, sorted. */
  readonly instanceProfiles: Observed<readonly string[]>
  /**
   * Documents of managed policies by ARN, as far as they were read: all of the account's own, and of AWS's those that the
   * listing gives. One map for all roles of an account. No part of the role, and never recorded.
   */
  readonly policies: ReadonlyMap<string, string>
}

/** A customer-managed policy. */
export interface Facts {
  /** `/` or `/team/app/`. */
  readonly path: string
  /** `ANPA…`: another one is another policy, of the same name. */
  readonly policyId: string
}

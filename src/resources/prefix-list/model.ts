/** A managed prefix list, a customer's or AWS's own. */
export interface Facts {
  /** CIDR blocks as EC2 returns them. */
  readonly entries: readonly string[]
}

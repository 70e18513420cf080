export interface Facts {
  /** The VPC that a region is born with. */
  readonly isDefault: boolean
  /** Its IPv4 and IPv6 blocks, sorted. */
  readonly cidrs: readonly string[]
}

/** One of the two VPCs of a peering. */
export interface Side {
  readonly account: string
  readonly vpc: string
  readonly region: string
  /** Its blocks, sorted; null: AWS does not tell them (of a request that nobody has accepted yet). */
  readonly cidrs: readonly string[] | null
  /** Whether names that it resolves for the other side lead to private addresses (AllowDnsResolutionFromRemoteVpc). */
  readonly dns: boolean
}

/** Both accounts list a peering: the resource is the one of the account that lists it. */
export interface Facts {
  /** Of what may come and go while AWS works, where it is going; null: as if it were not there. */
  readonly status: 'active' | 'pending-acceptance' | null
  readonly requester: Side | null
  readonly accepter: Side | null
}

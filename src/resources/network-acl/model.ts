/** One entry; the first that matches an address, protocol and port decides. */
export interface NetworkAclEntry {
  readonly direction: 'ingress' | 'egress'
  /** Order of the entries, 1 to 32766 where somebody made it; those beyond are AWS's own last deny of a family. */
  readonly number: number
  readonly action: 'allow' | 'deny'
  /** `-1` (all), `tcp`, `udp`, `icmp`, `icmpv6`, else the protocol's number. */
  readonly protocol: string
  /** First port, or ICMP type; null: all. */
  readonly from: number | null
  /** Last port, or ICMP code; null: all. */
  readonly to: number | null
  readonly cidr: string
}

export interface Facts {
  /** The ACL that a VPC is born with, and that subnets have which name no other. */
  readonly isDefault: boolean
  /** Ids of the subnets that have it. */
  readonly subnets: readonly string[]
  readonly entries: readonly NetworkAclEntry[]
}

/** One entry; the first that matches an address, protocol and port decides. */
export interface NetworkAclEntry {
  readonly direction: 'ingress' | 'egress'
  /** Order of the entries. 32767 is AWS's own last deny of a family. */
  readonly number: number
  readonly action: 'allow' | 'deny'
  /** `-1` (all), `tcp`, `udp`, `icmp`, `icmpv6`, else the protocol's number. */
  readonly protocol: string
  /** null: all ports. */
  readonly from: number | null
  readonly to: number | null
  readonly cidr: string
}

export interface Facts {
  /** The ACL that a VPC is born with, and that subnets have which name no other. */
  readonly isDefault: boolean
  /** How many subnets have it. */
  readonly subnets: number
  readonly entries: readonly NetworkAclEntry[]
}

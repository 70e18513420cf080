import type { AccountId, Observed } from '../../model/basics.ts'

export type Source =
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly id: string }
  /** `account` null: the group's own. */
  | { readonly kind: 'group'; readonly id: string; readonly account: string | null }

/** One rule as AWS counts: one source, one port range, one direction. */
export interface SecurityGroupRule {
  readonly direction: 'ingress' | 'egress'
  /** `-1` (all), `tcp`, `udp`, `icmp`, `icmpv6`, else the protocol's number. */
  readonly protocol: string
  /** First port, or ICMP type; null: all. */
  readonly from: number | null
  /** Last port, or ICMP code; null: all. */
  readonly to: number | null
  readonly source: Source
  readonly description: string | null
  /** Only a read before a write knows it. */
  readonly id?: string
  /** Only a read before a write knows them. */
  readonly tags?: Readonly<Record<string, string>>
}

/** Who uses a group: its network interfaces, and how many of them have a public address. */
export interface Users {
  readonly interfaces: number
  readonly publicAddresses: number
}

export interface Facts {
  /** GroupName; `default` is the group that every VPC is born with. */
  readonly groupName: string
  readonly owner: AccountId
  readonly rules: readonly SecurityGroupRule[]
  /** null: not asked for (it is read for failing groups only). */
  readonly users: Observed<Users> | null
}

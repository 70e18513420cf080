import type { Observed } from '../../model/basics.ts'
import type { Block } from '../../model/block.ts'
import type { FlowLog } from '../../model/flow-log.ts'

export interface Facts {
  /** Its IPv4 block and its IPv6 ones, sorted. */
  readonly blocks: readonly Block[]
  /** `us-east-1a` */
  readonly zone: string | null
  /** Whether what is launched in it gets a public IPv4 address, and an IPv6 address. */
  readonly assignsPublicIp: Observed<boolean>
  readonly assignsIpv6: Observed<boolean>
  /** Pool of the company's own addresses, of which what is launched gets one (Outposts); null: it gets none. */
  readonly customerPool: string | null
  readonly dns64: boolean | null
  /** `ip-name` or `resource-name`. */
  readonly hostnames: string | null
  readonly recordsA: boolean | null
  readonly recordsAaaa: boolean | null
  /** Read where the whole is read alone. */
  readonly flowLogs: Observed<readonly FlowLog[]>
}

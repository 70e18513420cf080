import type { Observed } from '../../model/basics.ts'
import type { Block } from '../../model/block.ts'
import type { FlowLog } from '../../model/flow-log.ts'

export interface Facts {
  /** The VPC that a region is born with. */
  readonly isDefault: boolean
  /** Its IPv4 and IPv6 blocks, sorted. */
  readonly blocks: readonly Block[]
  /** Id of its set of DHCP options; `default`: it has none of its own. */
  readonly dhcpOptions: string | null
  /** `default`, `dedicated` or `host`. */
  readonly tenancy: string | null
  /** Read where the whole is read alone. */
  readonly dnsSupport: Observed<boolean>
  readonly dnsHostnames: Observed<boolean>
  readonly flowLogs: Observed<readonly FlowLog[]>
}

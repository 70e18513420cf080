import type { Json } from '../../model/basics.ts'

export interface Facts {
  /** Made and managed by an AWS service in the account (GuardDuty): all of it but its tags is that service's. */
  readonly requesterManaged: boolean
  /** `Gateway`, `Interface`, `GatewayLoadBalancer`, … */
  readonly type: string | null
  /** `com.amazonaws.us-east-1.s3` */
  readonly service: string | null
  /** As it is spelled; a text that is no document stays one. null: the type has no policy. */
  readonly policy: Json | null
  readonly routeTables: readonly string[]
  readonly subnets: readonly string[]
  readonly groups: readonly string[]
  readonly privateDns: boolean | null
}

import type { EC2Client } from '@aws-sdk/client-ec2'
import type { Target } from '../model/resource.ts'
import type { Partition } from './partition.ts'

/** Proved access to one account in one region. Clients are made once each, and loaded when first asked for. */
export interface Session {
  readonly target: Target
  readonly partition: Partition
  /** ARN of the role that the session was opened with; null: the environment's own credentials. */
  readonly role: string | null
  /** Reads: retries what is transient. */
  ec2(): Promise<EC2Client>
  /** Writes: sends once, since a write whose answer was lost may have been done. */
  ec2Once(): Promise<EC2Client>
}

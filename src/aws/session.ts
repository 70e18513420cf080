import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import type { S3Client } from '@aws-sdk/client-s3'
import type { S3ControlClient } from '@aws-sdk/client-s3-control'
import type { Target } from '../model/resource.ts'
import type { Partition } from './partition.ts'

/**
 * Proved access to one account in one region. Clients are made once each, and loaded when first asked for. Those of reads try
 * what is transient again; the `…Once` send once, since a write whose answer was lost may have been done.
 */
export interface Session {
  readonly target: Target
  readonly partition: Partition
  /** ARN of the role that the session was opened with; null: the environment's own credentials. */
  readonly role: string | null
  /** ARN of whom AWS takes the caller for: a session of a role, or a user. */
  readonly caller: string
  ec2(): Promise<EC2Client>
  ec2Once(): Promise<EC2Client>
  /** IAM has no regions: the client asks at its partition's home. */
  iam(): Promise<IAMClient>
  iamOnce(): Promise<IAMClient>
  s3(): Promise<S3Client>
  s3Once(): Promise<S3Client>
  s3ControlOnce(): Promise<S3ControlClient>
  tagging(): Promise<ResourceGroupsTaggingAPIClient>
  taggingOnce(): Promise<ResourceGroupsTaggingAPIClient>
  /** At its partition's home, which knows what has no region. */
  taggingHome(): Promise<ResourceGroupsTaggingAPIClient>
  autoScaling(): Promise<AutoScalingClient>
}

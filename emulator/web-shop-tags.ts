import {
  CreateTagsCommand,
  CreateVolumeCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  type TagSpecification,
} from '@aws-sdk/client-ec2'
import type { Cloud, Tags } from './cloud.ts'

const listed = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
const on = (ResourceType: 'instance' | 'volume', tags: Tags): TagSpecification[] => [
  { ResourceType, Tags: listed(tags) },
]
const right = { owner: 'shop@example.com', environment: 'prod', 'cost-center': '1042' }

/** What a web shop's people tagged, and did not: a VPC that knows its cost centre, servers with their volumes, buckets. */
export async function webShopTags(cloud: Cloud): Promise<void> {
  const ec2 = await cloud.ec2()
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const { SubnetId = '', VpcId = '' } = Subnets[0] ?? {}
  await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: listed({ 'cost-center': '1042' }) }))
  // A server whose value means the right thing, without a cost centre; its volume was never tagged.
  const server = { owner: 'shop@example.com', environment: 'Production' }
  const run = { MinCount: 1, MaxCount: 1, ImageId: 'ami-12c6146b', SubnetId }
  await ec2.send(new RunInstancesCommand({ ...run, TagSpecifications: on('instance', server) }))
  const both = [...on('instance', right), ...on('volume', right)]
  await ec2.send(new RunInstancesCommand({ ...run, TagSpecifications: both }))
  // Of a volume that belongs to nothing, nobody knows anything.
  await ec2.send(new CreateVolumeCommand({ Size: 8, AvailabilityZone: 'us-east-1a' }))
  await cloud.bucket('shop-assets', right)
  const { owner: Owner, ...others } = right
  await cloud.bucket('shop-invoices', { ...others, Owner })
}

export const webShopTagRule = `  - rule: required-tags
    response: fix
    options:
      resources: ["ec2:instance", "ec2:volume", "s3:bucket"]
      tags:
        owner: { pattern: "[a-z.]+@example\\\\.com", inherit: [instance] }
        environment: { values: [prod, stage, dev], normalise: true, aliases: { production: prod }, inherit: [instance], fill: fix }
        cost-center: { values: ["1*"], inherit: [instance, vpc], fill: fix }
`

import { CreateTagsCommand, CreateVolumeCommand } from '@aws-sdk/client-ec2'
import type { Cloud } from './cloud.ts'

type Tags = Readonly<Record<string, string>>

/** The shop's disks and buckets: right ones, and each wrong one in another way. */
const disks: readonly Tags[] = [
  { Name: 'shop-db-1', owner: 'shop@example.com', environment: 'prod' },
  { Name: 'shop-db-2', Owner: 'shop@example.com', environment: 'prod' },
  { Name: 'shop-search-1', owner: 'search@example.com', environment: ' Production' },
  { Name: 'shop-cache-1', owner: 'shop@example.com', environment: 'live' },
  {},
]
const buckets: readonly (readonly [string, Tags])[] = [
  ['shop-images', { owner: 'shop@example.com', environment: 'prod' }],
  ['shop-invoices', { owner: 'billing@example.com', environment: 'PROD' }],
  ['shop-scratch', {}],
]

export async function webShopTags(cloud: Cloud): Promise<void> {
  const ec2 = await cloud.ec2()
  for (const tags of disks) {
    const { VolumeId = '' } = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 8 }))
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
    if (Tags.length > 0) await ec2.send(new CreateTagsCommand({ Resources: [VolumeId], Tags }))
  }
  for (const [name, tags] of buckets) await cloud.bucket(name, tags)
}

export const webShopTagRule = `  - rule: required-tags
    name: company-tags
    response: fix
    options:
      resources: ["ec2:volume", "s3:bucket"]
      tags:
        owner: { pattern: "[a-z]+@example\\\\.com" }
        environment: { values: [prod, stage, dev], normalise: true, aliases: { production: prod }, default: dev }
`

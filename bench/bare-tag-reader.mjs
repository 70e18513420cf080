// The yardstick for tags: pages through the same resources of a region, and keeps them with their tags, with the AWS SDK alone.
import {
  EC2Client,
  paginateDescribeInstances,
  paginateDescribeSnapshots,
  paginateDescribeSubnets,
  paginateDescribeVolumes,
} from '@aws-sdk/client-ec2'
import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { GetBucketTaggingCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'

const region = process.env['AWS_REGION']
const ec2 = { client: new EC2Client({ region }), pageSize: 1000 }
const tagging = { client: new ResourceGroupsTaggingAPIClient({ region }), pageSize: 100 }
const s3 = new S3Client({ region, forcePathStyle: true })

async function all(pages, items) {
  const found = []
  for await (const page of pages) found.push(...items(page))
  return found
}
const tagged = (type) =>
  all(paginateGetResources(tagging, { ResourceTypeFilters: [type] }), (page) => page.ResourceTagMappingList ?? [])

/** The tagging API leaves out what was never tagged: of those buckets S3 itself is asked. */
async function buckets() {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({ MaxBuckets: 10_000 }))
  const known = new Map((await tagged('s3')).map((one) => [one.ResourceARN, one.Tags]))
  const open = Buckets.filter(({ Name }) => !known.has(`arn:aws:s3:::${Name}`))
  for (let at = 0; at < open.length; at += 10)
    await Promise.all(
      open
        .slice(at, at + 10)
        .map(({ Name }) => s3.send(new GetBucketTaggingCommand({ Bucket: Name })).catch(() => null)),
    )
  return Buckets
}

const lists = await Promise.all([
  all(paginateDescribeInstances(ec2, {}), (page) =>
    (page.Reservations ?? []).flatMap(({ Instances = [] }) => Instances),
  ),
  all(paginateDescribeVolumes(ec2, {}), (page) => page.Volumes ?? []),
  all(paginateDescribeSnapshots(ec2, { OwnerIds: ['self'] }), (page) => page.Snapshots ?? []),
  all(paginateDescribeSubnets(ec2, {}), (page) => page.Subnets ?? []),
  buckets(),
  tagged('rds:db'),
])
console.log(lists.flat().length)

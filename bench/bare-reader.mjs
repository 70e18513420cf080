// The yardstick: pages through all security groups of the regions, and keeps them, with the AWS SDK alone.
import { EC2Client, paginateDescribeSecurityGroups } from '@aws-sdk/client-ec2'

async function read(region) {
  const groups = []
  const client = new EC2Client({ region })
  for await (const page of paginateDescribeSecurityGroups({ client, pageSize: 1000 }, {}))
    groups.push(...(page.SecurityGroups ?? []))
  return groups
}
const all = await Promise.all(process.env['AWS_REGION'].split(',').map(read))
console.log(all.flat().length)

// The yardstick: pages through all security groups of a region, and keeps them, with the AWS SDK alone.
import { EC2Client, paginateDescribeSecurityGroups } from '@aws-sdk/client-ec2'

const client = new EC2Client({ region: process.env['AWS_REGION'] })
const groups = []
for await (const page of paginateDescribeSecurityGroups({ client, pageSize: 1000 }, {}))
  groups.push(...(page.SecurityGroups ?? []))
console.log(groups.length)

import { DescribeInstancesCommand, type Instance } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'instance', Instance>({
  kind: 'instance',
  operation: 'ec2:DescribeInstances',
  prefixes: ['i-'],
  async page(client, { ids, token }, options) {
    const narrowed = ids === null ? {} : { Filters: [{ Name: 'instance-id', Values: [...ids] }] }
    const input = { ...narrowed, MaxResults: 1000, ...(token === undefined ? {} : { NextToken: token }) }
    const { Reservations, NextToken } = await client.send(new DescribeInstancesCommand(input), options)
    // A shared subnet shows no foreign instances; the owner stands on the reservation all the same.
    return { items: Reservations?.flatMap(({ Instances }) => Instances ?? []), next: NextToken }
  },
  idOf: ({ InstanceId }) => InstanceId,
  // A terminated instance stays in the list for an hour.
  isGone: ({ State }) => State?.Name === 'terminated' || State?.Name === 'shutting-down',
  tagsOf: ({ Tags }) => Tags,
  vpcOf: ({ VpcId }) => VpcId,
  factsOf: ({ Tags }) => ({
    autoScalingGroup: Tags?.find(({ Key }) => Key === 'aws:autoscaling:groupName')?.Value ?? null,
  }),
  arnOf: ec2Arn('instance'),
})

import { DescribeInstancesCommand, type Instance } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

interface Live {
  readonly instance: Instance
  /** It stands on the reservation; other accounts' instances in a shared subnet are not listed. */
  readonly owner: string | undefined
}

export const io = ec2Kind<'instance', Live>({
  kind: 'instance',
  operation: 'ec2:DescribeInstances',
  prefixes: ['i-'],
  async page(client, asked, options) {
    const narrowed = filteredBy('instance-id', asked)
    // Instances of AWS's services are the account's too, and an account may have set EC2 to hide them.
    const input = { IncludeManagedResources: true, ...narrowed, MaxResults: 1000, ...nextPage(asked) }
    const { Reservations, NextToken } = await client.send(new DescribeInstancesCommand(input), options)
    const items = Reservations?.flatMap(({ OwnerId, Instances = [] }) =>
      Instances.map((instance): Live => ({ instance, owner: OwnerId })),
    )
    return { items, next: NextToken }
  },
  idOf: ({ instance }) => instance.InstanceId,
  ownerOf: ({ owner }) => owner,
  // A terminated instance stays in the list for an hour.
  isGone: ({ instance: { State } }) => State?.Name === 'terminated' || State?.Name === 'shutting-down',
  tagsOf: ({ instance }) => instance.Tags,
  vpcOf: ({ instance }) => instance.VpcId,
  factsOf: ({ instance: { Tags } }) => ({
    autoScalingGroup: Tags?.find(({ Key }) => Key === 'aws:autoscaling:groupName')?.Value ?? null,
  }),
  arnOf: ec2Arn('instance'),
})

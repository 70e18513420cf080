import { DescribeSubnetsCommand, type Subnet } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'subnet', Subnet>({
  kind: 'subnet',
  operation: 'ec2:DescribeSubnets',
  prefixes: ['subnet-'],
  async page(client, asked, options) {
    const input = { ...filteredBy('subnet-id', asked), MaxResults: 1000, ...nextPage(asked) }
    const { Subnets, NextToken } = await client.send(new DescribeSubnetsCommand(input), options)
    return { items: Subnets, next: NextToken }
  },
  idOf: ({ SubnetId }) => SubnetId,
  // Subnets that other accounts share are listed, too.
  ownerOf: ({ OwnerId }) => OwnerId,
  vpcOf: ({ VpcId }) => VpcId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: () => ({}),
  arnOf: ec2Arn('subnet'),
})

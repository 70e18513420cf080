import { DescribeNatGatewaysCommand, type NatGateway } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'nat-gateway', NatGateway>({
  kind: 'nat-gateway',
  operation: 'ec2:DescribeNatGateways',
  prefixes: ['nat-'],
  async page(client, asked, options) {
    // EC2 calls the filter of this one call `Filter`.
    const { Filters } = filteredBy('nat-gateway-id', asked)
    const narrowed = Filters === undefined ? {} : { Filter: Filters }
    const input = { ...narrowed, MaxResults: 1000, ...nextPage(asked) }
    const { NatGateways, NextToken } = await client.send(new DescribeNatGatewaysCommand(input), options)
    return { items: NatGateways, next: NextToken }
  },
  idOf: ({ NatGatewayId }) => NatGatewayId,
  // A deleted one stays in the list for an hour; one that failed was never there, and AWS deletes it by itself.
  isGone: ({ State }) => State === 'deleting' || State === 'deleted' || State === 'failed',
  tagsOf: ({ Tags }) => Tags,
  vpcOf: ({ VpcId }) => VpcId,
  factsOf: () => ({}),
  arnOf: ec2Arn('natgateway'),
})

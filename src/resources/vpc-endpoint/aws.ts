import { DescribeVpcEndpointsCommand, type VpcEndpoint } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'vpc-endpoint', VpcEndpoint>({
  kind: 'vpc-endpoint',
  operation: 'ec2:DescribeVpcEndpoints',
  prefixes: ['vpce-'],
  async page(client, asked, options) {
    const input = { ...filteredBy('vpc-endpoint-id', asked), MaxResults: 1000, ...nextPage(asked) }
    const { VpcEndpoints, NextToken } = await client.send(new DescribeVpcEndpointsCommand(input), options)
    return { items: VpcEndpoints, next: NextToken }
  },
  idOf: ({ VpcEndpointId }) => VpcEndpointId,
  ownerOf: ({ OwnerId }) => OwnerId,
  // Spelled with a small letter in answers, with a capital in the SDK.
  isGone: ({ State }) => /^delet(ing|ed)$/i.test(State ?? ''),
  vpcOf: ({ VpcId }) => VpcId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: ({ RequesterManaged }) => ({ requesterManaged: RequesterManaged === true }),
  arnOf: ec2Arn('vpc-endpoint'),
})

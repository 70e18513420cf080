import { DescribeInternetGatewaysCommand, type InternetGateway } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'internet-gateway', InternetGateway>({
  kind: 'internet-gateway',
  operation: 'ec2:DescribeInternetGateways',
  prefixes: ['igw-'],
  async page(client, asked, options) {
    const input = { ...filteredBy('internet-gateway-id', asked), MaxResults: 1000, ...nextPage(asked) }
    const { InternetGateways, NextToken } = await client.send(new DescribeInternetGatewaysCommand(input), options)
    return { items: InternetGateways, next: NextToken }
  },
  idOf: ({ InternetGatewayId }) => InternetGatewayId,
  ownerOf: ({ OwnerId }) => OwnerId,
  vpcOf: ({ Attachments }) => Attachments?.[0]?.VpcId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: () => ({}),
  arnOf: ec2Arn('internet-gateway'),
})

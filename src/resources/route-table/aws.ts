import { DescribeRouteTablesCommand, type RouteTable } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'route-table', RouteTable>({
  kind: 'route-table',
  operation: 'ec2:DescribeRouteTables',
  prefixes: ['rtb-'],
  async page(client, asked, options) {
    // The largest page of route tables is smaller than that of any other part of a VPC.
    const input = { ...filteredBy('route-table-id', asked), MaxResults: 100, ...nextPage(asked) }
    const { RouteTables, NextToken } = await client.send(new DescribeRouteTablesCommand(input), options)
    return { items: RouteTables, next: NextToken }
  },
  idOf: ({ RouteTableId }) => RouteTableId,
  ownerOf: ({ OwnerId }) => OwnerId,
  vpcOf: ({ VpcId }) => VpcId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: () => ({}),
  arnOf: ec2Arn('route-table'),
})

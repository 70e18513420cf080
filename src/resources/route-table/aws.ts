import { DescribeRouteTablesCommand, type RouteTable } from '@aws-sdk/client-ec2'
import { ec2Arn, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { listedKind } from '../../aws/listed-kind.ts'
import { factsOf } from './normalise.ts'
import { send } from './send.ts'

/** The largest page of route tables is smaller than that of any other part of a VPC. */
const pageSize = 100

export const io = listedKind<'route-table', RouteTable, Awaited<ReturnType<Parameters<typeof send>[0]['ec2']>>>(
  {
    kind: 'route-table',
    operation: 'ec2:DescribeRouteTables',
    prefixes: ['rtb-'],
    idsAtOnce: 200,
    client: (session) => session.ec2(),
    async page(client, asked, options) {
      const input = { ...filteredBy('route-table-id', asked), MaxResults: pageSize, ...nextPage(asked) }
      const { RouteTables, NextToken } = await client.send(new DescribeRouteTablesCommand(input), options)
      return { items: RouteTables, next: NextToken }
    },
    idOf: ({ RouteTableId }) => RouteTableId,
    ownerOf: ({ OwnerId }) => OwnerId,
    vpcOf: ({ VpcId }) => VpcId,
    tagsOf: ({ Tags }) => Tags,
    factsOf,
    arnOf: ec2Arn('route-table'),
  },
  send,
)

import { DescribeInternetGatewaysCommand, type InternetGateway } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Facts } from './model.ts'
import { send } from './send.ts'

export const io = ec2Kind<'internet-gateway', InternetGateway>(
  {
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
    vpcOf: (live) => factsOf(live)?.attachments[0],
    tagsOf: ({ Tags }) => Tags,
    factsOf,
    arnOf: ec2Arn('internet-gateway'),
  },
  send,
)

/** One that goes away is gone, one that comes is there: `available`, for this one kind, is attached. */
function factsOf({ Attachments }: InternetGateway): Facts | null {
  const live = (Attachments ?? []).filter(({ State }) => !/^detach/.test(State ?? ''))
  const vpcs = live.flatMap(({ VpcId }) => (VpcId === undefined ? [] : [ownText(VpcId)]))
  return vpcs.length < live.length ? null : { attachments: vpcs.sort() }
}

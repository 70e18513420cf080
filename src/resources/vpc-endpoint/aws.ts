import { DescribeVpcEndpointsCommand, type VpcEndpoint } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { documentValue } from '../../lib/iam/value.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Facts } from './model.ts'
import { send } from './send.ts'

export const io = ec2Kind<'vpc-endpoint', VpcEndpoint>(
  {
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
    factsOf,
    arnOf: ec2Arn('vpc-endpoint'),
  },
  send,
)

function factsOf(live: VpcEndpoint): Facts | null {
  const groups = (live.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? [])
  if (groups.length < (live.Groups ?? []).length) return null
  return {
    requesterManaged: live.RequesterManaged === true,
    type: live.VpcEndpointType ?? null,
    service: live.ServiceName === undefined ? null : ownText(live.ServiceName),
    policy: live.PolicyDocument ? documentValue(ownText(live.PolicyDocument)) : null,
    routeTables: sorted(live.RouteTableIds),
    subnets: sorted(live.SubnetIds),
    groups: sorted(groups),
    privateDns: live.PrivateDnsEnabled ?? null,
  }
}

const sorted = (ids: readonly string[] = []): readonly string[] => [...new Set(ids.map(ownText))].sort()

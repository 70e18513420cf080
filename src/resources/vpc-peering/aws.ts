import { DescribeVpcPeeringConnectionsCommand, type EC2Client, type VpcPeeringConnection } from '@aws-sdk/client-ec2'
import { ec2Arn, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { listedKind } from '../../aws/listed-kind.ts'
import type { Session } from '../../aws/session.ts'
import { factsOf, isGone } from './normalise.ts'
import { send } from './send.ts'

export const io = listedKind<'vpc-peering', VpcPeeringConnection, EC2Client>(
  {
    kind: 'vpc-peering',
    operation: 'ec2:DescribeVpcPeeringConnections',
    prefixes: ['pcx-'],
    idsAtOnce: 200,
    client: (session) => session.ec2(),
    async page(client, asked, options) {
      const input = { ...filteredBy('vpc-peering-connection-id', asked), MaxResults: 1000, ...nextPage(asked) }
      const answer = await client.send(new DescribeVpcPeeringConnectionsCommand(input), options)
      return { items: answer.VpcPeeringConnections, next: answer.NextToken }
    },
    idOf: ({ VpcPeeringConnectionId }) => VpcPeeringConnectionId,
    isGone,
    tagsOf: ({ Tags }) => Tags,
    vpcOf: ownVpc,
    factsOf: (live, { target }) => factsOf(live, target.region),
    arnOf: ec2Arn('vpc-peering-connection'),
  },
  send,
)

/** The VPC of the account and region that list it; the requester's where both are. */
function ownVpc({ RequesterVpcInfo, AccepterVpcInfo }: VpcPeeringConnection, { target }: Session): string | undefined {
  const own = [RequesterVpcInfo, AccepterVpcInfo].find(
    (side) => side?.OwnerId === target.account && (side.Region ?? target.region) === target.region,
  )
  return own?.VpcId
}

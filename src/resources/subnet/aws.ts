import { DescribeSubnetsCommand, type Subnet } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { flowLogsOf, unaskedFlowLogs } from '../../aws/flow-logs.ts'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Observed } from '../../model/basics.ts'
import type { Block } from '../../model/block.ts'
import type { Facts } from './model.ts'
import { send } from './send.ts'

const operation = 'ec2:DescribeSubnets'

export const io = ec2Kind<'subnet', Subnet>(
  {
    kind: 'subnet',
    operation,
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
    factsOf,
    async whole(session, subnets, at) {
      const ids = subnets.map(({ ref }) => ref.id)
      const logs = await flowLogsOf(session, ids, at)
      const resources = subnets.map((subnet) => ({
        ...subnet,
        facts: { ...subnet.facts, flowLogs: logs.of(subnet.ref.id) },
      }))
      return { resources, gaps: logs.gaps }
    },
    arnOf: ec2Arn('subnet'),
  },
  send,
)

function factsOf(live: Subnet): Facts | null {
  const blocks = blocksOf(live)
  if (blocks === null) return null
  const { EnableResourceNameDnsARecord, EnableResourceNameDnsAAAARecord, HostnameType } =
    live.PrivateDnsNameOptionsOnLaunch ?? {}
  return {
    blocks,
    zone: live.AvailabilityZone === undefined ? null : ownText(live.AvailabilityZone),
    assignsPublicIp: said(live.MapPublicIpOnLaunch),
    assignsIpv6: said(live.AssignIpv6AddressOnCreation),
    customerPool: live.MapCustomerOwnedIpOnLaunch === true ? ownText(live.CustomerOwnedIpv4Pool ?? 'unknown') : null,
    dns64: live.EnableDns64 ?? null,
    hostnames: HostnameType ?? null,
    recordsA: EnableResourceNameDnsARecord ?? null,
    recordsAaaa: EnableResourceNameDnsAAAARecord ?? null,
    flowLogs: unaskedFlowLogs,
  }
}

/** What decides whether hosts are public is never taken for off because an answer lacks it. */
const said = (value: boolean | undefined): Observed<boolean> =>
  value === undefined ? { known: false, why: 'malformed', operation } : { known: true, value }

function blocksOf({ CidrBlock, Ipv6CidrBlockAssociationSet }: Subnet): readonly Block[] | null {
  const six = (Ipv6CidrBlockAssociationSet ?? [])
    // A block that was taken away, or never came to be, stays in the list for a while.
    .filter(({ Ipv6CidrBlockState: state }) => state?.State === undefined || /^associat/.test(state.State))
    .map((one) => blockOf(one.Ipv6CidrBlock, one.AssociationId))
  // A subnet of IPv6 alone has no other.
  const blocks = CidrBlock === undefined ? six : [blockOf(CidrBlock, undefined), ...six]
  const read = blocks.filter((one) => one !== null)
  return read.length < blocks.length ? null : read.sort((a, b) => (a.cidr < b.cidr ? -1 : 1))
}

function blockOf(text: string | undefined, association: string | undefined): Block | null {
  const cidr = canonicalCidr(text ?? '')
  if (cidr === null) return null
  return { cidr, primary: !cidr.includes(':'), association: association === undefined ? null : ownText(association) }
}

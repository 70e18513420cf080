import { DescribeVpcsCommand, type Vpc, type VpcCidrBlockState } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { flowLogsOf, unaskedFlowLogs } from '../../aws/flow-logs.ts'
import { unaskedAttribute, vpcAttributes } from '../../aws/vpc-attributes.ts'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Block } from '../../model/block.ts'
import type { Facts } from './model.ts'
import { send } from './send.ts'

export const io = ec2Kind<'vpc', Vpc>(
  {
    kind: 'vpc',
    operation: 'ec2:DescribeVpcs',
    prefixes: ['vpc-'],
    async page(client, asked, options) {
      const input = { ...filteredBy('vpc-id', asked), MaxResults: 1000, ...nextPage(asked) }
      const { Vpcs, NextToken } = await client.send(new DescribeVpcsCommand(input), options)
      return { items: Vpcs, next: NextToken }
    },
    idOf: ({ VpcId }) => VpcId,
    // A VPC whose subnets another account shares is listed, too.
    ownerOf: ({ OwnerId }) => OwnerId,
    isGone: ({ State }) => State === 'deleting',
    vpcOf: ({ VpcId }) => VpcId,
    tagsOf: ({ Tags }) => Tags,
    factsOf,
    async whole(session, vpcs, at) {
      const ids = vpcs.map(({ ref }) => ref.id)
      const [logs, attributes] = await Promise.all([flowLogsOf(session, ids, at), vpcAttributes(session, ids)])
      const resources = vpcs.map((vpc) => ({
        ...vpc,
        facts: { ...vpc.facts, ...attributes.of(vpc.ref.id), flowLogs: logs.of(vpc.ref.id) },
      }))
      return { resources, gaps: [...logs.gaps, ...attributes.gaps] }
    },
    arnOf: ec2Arn('vpc'),
  },
  send,
)

function factsOf(live: Vpc): Facts | null {
  const blocks = blocksOf(live)
  if (blocks === null) return null
  const { IsDefault, DhcpOptionsId, InstanceTenancy } = live
  return {
    isDefault: IsDefault === true,
    blocks,
    dhcpOptions: DhcpOptionsId === undefined ? null : ownText(DhcpOptionsId),
    tenancy: InstanceTenancy ?? null,
    dnsSupport: unaskedAttribute,
    dnsHostnames: unaskedAttribute,
    flowLogs: unaskedFlowLogs,
  }
}

interface LiveBlock {
  readonly cidr: string | undefined
  readonly state?: VpcCidrBlockState | undefined
  readonly association?: string | undefined
}

function blocksOf(live: Vpc): readonly Block[] | null {
  const { CidrBlock, CidrBlockAssociationSet, Ipv6CidrBlockAssociationSet } = live
  const all: readonly LiveBlock[] = [
    ...(CidrBlockAssociationSet ?? [{ CidrBlock, CidrBlockState: undefined, AssociationId: undefined }]).map((one) => ({
      cidr: one.CidrBlock,
      state: one.CidrBlockState,
      association: one.AssociationId,
    })),
    ...(Ipv6CidrBlockAssociationSet ?? []).map((one) => ({
      cidr: one.Ipv6CidrBlock,
      state: one.Ipv6CidrBlockState,
      association: one.AssociationId,
    })),
  ]
  const primary = canonicalCidr(CidrBlock ?? '')
  const blocks = all.filter(isThere).map(({ cidr: text, association }): Block | null => {
    const cidr = canonicalCidr(text ?? '')
    if (cidr === null) return null
    return { cidr, primary: cidr === primary, association: association === undefined ? null : ownText(association) }
  })
  const read = blocks.filter((one) => one !== null)
  return read.length < blocks.length ? null : read.sort((a, b) => (a.cidr < b.cidr ? -1 : 1))
}

/** A block that was taken away, or never came to be, stays in the list for a while. */
const isThere = ({ state }: LiveBlock): boolean => state?.State === undefined || /^associat/.test(state.State)

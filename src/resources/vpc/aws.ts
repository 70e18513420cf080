import { DescribeVpcsCommand, type Vpc, type VpcCidrBlockState } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { canonicalCidr } from '../../lib/cidr.ts'
import type { Facts } from './model.ts'

export const io = ec2Kind<'vpc', Vpc>({
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
  vpcOf: ({ VpcId }) => VpcId,
  tagsOf: ({ Tags }) => Tags,
  factsOf,
  arnOf: ec2Arn('vpc'),
})

function factsOf({ IsDefault, CidrBlock, CidrBlockAssociationSet, Ipv6CidrBlockAssociationSet }: Vpc): Facts | null {
  const all: readonly Block[] = [
    ...(CidrBlockAssociationSet ?? [{ CidrBlock }]).map((one) => ({ cidr: one.CidrBlock, state: one.CidrBlockState })),
    ...(Ipv6CidrBlockAssociationSet ?? []).map((one) => ({ cidr: one.Ipv6CidrBlock, state: one.Ipv6CidrBlockState })),
  ]
  const cidrs = all.filter(isThere).map(({ cidr }) => canonicalCidr(cidr ?? ''))
  if (cidrs.includes(null)) return null
  return { isDefault: IsDefault === true, cidrs: cidrs.filter((one) => one !== null).sort() }
}

interface Block {
  readonly cidr: string | undefined
  readonly state?: VpcCidrBlockState | undefined
}

/** A block that was taken away, or never came to be, stays in the list for a while. */
const isThere = ({ state }: Block): boolean => state?.State === undefined || /^associat/.test(state.State)

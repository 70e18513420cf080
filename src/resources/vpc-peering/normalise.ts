import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Facts, Side } from './model.ts'

const stable: Readonly<Record<string, Facts['status']>> = {
  'initiating-request': 'pending-acceptance',
  'pending-acceptance': 'pending-acceptance',
  // Accepted, and not taken back by waiting.
  provisioning: 'active',
  active: 'active',
}

/** What ended lingers in the list: for two days where it was deleted, for hours where it expired or was rejected. */
export const isGone = ({ Status }: VpcPeeringConnection): boolean =>
  /^(delet(ed|ing)|expired|rejected|failed)$/.test(Status?.Code ?? '')

/** A peering as EC2 describes it to an account in `region`, as facts; null: not understood. */
export function factsOf(
  { Status, RequesterVpcInfo, AccepterVpcInfo }: VpcPeeringConnection,
  region: string,
): Facts | null {
  const status = stable[Status?.Code ?? ''] ?? null
  const requester = sideOf(RequesterVpcInfo, region)
  const accepter = sideOf(AccepterVpcInfo, region)
  if (status === null || requester === null || accepter === null) return null
  return { status, requester, accepter }
}

function sideOf(info: VpcPeeringConnectionVpcInfo | undefined, listedIn: string): Side | null {
  const { OwnerId: account, VpcId: vpc, Region: region = listedIn } = info ?? {}
  const cidrs = cidrsOf(info ?? {})
  if (account === undefined || vpc === undefined || cidrs === undefined) return null
  return {
    account: ownText(account),
    vpc: ownText(vpc),
    region: ownText(region),
    cidrs,
    dns: info?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc === true,
  }
}

/** null: none are told; undefined: one is no block. */
function cidrsOf(info: VpcPeeringConnectionVpcInfo): readonly string[] | null | undefined {
  const told = [
    ...(info.CidrBlock === undefined || info.CidrBlock === '' ? [] : [info.CidrBlock]),
    ...(info.CidrBlockSet ?? []).map(({ CidrBlock }) => CidrBlock ?? ''),
    ...(info.Ipv6CidrBlockSet ?? []).map(({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? ''),
  ]
  const cidrs = told.map(canonicalCidr)
  if (cidrs.includes(null)) return undefined
  const known = cidrs.flatMap((cidr) => (cidr === null ? [] : [ownText(cidr)]))
  return known.length === 0 ? null : [...new Set(known)].sort()
}

import type { IpPermission, SecurityGroupRule as LiveRule } from '@aws-sdk/client-ec2'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import type { AccountId } from '../../model/basics.ts'
import type { SecurityGroupRule, Source } from './model.ts'

const protocolNames: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' }

/** As EC2 reads them back: names where it has names, else the number; all protocols is `-1`. */
const protocolOf = (text: string): string => protocolNames[text] ?? ownText(text.toLowerCase())

/** First and last port, or ICMP type and code; `-1` and what is missing stand for all. */
function rangeOf(
  protocol: string,
  from: number | undefined,
  to: number | undefined,
): { from: number | null; to: number | null } {
  if (protocol === '-1') return { from: null, to: null }
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    const type = from === undefined || from < 0 ? null : from
    return { from: type, to: type === null || to === undefined || to < 0 ? null : to }
  }
  if (protocol !== 'tcp' && protocol !== 'udp') return { from: null, to: null }
  if (from === undefined || from < 0) return { from: null, to: null }
  return { from, to: to === undefined || to < 0 ? 65_535 : to }
}

const textOf = (description: string | undefined): string | null =>
  description === undefined || description === '' ? null : ownText(description)

type Direction = SecurityGroupRule['direction']

/** Every source of every permission as a rule of its own; null: not understood. EC2 sends the list even where it is empty. */
export function fromPermissions(
  direction: Direction,
  permissions: readonly IpPermission[] | undefined,
  account: AccountId,
): readonly SecurityGroupRule[] | null {
  if (permissions === undefined) return null
  const rules: SecurityGroupRule[] = []
  for (const permission of permissions) {
    const sources = sourcesOf(permission, account)
    // A permission is for somebody: one without any source has one of a form that is not known here.
    if (sources === null || sources.length === 0 || permission.IpProtocol === undefined) return null
    const protocol = protocolOf(permission.IpProtocol)
    const range = rangeOf(protocol, permission.FromPort, permission.ToPort)
    for (const { source, description } of sources) rules.push({ direction, protocol, ...range, source, description })
  }
  return rules
}

interface Described {
  readonly source: Source
  readonly description: string | null
}

function sourcesOf(permission: IpPermission, account: AccountId): readonly Described[] | null {
  const all: Described[] = []
  for (const { CidrIp, Description } of permission.IpRanges ?? []) {
    const cidr = canonicalCidr(CidrIp ?? '')
    if (cidr === null) return null
    all.push({ source: { kind: 'cidr', cidr }, description: textOf(Description) })
  }
  for (const { CidrIpv6, Description } of permission.Ipv6Ranges ?? []) {
    const cidr = canonicalCidr(CidrIpv6 ?? '')
    if (cidr === null) return null
    all.push({ source: { kind: 'cidr', cidr }, description: textOf(Description) })
  }
  for (const { PrefixListId, Description } of permission.PrefixListIds ?? []) {
    if (PrefixListId === undefined) return null
    all.push({ source: { kind: 'prefix-list', id: ownText(PrefixListId) }, description: textOf(Description) })
  }
  for (const { GroupId, UserId, Description } of permission.UserIdGroupPairs ?? []) {
    if (GroupId === undefined) return null
    all.push({ source: groupSource(GroupId, UserId, account), description: textOf(Description) })
  }
  return all
}

/** The own account's id says nothing that a missing one does not. */
const groupSource = (id: string, user: string | undefined, account: AccountId): Source => ({
  kind: 'group',
  id: ownText(id),
  account: user === undefined || user === '' || user === account ? null : user,
})

/** A rule as DescribeSecurityGroupRules returns it, with id and tags; null: not understood. */
export function fromRule(live: LiveRule, account: AccountId): SecurityGroupRule | null {
  const source = liveSource(live, account)
  if (source === null || live.IpProtocol === undefined || live.SecurityGroupRuleId === undefined) return null
  const protocol = protocolOf(live.IpProtocol)
  return {
    direction: live.IsEgress === true ? 'egress' : 'ingress',
    protocol,
    ...rangeOf(protocol, live.FromPort, live.ToPort),
    source,
    description: textOf(live.Description),
    id: live.SecurityGroupRuleId,
    // AWS's own tags are its to write: carried along, they would never be seen on what replaces the rule.
    tags: Object.fromEntries(
      (live.Tags ?? []).flatMap(({ Key, Value }) =>
        Key === undefined || Key.startsWith('aws:') ? [] : [[Key, Value ?? '']],
      ),
    ),
  }
}

function liveSource(live: LiveRule, account: AccountId): Source | null {
  const block = live.CidrIpv4 ?? live.CidrIpv6
  if (block !== undefined) {
    const cidr = canonicalCidr(block)
    return cidr === null ? null : { kind: 'cidr', cidr }
  }
  if (live.PrefixListId !== undefined) return { kind: 'prefix-list', id: live.PrefixListId }
  const group = live.ReferencedGroupInfo
  return group?.GroupId === undefined ? null : groupSource(group.GroupId, group.UserId, account)
}

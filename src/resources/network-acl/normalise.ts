import type { NetworkAclEntry as LiveEntry, NetworkAcl } from '@aws-sdk/client-ec2'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Facts, NetworkAclEntry } from './model.ts'
import { isProtocol } from './recording.ts'

/** An ACL as EC2 describes it, as facts; null: not understood. EC2 sends its lists even where they are empty. */
export function factsOf({ IsDefault, Associations, Entries }: NetworkAcl): Facts | null {
  const entries = Entries?.map(entryOf)
  const subnets = Associations?.map(({ SubnetId }) => SubnetId)
  if (entries === undefined || entries.includes(null) || subnets === undefined || subnets.includes(undefined))
    return null
  return {
    isDefault: IsDefault === true,
    subnets: subnets.flatMap((id) => (id === undefined ? [] : [ownText(id)])).sort(),
    entries: entries.filter((entry) => entry !== null).sort((a, b) => a.number - b.number),
  }
}

const protocols: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' }

function entryOf(live: LiveEntry): NetworkAclEntry | null {
  const cidr = canonicalCidr(live.CidrBlock ?? live.Ipv6CidrBlock ?? '')
  if (cidr === null || live.RuleNumber === undefined || live.Protocol === undefined) return null
  if (live.RuleAction !== 'allow' && live.RuleAction !== 'deny') return null
  const protocol = protocols[live.Protocol] ?? ownText(live.Protocol.toLowerCase())
  if (!isProtocol(protocol)) return null
  return {
    direction: live.Egress === true ? 'egress' : 'ingress',
    number: live.RuleNumber,
    action: live.RuleAction,
    protocol,
    ...rangeOf(protocol, live),
    cidr: ownText(cidr),
  }
}

/** Ports of what has some, type and code of ICMP; what is missing, or -1, stands for all. */
function rangeOf(protocol: string, { PortRange, IcmpTypeCode }: LiveEntry): Pick<NetworkAclEntry, 'from' | 'to'> {
  if (protocol === 'tcp' || protocol === 'udp') {
    const [from = 0, to = 65_535] = [PortRange?.From, PortRange?.To]
    return from <= 0 && to >= 65_535 ? { from: null, to: null } : { from, to }
  }
  if (protocol !== 'icmp' && protocol !== 'icmpv6') return { from: null, to: null }
  const [type = -1, code = -1] = [IcmpTypeCode?.Type, IcmpTypeCode?.Code]
  if (type < 0) return { from: null, to: null }
  return { from: type, to: code < 0 ? null : code }
}

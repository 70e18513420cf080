import { DescribeNetworkAclsCommand, type NetworkAclEntry as LiveEntry, type NetworkAcl } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind } from '../../aws/ec2-kind.ts'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Facts, NetworkAclEntry } from './model.ts'

export const io = ec2Kind<'network-acl', NetworkAcl>({
  kind: 'network-acl',
  operation: 'ec2:DescribeNetworkAcls',
  prefixes: ['acl-'],
  async page(client, { ids, token }, options) {
    const Filters = ids === null ? [] : [{ Name: 'network-acl-id', Values: [...ids] }]
    const input = { MaxResults: 1000, Filters, ...(token === undefined ? {} : { NextToken: token }) }
    const { NetworkAcls, NextToken } = await client.send(new DescribeNetworkAclsCommand(input), options)
    return { items: NetworkAcls, next: NextToken }
  },
  idOf: ({ NetworkAclId }) => NetworkAclId,
  ownerOf: ({ OwnerId }) => OwnerId,
  tagsOf: ({ Tags }) => Tags,
  vpcOf: ({ VpcId }) => VpcId,
  factsOf,
  arnOf: ec2Arn('network-acl'),
})

function factsOf({ IsDefault, Associations, Entries }: NetworkAcl): Facts | null {
  // EC2 sends the list even where it is empty: without it nobody knows what the ACL lets in.
  const entries = Entries?.map(entryOf)
  if (entries === undefined || entries.includes(null)) return null
  return {
    isDefault: IsDefault === true,
    subnets: Associations?.length ?? 0,
    entries: entries.filter((entry) => entry !== null).sort((a, b) => a.number - b.number),
  }
}

const protocols: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' }

function entryOf(live: LiveEntry): NetworkAclEntry | null {
  const cidr = canonicalCidr(live.CidrBlock ?? live.Ipv6CidrBlock ?? '')
  if (cidr === null || live.RuleNumber === undefined || live.Protocol === undefined) return null
  if (live.RuleAction !== 'allow' && live.RuleAction !== 'deny') return null
  const protocol = protocols[live.Protocol] ?? ownText(live.Protocol)
  const ranged = protocol === 'tcp' || protocol === 'udp' ? live.PortRange : undefined
  return {
    direction: live.Egress === true ? 'egress' : 'ingress',
    number: live.RuleNumber,
    action: live.RuleAction,
    protocol,
    from: ranged?.From ?? null,
    to: ranged?.To ?? null,
    cidr,
  }
}

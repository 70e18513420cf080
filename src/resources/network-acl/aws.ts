import { DescribeNetworkAclsCommand, type NetworkAclEntry as LiveEntry, type NetworkAcl } from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { malformed, troubleOf } from '../../aws/errors.ts'
import { gapOf, malformedAnswer } from '../../aws/gap.ts'
import type { Session } from '../../aws/session.ts'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import { batches } from '../../lib/pool.ts'
import type { KindIo } from '../../model/kind.ts'
import type { Ref, Resource } from '../../model/resource.ts'
import type { NetworkAclEntry } from './model.ts'

type Acl = Resource<'network-acl'>
const operation = 'ec2:DescribeNetworkAcls'
const listing = { kind: 'network-acl', operation, id: null } as const
const pageSize = 1000
const idsInAFilter = 200

export const io: KindIo<Session, 'network-acl'> = {
  kind: 'network-acl',
  list,
  read: async (_session, refs) =>
    refs.map((ref) => ({ ref, resource: { known: false, why: 'unsupported', operation } })),
  send: async (_session, call) => ({ kind: 'refused', why: 'Holdfast writes no network ACL', failed: call.changes }),
}

async function* list(session: Session, { only }: { readonly only: readonly Ref[] | 'all' }) {
  const filters =
    only === 'all'
      ? [null]
      : batches(
          only.map(({ id }) => id),
          idsInAFilter,
        )
  try {
    const client = await session.ec2()
    for (const ids of filters) {
      let token: string | undefined
      do {
        const Filters = ids === null ? [] : [{ Name: 'network-acl-id', Values: [...ids] }]
        const input = { MaxResults: pageSize, Filters, ...(token === undefined ? {} : { NextToken: token }) }
        const answer = await client.send(new DescribeNetworkAclsCommand(input), inTime())
        if (answer.NetworkAcls === undefined) throw malformedAnswer('no list of network ACLs')
        const own = answer.NetworkAcls.filter(
          ({ OwnerId }) => OwnerId === undefined || OwnerId === session.target.account,
        )
        const read = own.map((live) => ({ live, acl: aclOf(session, live) }))
        yield { resources: read.flatMap(({ acl }) => acl ?? []) }
        for (const { live, acl } of read) {
          if (acl === null)
            yield {
              gap: gapOf(session, malformed('a network ACL that could not be understood'), {
                ...listing,
                id: live.NetworkAclId ?? null,
              }),
            }
        }
        token = answer.NextToken === '' ? undefined : answer.NextToken
      } while (token !== undefined)
    }
  } catch (error) {
    yield { gap: gapOf(session, troubleOf(error), listing) }
  }
}

function aclOf({ target, partition }: Session, live: NetworkAcl): Acl | null {
  // EC2 sends the list even where it is empty: without it nobody knows what the ACL lets in.
  const entries = live.Entries?.map(entryOf)
  if (live.NetworkAclId === undefined || entries === undefined || entries.includes(null)) return null
  const { account, region } = target
  const id = ownText(live.NetworkAclId)
  return {
    ref: {
      kind: 'network-acl',
      account,
      region,
      id,
      arn: `arn:${partition}:ec2:${region}:${account}:network-acl/${id}`,
    },
    name: { known: true, value: null },
    tags: {
      known: true,
      value: new Map(
        (live.Tags ?? []).flatMap(({ Key, Value }) =>
          Key === undefined ? [] : [[ownText(Key), ownText(Value ?? '')]],
        ),
      ),
    },
    vpc: { known: true, value: live.VpcId === undefined ? null : ownText(live.VpcId) },
    facts: {
      isDefault: live.IsDefault === true,
      subnets: live.Associations?.length ?? 0,
      entries: entries.filter((entry) => entry !== null).sort((a, b) => a.number - b.number),
    },
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

import {
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  type EC2Client,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
} from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { sendEc2Tags } from '../../aws/ec2-tags.ts'
import { sendOnce } from '../../aws/send.ts'
import type { Session } from '../../aws/session.ts'
import { elsewhereOf, isAbsent } from '../../lib/elsewhere.ts'
import type { Call, Change, Sent } from '../../model/member.ts'
import { defaultAclOf, holderOf } from './holder.ts'
import type { NetworkAclEntry } from './model.ts'
import { entryIn } from './recording.ts'
import type { Acl } from './sources.ts'

/** Sends one write, of an entry, an association or tags. */
export async function send(session: Session, call: Call, fresh: Acl): Promise<Sent> {
  if (call.api.endsWith('Tags')) return sendEc2Tags(session, call)
  const [change] = call.changes
  if (call.api === 'ec2:ReplaceNetworkAclAssociation')
    return sendOnce(session, call, () => associate(session, change, fresh))
  const { member, before, after } = change
  const entry = entryIn(member, after ?? before)
  if (entry === null) return refused(change, 'a member that is no entry of a network ACL')
  const client = await session.ec2Once()
  return sendOnce(session, call, () => write(client, call.api, { acl: fresh.ref.id, entry }))
}

const done: Sent = { kind: 'done' }
const refused = (change: Change, why: string): Sent => ({ kind: 'refused', why, failed: [change] })

async function write(
  client: EC2Client,
  api: string,
  { acl, entry }: { acl: string; entry: NetworkAclEntry },
): Promise<Sent> {
  const place = { NetworkAclId: acl, RuleNumber: entry.number, Egress: entry.direction === 'egress' }
  if (api === 'ec2:DeleteNetworkAclEntry') await client.send(new DeleteNetworkAclEntryCommand(place), inTime())
  else {
    const input = { ...place, ...described(entry) }
    if (api === 'ec2:CreateNetworkAclEntry') await client.send(new CreateNetworkAclEntryCommand(input), inTime())
    else await client.send(new ReplaceNetworkAclEntryCommand(input), inTime())
  }
  return done
}

const numbers: Readonly<Record<string, string>> = { icmp: '1', tcp: '6', udp: '17', icmpv6: '58' }

function described({ action, protocol, from, to, cidr }: NetworkAclEntry) {
  const ported = protocol === 'tcp' || protocol === 'udp'
  const icmp = protocol === 'icmp' || protocol === 'icmpv6'
  return {
    RuleAction: action,
    Protocol: numbers[protocol] ?? protocol,
    ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
    ...(ported ? { PortRange: { From: from ?? 0, To: to ?? 65_535 } } : {}),
    ...(icmp ? { IcmpTypeCode: { Type: from ?? -1, Code: to ?? -1 } } : {}),
  }
}

/** Gives the subnet the ACL that the change says, in one call from whichever it has now. */
async function associate(session: Session, change: Change, fresh: Acl): Promise<Sent> {
  const { member, before, after } = change
  const subnet = member.slice('association '.length)
  const holder = await holderOf(session, subnet, fresh)
  if (holder === null) return refused(change, `${subnet} has no network ACL in what was just read: it is gone`)
  const leaves = isAbsent(after)
  const from = leaves ? fresh.ref.id : elsewhereOf(before)
  const to = leaves ? (elsewhereOf(after) ?? (await defaultAclOf(session, fresh))) : fresh.ref.id
  if (to === null) return refused(change, 'the VPC has no default network ACL in what was just read')
  // Somebody gave it in between what this was to give it, or another one.
  if (holder.acl === to) return done
  if (from !== null && holder.acl !== from) {
    const why = `changed since it was planned: ${subnet} has ${holder.acl}`
    return leaves && elsewhereOf(after) === null ? done : refused(change, why)
  }
  const client = await session.ec2Once()
  const input = { AssociationId: holder.association, NetworkAclId: to }
  const { NewAssociationId } = await client.send(new ReplaceNetworkAclAssociationCommand(input), inTime())
  return NewAssociationId === undefined ? { kind: 'unknown', why: 'the answer names no association' } : done
}

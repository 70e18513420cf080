import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type Tag,
} from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { sendEc2Tags } from '../../aws/ec2-tags.ts'
import { sendOnce } from '../../aws/send.ts'
import type { Session } from '../../aws/session.ts'
import type { Call, Change, Sent } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { describedValue, memberOf, ruleOf } from './members.ts'
import type { SecurityGroupRule } from './model.ts'

type Group = Resource<'security-group'>

/** Sends one write, of rules or of tags. */
export async function send(session: Session, call: Call, fresh: Group): Promise<Sent> {
  if (call.api.endsWith('Tags')) return sendEc2Tags(session, call)
  const request = requestOf(call, fresh)
  if (request.kind === 'impossible') return { kind: 'refused', why: request.why, failed: call.changes }
  const client = await session.ec2Once()
  return sendOnce(session, call, () => answered(client, request))
}

type Direction = 'Ingress' | 'Egress'

type Request =
  | {
      readonly kind: 'authorize'
      readonly direction: Direction
      readonly group: string
      readonly permissions: IpPermission[]
      readonly tags: Tag[]
    }
  | { readonly kind: 'revoke'; readonly direction: Direction; readonly group: string; readonly ids: string[] }
  | { readonly kind: 'impossible'; readonly why: string }

function requestOf({ api, changes }: Call, fresh: Group): Request {
  const direction: Direction = api.endsWith('Ingress') ? 'Ingress' : 'Egress'
  if (api.startsWith('ec2:Revoke')) return revoke(direction, changes, fresh)
  const rules = changes.map((change) => (change.after === null ? null : ruleOf(change.member, change.after)))
  const permissions = rules.flatMap((rule) => (rule === null ? [] : [permissionOf(rule)]))
  if (permissions.length !== changes.length)
    return { kind: 'impossible', why: 'a member that is no security group rule' }
  const tags = Object.entries(describedValue(changes[0].after).tags ?? {}).filter(([key]) => !key.startsWith('aws:'))
  return {
    kind: 'authorize',
    direction,
    group: fresh.ref.id,
    permissions,
    tags: tags.map(([Key, Value]) => ({ Key, Value })),
  }
}

/** By rule id: a revoke by ports and source may take siblings along. */
function revoke(direction: Direction, changes: readonly Change[], fresh: Group): Request {
  const ids = new Map(fresh.facts.rules.map((rule) => [memberOf(rule), rule.id]))
  const found = changes.flatMap(({ member }) => ids.get(member) ?? [])
  if (found.length !== changes.length)
    return { kind: 'impossible', why: 'the rule to revoke has no id in what was just read' }
  return { kind: 'revoke', direction, group: fresh.ref.id, ids: found }
}

function permissionOf({ protocol, from, to, source, description }: SecurityGroupRule): IpPermission {
  const said = description === null ? {} : { Description: description }
  const ranged = protocol === 'tcp' || protocol === 'udp'
  const icmp = protocol === 'icmp' || protocol === 'icmpv6'
  const ports = ranged
    ? { FromPort: from ?? 0, ToPort: to ?? 65_535 }
    : icmp
      ? { FromPort: from ?? -1, ToPort: to ?? -1 }
      : {}
  const base = { IpProtocol: protocol, ...ports }
  if (source.kind === 'prefix-list') return { ...base, PrefixListIds: [{ PrefixListId: source.id, ...said }] }
  if (source.kind === 'group') {
    return {
      ...base,
      UserIdGroupPairs: [
        { GroupId: source.id, ...(source.account === null ? {} : { UserId: source.account }), ...said },
      ],
    }
  }
  if (source.cidr.includes(':')) return { ...base, Ipv6Ranges: [{ CidrIpv6: source.cidr, ...said }] }
  return { ...base, IpRanges: [{ CidrIp: source.cidr, ...said }] }
}

async function answered(client: EC2Client, request: Exclude<Request, { kind: 'impossible' }>): Promise<Sent> {
  const answer = request.kind === 'authorize' ? await authorize(client, request) : await revokeById(client, request)
  // EC2 says false, and throws nothing, for what it did not find; an answer that does not say true is not EC2's.
  if (answer.Return === true) return { kind: 'done' }
  const why =
    answer.Return === false ? 'EC2 answered that it did not do it' : 'the answer does not say that it was done'
  return { kind: 'unknown', why }
}

function authorize(
  client: EC2Client,
  { direction, group, permissions, tags }: Extract<Request, { kind: 'authorize' }>,
) {
  const input = {
    GroupId: group,
    IpPermissions: permissions,
    ...(tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType: 'security-group-rule' as const, Tags: tags }] }),
  }
  return direction === 'Ingress'
    ? client.send(new AuthorizeSecurityGroupIngressCommand(input), inTime())
    : client.send(new AuthorizeSecurityGroupEgressCommand(input), inTime())
}

function revokeById(client: EC2Client, { direction, group, ids }: Extract<Request, { kind: 'revoke' }>) {
  const input = { GroupId: group, SecurityGroupRuleIds: ids }
  return direction === 'Ingress'
    ? client.send(new RevokeSecurityGroupIngressCommand(input), inTime())
    : client.send(new RevokeSecurityGroupEgressCommand(input), inTime())
}

import {
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type DescribeSecurityGroupsCommandInput,
  type SecurityGroupRule as LiveRule,
  type SecurityGroup,
} from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { malformed, type Trouble, troubleOf } from '../../aws/errors.ts'
import { gapOf, malformedAnswer } from '../../aws/gap.ts'
import { tagMap } from '../../aws/live-tags.ts'
import type { Session } from '../../aws/session.ts'
import { ownText } from '../../lib/own-text.ts'
import { batches } from '../../lib/pool.ts'
import type { AccountId, Observed } from '../../model/basics.ts'
import type { Fresh, KindIo, Page, Scope, Source } from '../../model/kind.ts'
import type { Gap, Ref, Resource } from '../../model/resource.ts'
import { memberOf } from './members.ts'
import type { SecurityGroupRule, Users } from './model.ts'
import { fromPermissions, fromRule } from './normalise.ts'
import { send } from './send.ts'

type Group = Resource<'security-group'>

const listing = { kind: 'security-group', operation: 'ec2:DescribeSecurityGroups', id: null } as const
const pageSize = 1000
/** EC2 takes up to 200 values in a filter. */
const idsInAFilter = 200
/** Fewer where each group brings up to a page of rules. */
const groupsARead = 100

const source: Source<Session> = { per: 'region', list: ([session], scope) => list(session, scope) }

export const io: KindIo<Session, 'security-group'> = { kind: 'security-group', source, detail, read, send }

async function* list(session: Session, { only }: Scope): AsyncIterable<Page> {
  const narrowed = only === 'all' ? [{}] : batches(groupIds(only), idsInAFilter).map(idFilter)
  try {
    for (const input of narrowed) {
      for await (const { groups, gaps } of pages(session, input)) {
        // The page holds resources of any kind.
        yield { resources: groups as unknown as readonly Resource[] }
        for (const gap of gaps) yield { gap }
      }
    }
  } catch (error) {
    yield { gap: gapOf(session, troubleOf(error), listing) }
  }
}

const groupIds = (refs: readonly Ref[]): readonly string[] =>
  refs.flatMap(({ id }) => (id.startsWith('sg-') ? [id] : []))

const idFilter = (ids: readonly string[]): DescribeSecurityGroupsCommandInput => ({
  Filters: [{ Name: 'group-id', Values: [...ids] }],
})

async function* pages(session: Session, input: DescribeSecurityGroupsCommandInput) {
  const client = await session.ec2()
  let token: string | undefined
  do {
    const answer = await client.send(
      new DescribeSecurityGroupsCommand({
        ...input,
        MaxResults: pageSize,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      inTime(),
    )
    if (answer.SecurityGroups === undefined) throw malformedAnswer('no list of security groups')
    yield understood(session, answer.SecurityGroups)
    token = answer.NextToken === '' ? undefined : answer.NextToken
  } while (token !== undefined)
}

/** Groups of this account as facts; a shared VPC shows groups of other owners, which are theirs to judge. */
function understood(session: Session, groups: readonly SecurityGroup[]): { groups: Group[]; gaps: Gap[] } {
  const all: { groups: Group[]; gaps: Gap[] } = { groups: [], gaps: [] }
  for (const live of groups) {
    if (live.OwnerId !== undefined && live.OwnerId !== session.target.account) continue
    const group = groupOf(session, live)
    if (group !== null) all.groups.push(group)
    else
      all.gaps.push(
        gapOf(session, malformed('a group that could not be understood'), { ...listing, id: live.GroupId ?? null }),
      )
  }
  return all
}

function groupOf(session: Session, live: SecurityGroup): Group | null {
  const { GroupId: id, GroupName: groupName } = live
  if (id === undefined || groupName === undefined || live.OwnerId === undefined) return null
  const ingress = fromPermissions('ingress', live.IpPermissions, session.target.account)
  const egress = fromPermissions('egress', live.IpPermissionsEgress, session.target.account)
  if (ingress === null || egress === null) return null
  return {
    ref: refOf(session, ownText(id)),
    name: { known: true, value: ownText(groupName) },
    tags: { known: true, value: tagMap(live.Tags) },
    vpc: { known: true, value: live.VpcId === undefined ? null : ownText(live.VpcId) },
    facts: {
      groupName: ownText(groupName),
      owner: session.target.account,
      rules: [...ingress, ...egress],
      users: null,
    },
  }
}

function refOf({ target, partition }: Session, id: string): Ref {
  const { account, region } = target
  return {
    kind: 'security-group',
    account,
    region,
    id,
    arn: `arn:${partition}:ec2:${region}:${account}:security-group/${id}`,
  }
}

/** Network interfaces of these groups, by group; an interface counts for each of its groups. */
async function detail(session: Session, groups: readonly Group[]) {
  const resources: Group[] = []
  const gaps: Gap[] = []
  for (const batch of batches(groups, idsInAFilter)) {
    const users = await usersOf(
      session,
      batch.map(({ ref }) => ref.id),
    )
    if (!users.known)
      gaps.push(gapOf(session, users.trouble, { kind: 'ec2:network-interface', operation: users.operation, id: null }))
    for (const group of batch) {
      const own: Observed<Users> = users.known
        ? { known: true, value: users.value.get(group.ref.id) ?? { interfaces: 0, publicAddresses: 0 } }
        : { known: false, why: users.trouble.why, operation: users.operation }
      resources.push({ ...group, facts: { ...group.facts, users: own } })
    }
  }
  return { resources, gaps }
}

type ReadUsers =
  | { readonly known: true; readonly value: ReadonlyMap<string, Users> }
  | { readonly known: false; readonly trouble: Trouble; readonly operation: string }

async function usersOf(session: Session, ids: readonly string[]): Promise<ReadUsers> {
  const operation = 'ec2:DescribeNetworkInterfaces'
  const users = new Map<string, Users>()
  try {
    const client = await session.ec2()
    let token: string | undefined
    do {
      const answer = await client.send(
        new DescribeNetworkInterfacesCommand({
          ...idFilter(ids),
          MaxResults: pageSize,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        inTime(),
      )
      if (answer.NetworkInterfaces === undefined)
        return { known: false, trouble: malformed('no list of network interfaces'), operation }
      for (const { Association, PrivateIpAddresses, Ipv6Addresses, Groups } of answer.NetworkInterfaces) {
        // Each secondary address may have an Elastic IP of its own.
        const elastic = [{ Association }, ...(PrivateIpAddresses ?? [])]
        const reachable =
          elastic.some((one) => one.Association?.PublicIp !== undefined) || (Ipv6Addresses ?? []).length > 0
        for (const { GroupId } of Groups ?? []) {
          if (GroupId === undefined) continue
          const own = users.get(GroupId) ?? { interfaces: 0, publicAddresses: 0 }
          users.set(GroupId, {
            interfaces: own.interfaces + 1,
            publicAddresses: own.publicAddresses + (reachable ? 1 : 0),
          })
        }
      }
      token = answer.NextToken === '' ? undefined : answer.NextToken
    } while (token !== undefined)
    return { known: true, value: users }
  } catch (error) {
    return { known: false, trouble: troubleOf(error), operation }
  }
}

/** Groups as they are now, their rules with ids and tags. */
async function read(session: Session, refs: readonly Ref[]): Promise<readonly Fresh<'security-group'>[]> {
  const fresh: Fresh<'security-group'>[] = []
  for (const batch of batches(refs, groupsARead)) fresh.push(...(await readBatch(session, batch)))
  return fresh
}

async function readBatch(session: Session, refs: readonly Ref[]): Promise<readonly Fresh<'security-group'>[]> {
  const ids = refs.map(({ id }) => id)
  const groups = new Map<string, Group>()
  const unclear: Gap[] = []
  let operation = 'ec2:DescribeSecurityGroups'
  try {
    for await (const page of pages(session, idFilter(ids))) {
      for (const group of page.groups) if (ids.includes(group.ref.id)) groups.set(group.ref.id, group)
      unclear.push(...page.gaps)
    }
    operation = 'ec2:DescribeSecurityGroupRules'
    const rules =
      groups.size === 0 ? new Map<string, SecurityGroupRule[]>() : await rulesOf(session, [...groups.keys()])
    return refs.map((ref): Fresh<'security-group'> => {
      // What was there and could not be understood is not gone.
      const gap = groups.has(ref.id) ? undefined : unclear.find(({ id }) => id === null || id === ref.id)
      if (gap !== undefined) return { ref, resource: { known: false, why: gap.why, operation: gap.operation } }
      return { ref, resource: joined(groups.get(ref.id), rules.get(ref.id)) }
    })
  } catch (error) {
    const { why } = troubleOf(error)
    return refs.map((ref) => ({ ref, resource: { known: false, why, operation } }))
  }
}

/**
 * What either reader knows of is there: right after a write one of them may be behind, and a fix must not be taken for proved
 * while any of them still shows the rule. A rule without an id cannot be revoked, so a cut page does no harm.
 */
function joined(group: Group | undefined, rules: readonly SecurityGroupRule[] = []): Observed<Group | null> {
  if (group === undefined) return { known: true, value: null }
  const withId = new Set(rules.map(memberOf))
  const others = group.facts.rules.filter((rule) => !withId.has(memberOf(rule)))
  return { known: true, value: { ...group, facts: { ...group.facts, rules: [...rules, ...others] } } }
}

async function rulesOf(session: Session, ids: readonly string[]): Promise<ReadonlyMap<string, SecurityGroupRule[]>> {
  const client = await session.ec2()
  const rules = new Map<string, SecurityGroupRule[]>()
  let token: string | undefined
  do {
    const answer = await client.send(
      new DescribeSecurityGroupRulesCommand({
        ...idFilter(ids),
        MaxResults: pageSize,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      inTime(),
    )
    if (answer.SecurityGroupRules === undefined) throw malformedAnswer('no list of security group rules')
    for (const live of answer.SecurityGroupRules) keep(rules, live, session.target.account)
    token = answer.NextToken === '' ? undefined : answer.NextToken
  } while (token !== undefined)
  return rules
}

function keep(rules: Map<string, SecurityGroupRule[]>, live: LiveRule, account: AccountId): void {
  const rule = fromRule(live, account)
  if (rule === null || live.GroupId === undefined)
    throw malformedAnswer('a security group rule that could not be understood')
  rules.set(live.GroupId, [...(rules.get(live.GroupId) ?? []), rule])
}

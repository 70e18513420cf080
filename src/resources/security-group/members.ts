import { consoleHost } from '../../lib/console.ts'
import type { Json, Many, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Call, Change, Member, Members } from '../../model/member.ts'
import type { Ref, Resource } from '../../model/resource.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { SecurityGroupRule, Source } from './model.ts'
import { inverse, narrowed, writes } from './permissions.ts'
import { wrong } from './recording.ts'
import { shift } from './shift.ts'

type Group = Resource<'security-group'>

/**
 * What a rule is, as text: `ingress tcp 22-22 0.0.0.0/0`, `ingress -1 all sg-1`, `egress icmp 8-all 10.0.0.0/8`.
 * A description is not part of it: EC2 refuses a second rule that differs in its description alone.
 */
export function memberOf(rule: SecurityGroupRule): Member {
  const ports = rule.from === null && rule.to === null ? 'all' : `${rule.from ?? 'all'}-${rule.to ?? 'all'}`
  return `${rule.direction} ${rule.protocol} ${ports} ${sourceText(rule.source)}` as Member
}

export function sourceText(source: Source): string {
  if (source.kind === 'cidr') return source.cidr
  if (source.kind === 'prefix-list') return source.id
  return source.account === null ? source.id : `${source.account}/${source.id}`
}

/** The rule that a member and its value describe; null where the text is no member of a security group. */
export function ruleOf(member: Member, value: Json): SecurityGroupRule | null {
  const parts = /^(ingress|egress) (\S+) (?:all|(\d+|all)-(\d+|all)) (\S+)$/.exec(member)
  if (parts === null) return null
  const [, direction, protocol = '', from, to, source = ''] = parts
  const { description, tags } = describedValue(value)
  const rule = {
    direction: direction === 'ingress' ? ('ingress' as const) : ('egress' as const),
    protocol,
    from: numberOf(from),
    to: numberOf(to),
    source: sourceOf(source),
    description,
  }
  return tags === null ? rule : { ...rule, tags }
}

const numberOf = (text: string | undefined): number | null =>
  text === undefined || text === 'all' ? null : Number(text)

function sourceOf(text: string): Source {
  if (text.startsWith('pl-')) return { kind: 'prefix-list', id: text }
  const [account, group] = text.includes('/sg-') ? text.split('/') : [null, text]
  if (group?.startsWith('sg-')) return { kind: 'group', id: group, account: account ?? null }
  return { kind: 'cidr', cidr: text }
}

/** A member's value as JSON: its description, and its tags where they were read. */
export function describedValue(value: Json): {
  readonly description: string | null
  readonly tags: Record<string, string> | null
} {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { description: null, tags: null }
  const { description, tags } = value as { readonly [key: string]: Json }
  const text = typeof description === 'string' ? description : null
  if (tags === undefined || tags === null || typeof tags !== 'object' || Array.isArray(tags))
    return { description: text, tags: null }
  return { description: text, tags: Object.fromEntries(Object.entries(tags).map(([k, v]) => [k, String(v)])) }
}

function jsonOf(rule: SecurityGroupRule): Json {
  return rule.tags === undefined || Object.keys(rule.tags).length === 0
    ? { description: rule.description }
    : { description: rule.description, tags: rule.tags }
}

function members(group: Group): Members {
  const all = new Map<Member, Observed<Json>>()
  for (const rule of group.facts.rules) all.set(memberOf(rule), { known: true, value: jsonOf(rule) })
  return all
}

/** Tags of rules are compared only where both sides know them: a listing of groups does not return them. */
function same(a: Json | null, b: Json | null): boolean {
  if (a === null || b === null) return a === b
  const [left, right] = [describedValue(a), describedValue(b)]
  if (left.description !== right.description) return false
  if (left.tags === null || right.tags === null) return true
  const rightTags = right.tags
  const keys = Object.keys(left.tags)
  return keys.length === Object.keys(rightTags).length && keys.every((key) => left.tags?.[key] === rightTags[key])
}

function withChanges(group: Group, changes: readonly Change[]): Group {
  const rules = new Map(group.facts.rules.map((rule) => [memberOf(rule), rule]))
  for (const { member, after } of changes) {
    const rule = after === null ? null : ruleOf(member, after)
    if (rule === null) rules.delete(member)
    else rules.set(member, rule)
  }
  return { ...group, facts: { ...group.facts, rules: [...rules.values()] } }
}

/** `after` may name the member whose rule tags it is to carry on (`tagsFrom`): a piece of a split range keeps them. */
function settle(changes: Many<Change>, fresh: Group): Many<Change> {
  const live = new Map(fresh.facts.rules.map((rule) => [memberOf(rule), rule]))
  const settled = changes.map((change) => {
    const before = change.before === null ? null : withTags(change.before, live.get(change.member)?.tags)
    const from = tagsFrom(change.after)
    const after = from === null ? change.after : withTags(change.after, live.get(from)?.tags)
    return { ...change, before, after }
  })
  return settled as unknown as Many<Change>
}

function tagsFrom(value: Json | null): Member | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const from = (value as { readonly [key: string]: Json })['tagsFrom']
  return typeof from === 'string' ? (from as Member) : null
}

function withTags(value: Json, tags: Readonly<Record<string, string>> | undefined): Json {
  const { description } = describedValue(value)
  return tags === undefined || Object.keys(tags).length === 0 ? { description } : { description, tags }
}

/** Authorises before it revokes, so that no sibling is cut off in between; one call carries one set of rule tags. */
function calls(changes: Many<Change>): Many<Call> {
  const replaced = changes.filter((change) => change.before !== null && change.after !== null)
  const groups = new Map<string, Change[]>()
  const add = (key: string, change: Change): void => {
    groups.set(key, [...(groups.get(key) ?? []), change])
  }
  // A rule cannot stand beside itself with another description: what is replaced in place is revoked first.
  for (const change of replaced) add(`0 ${directionOf(change)} revoke`, { ...change, after: null })
  for (const change of changes) {
    if (change.after !== null) add(`1 ${directionOf(change)} ${tagKey(change.after)}`, { ...change, before: null })
    else add(`2 ${directionOf(change)} revoke`, change)
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([key, members]) => ({ api: apiOf(key), changes: members })) as unknown as Many<Call>
}

const directionOf = ({ member }: Change): string => (member.startsWith('ingress ') ? 'Ingress' : 'Egress')
const tagKey = (value: Json): string =>
  `authorize ${JSON.stringify(Object.entries(describedValue(value).tags ?? {}).sort())}`
const apiOf = (key: string): string => {
  const [, direction = '', verb] = key.split(' ')
  return `ec2:${verb === 'revoke' ? 'Revoke' : 'Authorize'}SecurityGroup${direction}`
}

const consoleLink = (ref: Ref): string =>
  `https://${consoleHost(ref)}/vpc/home?region=${ref.region}#SecurityGroup:groupId=${ref.id}`

export const logic: KindLogic<'security-group'> = tagged<'security-group'>(
  {
    kind: 'security-group',
    awsName: 'ec2:security-group',
    lists: true,
    reads: {
      list: ['ec2:DescribeSecurityGroups'],
      detail: ['ec2:DescribeNetworkInterfaces'],
      again: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroupRules'],
    },
    writes,
    inverse,
    narrowed,
    members,
    same,
    withChanges,
    shift,
    ownedByAws: () => false,
    settle,
    calls,
    recording: {
      wrong,
      blank: ({ account, id }, name) => ({ groupName: name ?? id, owner: account, rules: [], users: null }),
    },
    consoleLink,
  },
  ec2Tags('security-group'),
)

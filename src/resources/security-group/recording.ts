import { canonicalCidr } from '../../lib/cidr.ts'
import type { Wrong } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Member } from '../../model/member.ts'
import { memberOf, ruleOf } from './members.ts'
import type { SecurityGroupRule, Source } from './model.ts'

const words = ['egress', 'ingress', 'tag'] as const
const named = ['-1', 'tcp', 'udp', 'icmp', 'icmpv6'] as const
/** EC2 gives these back by their names. */
const numbered = ['1', '6', '17', '58'] as const

/** A rule as a file has it, held against how AWS says it: what it would never say again could never be met. */
export function wrong(member: Member, value: Json): Wrong | null {
  const rule = ruleOf(member, value)
  const expected = 'a rule such as "ingress tcp 22-22 10.0.0.0/8", or a tag'
  if (rule === null || memberOf(rule) !== member || !isPossible(rule)) return { part: 'member', expected, words }
  return isValue(value)
    ? null
    : { part: 'value', expected: 'a map of description (a text or null) and tags (of texts)', words: [] }
}

function isPossible({ protocol, from, to, source }: SecurityGroupRule): boolean {
  const known =
    named.some((name) => name === protocol) ||
    (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255 && !numbered.some((number) => number === protocol))
  const icmp = protocol.startsWith('icmp')
  const ports = from === null || (icmp ? from <= 255 && (to ?? 0) <= 255 : to !== null && from <= to && to <= 65_535)
  return known && ports && !(from === null && to !== null) && isSource(source)
}

function isSource(source: Source): boolean {
  if (source.kind === 'cidr') return canonicalCidr(source.cidr) === source.cidr
  if (source.kind === 'prefix-list') return /^pl-[0-9a-f]+$/.test(source.id)
  return /^sg-[0-9a-z]+$/.test(source.id) && (source.account === null || /^\d{12}$/.test(source.account))
}

function isValue(value: Json): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const known = Object.keys(value).every((key) => key === 'description' || key === 'tags')
  const { description, tags = {} } = value as { readonly [key: string]: Json }
  const isText = typeof description === 'string' || description === null
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return false
  return known && isText && Object.values(tags).every((one) => typeof one === 'string')
}

import { canonicalCidr } from '../../lib/cidr.ts'
import type { Wrong } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Member } from '../../model/member.ts'
import type { NetworkAclEntry } from './model.ts'

const words = ['association', 'entry', 'tag'] as const
const named = ['-1', 'tcp', 'udp', 'icmp', 'icmpv6'] as const
/** EC2 gives these back by their names here. */
const numbered = ['1', '6', '17', '58'] as const
/** Numbers beyond are AWS's. */
export const highestNumber = 32_766

const isPorted = (protocol: string): boolean => protocol === 'tcp' || protocol === 'udp'
const isIcmp = (protocol: string): boolean => protocol === 'icmp' || protocol === 'icmpv6'

/** `ports` (`22-22`) of what has ports, `icmp` (`8-0`, type and code) of ICMP; `all` where they are all. */
export function entryValue({ action, protocol, from, to, cidr }: NetworkAclEntry): Json {
  const range = from === null ? 'all' : `${from}-${to ?? 'all'}`
  return {
    action,
    cidr,
    protocol,
    ...(isPorted(protocol) ? { ports: range } : {}),
    ...(isIcmp(protocol) ? { icmp: range } : {}),
  }
}

/** The entry that a member and its value describe; null where they describe none. */
export function entryIn(member: string, value: Json): NetworkAclEntry | null {
  const place = /^entry (ingress|egress) ([1-9]\d{0,4})$/.exec(member)
  if (place === null || typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { action, cidr, protocol, ports, icmp } = value as { readonly [key: string]: Json }
  if (typeof cidr !== 'string' || typeof protocol !== 'string' || (action !== 'allow' && action !== 'deny')) return null
  const range = rangeIn(isPorted(protocol) ? ports : isIcmp(protocol) ? icmp : 'all')
  if (range === null) return null
  const direction = place[1] === 'ingress' ? 'ingress' : 'egress'
  return { direction, number: Number(place[2]), action, protocol, ...range, cidr }
}

function rangeIn(value: Json | undefined): Pick<NetworkAclEntry, 'from' | 'to'> | null {
  if (value === 'all') return { from: null, to: null }
  const parts = typeof value === 'string' ? /^(0|[1-9]\d{0,4})-(all|0|[1-9]\d{0,4})$/.exec(value) : null
  return parts === null ? null : { from: Number(parts[1]), to: parts[2] === 'all' ? null : Number(parts[2]) }
}

/** An entry as a file has it, held against how AWS says it: what it would never say again could never be met. */
export function wrong(member: Member, value: Json): Wrong | null {
  if (/^association subnet-[\w-]+$/.test(member))
    return value === true ? null : { part: 'value', expected: 'true', words: [] }
  const number = /^entry (?:ingress|egress) ([1-9]\d{0,4})$/.exec(member)?.[1]
  if (number === undefined || Number(number) > highestNumber) {
    const expected = 'an entry such as "entry ingress 100" (up to 32766), "association subnet-…", or a tag'
    return { part: 'member', expected, words }
  }
  const entry = entryIn(member, value)
  if (entry !== null && isPossible(entry) && isSaidSo(entry, value)) return null
  return {
    part: 'value',
    expected:
      'a map of action (allow or deny), protocol (tcp, udp, icmp, icmpv6, -1 or a number), cidr, and ports ("22-22") or icmp ("8-0") where the protocol has them',
    words: [],
  }
}

/** As EC2 gives protocols back here: by name where they have ports or types, else by number. */
export const isProtocol = (text: string): boolean =>
  named.some((name) => name === text) ||
  (/^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255 && !numbered.some((number) => number === text))

function isPossible({ protocol, from, to, cidr }: NetworkAclEntry): boolean {
  const known = isProtocol(protocol)
  const icmp = isIcmp(protocol)
  const ranged = from === null || (icmp ? from <= 255 && (to ?? 0) <= 255 : to !== null && from <= to && to <= 65_535)
  // As EC2 says all ports.
  const whole = !icmp && from === 0 && to === 65_535
  return known && ranged && !whole && canonicalCidr(cidr) === cidr
}

/** Nothing is said beside, and nothing another way. */
function isSaidSo(entry: NetworkAclEntry, value: Json): boolean {
  const own = entryValue(entry) as Readonly<Record<string, Json>>
  const said = value as Readonly<Record<string, Json>>
  const keys = Object.keys(said)
  return keys.length === Object.keys(own).length && keys.every((key) => own[key] === said[key])
}

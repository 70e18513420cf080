import { type Cidr, type Family, formatAddress, parseCidr } from './cidr.ts'

interface Interval {
  readonly first: bigint
  readonly last: bigint
}

/** Addresses of one family as sorted intervals that neither touch nor overlap. */
export type AddressSet = readonly Interval[]

export const empty: AddressSet = []

export const addresses = ({ first, last }: Cidr): AddressSet => [{ first, last }]

export function fromCidrs(cidrs: readonly Cidr[]): AddressSet {
  return normalised(cidrs.map(({ first, last }) => ({ first, last })))
}

function normalised(intervals: readonly Interval[]): AddressSet {
  const sorted = [...intervals].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
  const merged: Interval[] = []
  for (const next of sorted) {
    const last = merged.at(-1)
    if (last === undefined || next.first > last.last + 1n) merged.push(next)
    else if (next.last > last.last) merged[merged.length - 1] = { first: last.first, last: next.last }
  }
  return merged
}

export function union(a: AddressSet, b: AddressSet): AddressSet {
  if (a.length === 0) return b
  return b.length === 0 ? a : normalised([...a, ...b])
}

export function intersect(a: AddressSet, b: AddressSet): AddressSet {
  const common: Interval[] = []
  for (const left of a) {
    for (const right of b) {
      const first = left.first > right.first ? left.first : right.first
      const last = left.last < right.last ? left.last : right.last
      if (first <= last) common.push({ first, last })
    }
  }
  return common
}

export function subtract(a: AddressSet, b: AddressSet): AddressSet {
  if (b.length === 0) return a
  const left: Interval[] = []
  for (const whole of a) {
    let { first } = whole
    for (const hole of b) {
      if (hole.last < first || hole.first > whole.last) continue
      if (hole.first > first) left.push({ first, last: hole.first - 1n })
      first = hole.last + 1n
    }
    if (first <= whole.last) left.push({ first, last: whole.last })
  }
  return left
}

/** How many addresses. */
export const size = (set: AddressSet): bigint => set.reduce((sum, { first, last }) => sum + last - first + 1n, 0n)

/** Whether `whole` holds all of `part`. */
export const contains = (whole: AddressSet, part: AddressSet): boolean => subtract(part, whole).length === 0

/** The fewest CIDR blocks that cover exactly this set. */
export function toCidrs(set: AddressSet, family: Family): readonly string[] {
  const bits = family === 4 ? 32 : 128
  const blocks: string[] = []
  for (const { first, last } of set) {
    let at = first
    while (at <= last) {
      let host = 0
      while (host < bits && at % (1n << BigInt(host + 1)) === 0n && at + (1n << BigInt(host + 1)) - 1n <= last) host++
      blocks.push(`${formatAddress(at, family)}/${bits - host}`)
      at += 1n << BigInt(host)
    }
  }
  return blocks
}

/**
 * IANA's IPv4 special-purpose address registry (RFC 6890 and its updates) and multicast (RFC 5771): what nobody on the
 * internet can send from, or what is reserved for a protocol.
 */
const specialIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const

const blocks = (texts: readonly string[]): AddressSet =>
  fromCidrs(
    texts.flatMap((text) => {
      const cidr = parseCidr(text)
      return cidr === null ? [] : [cidr]
    }),
  )

const publicIpv4 = subtract(blocks(['0.0.0.0/0']), blocks(specialIpv4))
/** IPv6 global unicast, all that IANA hands out (RFC 4291). */
const publicIpv6 = blocks(['2000::/3'])

export const publicSpace = (family: Family): AddressSet => (family === 4 ? publicIpv4 : publicIpv6)

import { isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

export type Family = 4 | 6

/** A block of addresses: first and last as numbers, host bits zeroed as EC2 does; `text` in RFC 5952 form. */
export interface Cidr {
  readonly family: Family
  readonly first: bigint
  readonly last: bigint
  readonly prefix: number
  readonly text: string
}

// The same few blocks stand in thousands of rules. Bounded, since a policy or an account may hold arbitrary text.
const parsed = new Map<string, Cidr | null>()
const bound = 50_000

/** Strict: `010.0.0.0/8`, `10.0.0.0`, `10.0.0.0/33` and `300.0.0.0/8` are no blocks. null: not a CIDR block. */
export function parseCidr(text: string): Cidr | null {
  const known = parsed.get(text)
  if (known !== undefined) return known
  if (parsed.size >= bound) parsed.clear()
  const made = parse(text)
  parsed.set(text, made)
  return made
}

export const canonicalCidr = (text: string): string | null => parseCidr(text)?.text ?? null

function parse(text: string): Cidr | null {
  const parts = /^([0-9a-fA-F:.]+)\/(0|[1-9]\d{0,2})$/.exec(text)
  if (parts === null) return null
  const [, address = '', length = ''] = parts
  const family = isIPv4(address) ? 4 : isIPv6(address) ? 6 : null
  const bits = family === 4 ? 32 : 128
  const prefix = Number(length)
  if (family === null || prefix > bits) return null
  // node:net has refused octal and shortened forms, which the parser alone would take.
  const bytes = ipaddr.parse(inGroups(address)).toByteArray()
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const size = 1n << BigInt(bits - prefix)
  const first = value - (value % size)
  return { family, first, last: first + size - 1n, prefix, text: `${formatAddress(first, family)}/${prefix}` }
}

/** `::1.2.3.4` as `::102:304`: the parser takes the old form for an address that maps IPv4. */
function inGroups(address: string): string {
  const [, start, a, b, c, d] = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address) ?? []
  if (start === undefined) return address
  const group = (high: string | undefined, low: string | undefined): string =>
    (Number(high) * 256 + Number(low)).toString(16)
  return `${start}${group(a, b)}:${group(c, d)}`
}

export function formatAddress(value: bigint, family: Family): string {
  const bytes: number[] = []
  for (let index = (family === 4 ? 4 : 16) - 1; index >= 0; index--)
    bytes.push(Number((value >> BigInt(index * 8)) & 255n))
  const address = ipaddr.fromByteArray(bytes)
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString()
}

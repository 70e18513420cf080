import * as z from 'zod/mini'
import { publicSpace, size } from '../lib/address-set.ts'
import { parseCidr } from '../lib/cidr.ts'
import { parsePorts } from '../lib/ports.ts'

/** Options that rules about networks share: how ports, blocks and "open" are spelled. */

export const port = z.string().check(
  z.refine((text) => parsePorts(text).kind === 'ports', {
    error: 'a port such as "22", a range such as "1000-2000", or one with its protocol such as "udp/161"',
  }),
)

export const cidr = z
  .string()
  .check(
    z.refine((text) => parseCidr(text) !== null, { error: 'a CIDR block such as "203.0.113.0/24" or "2001:db8::/32"' }),
  )

const prefix = (bits: number) =>
  z.string().check(
    z.refine((text) => /^\/\d{1,3}$/.test(text) && Number(text.slice(1)) <= bits, {
      error: `a prefix length from "/0" to "/${bits}"`,
    }),
  )

const defaultOpenAt = { ipv4: '/16', ipv6: '/32' } as const

export const openAt = z._default(
  z.strictObject({
    ipv4: z._default(prefix(32), defaultOpenAt.ipv4),
    ipv6: z._default(prefix(128), defaultOpenAt.ipv6),
  }),
  defaultOpenAt,
)

export interface OpenAt {
  readonly 'open-at': { readonly ipv4: string; readonly ipv6: string }
}

/** All addresses of public space. */
const everybody = { 4: size(publicSpace(4)), 6: size(publicSpace(6)) } as const

/** How many addresses make a source open, by family. */
export function blockSize(options: OpenAt, family: 4 | 6): bigint {
  const [bits, text] = family === 4 ? [32, options['open-at'].ipv4] : [128, options['open-at'].ipv6]
  const block = 1n << BigInt(bits - Number(text.slice(1)))
  // A block may be larger than all public space: nothing could ever be open at `/0`, not even the whole internet.
  return block < everybody[family] ? block : everybody[family]
}

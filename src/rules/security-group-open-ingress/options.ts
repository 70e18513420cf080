import * as z from 'zod/mini'
import { intersect, publicSpace, size } from '../../lib/address-set.ts'
import { parseCidr } from '../../lib/cidr.ts'
import { addressesOfBlocks, families } from '../../resources/security-group/sources.ts'
import { blockSize, cidr, openAt, port } from '../network-options.ts'

const source = z.string().check(
  z.refine((text) => /^pl-[0-9a-f]+$/.test(text) || parseCidr(text) !== null, {
    error: 'a CIDR block such as "203.0.113.0/24", or a prefix list such as "pl-0123456789abcdef0"',
  }),
)
export const optionsSchema = z
  .strictObject({
    /** Ports that must not be open; tcp unless said. */
    ports: z._default(z.union([z.literal('all'), z.array(port).check(z.minLength(1))]), ['22', '3389']),
    'except-ports': z._default(z.array(port), []),
    allow: z._default(z.array(source), []),
    'open-at': openAt,
    sources: z._default(z.enum(['public', 'any']), 'public'),
    'narrow-to': z._default(z.array(cidr), []),
    split: z._default(z.boolean(), true),
    'all-traffic': z._default(z.enum(['approve', 'revoke']), 'approve'),
  })
  .check(
    z.refine((options) => options.ports === 'all' || options['except-ports'].length === 0, {
      path: ['except-ports'],
      error: 'no except-ports unless ports is all',
    }),
    z.refine((options) => !isOpen(options), {
      path: ['narrow-to'],
      error: 'blocks that together stay below open-at: what a fix puts in must not be open itself',
    }),
  )

export type Options = z.infer<typeof optionsSchema>

function isOpen(options: { 'narrow-to': readonly string[]; 'open-at': { ipv4: string; ipv6: string } }): boolean {
  const narrow = addressesOfBlocks(options['narrow-to'])
  return families.some((family) => size(intersect(narrow[family], publicSpace(family))) >= blockSize(options, family))
}

import * as z from 'zod/mini'
import { intersect, publicSpace, size, subtract } from '../../lib/address-set.ts'
import { parseCidr } from '../../lib/cidr.ts'
import { parsePorts } from '../../lib/ports.ts'
import { type Addresses, addressesOfBlocks, families } from '../../resources/security-group/sources.ts'
import { blockSize, cidr, type OpenAt, openAt, port } from '../network-options.ts'

const isList = (source: string): boolean => source.startsWith('pl-')

const source = z.string().check(
  z.refine((text) => /^pl-[0-9a-f]+$/.test(text) || parseCidr(text) !== null, {
    error: 'a CIDR block such as "203.0.113.0/24", or a prefix list such as "pl-0123456789abcdef0"',
  }),
)

/** Every port: by itself, or as an item of the list that people write ports in. */
const all = 'all'
const portOrAll = z.string().check(
  z.refine((text) => text === all || parsePorts(text).kind === 'ports', {
    error: 'a port such as "22", a range such as "1000-2000", one with its protocol such as "udp/161", or all',
  }),
)

export const optionsSchema = z
  .strictObject({
    /** Ports that must not be open; tcp unless said. */
    ports: z._default(z.union([z.literal(all), z.array(portOrAll).check(z.minLength(1))]), ['22', '3389']),
    'except-ports': z._default(z.array(port), []),
    allow: z._default(z.array(source), []),
    'open-at': openAt,
    sources: z._default(z.enum(['public', 'any']), 'public'),
    'narrow-to': z._default(z.array(cidr), []),
    split: z._default(z.boolean(), true),
    'all-traffic': z._default(z.enum(['approve', 'revoke']), 'approve'),
  })
  .check(
    z.refine((options) => isEveryPort(options.ports) || options['except-ports'].length === 0, {
      path: ['except-ports'],
      error: 'no except-ports unless ports is all',
    }),
    z.refine((options) => !isOpen(options), {
      path: ['narrow-to'],
      error: 'blocks that together stay below open-at: what a fix puts in must not be open itself',
    }),
    z.refine((options) => options.sources !== 'any' || isAllowed(options), {
      path: ['narrow-to'],
      error: 'blocks that allow holds: with sources: any the next run would take out what this one put in',
    }),
  )

export const isEveryPort = (ports: 'all' | readonly string[]): boolean => ports === all || ports.includes(all)

export type Options = z.infer<typeof optionsSchema>

interface Narrowing {
  readonly 'narrow-to': readonly string[]
  readonly allow: readonly string[]
}

function isOpen(options: Narrowing & OpenAt): boolean {
  const narrow = untolerated(options)
  return families.some((family) => size(intersect(narrow[family], publicSpace(family))) >= blockSize(options, family))
}

/** An allowed prefix list may hold the blocks: nobody knows before it is read. */
const isAllowed = (options: Narrowing): boolean =>
  options.allow.some(isList) || families.every((family) => size(untolerated(options)[family]) === 0n)

/** What a fix would put in, less the blocks that are tolerated anyway. */
function untolerated(options: Narrowing): Addresses {
  const narrow = addressesOfBlocks(options['narrow-to'])
  const allowed = addressesOfBlocks(options.allow.filter((source) => !isList(source)))
  return { 4: subtract(narrow[4], allowed[4]), 6: subtract(narrow[6], allowed[6]) }
}

import * as z from 'zod/mini'
import { type AddressSet, empty, intersect, publicSpace, size, subtract, union } from '../../lib/address-set.ts'
import { parsePorts } from '../../lib/ports.ts'
import type { Resource } from '../../model/resource.ts'
import type { Verdict } from '../../model/rule.ts'
import { entryText } from '../../resources/network-acl/members.ts'
import type { NetworkAclEntry } from '../../resources/network-acl/model.ts'
import { type Addresses, addressesOfBlocks, families } from '../../resources/security-group/sources.ts'
import { defineRule } from '../define.ts'
import { blockSize, cidr, openAt, port } from '../network-options.ts'

const optionsSchema = z.strictObject({
  ports: z._default(z.array(port).check(z.minLength(1)), ['22', '3389']),
  allow: z._default(z.array(cidr), []),
  'open-at': openAt,
  ephemeral: z._default(z.enum(['allow', 'check']), 'allow'),
  'default-acl': z._default(z.enum(['ignore', 'check']), 'ignore'),
})
type Options = z.infer<typeof optionsSchema>

/** One port of one protocol, and what lets whom reach it. */
interface Reached {
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  readonly addresses: bigint
  readonly by: readonly NetworkAclEntry[]
}

export const rule = defineRule<Options, 'network-acl'>({
  id: 'network-acl-open-ingress',
  title: 'Network ACLs keep administrative ports off the internet',
  severity: 'medium',
  controls: { securityHub: ['EC2.21'], cis: ['5.1'] },
  kinds: () => ['network-acl'],
  writes: () => [],
  options: optionsSchema,
  check(acl: Resource<'network-acl'>, options): Verdict {
    if (acl.facts.isDefault && options['default-acl'] === 'ignore') return 'not-applicable'
    const reached = portsToTry(acl.facts.entries, options).flatMap((at) => reach(acl.facts.entries, at, options) ?? [])
    if (reached.length === 0) return 'pass'
    const entries = [...new Set(reached.flatMap(({ by }) => by.map(entryText)))].sort()
    const ports = [...new Set(reached.map((one) => `${one.protocol} ${one.port}`))].join(', ')
    return [
      {
        about: '',
        verdict: 'fail',
        message: `The internet reaches ${ports} by ${entries.join(', ')}. ${acl.facts.subnets.length} subnets have this network ACL.`,
        evidence: reached.map((one) => ({
          port: `${one.protocol}/${one.port}`,
          addresses: one.addresses.toString(),
          entries: one.by.map(entryText),
        })),
        rating: null,
        repair: { kind: 'none', why: 'entries depend on each other by their order: a person has to rewrite them' },
        weight: acl.facts.subnets.length,
      },
    ]
  },
})

/** Within a named range the same entries speak until one of them begins or ends. */
function portsToTry(
  entries: readonly NetworkAclEntry[],
  { ports }: Options,
): readonly Pick<Reached, 'protocol' | 'port'>[] {
  return ports.flatMap((word) => {
    const parsed = parsePorts(word)
    if (parsed.kind === 'problem') return []
    const { protocol, range } = parsed
    const edges = entries.flatMap(({ from, to }) => (from === null ? [] : [from, (to ?? from) + 1]))
    const starts = [range.from, ...edges.filter((edge) => range.from < edge && edge <= range.to)]
    return [...new Set(starts)].sort((a, b) => a - b).map((first) => ({ protocol, port: first }))
  })
}

/** Entries in their order: the first that matches an address decides for it. null: too few addresses get through. */
function reach(
  entries: readonly NetworkAclEntry[],
  at: Pick<Reached, 'protocol' | 'port'>,
  options: Options,
): Reached | null {
  const tolerated = addressesOfBlocks(options.allow)
  let undecided: Addresses = { 4: publicSpace(4), 6: publicSpace(6) }
  let through: Addresses = { 4: empty, 6: empty }
  const by: NetworkAclEntry[] = []
  for (const entry of entries) {
    if (!speaksFor(entry, at)) continue
    const block = addressesOfBlocks([entry.cidr])
    const decided = both((family) => intersect(undecided[family], block[family]))
    undecided = both((family) => subtract(undecided[family], block[family]))
    if (entry.action === 'deny' || (options.ephemeral === 'allow' && isReturnTraffic(entry))) continue
    const counted = both((family) => subtract(decided[family], tolerated[family]))
    if (families.every((family) => counted[family].length === 0)) continue
    through = both((family) => union(through[family], counted[family]))
    by.push(entry)
  }
  const open = families.some((family) => size(through[family]) >= blockSize(options, family))
  return open ? { ...at, addresses: size(through[4]) + size(through[6]), by } : null
}

const both = (of: (family: 4 | 6) => AddressSet): Addresses => ({ 4: of(4), 6: of(6) })

function speaksFor(
  { direction, protocol, from, to }: NetworkAclEntry,
  at: Pick<Reached, 'protocol' | 'port'>,
): boolean {
  if (direction !== 'ingress' || (protocol !== '-1' && protocol !== at.protocol)) return false
  return from === null || (from <= at.port && at.port <= (to ?? from))
}

/** Network ACLs are stateless: answers to outgoing connections need a wide range from 1024 up, which happens to hold 3389. */
const isReturnTraffic = ({ protocol, from, to }: NetworkAclEntry): boolean =>
  (protocol === 'tcp' || protocol === 'udp') && from !== null && from >= 1024 && (to ?? from) >= 60_999

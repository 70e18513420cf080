import { type AddressSet, intersect, publicSpace, size, subtract, union } from '../../lib/address-set.ts'
import { parseCidr } from '../../lib/cidr.ts'
import { allPorts, intersectPorts, type PortSet, parsePorts, subtractPorts, unionPorts } from '../../lib/ports.ts'
import type { Place, World } from '../../model/world.ts'
import type { SecurityGroupRule } from '../../resources/security-group/model.ts'
import { type Addresses, addressesOf, addressesOfBlocks, families } from '../../resources/security-group/sources.ts'
import { blockSize } from '../network-options.ts'
import { isEveryPort, type Options } from './options.ts'

export type Protocol = 'tcp' | 'udp'
export const protocols = ['tcp', 'udp'] as const satisfies readonly Protocol[]

/** Ports that must not be open, by protocol. */
export type Forbidden = Readonly<Record<Protocol, PortSet>>

export function forbiddenPorts({ ports, 'except-ports': except }: Options): Forbidden {
  const named = (words: readonly string[], protocol: Protocol): PortSet =>
    unionPorts(
      words.flatMap((word) => {
        const parsed = parsePorts(word)
        return parsed.kind === 'ports' && parsed.protocol === protocol ? [parsed.range] : []
      }),
    )
  const of = (protocol: Protocol): PortSet =>
    ports === 'all' || isEveryPort(ports) ? subtractPorts(allPorts, named(except, protocol)) : named(ports, protocol)
  return { tcp: of('tcp'), udp: of('udp') }
}

/** Ports of a rule; all of them where it names none. */
export const portsOf = (rule: SecurityGroupRule): PortSet =>
  rule.from === null ? allPorts : [{ from: rule.from, to: rule.to ?? rule.from }]

/** Where a rule speaks for a protocol, the forbidden ports that it opens. */
export function forbiddenIn(rule: SecurityGroupRule, forbidden: Forbidden, protocol: Protocol): PortSet {
  if (rule.protocol === '-1') return forbidden[protocol]
  return rule.protocol === protocol ? intersectPorts(portsOf(rule), forbidden[protocol]) : []
}

/** The same question without the answer: asked of every rule of every group, so nothing is made for it. */
export function touches(rule: SecurityGroupRule, forbidden: Forbidden): boolean {
  for (const protocol of protocols) {
    const ports = forbidden[protocol]
    if (rule.protocol !== '-1' && rule.protocol !== protocol) continue
    if (rule.protocol === '-1' || rule.from === null) {
      if (ports.length > 0) return true
      continue
    }
    const [first, last] = [rule.from, rule.to ?? rule.from]
    for (const { from, to } of ports) if (from <= last && first <= to) return true
  }
  return false
}

/** What the policy tolerates in one region, and how much a list that could not be read might excuse. */
export interface Tolerated {
  readonly addresses: Addresses
  /** Prefix lists that `allow` names and that could not be read. */
  readonly unread: readonly string[]
}

/** EC2's largest prefix list. */
const mostEntries = 1000n

export function tolerated(options: Options, at: Place, world: World): Tolerated {
  let all = addressesOfBlocks(options.allow.filter((source) => !source.startsWith('pl-')))
  const unread: string[] = []
  for (const id of options.allow.filter((source) => source.startsWith('pl-'))) {
    const list = world.get('prefix-list', id, at)
    if (!list.known) unread.push(id)
    // A list that this region does not have excuses nothing here.
    else if (list.value !== null)
      all = join(all, addressesOfBlocks(list.value.facts.entries.filter((entry) => isNarrow(entry, options))))
  }
  return { addresses: all, unread }
}

/** An allowed list excuses only entries narrower than what counts as open: whoever edits the list edits no policy. */
function isNarrow(entry: string, options: Options): boolean {
  const cidr = parseCidr(entry)
  return cidr !== null && cidr.last - cidr.first + 1n < blockSize(options, cidr.family)
}

const join = (a: Addresses, b: Addresses): Addresses => ({ 4: union(a[4], b[4]), 6: union(a[6], b[6]) })

export interface Measure {
  readonly options: Options
  readonly tolerated: Tolerated
  /** What was counted already: addresses are made once a block, so they are known by themselves. */
  readonly known: WeakMap<Addresses, Addresses>
}

/** The addresses of a source that count: in public space (or anywhere, for a strict allow-list), less what is tolerated. */
export function counted(source: Addresses, measure: Measure): Addresses {
  const made = measure.known.get(source) ?? count(source, measure)
  measure.known.set(source, made)
  return made
}

function count(source: Addresses, { options, tolerated: { addresses } }: Measure): Addresses {
  const of = (family: 4 | 6): AddressSet => {
    const all = options.sources === 'any' ? source[family] : intersect(source[family], publicSpace(family))
    return subtract(all, addresses[family])
  }
  return { 4: of(4), 6: of(6) }
}

/** Whether so many addresses are too many. `unknown`: only if a tolerated list that could not be read excuses none of them. */
export function isTooMany(set: Addresses, { options, tolerated: { unread } }: Measure): 'yes' | 'no' | 'unknown' {
  let answer: 'no' | 'unknown' = 'no'
  for (const family of families) {
    const block = blockSize(options, family)
    const threshold = options.sources === 'any' ? 1n : block
    const amount = size(set[family])
    if (amount < threshold) continue
    const excusable = BigInt(unread.length) * mostEntries * (block / 2n)
    if (amount - excusable >= threshold) return 'yes'
    answer = 'unknown'
  }
  return answer
}

export const amountOf = (set: Addresses): bigint => size(set[4]) + size(set[6])

export { addressesOf, join }

import { type AddressSet, empty, fromCidrs, intersect, subtract, toCidrs, union } from '../../lib/address-set.ts'
import { parseCidr } from '../../lib/cidr.ts'
import { type Shifted, together, unshifted } from '../../lib/shifts.ts'
import type { NetworkAclEntry } from './model.ts'

const families = [4, 6] as const
type Family = (typeof families)[number]
const whole: Readonly<Record<Family, AddressSet>> = {
  4: addressesOf('0.0.0.0/0'),
  6: addressesOf('::/0'),
}

function addressesOf(block: string): AddressSet {
  const cidr = parseCidr(block)
  return cidr === null ? empty : fromCidrs([cidr])
}

/** Ports, or type and code of ICMP as one number, of one protocol, in one direction, among which the same entries speak. */
interface Stretch {
  readonly direction: NetworkAclEntry['direction']
  /** null: every protocol that no entry names. */
  readonly protocol: string | null
  readonly first: number
  readonly last: number
}

/** What the entries after let through that those before did not, and the other way round: exactly, by address and port. */
export function letThrough(before: readonly NetworkAclEntry[], after: readonly NetworkAclEntry[]): Shifted {
  if (sameEntries(before, after)) return unshifted
  const gains: Told[] = []
  const losses: Told[] = []
  for (const stretch of stretches([...before, ...after])) {
    for (const family of families) {
      const [old, now] = [allowed(before, stretch, family), allowed(after, stretch, family)]
      if (old === now) continue
      note(gains, stretch, toCidrs(subtract(now, old), family))
      note(losses, stretch, toCidrs(subtract(old, now), family))
    }
  }
  return together([
    ...gains.map((one): Shifted => ({ gains: 'yes', loses: 'no', words: [text(one, true)] })),
    ...losses.map((one): Shifted => ({ gains: 'no', loses: 'yes', words: [text(one, false)] })),
  ])
}

/** Whether entries let through what neither side of a change does, and whether they cut off what both let through. */
export function strays(
  now: readonly NetworkAclEntry[],
  [before, after]: readonly [readonly NetworkAclEntry[], readonly NetworkAclEntry[]],
): { readonly more: boolean; readonly less: boolean } {
  let [more, less] = [false, false]
  for (const stretch of stretches([...before, ...after, ...now])) {
    for (const family of families) {
      const here = allowed(now, stretch, family)
      const [old, next] = [allowed(before, stretch, family), allowed(after, stretch, family)]
      more ||= subtract(here, union(old, next)).length > 0
      less ||= subtract(intersect(old, next), here).length > 0
    }
  }
  return { more, less }
}

const keyOf = (entry: NetworkAclEntry): string =>
  [entry.direction, entry.number, entry.action, entry.protocol, entry.from, entry.to, entry.cidr].join(' ')

function sameEntries(a: readonly NetworkAclEntry[], b: readonly NetworkAclEntry[]): boolean {
  const keys = new Set(a.map(keyOf))
  return a.length === b.length && b.every((entry) => keys.has(keyOf(entry)))
}

const isIcmp = (protocol: string | null): boolean => protocol === 'icmp' || protocol === 'icmpv6'

function rangeOf({ protocol, from, to }: NetworkAclEntry): readonly [number, number] {
  if (from === null) return [0, 65_535]
  if (!isIcmp(protocol)) return [from, to ?? 65_535]
  return to === null ? [from * 256, from * 256 + 255] : [from * 256 + to, from * 256 + to]
}

function stretches(entries: readonly NetworkAclEntry[]): readonly Stretch[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const own = entries.filter((entry) => entry.direction === direction)
    const protocols = [...new Set(own.map(({ protocol }) => (protocol === '-1' ? null : protocol))), null]
    return [...new Set(protocols)].flatMap((protocol) => {
      const ranges = own.filter((entry) => entry.protocol === protocol).map(rangeOf)
      const starts = [...new Set([0, ...ranges.flatMap(([first, last]) => [first, last + 1])])]
      const sorted = starts.filter((start) => start <= 65_535).sort((a, b) => a - b)
      return sorted.map((first, index) => ({ direction, protocol, first, last: (sorted[index + 1] ?? 65_536) - 1 }))
    })
  })
}

/** Entries in their order: the first that matches an address decides for it; what none matches is denied. */
function allowed(entries: readonly NetworkAclEntry[], at: Stretch, family: Family): AddressSet {
  let undecided = whole[family]
  let through = empty
  for (const entry of [...entries].sort((a, b) => a.number - b.number)) {
    if (undecided.length === 0) break
    if (!speaksFor(entry, at)) continue
    const block = addressesOf(entry.cidr)
    if (entry.cidr.includes(':') !== (family === 6)) continue
    if (entry.action === 'allow') through = union(through, intersect(undecided, block))
    undecided = subtract(undecided, block)
  }
  return through
}

function speaksFor(entry: NetworkAclEntry, { direction, protocol, first }: Stretch): boolean {
  if (entry.direction !== direction) return false
  if (entry.protocol === '-1') return true
  const [from, to] = rangeOf(entry)
  return entry.protocol === protocol && from <= first && first <= to
}

interface Told extends Stretch {
  readonly blocks: readonly string[]
}

/** Stretches that follow each other and say the same are told as one. */
function note(all: Told[], stretch: Stretch, blocks: readonly string[]): void {
  if (blocks.length === 0) return
  const index = all.findIndex(
    (one) =>
      one.direction === stretch.direction &&
      one.protocol === stretch.protocol &&
      one.last + 1 === stretch.first &&
      one.blocks.join() === blocks.join(),
  )
  const known = all[index]
  if (known === undefined) all.push({ ...stretch, blocks })
  else all[index] = { ...known, last: stretch.last }
}

const mostBlocks = 3

function text({ direction, protocol, first, last, blocks }: Told, more: boolean): string {
  const verb = `${more ? 'lets' : 'no longer lets'} ${direction === 'ingress' ? 'in' : 'out'}`
  const rest = blocks.length > mostBlocks ? ` and ${blocks.length - mostBlocks} more` : ''
  const where = `${direction === 'ingress' ? 'from' : 'to'} ${blocks.slice(0, mostBlocks).join(', ')}${rest}`
  return `${verb} ${traffic(protocol, first, last)} ${where}`
}

function traffic(protocol: string | null, first: number, last: number): string {
  if (protocol === null) return 'all other protocols'
  if (first === 0 && last === 65_535) return `all ${protocol}`
  if (!isIcmp(protocol)) return `${protocol} ${first}-${last}`
  const of = (at: number): string => `${Math.floor(at / 256)}/${at % 256}`
  return `${protocol} ${of(first)}-${of(last)}`
}

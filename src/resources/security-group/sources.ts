import { type AddressSet, empty, fromCidrs } from '../../lib/address-set.ts'
import { parseCidr } from '../../lib/cidr.ts'
import type { Observed } from '../../model/basics.ts'
import type { Place, World } from '../../model/world.ts'
import type { Source } from './model.ts'

/** Addresses by family. */
export interface Addresses {
  readonly 4: AddressSet
  readonly 6: AddressSet
}

export const families = [4, 6] as const
export const noAddresses: Addresses = { 4: empty, 6: empty }

/** What a source stands for as addresses; a group stands for interfaces, so for none that could be counted. */
export function addressesOf(source: Source, at: Place, world: World): Observed<Addresses> {
  if (source.kind === 'group') return { known: true, value: noAddresses }
  if (source.kind === 'cidr') return addressesOfBlock(source.cidr)
  const list = world.get('prefix-list', source.id, at)
  if (!list.known) return list
  if (list.value === null) return { known: false, why: 'not-found', operation: 'ec2:GetManagedPrefixListEntries' }
  const { entries } = list.value.facts
  const known = byList.get(entries) ?? addressesOfBlocks(entries)
  byList.set(entries, known)
  return { known: true, value: known }
}

// The same few blocks stand in thousands of rules. Bounded, since an account may hold any number of them.
const single = new Map<string, Observed<Addresses>>()
const bound = 20_000

// A list stands for its entries wherever a rule names it.
const byList = new WeakMap<readonly string[], Addresses>()

function addressesOfBlock(block: string): Observed<Addresses> {
  const known = single.get(block)
  if (known !== undefined) return known
  if (single.size >= bound) single.clear()
  const made: Observed<Addresses> = { known: true, value: addressesOfBlocks([block]) }
  single.set(block, made)
  return made
}

export function addressesOfBlocks(blocks: readonly string[]): Addresses {
  const cidrs = blocks.flatMap((block) => parseCidr(block) ?? [])
  const of = (family: 4 | 6): AddressSet => fromCidrs(cidrs.filter((cidr) => cidr.family === family))
  return { 4: of(4), 6: of(6) }
}

import { type AddressSet, addresses, empty, union } from '../../lib/address-set.ts'
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
  if (source.kind === 'cidr') return { known: true, value: addressesOfBlocks([source.cidr]) }
  const list = world.get('prefix-list', source.id, at)
  if (!list.known) return list
  if (list.value === null) return { known: false, why: 'not-found', operation: 'ec2:GetManagedPrefixListEntries' }
  return { known: true, value: addressesOfBlocks(list.value.facts.entries) }
}

export function addressesOfBlocks(blocks: readonly string[]): Addresses {
  let all = noAddresses
  for (const block of blocks) {
    const cidr = parseCidr(block)
    if (cidr === null) continue
    all = { ...all, [cidr.family]: union(all[cidr.family], addresses(cidr)) }
  }
  return all
}

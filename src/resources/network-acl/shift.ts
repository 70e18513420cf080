import { type Shifted, together } from '../../lib/shifts.ts'
import type { Shift } from '../../model/member.ts'
import type { World } from '../../model/world.ts'
import { letThrough } from './reach.ts'
import { type Acl, holderBeside } from './sources.ts'

/** What gets through by the ACL after that did not before, and the other way round, subnets that it gains or loses included. */
export function shift(before: Acl, after: Acl, world: World): Shift {
  if (before.facts === after.facts) return { gains: 'no', loses: 'no', words: [] }
  const [old, now] = [before.facts.subnets, after.facts.subnets]
  const moved = [...now.filter((id) => !old.includes(id)), ...old.filter((id) => !now.includes(id))]
  return together([
    letThrough(before.facts.entries, after.facts.entries),
    ...moved.map((subnet) => movedSubnet(subnet, { before, after, world })),
  ])
}

/** By what the other ACL lets through, where it is known. */
function movedSubnet(subnet: string, { before, after, world }: { before: Acl; after: Acl; world: World }): Shifted {
  const comes = after.facts.subnets.includes(subnet)
  const other = holderBeside(`association ${subnet}`, after, world)
  if (!other.known) {
    const words = [`${subnet} ${comes ? 'came from' : 'went to'} another network ACL, which is not known here`]
    return { gains: 'unknown', loses: 'unknown', words }
  }
  const { entries } = other.value.facts
  const shifted = comes ? letThrough(entries, after.facts.entries) : letThrough(before.facts.entries, entries)
  return { ...shifted, words: shifted.words.map((text) => `${subnet}: ${text}`) }
}

import { type Shifted, together } from '../../lib/shifts.ts'
import type { Shift } from '../../model/member.ts'
import type { World } from '../../model/world.ts'
import { reached } from './reach.ts'
import { holderBeside, type Table } from './sources.ts'

/** What subnets and gateways reach by the table after that they did not before, and the other way round. */
export function shift(before: Table, after: Table, world: World): Shift {
  if (before.facts === after.facts) return { gains: 'no', loses: 'no', words: [] }
  return together([
    reached(before.facts.routes, after.facts.routes),
    ...propagated(before, after),
    ...moves(before, after).map((member) => moved(member, { before, after, world })),
  ])
}

function propagated(before: Table, after: Table): readonly Shifted[] {
  const [old, now] = [before.facts.propagating, after.facts.propagating]
  return [
    ...now
      .filter((id) => !old.includes(id))
      .map((id): Shifted => ({ gains: 'yes', loses: 'no', words: [`lets ${id} add ways to its networks`] })),
    ...old
      .filter((id) => !now.includes(id))
      .map((id): Shifted => ({ gains: 'no', loses: 'yes', words: [`no longer lets ${id} add ways to its networks`] })),
  ]
}

/** Associations, and the place of the main table, that only one of the two has. */
function moves({ facts: before }: Table, { facts: after }: Table): readonly string[] {
  const one = (a: readonly string[], b: readonly string[]): readonly string[] => a.filter((id) => !b.includes(id))
  const ids = [...one(before.associations, after.associations), ...one(after.associations, before.associations)]
  return [...ids.map((id) => `association ${id}`), ...(before.main === after.main ? [] : ['main'])]
}

/** By what the other table lets through, where both are known. */
function moved(member: string, { before, after, world }: { before: Table; after: Table; world: World }): Shifted {
  const comes = member === 'main' ? after.facts.main : after.facts.associations.includes(member.split(' ')[1] ?? '')
  const who = member === 'main' ? 'subnets without a table of their own' : (member.split(' ')[1] ?? '')
  const other = holderBeside(member, after, world)
  if (!other.known) {
    const words = [`${who} ${comes ? 'came from' : 'went to'} other routes, which are not known here`]
    return { gains: 'unknown', loses: 'unknown', words }
  }
  if (other.value.ref.id === after.ref.id) return { gains: 'no', loses: 'no', words: [] }
  const shifted = comes
    ? reached(other.value.facts.routes, after.facts.routes)
    : reached(before.facts.routes, other.value.facts.routes)
  return { ...shifted, words: shifted.words.map((text) => `${who}: ${text}`) }
}

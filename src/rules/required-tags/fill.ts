import type { Resource } from '../../model/resource.ts'
import type { World } from '../../model/world.ts'
import type { Demand } from './demand.ts'
import { reached } from './inherit.ts'
import { isBlank, quoted, tagsByKey } from './key.ts'
import type { InheritFrom } from './tag.ts'

/** A value for a key that a resource lacks: where it comes from, or what is missing. */
export type Filled =
  | { readonly kind: 'value'; readonly value: string; readonly from: string }
  | { readonly kind: 'open'; readonly why: string }

/** The first of `inherit` that has an allowed value, else the default. What could not be read is never passed over. */
export function fillFor(demand: Demand, resource: Resource, world: World): Filled {
  for (const source of demand.inherit) {
    const found = fromSource(source, demand, { resource, world })
    if (found !== null) return found
  }
  if (demand.standard !== null) return { kind: 'value', value: demand.standard, from: 'the default' }
  const nothing = demand.inherit.length === 0 ? '' : `; nothing to inherit it from (${demand.inherit.join(', ')})`
  return { kind: 'open', why: `what it should be is not known: expected ${demand.values.words}${nothing}` }
}

function fromSource(
  source: InheritFrom,
  demand: Demand,
  on: { readonly resource: Resource; readonly world: World },
): Filled | null {
  const found = reached(source, on.resource, on.world)
  if (found.kind === 'unread') return { kind: 'open', why: `${found.what}, which it inherits from, could not be read` }
  const values = new Map<string, string>()
  for (const one of found.resources) {
    const name = `${one.ref.kind} ${one.ref.id}`
    if (!one.tags.known) return { kind: 'open', why: `the tags of ${name}, which it inherits from, could not be read` }
    for (const value of valuesIn(one, demand)) if (!values.has(value)) values.set(value, name)
  }
  const [first, second] = values
  if (first === undefined) return null
  if (second === undefined) return { kind: 'value', value: first[0], from: first[1] }
  const told = [...values].map(([value, name]) => `${quoted(value)} of ${name}`).join(', ')
  return { kind: 'open', why: `what it inherits differs, and a person has to decide: ${told}` }
}

/** Under the same key, else under its variants; what is not allowed there either is passed over. */
function valuesIn(resource: Resource, { key, folded, values }: Demand): readonly string[] {
  const held = tagsByKey(resource).get(folded) ?? []
  const exact = held.filter((one) => one.key === key)
  return (exact.length > 0 ? exact : held).flatMap(({ value }) => {
    if (values.allows(value)) return isBlank(value) ? [] : [value]
    return values.corrected(value) ?? []
  })
}

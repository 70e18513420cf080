import { coversKind } from '../lib/kind-name.ts'
import type { Kind } from '../model/resource.ts'
import { arnKind, typeFilter } from '../tagging/arn.ts'
import { typesACall } from './tagged-pages.ts'

/** What a source is asked for at one time: these types, for the sake of these kinds. No type: everything. */
export interface Filter {
  readonly types: readonly string[]
  readonly kinds: readonly Kind[]
}

/** The fewest calls that answer for all kinds: one type may stand for several, and a service for all its types. */
export function filtersOf(kinds: readonly Kind[]): readonly Filter[] {
  const byType = new Map<string, Kind[]>()
  for (const kind of kinds) {
    const type = typeFilter(kind)
    // One kind without a type, and all there is must be read.
    if (type === null) return [{ types: [], kinds }]
    byType.set(type, [...(byType.get(type) ?? []), kind])
  }
  const groups = new Map<string, Kind[]>()
  for (const [type, own] of byType) {
    const service = type.split(':')[0] ?? type
    const as = byType.has(service) ? service : type
    groups.set(as, [...(groups.get(as) ?? []), ...own])
  }
  const all = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return Array.from({ length: Math.ceil(all.length / typesACall) }, (_, index) => {
    const some = all.slice(index * typesACall, (index + 1) * typesACall)
    return { types: some.map(([type]) => type), kinds: some.flatMap(([, own]) => own) }
  })
}

/** Each type by itself. */
export const apart = ({ types }: Filter, kinds: readonly Kind[]): readonly Filter[] =>
  types.map((type) => ({ types: [type], kinds: kinds.filter((kind) => isWithin(kind, type)) }))

const isWithin = (kind: Kind, type: string): boolean => {
  const own = typeFilter(kind)
  return own === type || own?.split(':')[0] === type
}

/** The kind under which something of this type was asked for: as ARNs name it, or by another name of AWS's; null: by none. */
export function askedKind(kinds: readonly Kind[], inArn: Kind): Kind | null {
  if (coversKind(kinds, inArn)) return inArn
  return kinds.find((kind) => arnKind(kind) === inArn) ?? null
}

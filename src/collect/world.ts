import type { Baselines } from '../model/baseline.ts'
import type { Observed } from '../model/basics.ts'
import type { Gap, Kind, Ref, Resource } from '../model/resource.ts'
import { type Place, type World, wholeKey } from '../model/world.ts'

export interface WorldParts {
  readonly resources: readonly Resource[]
  readonly others?: readonly Resource[]
  readonly gaps: readonly Gap[]
  readonly whole: ReadonlySet<string>
  readonly baselines?: Baselines | null
}

export const refKey = (ref: Pick<Ref, 'account' | 'region' | 'kind' | 'id'>): string =>
  `${ref.account}/${ref.region}/${ref.kind}/${ref.id}`

/** Index over what was read. What was neither read nor found missing is unknown, never absent. */
export function worldOf({ resources, others = [], gaps, whole, baselines = null }: WorldParts): World {
  // A kind is indexed when it is first asked for: most runs look up a handful of prefix lists beside many groups.
  const indexes = new Map<Kind, Map<string, Resource>>()
  const index = (kind: Kind): Map<string, Resource> => {
    const made =
      indexes.get(kind) ??
      new Map([...others, ...resources].filter((one) => one.ref.kind === kind).map((one) => [refKey(one.ref), one]))
    indexes.set(kind, made)
    return made
  }
  return {
    resources,
    others,
    gaps,
    whole,
    baselines,
    get<K extends Kind>(kind: K, id: string, at: Place): Observed<Resource<K> | null> {
      const found = index(kind).get(refKey({ ...at, kind, id }))
      // The key holds the kind, so what is found under it is of that kind.
      if (found !== undefined) return { known: true, value: found as unknown as Resource<K> }
      const gap = gaps.find((one) => isAbout(one, kind, { ...at, id }))
      if (gap !== undefined) return { known: false, why: gap.why, operation: gap.operation }
      if (whole.has(wholeKey(at, kind)) || whole.has(`${wholeKey(at, kind)}/${id}`)) return { known: true, value: null }
      return { known: false, why: 'unsupported', operation: `read of ${kind}` }
    },
  }
}

const isAbout = (gap: Gap, kind: Kind, at: Place & { readonly id: string }): boolean =>
  gap.kind === kind && gap.account === at.account && gap.region === at.region && (gap.id === null || gap.id === at.id)

/** The same world with some resources read again; `gone` ones are taken out. */
export function replaced(world: World, again: readonly Resource[], gone: readonly Ref[] = []): World {
  const byKey = new Map(again.map((resource) => [refKey(resource.ref), resource]))
  const without = new Set(gone.map(refKey))
  const renewed = (resources: readonly Resource[]): readonly Resource[] =>
    resources
      .filter((resource) => !without.has(refKey(resource.ref)))
      .map((resource) => byKey.get(refKey(resource.ref)) ?? resource)
  return worldOf({
    resources: renewed(world.resources),
    others: renewed(world.others),
    gaps: world.gaps,
    whole: world.whole,
    baselines: world.baselines,
  })
}

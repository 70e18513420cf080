import type { Gap, Kind, Resource } from '../model/resource.ts'
import type { Need } from '../model/rule.ts'
import { type Place, wholeKey } from '../model/world.ts'

export interface Wanted {
  readonly at: Place
  readonly kind: Kind
  readonly ids: Set<string>
}

/** What one listing came to. */
export interface Read {
  readonly places: readonly Place[]
  readonly resources: Resource[]
  readonly gaps: Gap[]
  readonly whole: string[]
  readonly partial: Set<Kind>
  /** Other resources that those which were read refer to, by place and kind. */
  readonly needs: Map<string, Wanted>
  /** Why it broke in a way that nobody foresaw; null: it did not. */
  readonly broken: string | null
}

export const nothing = (places: readonly Place[]): Read => ({
  places,
  resources: [],
  gaps: [],
  whole: [],
  partial: new Set(),
  needs: new Map(),
  broken: null,
})

/** Remembers what is needed, by place and kind. */
export function note(needs: Read['needs'], wanted: readonly Need[], own: Place): void {
  for (const { kind, id, at = own } of wanted) {
    const key = wholeKey(at, kind)
    const known = needs.get(key) ?? { at: { account: at.account, region: at.region }, kind, ids: new Set<string>() }
    known.ids.add(id)
    needs.set(key, known)
  }
}

export const broken = (places: readonly Place[], error: unknown): Read => ({
  ...nothing(places),
  broken: error instanceof Error ? error.message : String(error),
})

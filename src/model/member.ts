import type { Json, Many, Observed, Tri } from './basics.ts'
import type { Ref } from './resource.ts'

/** A named part of a resource: what it is, never an id that AWS gave it. `ingress tcp 22-22 0.0.0.0/0`, `tag owner`, `trust`. */
export type Member = string & { readonly __brand: 'Member' }
/** No key: absent. */
export type Members = ReadonlyMap<Member, Observed<Json>>

/** A member before and after; null is absent. Its inverse swaps the two. */
export interface Change {
  readonly on: Ref
  readonly member: Member
  readonly before: Json | null
  readonly after: Json | null
}

/** Where a change stands against what was just read: `before` → do it; `after` → done already; else stale or unknown. */
export type Stand = 'before' | 'after' | 'neither' | 'unread'

/** ONE AWS write (`ec2:RevokeSecurityGroupIngress`); it may carry changes of many steps. */
export interface Call {
  readonly api: string
  readonly changes: Many<Change>
}

/** What came of a call. `unknown`: no answer, so what is read afterwards decides. */
export type Sent =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly why: string; readonly failed: Many<Change> }
  | { readonly kind: 'unknown'; readonly why: string }

export type Rating = 'narrowing' | 'neutral' | 'widening' | 'mixed' | 'undecided'
export const ratings = ['narrowing', 'neutral', 'widening', 'mixed', 'undecided'] as const satisfies readonly Rating[]

/** What `after` allows that `before` did not, and the other way round. shift(b, a) is shift(a, b) with the two swapped. */
export interface Shift {
  readonly gains: Tri
  readonly loses: Tri
  /** What is gained or lost, for people. */
  readonly words: readonly string[]
}

export function ratingOf({ gains, loses }: Shift): Rating {
  if (gains === 'unknown' || loses === 'unknown') return 'undecided'
  if (gains === 'yes') return loses === 'yes' ? 'mixed' : 'widening'
  return loses === 'yes' ? 'narrowing' : 'neutral'
}

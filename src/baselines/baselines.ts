import type { Baseline, Baselines, Drift } from '../model/baseline.ts'
import type { Kinds } from '../model/kind.ts'
import type { Ref, Resource } from '../model/resource.ts'
import type { Subject } from '../model/rule.ts'
import type { World } from '../model/world.ts'
import { isOwnedByAws, tagKey } from '../tagging/members.ts'
import { compare, isRecorded } from './compare.ts'

const keyOf = ({ account, region, kind, id }: Ref): string => `${account}/${region}/${kind}/${id}`

/** The baselines of a repository, asked by resource. */
export function baselinesOf(all: readonly Baseline[], kinds: Kinds): Baselines {
  const byKey = new Map(all.map((baseline) => [keyOf(baseline.ref), baseline]))
  const recorded = new Set(all.map(({ ref }) => `${ref.account}/${ref.kind}`))
  const against = (baseline: Baseline, live: Resource, world: World): Drift => {
    const logic = kinds.get(live.ref.kind)
    if (!isRecorded(logic)) throw new Error(`${live.ref.kind} is not recorded, and was held to a baseline`)
    return compare(logic, baseline, { live, world })
  }
  const isOfAws = (ref: Ref): boolean => kinds.get(ref.kind)?.recording?.isOfAws(ref) === true
  return {
    all,
    isOfAws,
    any: (account, kind) => recorded.has(`${account}/${kind}`),
    has: (ref) => byKey.has(keyOf(ref)),
    drift(resource, world) {
      const baseline = byKey.get(keyOf(resource.ref))
      return baseline === undefined ? null : against(baseline, resource, world)
    },
    fromNothing: (resource, world) => against(empty(resource.ref), resource, world),
    isGone({ ref }, world) {
      const found = world.get(ref.kind, ref.id, ref)
      // Of a kind that is listed in part, what is missing may merely have lost its tags.
      return kinds.get(ref.kind)?.lists === true && found.known && found.value === null && !isOfAws(ref)
    },
    subject: subjectOf,
  }
}

const empty = (ref: Ref): Baseline => ({ ref, name: null, unique: null, members: new Map(), unread: [] })

function subjectOf({ ref, name, members, unread }: Baseline): Subject {
  const unknown = { known: false, why: 'not-found', operation: 'baseline' } as const
  const tags = [...members].flatMap(([member, value]): (readonly [string, string])[] => {
    const key = tagKey(member)
    return key === null || isOwnedByAws(key) || typeof value !== 'string' ? [] : [[key, value]]
  })
  return {
    ref,
    name: { known: true, value: name },
    tags: unread.includes('tag') ? unknown : { known: true, value: new Map(tags) },
    vpc: unknown,
  }
}

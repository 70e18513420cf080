import { jointWords } from '../lib/joint-words.ts'
import type { Tri } from '../model/basics.ts'
import type { KindLogic } from '../model/kind.ts'
import { type Change, type Rating, ratingOf, type Shift } from '../model/member.ts'
import type { Resource } from '../model/resource.ts'
import type { World } from '../model/world.ts'
import { tagKey } from '../tagging/members.ts'

interface Rated {
  readonly rating: Rating
  readonly words: readonly string[]
}

/**
 * What one change of many did, rated twice: on the resource as it was recorded, and as it is now. Two new rules that each cover
 * the other add nothing to what is there now, and were both not there before: neither may pass for neutral. What lies elsewhere
 * (a policy that a role carries) is the first time as it was recorded, too.
 */
export function rater(
  logic: KindLogic,
  at: { readonly live: Resource; readonly world: World; readonly changes: readonly Change[] },
): (change: Change) => Rated {
  const { live, world, changes } = at
  const among = logic.asRecorded?.(live, world) ?? live
  const recorded = logic.withChanges(among, changes)
  return (change) => {
    const { before, after } = change
    if (isLostTag(change)) return { rating: 'neutral', words: [] }
    const done = logic.withChanges(recorded, [{ ...change, before: after, after: before }])
    const then = logic.shift(recorded, done, world)
    if (changes.length === 1 && among === live) return { rating: ratingOf(then), words: then.words }
    const now = logic.shift(logic.withChanges(live, [change]), live, world)
    return joined(then, now)
  }
}

/** Losing a tag grants nothing by itself, even where tags decide access; writing it back may, and is rated as that write. */
const isLostTag = ({ member, before }: Change): boolean => tagKey(member) !== null && before === null

function joined(a: Shift, b: Shift): Rated {
  const shift = { gains: either(a.gains, b.gains), loses: either(a.loses, b.loses) }
  const words = jointWords(a.words, b.words)
  return { rating: ratingOf({ ...shift, words }), words }
}

const either = (a: Tri, b: Tri): Tri =>
  a === 'yes' || b === 'yes' ? 'yes' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'no'

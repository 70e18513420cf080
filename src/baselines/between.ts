import { jointWords } from '../lib/joint-words.ts'
import type { Baseline } from '../model/baseline.ts'
import type { KindLogic } from '../model/kind.ts'
import type { Change, Rating } from '../model/member.ts'
import { ratingOf } from '../model/member.ts'
import type { Resource } from '../model/resource.ts'
import type { World } from '../model/world.ts'
import { isRecorded, type RecordedLogic, wordOf } from './compare.ts'

/** What one baseline in place of another would make right. */
export interface Between {
  /** Members that differ; null: absent. */
  readonly changed: readonly Pick<Change, 'member' | 'before' | 'after'>[]
  /** Of the whole way from the one to the other. */
  readonly rating: Rating
  /** What is gained or lost, for people. */
  readonly words: readonly string[]
  /** Why it cannot be decided; null: it can. */
  readonly why: string | null
}

const undecided = (why: string): Between => ({ changed: [], rating: 'undecided', words: [], why })

/**
 * Holds two baselines of one resource against each other; null: nothing recorded. `live`: the resource as it was read, for the facts
 * that a baseline does not hold; null: it was not.
 */
export function between(
  logic: KindLogic | undefined,
  pair: { readonly base: Baseline | null; readonly head: Baseline | null },
  at: { readonly live: Resource | null; readonly world: World },
): Between {
  const { base, head } = pair
  if (head === null) return undecided('it is recorded no more: what becomes of the resource is not seen')
  if (!isRecorded(logic)) return undecided('its kind is not recorded by this version')
  if (base !== null && base.ref.arn !== head.ref.arn) return undecided('it is of another ARN')
  if (base !== null && base.unique !== head.unique) return undecided('it is another resource of the same name')
  const from = base ?? { ...head, members: new Map(), unread: [] }
  if (differ(from.unread, head.unread)) return undecided('what could not be read when it was recorded has changed')
  const changed = changesBetween(logic, from, head)
  if (changed.length === 0) return { changed, rating: 'neutral', words: [], why: null }
  const start = whole(logic, at.live, changed) ?? blankOf(logic, head)
  if (start === null)
    return { ...undecided('the account was not read, and its kind is rated by what is there alone'), changed }
  const [before, after] = [resourceOf(logic, start, from), resourceOf(logic, start, head)]
  if ((base !== null && !holds(logic, before, base, changed)) || !holds(logic, after, head, changed))
    return { ...undecided('a part of it cannot be put beside what is there'), changed }
  const shift = logic.shift(before, after, at.world)
  return { changed, rating: ratingOf(shift), words: jointWords(shift.words), why: null }
}

const differ = (a: readonly string[], b: readonly string[]): boolean =>
  a.length !== b.length || a.some((one) => !b.includes(one))

function changesBetween(logic: RecordedLogic, base: Baseline, head: Baseline): readonly Change[] {
  return [...new Set([...base.members.keys(), ...head.members.keys()])].sort().flatMap((member) => {
    const [before, after] = [base.members.get(member) ?? null, head.members.get(member) ?? null]
    if (head.unread.includes(wordOf(member)) || logic.ownedByAws(member, before ?? after)) return []
    return logic.same(before, after) ? [] : [{ on: head.ref, member, before, after }]
  })
}

/** The resource as it was read, where all that changes was read of it; what was not would be the same on both sides. */
function whole(logic: RecordedLogic, live: Resource | null, changed: readonly Change[]): Resource | null {
  return live !== null && changed.every(({ member }) => logic.member(live, member).known) ? live : null
}

/** Whether a resource is in these parts what a baseline says: what a kind could not simulate is not rated. */
function holds(logic: RecordedLogic, resource: Resource, baseline: Baseline, changed: readonly Change[]): boolean {
  return changed.every(({ member }) => {
    const seen = logic.member(resource, member)
    return seen.known && logic.same(seen.value, baseline.members.get(member) ?? null)
  })
}

/** The resource with the members that a baseline records, and no others. */
function resourceOf(logic: RecordedLogic, start: Resource, baseline: Baseline): Resource {
  const there = logic.members(start)
  const members = [...new Set([...there.keys(), ...baseline.members.keys()])]
  const changes = members.flatMap((member): readonly Change[] => {
    const seen = there.get(member)
    const before = seen === undefined ? null : seen.known ? seen.value : null
    const after = baseline.members.get(member) ?? null
    if ((seen !== undefined && !seen.known) || logic.ownedByAws(member, before ?? after)) return []
    return logic.same(before, after) ? [] : [{ on: start.ref, member, before, after }]
  })
  return logic.withChanges(start, changes)
}

/** A resource of which nothing is known but its name: null where the kind cannot be begun with nothing. */
function blankOf(logic: RecordedLogic, { ref, name }: Baseline): Resource | null {
  const facts = logic.recording.blank?.(ref, name) ?? null
  if (facts === null) return null
  const vpc = { known: false, why: 'unsupported', operation: 'read of its VPC' } as const
  return { ref, name: { known: true, value: name }, tags: { known: true, value: new Map() }, vpc, facts } as Resource
}

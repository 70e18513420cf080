import type { Baseline, Drift, Drifted, Recording, Unread } from '../model/baseline.ts'
import type { Json } from '../model/basics.ts'
import type { KindLogic } from '../model/kind.ts'
import type { Change, Member } from '../model/member.ts'
import type { Resource } from '../model/resource.ts'
import type { World } from '../model/world.ts'
import { rater } from './rate.ts'

/** A kind that is recorded. */
export type RecordedLogic = KindLogic & { readonly recording: Recording }

export const isRecorded = (logic: KindLogic | undefined): logic is RecordedLogic =>
  logic !== undefined && logic.recording !== null

/** `ingress`, `tag`, `trust`: what a member is one of. */
export const wordOf = (member: string): string => member.split(' ', 1)[0] ?? member

/** A resource held against its baseline. What could not be read on either side is unread, never changed. */
export function compare(logic: RecordedLogic, baseline: Baseline, on: { live: Resource; world: World }): Drift {
  const { live, world } = on
  const { changes, unread } = difference(logic, baseline, live)
  const rate = rater(logic, { live, world, changes })
  const unique = logic.recording.uniqueId(live)
  return {
    changed: changes.map((change): Drifted => {
      const { member, before, after } = change
      const { rating, words } = rate(change)
      // What is recorded as a hash is told as one.
      const seen = before === null ? null : logic.recording.recorded(member, before)
      return {
        member,
        recorded: after,
        live: seen,
        revert: logic.recording.restored(change, live, world),
        rating,
        words,
      }
    }),
    unread,
    replaced:
      baseline.unique === null || unique === null || baseline.unique === unique
        ? null
        : { recorded: baseline.unique, live: unique },
  }
}

/** The reverts, before = live and after = recorded, in the order of their members; and what nobody can say. */
export function difference(
  logic: RecordedLogic,
  baseline: Baseline,
  live: Resource,
): { readonly changes: readonly Change[]; readonly unread: readonly Unread[] } {
  const { recording } = logic
  const there = logic.members(live)
  const unread = new Map<string, Unread>(
    baseline.unread.map((about) => [about, { about, why: 'recorded', operation: null }]),
  )
  for (const one of recording.unread(live)) unread.set(one.about, one)
  const changes: Change[] = []
  for (const member of [...new Set([...baseline.members.keys(), ...there.keys()])].sort()) {
    const seen = there.get(member) ?? { known: true, value: null }
    if (!seen.known) unread.set(member, { about: member, why: seen.why, operation: seen.operation })
    if (!seen.known || unread.has(member) || unread.has(wordOf(member))) continue
    const [before, after] = [seen.value, baseline.members.get(member) ?? null]
    if (logic.ownedByAws(member, before ?? after) || isSame(logic, { member, before, after })) continue
    changes.push({ on: live.ref, member, before, after })
  }
  return { changes, unread: [...unread.values()].sort((a, b) => (a.about < b.about ? -1 : 1)) }
}

/** By meaning; what is recorded as a hash is compared as one. */
function isSame(
  { recording, same }: RecordedLogic,
  { member, before, after }: { member: Member; before: Json | null; after: Json | null },
): boolean {
  return same(before === null ? null : recording.recorded(member, before), after)
}

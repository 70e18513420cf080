import type { Baseline, Unread } from '../model/baseline.ts'
import type { Json } from '../model/basics.ts'
import type { Member } from '../model/member.ts'
import type { Resource } from '../model/resource.ts'
import { difference, type RecordedLogic, wordOf } from './compare.ts'

export interface Taken {
  readonly baseline: Baseline
  /** What could not be read: left as it was recorded, or said in the file where nothing was. */
  readonly unread: readonly Unread[]
}

/** A resource as it is to be recorded. What means the same as before keeps its spelling; what was not read stays as it was. */
export function take(logic: RecordedLogic, live: Resource, before: Baseline | null): Taken {
  const { recording } = logic
  const there = logic.members(live)
  const missing = new Map(recording.unread(live).map((one) => [one.about, one]))
  for (const [member, seen] of there)
    if (!seen.known) missing.set(member, { about: member, why: seen.why, operation: seen.operation })
  const isMissing = (member: Member): boolean => missing.has(member) || missing.has(wordOf(member))
  const members = new Map<Member, Json>()
  for (const [member, value] of before?.members ?? []) if (isMissing(member)) members.set(member, value)
  const changed = new Set(before === null ? [] : difference(logic, before, live).changes.map(({ member }) => member))
  for (const [member, seen] of there) {
    if (!seen.known || isMissing(member) || logic.ownedByAws(member, seen.value)) continue
    const known = before?.members.get(member)
    members.set(member, known === undefined || changed.has(member) ? recording.recorded(member, seen.value) : known)
  }
  const name = live.name.known ? live.name.value : (before?.name ?? null)
  return {
    baseline: {
      ref: live.ref,
      name,
      unique: recording.uniqueId(live) ?? before?.unique ?? null,
      members,
      unread: stillUnread([...missing.keys()], before),
    },
    unread: [...missing.values()].sort((a, b) => (a.about < b.about ? -1 : 1)),
  }
}

/** What the file cannot tell: parts that were not read now, and that no earlier record has. */
function stillUnread(missing: readonly string[], before: Baseline | null): readonly string[] {
  const told = (about: string): boolean => before !== null && !before.unread.includes(about)
  return missing.filter((about) => !told(about)).sort()
}

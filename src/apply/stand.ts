import type { KindLogic } from '../model/kind.ts'
import type { Change, Stand } from '../model/member.ts'
import type { Resource } from '../model/resource.ts'

/** Judges changes by what was just read. A change that is both before and after (a tag apart) counts as done. */
export function standOf(logic: KindLogic, live: Resource, change: Change): Stand {
  const member = logic.member(live, change.member)
  if (!member.known) return 'unread'
  const { value } = member
  if (logic.same(value, change.after)) return 'after'
  return logic.same(value, change.before) ? 'before' : 'neither'
}

export const standsOf = (logic: KindLogic, live: Resource, changes: readonly Change[]): readonly Stand[] =>
  changes.map((change) => standOf(logic, live, change))

import type { Change } from '../model/member.ts'

/** A tag with its value, since the value is what is proposed; other members say all in their name. */
export function changeText({ member, before, after }: Change): string {
  const valued = (value: Change['after']): string => (typeof value === 'string' ? `${member} = ${value}` : member)
  if (after === null) return `− ${valued(before)}`
  if (before === null) return `+ ${valued(after)}`
  return typeof before === 'string' && typeof after === 'string' ? `± ${valued(before)} → ${after}` : `± ${member}`
}

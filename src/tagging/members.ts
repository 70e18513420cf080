import type { Json, Observed } from '../model/basics.ts'
import type { Change, Member } from '../model/member.ts'
import type { Resource } from '../model/resource.ts'

/** Tags are members of every kind: `tag owner`, whose value is the tag's. */
export const tagMember = (key: string): Member => `tag ${key}` as Member

/** The key of a tag's member; null: it is another part of the resource. */
export const tagKey = (member: Member): string | null => (member.startsWith('tag ') ? member.slice(4) : null)

export const isTagChange = ({ member }: Change): boolean => tagKey(member) !== null

/** Only AWS itself writes these: nobody can forge them, and nobody else may touch them. */
export const isOwnedByAws = (key: string): boolean => /^aws:/i.test(key)

export function tagMembers({ tags }: Resource): ReadonlyMap<Member, Observed<Json>> {
  if (!tags.known) return new Map()
  return new Map([...tags.value].map(([key, value]) => [tagMember(key), { known: true, value }]))
}

/** The tag as it was read; known null: the resource does not have it. */
export function tagOf({ tags }: Resource, key: string): Observed<string | null> {
  return tags.known ? { known: true, value: tags.value.get(key) ?? null } : tags
}

/** The same resource with these tags changed; unread tags stay unread. */
export function withTags<R extends Resource>(resource: R, changes: readonly Change[]): R {
  if (!resource.tags.known || changes.length === 0) return resource
  const tags = new Map(resource.tags.value)
  for (const { member, after } of changes) {
    const key = tagKey(member)
    if (key === null) continue
    if (typeof after === 'string') tags.set(key, after)
    else tags.delete(key)
  }
  return { ...resource, tags: { known: true, value: tags } }
}

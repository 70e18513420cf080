import type { Recording, Unread, Wrong } from '../model/baseline.ts'
import type { Json } from '../model/basics.ts'
import type { Member } from '../model/member.ts'
import type { Kind, Resource } from '../model/resource.ts'
import { isOwnedByAws, tagKey } from './members.ts'

/** A kind's own half of how it is recorded: what it leaves out holds for most. */
export type OwnRecording<K extends Kind> = Pick<Recording<K>, 'wrong'> & Partial<Recording<K>>

/** How a kind is recorded, its tags with it. */
export function recordingWith<K extends Kind>(own: OwnRecording<K>): Recording<K> {
  return {
    wrong: (member, value) => (tagKey(member) === null ? own.wrong(member, value) : wrongTag(member, value)),
    recorded: (member, value) =>
      tagKey(member) === null && own.recorded !== undefined ? own.recorded(member, value) : value,
    restored: (change, live, world) =>
      tagKey(change.member) === null && own.restored !== undefined ? own.restored(change, live, world) : change,
    isOfAws: (ref) => own.isOfAws?.(ref) ?? false,
    uniqueId: (resource) => own.uniqueId?.(resource) ?? null,
    unread: (resource) => [...(own.unread?.(resource) ?? []), ...unreadTags(resource)],
    blank: (ref, name) => own.blank?.(ref, name) ?? null,
  }
}

function wrongTag(member: Member, value: Json): Wrong | null {
  const key = tagKey(member) ?? ''
  if (key === '' || isOwnedByAws(key))
    return { part: 'member', expected: 'a tag that others than AWS may write', words: [] }
  return typeof value === 'string' ? null : { part: 'value', expected: "the tag's value as a text", words: [] }
}

const unreadTags = ({ tags }: Pick<Resource, 'tags'>): readonly Unread[] =>
  tags.known ? [] : [{ about: 'tag', why: tags.why, operation: tags.operation }]

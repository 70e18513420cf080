import { documentText, documentValue, emptyDocument } from '../../lib/iam/value.ts'
import type { Json, Observed } from '../../model/basics.ts'
import type { Change, Member, Members } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { Facts } from './model.ts'

type Role = Resource<'iam-role'>

/** `inline NAME` → `inline` and `NAME`; `trust` → `trust` and ``. */
export function split(member: Member): readonly [string, string] {
  const at = member.indexOf(' ')
  return at < 0 ? [member, ''] : [member.slice(0, at), member.slice(at + 1)]
}

export const memberOf = (word: string, name: string): Member => `${word} ${name}` as Member

const known = (value: Json): Observed<Json> => ({ known: true, value })

/** `trust`, `inline NAME`, `attached ARN`, `boundary`, `path`, `instance-profile NAME`. */
export function members({ facts }: Role): Members {
  const all = new Map<Member, Observed<Json>>()
  all.set('path' as Member, known(facts.path))
  all.set('trust' as Member, known(documentValue(facts.trust)))
  if (facts.boundary !== null) all.set('boundary' as Member, known(facts.boundary))
  if (facts.inline.known)
    for (const [name, text] of facts.inline.value) all.set(memberOf('inline', name), known(documentValue(text)))
  if (facts.attached.known) for (const arn of facts.attached.value) all.set(memberOf('attached', arn), known(true))
  if (facts.instanceProfiles.known)
    for (const name of facts.instanceProfiles.value) all.set(memberOf('instance-profile', name), known(true))
  return all
}

/** Parts whose members nobody can name where they were not read. */
const lists = { inline: 'inline', attached: 'attached', 'instance-profile': 'instanceProfiles' } as const

/** What was not read of these, by the first word of their members. */
export function unreadLists({ inline, attached, instanceProfiles }: Facts) {
  const parts = { inline, attached, instanceProfiles }
  return Object.entries(lists).flatMap(([word, part]) => {
    const seen = parts[part]
    return seen.known ? [] : [{ about: word, why: seen.why, operation: seen.operation }]
  })
}

/** null: absent. */
export function member(role: Role, one: Member): Observed<Json | null> {
  const [word] = split(one)
  const missing = unreadLists(role.facts).find(({ about }) => about === word)
  if (missing !== undefined) return { known: false, why: missing.why, operation: missing.operation }
  return members(role).get(one) ?? { known: true, value: null }
}

/** The same role with these changes; what was not read stays so. */
export const withChanges = (role: Role, changes: readonly Change[]): Role => ({
  ...role,
  facts: changes.reduce(withChange, role.facts),
})

function withChange(facts: Facts, { member: one, after }: Change): Facts {
  const [word, name] = split(one)
  switch (word) {
    case 'trust':
      return { ...facts, trust: after === null ? emptyDocument : documentText(after) }
    case 'boundary':
      return { ...facts, boundary: typeof after === 'string' ? after : null }
    case 'path':
      return typeof after === 'string' ? { ...facts, path: after } : facts
    case 'inline':
      return { ...facts, inline: withInline(facts.inline, name, after) }
    case 'attached':
      return { ...facts, attached: withText(facts.attached, name, after !== null) }
    case 'instance-profile':
      return { ...facts, instanceProfiles: withText(facts.instanceProfiles, name, after !== null) }
    default:
      return facts
  }
}

function withInline(inline: Facts['inline'], name: string, after: Json | null): Facts['inline'] {
  if (!inline.known) return inline
  const others = [...inline.value].filter(([other]) => other !== name)
  const all = after === null ? others : [...others, [name, documentText(after)] as const]
  return { known: true, value: new Map(all.sort(([a], [b]) => (a < b ? -1 : 1))) }
}

function withText(list: Facts['attached'], text: string, there: boolean): Facts['attached'] {
  if (!list.known) return list
  const others = list.value.filter((one) => one !== text)
  return { known: true, value: there ? [...others, text].sort() : others }
}

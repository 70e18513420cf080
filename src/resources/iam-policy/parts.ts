import { documentText, documentValue, emptyDocument } from '../../lib/iam/value.ts'
import type { Json, Observed } from '../../model/basics.ts'
import type { Change, Member, Members } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { Facts, Version } from './model.ts'

type Policy = Resource<'iam-policy'>

export const document = 'document' as Member

/** `version v3`, of the one that makes room: IAM counts them, so they are no part of what a policy is. */
const versionMember = (id: string): Member => `version ${id}` as Member
export const isVersion = (member: Member): boolean => member.startsWith('version ')

/** `document`, `path`, and `version vN` where one has to go before another can come. */
export function members({ facts }: Policy): Members {
  const { document: text, oldest, path } = facts
  const all = new Map<Member, Observed<Json>>()
  all.set(document, text.known ? { known: true, value: documentValue(text.value) } : text)
  all.set('path' as Member, { known: true, value: path })
  if (oldest.known && oldest.value !== null) {
    const { id, document: old } = oldest.value
    all.set(versionMember(id), { known: true, value: documentValue(old) })
  }
  return all
}

/** null: absent. */
export const member = (policy: Policy, one: Member): Observed<Json | null> =>
  members(policy).get(one) ?? { known: true, value: null }

/** The same policy with these changes; what was not read stays so. */
export const withChanges = (policy: Policy, changes: readonly Change[]): Policy => ({
  ...policy,
  facts: changes.reduce(withChange, policy.facts),
})

function withChange(facts: Facts, { member: one, after }: Change): Facts {
  if (one === document)
    return facts.document.known
      ? { ...facts, document: { known: true, value: after === null ? emptyDocument : documentText(after) } }
      : facts
  if (one === 'path') return typeof after === 'string' ? { ...facts, path: after } : facts
  return isVersion(one) && after === null ? { ...facts, oldest: { known: true, value: null } } : facts
}

/** The version that goes, as a change of its own: so the journal keeps its document. */
export const removal = (change: Change, { id, document: text }: Version): Change => ({
  on: change.on,
  member: versionMember(id),
  before: documentValue(text),
  after: null,
})

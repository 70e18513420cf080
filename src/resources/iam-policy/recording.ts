import { externalIds, recordedDocument, withClearIds, wrongIds } from '../../lib/iam/external-id.ts'
import { isDocumentValue } from '../../lib/iam/value.ts'
import type { Wrong } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Change, Member } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { document } from './parts.ts'

/** A member of a file and its value, held against what AWS can say. */
export function wrong(member: Member, value: Json): Wrong | null {
  if (member === document) {
    const expected = isDocumentValue(value)
      ? wrongIds(value)
      : 'a policy document as a map that can be read, or the text of one that cannot'
    return expected === null ? null : { part: 'value', expected, words: [] }
  }
  if (member !== 'path')
    return { part: 'member', expected: 'document, path, or a tag', words: ['document', 'path', 'tag'] }
  return typeof value === 'string' && /^\/([\x21-\x7e]+\/)?$/.test(value)
    ? null
    : { part: 'value', expected: 'a path such as / or /team/', words: [] }
}

/** External ids are recorded as what they hash to. */
export const recorded = (member: Member, value: Json): Json => (member === document ? recordedDocument(value) : value)

/** The revert as IAM takes it; a text: what a person has to do instead. */
export function restored(change: Change): Change | string {
  const { member, before, after } = change
  if (member === 'path')
    return 'a policy keeps its path for life: make it anew where it was recorded, or record it as it is'
  if (member !== document) return change
  if (after === null) return 'a policy is never without a document: record it as it is'
  if (typeof after === 'string') return 'what is recorded is no policy document, and IAM takes none such'
  const clear = withClearIds(after, before === null ? [] : externalIds(before))
  return clear === null
    ? 'only a hash of an external id is recorded, and the policy no longer has what it is of: write it by hand'
    : { ...change, after: clear }
}

export const uniqueId = ({ facts }: Resource<'iam-policy'>): string | null => facts.policyId

/** A policy that allows nothing, to nobody. */
export const blank = (): Resource<'iam-policy'>['facts'] => ({
  path: '/',
  policyId: null,
  document: { known: true, value: '{"Version":"2012-10-17","Statement":[]}' },
  oldest: { known: true, value: null },
  roles: { known: true, value: [] },
})

import { isDocumentValue } from '../../lib/iam/value.ts'
import type { Wrong } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Change, Member } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { document } from './parts.ts'

/** A member of a file and its value, held against what AWS can say. */
export function wrong(member: Member, value: Json): Wrong | null {
  if (member === document)
    return isDocumentValue(value)
      ? null
      : {
          part: 'value',
          expected: 'a policy document as a map that can be read, or the text of one that cannot',
          words: [],
        }
  if (member !== 'path')
    return { part: 'member', expected: 'document, path, or a tag', words: ['document', 'path', 'tag'] }
  return typeof value === 'string' && /^\/([\x21-\x7e]+\/)?$/.test(value)
    ? null
    : { part: 'value', expected: 'a path such as / or /team/', words: [] }
}

/** The revert as IAM takes it; a text: what a person has to do instead. */
export function restored(change: Change): Change | string {
  const { member, after } = change
  if (member === 'path')
    return 'a policy keeps its path for life: make it anew where it was recorded, or record it as it is'
  if (member !== document) return change
  if (after === null) return 'a policy is never without a document: record it as it is'
  return typeof after === 'string' ? 'what is recorded is no policy document, and IAM takes none such' : change
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

import { readDocument } from '../../lib/iam/document.ts'
import { externalIds, recordedDocument, withClearIds, wrongIds } from '../../lib/iam/external-id.ts'
import { isObject } from '../../lib/iam/json.ts'
import { danglingIn } from '../../lib/iam/trust.ts'
import { isDocumentValue } from '../../lib/iam/value.ts'
import type { Unread, Wrong } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Change, Member } from '../../model/member.ts'
import type { Ref, Resource } from '../../model/resource.ts'
import { split, unreadLists } from './parts.ts'

const words = ['attached', 'boundary', 'inline', 'instance-profile', 'path', 'tag', 'trust'] as const

const policyArn = /^arn:[a-z-]+:iam::(aws|\d{12}):policy\/[\x21-\x7e]+$/
const pathText = /^\/([\x21-\x7e]+\/)?$/
/** Any ASCII but `\ / * ?` and white space. */
const policyName = /^[!-)+-.0-9:-@A-[\]-~]{1,128}$/
const profileName = /^[\w+=,.@-]{1,128}$/

const document = 'a policy document as a map that can be read, or the text of one that cannot'

/** A member of a file and its value, held against what AWS can say. */
export function wrong(member: Member, value: Json): Wrong | null {
  const [word, name] = split(member)
  const expected =
    'a member such as trust, "inline NAME", "attached ARN", boundary, path, "instance-profile NAME", or a tag'
  const isMember = names[word]?.(name) ?? false
  if (!isMember) return { part: 'member', expected, words }
  const wanted = wrongValue(word, value)
  return wanted === null ? null : { part: 'value', expected: wanted, words: [] }
}

const names: Readonly<Record<string, (name: string) => boolean>> = {
  trust: (name) => name === '',
  boundary: (name) => name === '',
  path: (name) => name === '',
  inline: (name) => policyName.test(name),
  attached: (name) => policyArn.test(name),
  'instance-profile': (name) => profileName.test(name),
}

/** What was expected; null: it is right. */
function wrongValue(word: string, value: Json): string | null {
  if (word === 'attached' || word === 'instance-profile') return value === true ? null : 'true'
  if (word === 'boundary')
    return typeof value === 'string' && policyArn.test(value) ? null : 'the ARN of a managed policy'
  if (word === 'path') return typeof value === 'string' && pathText.test(value) ? null : 'a path such as / or /team/'
  if (!isDocumentValue(value)) return document
  return wrongIds(value)
}

/** External ids are recorded as what they hash to. */
export const recorded = (member: Member, value: Json): Json =>
  member === 'trust' || split(member)[0] === 'inline' ? recordedDocument(value) : value

/** The revert as IAM takes it; a text: what a person has to do instead. */
export function restored(change: Change, { ref }: Resource<'iam-role'>): Change | string {
  const [word, name] = split(change.member)
  if (word === 'path')
    return 'a role keeps its path for life: make it anew where it was recorded, or record it as it is'
  if (word === 'instance-profile')
    return change.after === null
      ? `take ${ref.id} out of the instance profile ${name}, or record it: instances run with it`
      : `put ${ref.id} into the instance profile ${name} again, or record that it is not there`
  if (word === 'trust') return restoredTrust(change)
  return word === 'inline' ? restoredPolicy(change) : change
}

function restoredPolicy(change: Change): Change | string {
  const { before, after } = change
  if (after === null) return change
  if (typeof after === 'string') return 'what is recorded is no policy document, and IAM takes none such'
  const clear = withClearIds(after, before === null ? [] : externalIds(before))
  return clear === null
    ? 'only a hash of an external id is recorded, and the policy no longer has what it is of: write it by hand'
    : { ...change, after: clear }
}

function restoredTrust(change: Change): Change | string {
  const { before, after } = change
  if (after === null) return 'a role is never without a trust policy: record it as it is'
  if (!isObject(after)) return 'what is recorded is no policy document, and IAM takes none such'
  const clear = withClearIds(after, before === null ? [] : externalIds(before))
  if (clear === null)
    return 'only a hash of an external id is recorded, and the role no longer has what it is of: write the trust policy by hand'
  const read = isObject(clear) ? readDocument(clear) : null
  const [gone] = read?.ok === true ? danglingIn(read.value) : []
  return gone === undefined
    ? { ...change, after: clear }
    : `the recorded trust policy names ${gone}, whom AWS no longer knows, and takes no such name: record it again`
}

export const uniqueId = ({ facts }: Resource<'iam-role'>): string => facts.roleId

/** Service-linked roles, and those of IAM Identity Center: AWS makes them, changes them and takes them away. */
export const isOfAws = ({ arn }: Ref): boolean => /^arn:[^:]+:iam::\d*:role\/aws-(service-role|reserved)\//.test(arn)

export const unread = ({ facts }: Resource<'iam-role'>): readonly Unread[] => unreadLists(facts)

/** A role that may do nothing, and that nobody may be. */
export const blank = (): Resource<'iam-role'>['facts'] => ({
  path: '/',
  roleId: '',
  trust: '{"Version":"2012-10-17","Statement":[]}',
  inline: { known: true, value: new Map() },
  attached: { known: true, value: [] },
  boundary: null,
  instanceProfiles: { known: true, value: [] },
  policies: new Map(),
})

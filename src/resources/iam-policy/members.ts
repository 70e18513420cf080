import { consoleHost } from '../../lib/console.ts'
import { sameDocument, sizeOf } from '../../lib/iam/value.ts'
import { many } from '../../lib/many.ts'
import type { Many } from '../../model/basics.ts'
import type { Call, Change } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { loadActions } from '../../tables/load.ts'
import { tagged } from '../../tagging/kind.ts'
import { iamTags } from '../../tagging/style.ts'
import { document, isVersion, member, members, removal, withChanges } from './parts.ts'
import { inverse, narrowed, wholeReads, writes } from './permissions.ts'
import { blank, recorded, restored, uniqueId, wrong } from './recording.ts'
import { shift } from './shift.ts'

type Policy = Resource<'iam-policy'>

/** No account can have more: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const longest = 6_144

function refuses(before: Policy, after: Policy): string | null {
  const size = ({ facts }: Policy): number => (facts.document.known ? sizeOf(facts.document.value) : 0)
  return size(after) > longest && size(after) > size(before)
    ? `the policy would hold ${size(after)} characters, and AWS takes ${longest}`
    : null
}

/** Where IAM keeps no more versions, the oldest makes room: named, so that the journal keeps its document. */
function settle(changes: Many<Change>, { facts }: Policy): Many<Change> {
  const made = changes.find((change) => change.member === document && change.after !== null)
  const oldest = facts.oldest.known ? facts.oldest.value : null
  return made === undefined || oldest === null ? changes : [removal(made, oldest), ...changes]
}

/** Room is made first. */
function calls(changes: Many<Change>): Many<Call> {
  const gone = changes.filter((change) => isVersion(change.member) && change.after === null)
  const made = changes.filter((change) => change.member === document && change.after !== null)
  const all = [
    ...gone.map((change): Call => ({ api: 'iam:DeletePolicyVersion', changes: [change] })),
    ...made.map((change): Call => ({ api: 'iam:CreatePolicyVersion', changes: [change] })),
  ]
  return many(all) ?? [{ api: 'none', changes }]
}

export const logic = tagged<'iam-policy'>(
  {
    kind: 'iam-policy',
    awsName: 'iam:policy',
    lists: true,
    reads: {
      list: ['iam:GetAccountAuthorizationDetails', 'iam:ListPolicyTags', 'tag:GetResources'],
      detail: [],
      again: ['iam:GetPolicy'],
      whole: { list: [], again: wholeReads },
    },
    load: loadActions,
    writes,
    inverse,
    narrowed,
    members,
    member,
    same: (a, b) => (a === null || b === null ? a === b : sameDocument(a, b)),
    withChanges,
    shift,
    ownedByAws: isVersion,
    lost: (one) => (isVersion(one) ? 'IAM gives no deleted version back: its document stands in the journal' : null),
    carriers: ({ facts }) => facts.roles,
    settle,
    refuses,
    calls,
    recording: { wrong, recorded, restored, uniqueId, blank },
    consoleLink: (ref) => `https://${consoleHost(ref)}/iam/home#/policies/details/${encodeURIComponent(ref.arn)}`,
  },
  iamTags('policy'),
)

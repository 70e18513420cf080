import { consoleHost } from '../../lib/console.ts'
import { sameDocument } from '../../lib/iam/value.ts'
import { many } from '../../lib/many.ts'
import type { Many } from '../../model/basics.ts'
import type { Call, Change } from '../../model/member.ts'
import { loadActions } from '../../tables/load.ts'
import { tagged } from '../../tagging/kind.ts'
import { iamTags } from '../../tagging/style.ts'

import { refuses } from './limits.ts'
import { member, members, split, withChanges } from './parts.ts'
import { inverse, narrowed, policyReads, wholeReads, writes } from './permissions.ts'
import { blank, isOfAws, recorded, restored, uniqueId, unread, wrong } from './recording.ts'
import { shift } from './shift.ts'
import { asRecorded } from './sources.ts'

/** What nobody can write has no call; a boundary stands before anything is added, and goes after everything else. */
const order = [
  'iam:PutRolePermissionsBoundary',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:DetachRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:DeleteRolePermissionsBoundary',
  'none',
] as const

/** The call that makes a change; `none`: IAM has none such. */
function apiOf({ member: one, after }: Change): (typeof order)[number] {
  const [word] = split(one)
  if (word === 'boundary')
    return after === null ? 'iam:DeleteRolePermissionsBoundary' : 'iam:PutRolePermissionsBoundary'
  if (word === 'attached') return after === null ? 'iam:DetachRolePolicy' : 'iam:AttachRolePolicy'
  if (word === 'inline') return after === null ? 'iam:DeleteRolePolicy' : 'iam:PutRolePolicy'
  return word === 'trust' && after !== null ? 'iam:UpdateAssumeRolePolicy' : 'none'
}

function calls(changes: Many<Change>): Many<Call> {
  const all = order.flatMap((api) =>
    changes.filter((change) => apiOf(change) === api).map((change): Call => ({ api, changes: [change] })),
  )
  return many(all) ?? [{ api: 'none', changes }]
}

export const logic = tagged<'iam-role'>(
  {
    kind: 'iam-role',
    awsName: 'iam:role',
    lists: true,
    reads: {
      list: ['iam:GetAccountAuthorizationDetails'],
      detail: [],
      again: ['iam:GetRole'],
      // What is recorded and carried by nobody is asked for.
      whole: { list: policyReads, again: wholeReads },
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
    asRecorded,
    ownedByAws: () => false,
    settle: (changes) => changes,
    refuses,
    calls,
    recording: { wrong, recorded, restored, uniqueId, isOfAws, unread, blank },
    consoleLink: (ref) => `https://${consoleHost(ref)}/iam/home#/roles/details/${encodeURIComponent(ref.id)}`,
  },
  iamTags('role'),
)

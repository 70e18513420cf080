import type { ManagedPolicyDetail, RoleDetail } from '@aws-sdk/client-iam'
import { ownText } from '../lib/own-text.ts'
import type { Depth, Page } from '../model/kind.ts'
import type { Resource } from '../model/resource.ts'
import { malformed } from './errors.ts'
import { gapOf } from './gap.ts'
import { detailsOperation } from './iam-details.ts'
import { defaultText } from './iam-documents.ts'
import { attachedOf, inlineOf, notRead, partOf, profilesOf, type RoleParts, roleOf } from './iam-resources.ts'
import type { Session } from './session.ts'

/** Takes the roles of a listing, page by page, and hands them out; looked at whole, when the policies are known as well. */
export interface RoleTaker {
  take(roles: readonly RoleDetail[], policies: readonly ManagedPolicyDetail[]): Iterable<Page>
  /** What was held back: the documents of what a role carries may come after the role. */
  rest(): Iterable<Page>
  /** Documents of managed policies by ARN. */
  readonly policies: ReadonlyMap<string, string>
}

export function roleTaker(place: Session, depth: Depth): RoleTaker {
  const policies = new Map<string, string>()
  const held: Page[] = []
  if (depth === 'tags') return { take: (roles) => pagesOf(place, roles, () => unreadParts), rest: () => [], policies }
  return {
    take(roles, documents) {
      held.push(...pagesOf(place, roles, (live) => partsOf(live, policies)))
      for (const live of documents) {
        const text = defaultText(live)
        if (live.Arn !== undefined && text !== null) policies.set(ownText(live.Arn), text)
      }
      return []
    },
    rest: () => held.splice(0),
    policies,
  }
}

const unreadParts: RoleParts = {
  inline: notRead(detailsOperation),
  attached: notRead(detailsOperation),
  instanceProfiles: notRead(detailsOperation),
  policies: new Map(),
}

const partsOf = (live: RoleDetail, policies: ReadonlyMap<string, string>): RoleParts => ({
  inline: partOf(inlineOf(live.RolePolicyList), detailsOperation),
  attached: partOf(attachedOf(live.AttachedManagedPolicies), detailsOperation),
  instanceProfiles: partOf(profilesOf(live.InstanceProfileList), detailsOperation),
  policies,
})

function* pagesOf(place: Session, live: readonly RoleDetail[], parts: (live: RoleDetail) => RoleParts): Iterable<Page> {
  const roles = live.map((one) => ({ name: one.RoleName ?? null, role: roleOf(place, one, parts(one)) }))
  // The page holds resources of any kind.
  yield { resources: roles.flatMap(({ role }) => (role === null ? [] : [role as unknown as Resource])) }
  const trouble = malformed('a role that could not be understood')
  for (const { name } of roles.filter(({ role }) => role === null))
    yield { gap: gapOf(place, trouble, { kind: 'iam-role', operation: detailsOperation, id: name }) }
}

import type { ManagedPolicyDetail, RoleDetail } from '@aws-sdk/client-iam'
import type { Many, Observed } from '../model/basics.ts'
import type { Depth, Page } from '../model/kind.ts'
import type { Resource } from '../model/resource.ts'
import { detailsOperation } from './iam-details.ts'
import { policiesWithTags } from './iam-policies.ts'
import { attachedOf, partOf } from './iam-resources.ts'
import type { Session } from './session.ts'

/** Takes the policies of a listing, page by page, and hands them out; looked at whole, when it is known who carries them. */
export interface PolicyTaker {
  take(policies: readonly ManagedPolicyDetail[], roles: readonly RoleDetail[]): AsyncIterable<Page>
  /** The listing was read to its last page. */
  ended(): void
  rest(): Iterable<Page>
}

export function policyTaker(sessions: Many<Session>, depth: Depth): PolicyTaker {
  const withTags = policiesWithTags(sessions, depth)
  const held: Page[] = []
  const carriers = new Map<string, string[]>()
  let whole = false
  let clear = true
  return {
    async *take(policies, roles) {
      if (depth === 'tags') return yield* withTags(policies)
      for (const role of roles) clear = noted(carriers, role) && clear
      for await (const page of withTags(policies)) held.push(page)
    },
    ended() {
      whole = true
    },
    rest: () =>
      held.splice(0).map((page): Page => {
        if (!('resources' in page)) return page
        return { resources: page.resources.map((one) => withRoles(one, whole && clear ? carriers : null)) }
      }),
  }
}

/** Whether it was understood what the role carries. */
function noted(carriers: Map<string, string[]>, role: RoleDetail): boolean {
  const attached = attachedOf(role.AttachedManagedPolicies)
  const { RoleName: name, PermissionsBoundary: bounds } = role
  if (attached === null || name === undefined) return false
  for (const arn of new Set([...attached, bounds?.PermissionsBoundaryArn ?? ''])) {
    const known = carriers.get(arn)
    if (known === undefined) carriers.set(arn, [name])
    else known.push(name)
  }
  return true
}

function withRoles(resource: Resource, carriers: ReadonlyMap<string, readonly string[]> | null): Resource {
  const known = carriers === null ? null : [...(carriers.get(resource.ref.arn) ?? [])].sort()
  const roles: Observed<readonly string[]> = partOf(known, detailsOperation)
  // Every resource that was held is a policy.
  const policy = resource as unknown as Resource<'iam-policy'>
  return { ...policy, facts: { ...policy.facts, roles } } as unknown as Resource
}

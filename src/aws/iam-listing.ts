import type { ManagedPolicyDetail, RoleDetail } from '@aws-sdk/client-iam'
import type { Many } from '../model/basics.ts'
import type { Page, Scope, Source } from '../model/kind.ts'
import type { Ref, Resource } from '../model/resource.ts'
import { malformed, troubleOf } from './errors.ts'
import { everywhere } from './everywhere.ts'
import { gapOf } from './gap.ts'
import { detailPages, detailsOperation, type IamKind } from './iam-details.ts'
import { policiesWithTags } from './iam-policies.ts'
import { roleOf } from './iam-resources.ts'
import type { Session } from './session.ts'

/** The account's roles and customer-managed policies, in one listing, whichever of them is asked for. */
export const iamSource: Source<Session> = { per: 'account', list }

const kinds: readonly IamKind[] = ['iam-role', 'iam-policy']

async function* list(sessions: Many<Session>, scope: Scope): AsyncIterable<Page> {
  const asked = kinds.filter((kind) => scope.kinds.includes(kind) && mayName(scope.only, kind))
  if (asked.length === 0) return
  const place = everywhere(sessions[0])
  const withTags = policiesWithTags(sessions)
  try {
    for await (const { roles, policies } of detailPages(await place.iam(), asked)) {
      yield* rolePages(place, roles.filter(wanted(scope.only, 'iam-role')))
      yield* withTags(policies.filter(wanted(scope.only, 'iam-policy')))
    }
  } catch (error) {
    for (const kind of asked)
      yield { gap: gapOf(place, troubleOf(error), { kind, operation: detailsOperation, id: null }) }
  }
}

function* rolePages(place: Session, live: readonly RoleDetail[]): Iterable<Page> {
  const roles = live.map((one) => ({ name: one.RoleName ?? null, role: roleOf(place, one) }))
  // The page holds resources of any kind.
  yield { resources: roles.flatMap(({ role }) => (role === null ? [] : [role as unknown as Resource])) }
  const trouble = malformed('a role that could not be understood')
  for (const { name } of roles.filter(({ role }) => role === null))
    yield { gap: gapOf(place, trouble, { kind: 'iam-role', operation: detailsOperation, id: name }) }
}

/** Whether a run that is narrowed may be about a resource of the kind: a bare id may name any. */
function mayName(only: Scope['only'], kind: IamKind): boolean {
  const type = kind === 'iam-role' ? 'role' : 'policy'
  const own = new RegExp(`^arn:[^:]+:iam::[0-9]+:${type}/`)
  return only === 'all' || only.some((ref) => ref.kind === kind && (ref.arn === '' || own.test(ref.arn)))
}

/** IAM narrows no listing to names: what nobody asked for is left out here. */
function wanted(only: Scope['only'], kind: IamKind): (live: RoleDetail | ManagedPolicyDetail) => boolean {
  if (only === 'all') return () => true
  const own = only.filter((ref: Ref) => ref.kind === kind)
  const arns = new Set(own.map(({ arn }) => arn))
  const names = new Set(own.flatMap(({ id, arn }) => (arn === '' ? [id] : [])))
  return (live) => {
    const name = 'RoleName' in live ? live.RoleName : (live as ManagedPolicyDetail).PolicyName
    return arns.has(live.Arn ?? '') || names.has(name ?? '')
  }
}

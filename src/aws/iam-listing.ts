import type { ManagedPolicyDetail, RoleDetail } from '@aws-sdk/client-iam'
import type { Many } from '../model/basics.ts'
import type { Page, Scope, Source } from '../model/kind.ts'
import type { Ref } from '../model/resource.ts'
import { troubleOf } from './errors.ts'
import { everywhere } from './everywhere.ts'
import { gapOf } from './gap.ts'
import { policyTaker } from './iam-carriers.ts'
import { detailPages, detailsOperation, type IamKind } from './iam-details.ts'
import { roleTaker } from './iam-roles.ts'
import { remember } from './iam-toward.ts'
import type { Session } from './session.ts'

/** The account's roles and customer-managed policies, in one listing, whichever of them is asked for. */
export const iamSource: Source<Session> = { per: 'account', list }

const kinds: readonly IamKind[] = ['iam-role', 'iam-policy']

async function* list(sessions: Many<Session>, scope: Scope): AsyncIterable<Page> {
  const asked = kinds.filter((kind) => scope.kinds.includes(kind) && mayName(scope.only, kind))
  if (asked.length === 0) return
  const place = everywhere(sessions[0])
  const { depth = 'whole' } = scope
  const [isRole, isPolicy] = [wanted(scope.only, 'iam-role'), wanted(scope.only, 'iam-policy')]
  const [roleOnes, policyOnes] = [roleTaker(place, depth), policyTaker(sessions, depth)]
  const gaps: Page[] = []
  try {
    for await (const { roles, policies } of detailPages(await place.iam(), asked, depth)) {
      if (asked.includes('iam-role')) yield* roleOnes.take(roles.filter(isRole), policies)
      // Only where policies are judged themselves are their tags asked for.
      if (asked.includes('iam-policy'))
        yield* policyOnes.take(
          policies.filter((one) => isOwn(one) && isPolicy(one)),
          roles,
        )
    }
    policyOnes.ended()
  } catch (error) {
    for (const kind of asked)
      gaps.push({ gap: gapOf(place, troubleOf(error), { kind, operation: detailsOperation, id: null }) })
  }
  if (depth === 'whole' && asked.includes('iam-role'))
    for (const session of sessions) remember(session, roleOnes.policies)
  yield* roleOnes.rest()
  yield* policyOnes.rest()
  yield* gaps
}

/** AWS's own policies have no account in their ARN, but `aws`. */
const isOwn = ({ Arn = '' }: ManagedPolicyDetail): boolean => !/^arn:[^:]*:iam::aws:/.test(Arn)

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

import { ownText } from '../lib/own-text.ts'
import type { Observed, Region } from '../model/basics.ts'
import type { Ref, Resource } from '../model/resource.ts'
import { type LiveTag, tagMap } from './live-tags.ts'
import type { Session } from './session.ts'

/** What both of IAM's readers say of a role: the listing of the account, and GetRole. */
export interface LiveRole {
  readonly RoleName?: string | undefined
  readonly RoleId?: string | undefined
  readonly Arn?: string | undefined
  readonly Path?: string | undefined
  readonly Tags?: readonly LiveTag[] | undefined
}

/** Of a policy; its tags are in GetPolicy alone. */
export interface LivePolicy {
  readonly PolicyName?: string | undefined
  readonly PolicyId?: string | undefined
  readonly Arn?: string | undefined
  readonly Path?: string | undefined
}

/** null: what AWS answered cannot be understood. */
export function roleOf(session: Session, { RoleName, RoleId, Arn, Path, Tags }: LiveRole): Resource<'iam-role'> | null {
  if (RoleName === undefined || RoleId === undefined || Arn === undefined || Path === undefined) return null
  const ref = refOf(session, 'iam-role', { name: RoleName, arn: Arn })
  const facts = { path: ownText(Path), roleId: ownText(RoleId) }
  return { ...named(ref), tags: { known: true, value: tagMap(Tags) }, facts }
}

/** null: what AWS answered cannot be understood. */
export function policyOf(
  session: Session,
  { PolicyName, PolicyId, Arn, Path }: LivePolicy,
  tags: Observed<ReadonlyMap<string, string>>,
): Resource<'iam-policy'> | null {
  if (PolicyName === undefined || PolicyId === undefined || Arn === undefined || Path === undefined) return null
  const ref = refOf(session, 'iam-policy', { name: PolicyName, arn: Arn })
  return { ...named(ref), tags, facts: { path: ownText(Path), policyId: ownText(PolicyId) } }
}

const refOf = (
  { target }: Session,
  kind: 'iam-role' | 'iam-policy',
  { name, arn }: { readonly name: string; readonly arn: string },
): Ref => ({ kind, account: target.account, region: 'global' as Region, id: ownText(name), arn: ownText(arn) })

const named = (ref: Ref): Pick<Resource, 'ref' | 'name' | 'vpc'> => ({
  ref,
  name: { known: true, value: ref.id },
  vpc: { known: true, value: null },
})

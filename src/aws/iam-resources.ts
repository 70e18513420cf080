import type { AttachedPolicy, InstanceProfile, PolicyDetail } from '@aws-sdk/client-iam'
import { ownText } from '../lib/own-text.ts'
import type { Observed, Region } from '../model/basics.ts'
import type { Ref, Resource } from '../model/resource.ts'
import { troubleOf } from './errors.ts'
import { documentText } from './iam-documents.ts'
import { type LiveTag, tagMap } from './live-tags.ts'
import type { Session } from './session.ts'

type RoleFacts = Resource<'iam-role'>['facts']
type PolicyFacts = Resource<'iam-policy'>['facts']

/** What both of IAM's readers say of a role: the listing of the account, and GetRole. */
export interface LiveRole {
  readonly RoleName?: string | undefined
  readonly RoleId?: string | undefined
  readonly Arn?: string | undefined
  readonly Path?: string | undefined
  readonly AssumeRolePolicyDocument?: string | undefined
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn?: string | undefined } | undefined
  readonly Tags?: readonly LiveTag[] | undefined
}

/** What they say of it each in its own way. */
export type RoleParts = Pick<RoleFacts, 'inline' | 'attached' | 'instanceProfiles' | 'policies'>

export type PolicyParts = Pick<PolicyFacts, 'document' | 'oldest' | 'roles'>

/** Of a policy; its tags are in GetPolicy alone. */
export interface LivePolicy {
  readonly PolicyName?: string | undefined
  readonly PolicyId?: string | undefined
  readonly Arn?: string | undefined
  readonly Path?: string | undefined
}

/** null: what AWS answered cannot be understood. */
export function roleOf(session: Session, live: LiveRole, parts: RoleParts): Resource<'iam-role'> | null {
  const { RoleName, RoleId, Arn, Path, AssumeRolePolicyDocument, PermissionsBoundary, Tags } = live
  if (RoleName === undefined || RoleId === undefined || Arn === undefined || Path === undefined) return null
  if (AssumeRolePolicyDocument === undefined) return null
  const arn = PermissionsBoundary?.PermissionsBoundaryArn
  // A boundary without an ARN is one all the same.
  if (PermissionsBoundary !== undefined && arn === undefined) return null
  const own = {
    path: ownText(Path || '/'),
    roleId: ownText(RoleId),
    trust: documentText(AssumeRolePolicyDocument),
    boundary: arn === undefined ? null : ownText(arn),
  }
  const ref = refOf(session, 'iam-role', { name: RoleName, arn: Arn })
  return { ...named(ref), tags: { known: true, value: tagMap(Tags) }, facts: { ...own, ...parts } }
}

/** null: what AWS answered cannot be understood. */
export function policyOf(
  session: Session,
  { PolicyName, PolicyId, Arn, Path }: LivePolicy,
  { tags, ...parts }: PolicyParts & Pick<Resource, 'tags'>,
): Resource<'iam-policy'> | null {
  // The ARN ends in the name, where an answer leaves that out.
  const name = PolicyName ?? /^arn:[^:]+:iam::[^:]+:policy\/(?:.*\/)?([^/]+)$/.exec(Arn ?? '')?.[1]
  if (name === undefined || Arn === undefined || Path === undefined) return null
  const ref = refOf(session, 'iam-policy', { name, arn: Arn })
  const own = { path: ownText(Path || '/'), policyId: PolicyId === undefined ? null : ownText(PolicyId) }
  return { ...named(ref), tags, facts: { ...own, ...parts } }
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

/** What nobody asked for. */
export const notRead = (operation: string): Extract<Observed<never>, { known: false }> => ({
  known: false,
  why: 'unsupported',
  operation,
})

/** A part as it came; null: it lacks what IAM documents. */
export const partOf = <T>(value: T | null, operation: string): Observed<T> =>
  value === null ? { known: false, why: 'malformed', operation } : { known: true, value }

/** What was read, or why it could not be; null of `work`: not understood. */
export async function observed<T>(operation: string, work: () => Promise<T | null>): Promise<Observed<T>> {
  try {
    return partOf(await work(), operation)
  } catch (error) {
    return { known: false, why: troubleOf(error).why, operation }
  }
}

/** Inline policies by name, sorted; null: not understood. */
export function inlineOf(list: readonly PolicyDetail[] | undefined): ReadonlyMap<string, string> | null {
  const named = (list ?? []).flatMap(({ PolicyName, PolicyDocument }) =>
    PolicyName === undefined || PolicyDocument === undefined
      ? []
      : [[ownText(PolicyName), documentText(PolicyDocument)] as const],
  )
  if (list === undefined || named.length < list.length) return null
  return new Map(named.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Sorted; null: not understood. */
export const attachedOf = (list: readonly AttachedPolicy[] | undefined): readonly string[] | null =>
  sortedTexts(list?.map(({ PolicyArn }) => PolicyArn))

/** Names, sorted; null: not understood. */
export const profilesOf = (list: readonly InstanceProfile[] | undefined): readonly string[] | null =>
  sortedTexts(list?.map(({ InstanceProfileName }) => InstanceProfileName))

/** null: one of them is missing. */
export function sortedTexts(texts: readonly (string | undefined)[] | undefined): readonly string[] | null {
  const known = texts?.flatMap((text) => (text === undefined ? [] : [ownText(text)]))
  return known === undefined || known.length !== texts?.length ? null : known.sort()
}

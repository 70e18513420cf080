import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'

export const writes = [
  'iam:AttachRolePolicy',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
] as const

const roleReads = [
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListInstanceProfilesForRole',
  'iam:ListRolePolicies',
] as const

/** What the role carries says what it may do: of the account, and of AWS. */
export const policyReads = ['iam:GetPolicy', 'iam:GetPolicyVersion'] as const

export const wholeReads: readonly string[] = [...policyReads, ...roleReads]

const inverses: Readonly<Record<string, readonly string[]>> = {
  'iam:AttachRolePolicy': ['iam:DetachRolePolicy'],
  'iam:DetachRolePolicy': ['iam:AttachRolePolicy'],
  'iam:PutRolePolicy': ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'],
  'iam:DeleteRolePolicy': ['iam:PutRolePolicy'],
  'iam:UpdateAssumeRolePolicy': ['iam:UpdateAssumeRolePolicy'],
  'iam:PutRolePermissionsBoundary': ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
  'iam:DeleteRolePermissionsBoundary': ['iam:PutRolePermissionsBoundary'],
}

export const inverse = (action: string): readonly string[] => inverses[action] ?? []

/** All of these know roles as resources (Service Authorization Reference, IAM). */
export function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  const among = (own: readonly string[]): readonly string[] => actions.filter((action) => own.includes(action))
  const below = (what: string): readonly string[] => [
    ...new Set(places.map(({ partition, account }) => `arn:${partition}:iam::${account}:${what}/*`)),
  ]
  const ofAws = [...new Set(places.map(({ partition }) => `arn:${partition}:iam::aws:policy/*`))]
  const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]): readonly AllowStatement[] =>
    Action.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action, Resource }]
  return [
    ...allow('ReadRoleParts', among(roleReads), below('role')),
    ...(actions.includes('iam:GetPolicyVersion')
      ? allow('ReadManaged', among(policyReads), [...below('policy'), ...ofAws])
      : []),
    ...allow('WriteRole', among(writes), below('role')),
  ]
}

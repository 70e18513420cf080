import { matches } from '../lib/wildcard.ts'
import type { Policy } from '../model/policy.ts'
import { alwaysProtected } from '../model/protected.ts'
import type { Statement } from './statement.ts'

/** What changes a principal or lets somebody become it; none of it is ever asked for on what is protected. */
export const principalWrites = {
  role: [
    'iam:AttachRolePolicy',
    'iam:DeleteRole',
    'iam:DeleteRolePermissionsBoundary',
    'iam:DeleteRolePolicy',
    'iam:DetachRolePolicy',
    'iam:PutRolePermissionsBoundary',
    'iam:PutRolePolicy',
    'iam:TagRole',
    'iam:UntagRole',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateRole',
  ],
  policy: [
    'iam:CreatePolicyVersion',
    'iam:DeletePolicy',
    'iam:DeletePolicyVersion',
    'iam:SetDefaultPolicyVersion',
    'iam:TagPolicy',
    'iam:UntagPolicy',
  ],
  user: [
    'iam:AttachUserPolicy',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:DeleteUser',
    'iam:DeleteUserPermissionsBoundary',
    'iam:DeleteUserPolicy',
    'iam:DetachUserPolicy',
    'iam:PutUserPermissionsBoundary',
    'iam:PutUserPolicy',
    'iam:TagUser',
    'iam:UntagUser',
    'iam:UpdateLoginProfile',
    'iam:UpdateUser',
  ],
} as const

/** Whether a pattern may name a resource of a service that begins with `kind`: a wildcard in it hides nothing from the deny. */
function mayName(pattern: string, service: string, kind: string): boolean {
  const [, , ofService = '', , , ...resource] = pattern.split(':')
  const sure = /^[^*?]*/.exec(resource.join(':'))?.[0] ?? ''
  const open = sure !== resource.join(':') && kind.startsWith(sure)
  return matches(ofService, service) && (open || sure.startsWith(kind))
}

/**
 * What no run may touch, no credentials of a run can: an explicit deny outlasts whatever else the role is allowed later. The
 * run's own roles and those without which an account cannot be recovered are always among it.
 */
export function protection(
  policy: Policy,
  at: { readonly writes: readonly string[]; readonly partitions: readonly string[] },
): readonly Statement[] {
  const entered = policy.targets.flatMap(({ roles, via }) => [...Object.values(roles), via?.read, via?.write])
  const always = at.partitions.flatMap((partition) =>
    alwaysProtected.map((arn) => arn.replace('arn:*:', `arn:${partition}:`)),
  )
  const patterns = [...new Set([...policy.protected, ...entered.flatMap((arn) => arn ?? []), ...always])].sort()
  const of = (service: string, kind: string): readonly string[] =>
    patterns.filter((pattern) => mayName(pattern, service, kind))
  const deny = (Sid: string, Action: readonly string[], Resource: readonly string[]): readonly Statement[] =>
    Action.length === 0 || Resource.length === 0 ? [] : [{ Sid, Effect: 'Deny', Action, Resource }]
  const services = [...new Set(at.writes.flatMap((action) => action.split(':')[0] ?? []))].filter(
    (one) => one !== 'iam',
  )
  return [
    ...services.flatMap((service) =>
      deny(
        service === 'ec2' ? 'Protected' : `Protected${service.replace(/[^a-z0-9]/gi, '')}`,
        at.writes.filter((action) => action.startsWith(`${service}:`)),
        of(service, ''),
      ),
    ),
    ...deny('ProtectedRoles', principalWrites.role, of('iam', 'role/')),
    ...deny('ProtectedPolicies', principalWrites.policy, of('iam', 'policy/')),
    ...deny('ProtectedUsers', principalWrites.user, of('iam', 'user/')),
  ]
}

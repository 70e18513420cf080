import { matches } from '../lib/wildcard.ts'

/** What no run may touch, whatever the policy says: without these an account cannot be recovered. */
const always = [
  'arn:*:iam::*:role/aws-service-role/*',
  'arn:*:iam::*:role/aws-reserved/*',
  'arn:*:iam::*:role/OrganizationAccountAccessRole',
  'arn:*:iam::*:role/AWSControlTowerExecution',
] as const

/** `own`: ARNs of the run's own roles, hubs and identity provider. */
export function isProtected(
  arn: string,
  patterns: { readonly policy: readonly string[]; readonly own: readonly string[] },
): boolean {
  return [...always, ...patterns.policy].some((pattern) => matches(pattern, arn)) || patterns.own.includes(arn)
}

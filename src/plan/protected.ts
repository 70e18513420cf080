import { matches } from '../lib/wildcard.ts'
import { alwaysProtected } from '../model/protected.ts'

/** `own`: ARNs of the run's own roles, hubs and identity provider. */
export function isProtected(
  arn: string,
  patterns: { readonly policy: readonly string[]; readonly own: readonly string[] },
): boolean {
  return [...alwaysProtected, ...patterns.policy].some((pattern) => matches(pattern, arn)) || patterns.own.includes(arn)
}

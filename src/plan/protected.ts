import { matches } from '../lib/wildcard.ts'
import type { Observed } from '../model/basics.ts'
import { alwaysProtected } from '../model/protected.ts'
import type { Ref } from '../model/resource.ts'

/** `own`: ARNs of the run's own roles, hubs and identity provider. */
export function isProtected(
  arn: string,
  patterns: { readonly policy: readonly string[]; readonly own: readonly string[] },
): boolean {
  return (
    [...alwaysProtected, ...patterns.policy].some((pattern) => matches(pattern, arn)) ||
    patterns.own.some((own) => own === arn || isSameRole(own, arn))
  )
}

const accountAndName = (arn: string): string | null => {
  const [, account, name] = /^arn:[^:]+:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? []
  return name === undefined ? null : `${account}/${name}`
}

/** A name of a role is given once in an account, whatever its path: that of a session's role is not known. */
function isSameRole(own: string, arn: string): boolean {
  const role = accountAndName(own)
  return role !== null && role === accountAndName(arn)
}

/**
 * Why a resource may not be touched for the sake of what carries it: the policies of the run's own roles are a part of these.
 * null: it may.
 */
export function protectedByCarriers(
  carriers: Observed<readonly string[]> | undefined,
  { account }: Pick<Ref, 'account'>,
  own: readonly string[],
): string | null {
  if (carriers === undefined) return null
  const names = own.flatMap(
    (arn) => new RegExp(`^arn:[^:]+:iam::${account}:role/(?:.*/)?([^/]+)$`).exec(arn)?.[1] ?? [],
  )
  if (names.length === 0) return null
  if (!carriers.known)
    return `it is not known whether a role of this run carries it (${carriers.operation}: ${carriers.why})`
  const carrier = carriers.value.find((name) => names.includes(name))
  return carrier === undefined ? null : `protected: ${carrier}, a role of this run, carries it`
}

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
 * Why a resource may not be touched for the sake of the roles that carry it: what they are allowed is a part of them. Who
 * carries it is known by name, so that of patterns those are asked that hold for a role without a path. null: it may.
 */
export function protectedByCarriers(
  carriers: Observed<readonly string[]> | undefined,
  { account, arn }: Pick<Ref, 'account' | 'arn'>,
  patterns: { readonly policy: readonly string[]; readonly own: readonly string[] },
): string | null {
  if (carriers === undefined) return null
  const ofRole = new RegExp(`^arn:[^:]+:iam::${account}:role/(?:.*/)?([^/]+)$`)
  const own = patterns.own.flatMap((one) => ofRole.exec(one)?.[1] ?? [])
  if (!carriers.known)
    return own.length === 0
      ? null
      : `it is not known whether a role of this run carries it (${carriers.operation}: ${carriers.why})`
  const [, partition = 'aws'] = arn.split(':')
  for (const name of carriers.value) {
    if (own.includes(name)) return `protected: ${name}, a role of this run, carries it`
    if (isProtected(`arn:${partition}:iam::${account}:role/${name}`, patterns))
      return `protected: ${name}, which no run may touch, carries it`
  }
  return null
}

import { type Glob, glob } from '../../lib/iam/glob.ts'
import { type Grants, managedPolicy, type Policy, policyOf } from '../../lib/iam/grants.ts'
import type { Resource } from '../../model/resource.ts'

type Role = Resource<'iam-role'>

/** A policy that a role carries, by the name of the member that it is; null: one of those that could not be listed. */
export interface Carried {
  readonly member: string | null
  readonly policy: Policy
}

/** Everything that says what a role may do. What could not be read is there as what nobody knows, never left out. */
export function carriedBy({ facts: { inline, attached, policies } }: Role): readonly Carried[] {
  const own = inline.known
    ? [...inline.value].map(([name, text]) => carried(`inline ${name}`, policyOf(`inline ${name}`, text)))
    : [unlisted('the list of its inline policies')]
  const managed = attached.known
    ? attached.value.map((arn) => carried(`attached ${arn}`, managedBy(policies, arn)))
    : [unlisted('the list of its attached policies')]
  return [...managed, ...own]
}

const carried = (member: string, policy: Policy): Carried => ({ member, policy })
const unlisted = (name: string): Carried => ({ member: null, policy: { kind: 'opaque', name } })

// One map holds the documents of an account, and thousands of roles carry the same ones.
const read = new WeakMap<ReadonlyMap<string, string>, Map<string, Policy>>()

function managedBy(policies: ReadonlyMap<string, string>, arn: string): Policy {
  const known = read.get(policies) ?? new Map<string, Policy>()
  read.set(policies, known)
  const text = policies.get(arn)
  const policy = known.get(arn) ?? (text === undefined ? managedPolicy(arn) : policyOf(arn, text))
  // What was not there may come: the map grows while an account is read.
  if (text !== undefined) known.set(arn, policy)
  return policy
}

/** What these policies come to under the role's boundary. */
export const grantsOf = ({ facts: { boundary, policies } }: Role, carried: readonly Carried[]): Grants => ({
  identity: carried.map(({ policy }) => policy),
  boundary: boundary === null ? null : managedBy(policies, boundary),
})

/**
 * The resources of a service that an account has: who may do everything on all of them may do everything on all resources.
 * Buckets name no account, organizations no region, and sts acts on roles.
 */
export function resourcesOf(service: string, { ref: { arn, account } }: Role): Glob {
  const partition = /^arn:([\w-]+):/.exec(arn)?.[1] ?? 'aws'
  const rest: Readonly<Record<string, string>> = {
    '*': '*',
    s3: 's3:::*',
    iam: `iam::${account}:*`,
    sts: `iam::${account}:role/*`,
    organizations: 'organizations::*',
  }
  return glob(`arn:${partition}:${rest[service] ?? `${service}:*:${account}:*`}`)
}

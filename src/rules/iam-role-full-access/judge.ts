import type { ActionTable } from '../../lib/iam/actions.ts'
import { type Extent, extentOf } from '../../lib/iam/extent.ts'
import { clausesOf, type Grants, type Policy } from '../../lib/iam/grants.ts'
import type { Resource } from '../../model/resource.ts'
import { type Carried, grantsOf, resourcesOf } from './policies.ts'

/** One service, and how wide a role's access to it is. */
export interface Found {
  readonly service: string
  readonly extent: Extent
}

/** A role with all that it is judged by. */
export interface Judged {
  readonly role: Resource<'iam-role'>
  readonly carried: readonly Carried[]
  readonly table: ActionTable
}

/** How wide the access to a service is that some of a role's policies give. */
export function reach({ role, table }: Judged, service: string, some: readonly Carried[]): Extent {
  return within(grantsOf(role, some), role, service, table)
}

// Thousands of roles may carry the same managed policy; another account is another question.
const answers = new WeakMap<Policy, Map<string, boolean>>()

/** The same of one policy for itself, with no boundary around it. */
export function alone({ role, table }: Judged, service: string, { policy }: Carried): boolean {
  const known = answers.get(policy) ?? new Map<string, boolean>()
  answers.set(policy, known)
  const key = `${service} ${resourcesOf(service, role).text}`
  const answer = known.get(key) ?? within({ identity: [policy], boundary: null }, role, service, table).full === 'yes'
  known.set(key, answer)
  return answer
}

const within = (grants: Grants, role: Resource<'iam-role'>, service: string, table: ActionTable): Extent =>
  extentOf(grants, { service, resources: resourcesOf(service, role) }, table)

/** Of all services that are asked for; where everything is allowed, each of them is. */
export function judge(judged: Judged, services: readonly string[]): readonly Found[] {
  const distinct = [...new Set(services)].sort()
  const all = distinct.includes('*') ? reach(judged, '*', judged.carried) : null
  return distinct.map((service) => ({
    service,
    extent: all !== null && (service === '*' || all.full === 'yes') ? all : reach(judged, service, judged.carried),
  }))
}

/** Through which members a role has a service: those that give it alone, else the fewest that give it together. */
export interface Through {
  readonly members: readonly Carried[]
  readonly together: boolean
}

export function throughOf(judged: Judged, service: string): Through {
  const members = judged.carried.filter((one) => alone(judged, service, one))
  if (members.length > 0) return { members, together: false }
  let least = judged.carried.filter(allows)
  for (const one of least) {
    const others = least.filter((other) => other !== one)
    if (reach(judged, service, others).full === 'yes') least = others
  }
  return { members: least, together: true }
}

const allows = ({ policy }: Carried): boolean =>
  policy.kind === 'document' && clausesOf(policy).some(({ effect }) => effect === 'Allow')

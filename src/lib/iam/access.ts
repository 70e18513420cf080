import { type ActionTable, selects } from './actions.ts'
import { budget, compare, onResource, setsOf } from './compare.ts'
import { type Clause, clauses, effective, type Grants, managedPolicy, policyOf, type Side, sideOf } from './grants.ts'
import { either, possible, type Tri } from './judge.ts'
import { signatures, work } from './signatures.ts'

/** Whether an action is allowed on any resource, under any condition. */
export function allowsSomewhere(grants: Grants, action: string): Tri {
  const side = speaking(sideOf(grants), action)
  const spent = work()
  const sets = setsOf(clauses(side))
  const found = signatures(
    sets.map(({ globs }) => globs),
    spent,
  )
  if (found === null) return 'unknown'
  const places = new Map(sets.map(({ id }, index) => [id, index]))
  return found
    .map((inside) => {
      const within = (id: string): boolean => inside[places.get(id) ?? -1] === true
      return possible(
        effective(side, (clause) => onResource(clause, within)),
        spent,
      )
    })
    .reduce(either, 'no')
}

function speaking({ identity, boundary }: Side, action: string): Side {
  const speaks = ({ actions }: Clause): boolean => selects(actions, action)
  return { identity: identity.filter(speaks), boundary: boundary?.filter(speaks) ?? null }
}

/**
 * Whether every action of a service (`*`: of all services) that is known is allowed on every resource, always: less
 * Deny and boundary, whichever way it is written (`s3:*`, `s3:?*`, `NotAction`, all names).
 */
export function allowsAllOf(grants: Grants, service: string, table: ActionTable): Tri {
  const all =
    service === '*'
      ? managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess')
      : policyOf(
          service,
          JSON.stringify({
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Action: `${service}:*`, Resource: '*' },
          }),
        )
  const lacking = compare(
    sideOf(grants),
    { identity: sideOf({ identity: [all], boundary: null }).identity, boundary: null },
    table,
    budget(),
  )
  if (lacking === null) return 'unknown'
  const gap = lacking
    .filter(({ services }) =>
      [...services].some(([name, { known }]) => known.length > 0 || !(name === '' ? table.size > 0 : table.has(name))),
    )
    .flatMap(({ regions, undecided }): readonly Tri[] =>
      regions === null ? [undecided.includes('gains') ? 'unknown' : 'no'] : regions.map(({ gains }) => gains),
    )
    .reduce(either, 'no')
  return gap === 'yes' ? 'no' : gap === 'no' ? 'yes' : 'unknown'
}

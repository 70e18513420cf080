import type { ActionTable } from './actions.ts'
import { type Change, changesOf } from './change.ts'
import { budget, compare, undecided } from './compare.ts'
import { type Grants, managedPolicy, type Side, sideOf } from './grants.ts'
import { either, type Tri } from './judge.ts'
import { wordsOf } from './words.ts'

/** What came of a change, both ways. Swapping before and after swaps `gains` and `loses`, and the words' verbs. */
export interface Shift {
  readonly gains: Tri
  readonly loses: Tri
  readonly words: readonly string[]
}

/**
 * What a role's policies allow after that they did not before, and the other way round. `no` is proved. `yes` is shown
 * by actions and resources, conditions of different keys taken as independent of each other. All else is `unknown`, and
 * the words say why.
 */
export function shift(before: Grants, after: Grants, table: ActionTable): Shift {
  const [left, right] = [sideOf(before), sideOf(after)]
  const own = changesBetween(left, right, table, '')
  // What the role's own policies gain or lose by it says more than what the boundary alone would.
  const bounds = boundaryChanges(left, right, table)
  const changes = [...own, ...bounds]
  const told = [...own, ...bounds.filter(({ verb }) => !own.some((one) => one.verb === verb && one.sure === 'yes'))]
  return {
    gains: changes.map(({ verb, sure }) => (verb === 'gains' ? sure : 'no')).reduce(either, 'no'),
    loses: changes.map(({ verb, sure }) => (verb === 'loses' ? sure : 'no')).reduce(either, 'no'),
    words: wordsOf(told, table),
  }
}

function changesBetween(before: Side, after: Side, table: ActionTable, by: string): readonly Change[] {
  const compared = compare(before, after, table, budget())
  if (compared !== null) return compared.flatMap((one) => changesOf(one, table, by))
  const whole = { actions: new Map(), where: 'any resource', why: 'the patterns are too many to compare', by }
  return undecided(before, after).map((verb) => ({ ...whole, verb, sure: 'unknown' }))
}

/**
 * A boundary also bounds what a resource's own policy grants to the role, so that its removal is a gain even where the
 * role's policies do not reach beyond it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function boundaryChanges(before: Side, after: Side, table: ActionTable): readonly Change[] {
  if (before.boundary === null && after.boundary === null) return []
  const bounds = ({ boundary }: Side): Side => ({ identity: boundary ?? unbounded, boundary: null })
  return changesBetween(bounds(before), bounds(after), table, 'its permissions boundary')
}

const unbounded = sideOf({
  identity: [managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess')],
  boundary: null,
}).identity

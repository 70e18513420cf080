import { type ActionClass, type ActionSet, type ActionTable, actionClasses } from './actions.ts'
import { and, type Formula, holds, never, not, or } from './formula.ts'
import type { Glob } from './glob.ts'
import { type Clause, clauses, deniedBy, effective, type Side } from './grants.ts'
import { possible, type Tri } from './judge.ts'
import { signatures, type Work } from './signatures.ts'
import type { Patterns } from './statement.ts'

/** A set of resource patterns that clauses name together. */
export interface ResourceSet {
  readonly id: string
  readonly globs: readonly Glob[]
}

/** Resources that no pattern tells apart: which of the sets they are in, and what became of them. */
export interface Region {
  readonly inside: readonly boolean[]
  readonly before: Formula
  readonly after: Formula
  readonly gains: Tri
  readonly loses: Tri
  /** What a Deny kept away, and now does not (or the other way round), where nothing here allows it. */
  readonly denyGone: boolean
  readonly denyCame: boolean
}

/** Actions that no pattern tells apart, with all their regions; null: too much work to tell. */
export interface Compared {
  readonly services: ActionSet
  readonly sets: readonly ResourceSet[]
  readonly regions: readonly Region[] | null
}

/** Everything that differs between two sides; null: too much work to tell the actions apart. */
export function compare(before: Side, after: Side, table: ActionTable, budget: Work): readonly Compared[] | null {
  const all = [...clauses(before), ...clauses(after)]
  const patterns = new Map(all.map(({ actions }) => [textOf(actions), actions]))
  const classes = actionClasses([...patterns.values()], table, budget)
  if (classes === null) return null
  const places = new Map([...patterns.keys()].map((text, index) => [text, index]))
  return classes.flatMap((one) => {
    const speaks = (clause: Clause): boolean => one.met[places.get(textOf(clause.actions)) ?? -1] === true
    const [left, right] = [only(before, speaks), only(after, speaks)]
    return sameClauses(left, right) ? [] : [compareClass(one, left, right, budget)]
  })
}

const textOf = ({ negated, patterns }: Patterns): string => JSON.stringify([negated, patterns])

const only = ({ identity, boundary }: Side, speaks: (clause: Clause) => boolean): Side => ({
  identity: identity.filter(speaks),
  boundary: boundary?.filter(speaks) ?? null,
})

function sameClauses(a: Side, b: Side): boolean {
  const ids = (list: readonly Clause[] | null): string =>
    list === null ? '' : JSON.stringify([...new Set(list.map(({ id }) => id))].sort())
  return ids(a.identity) === ids(b.identity) && ids(a.boundary) === ids(b.boundary)
}

function compareClass({ services }: ActionClass, before: Side, after: Side, budget: Work): Compared {
  const sets = setsOf([...clauses(before), ...clauses(after)])
  const found = signatures(
    sets.map(({ globs }) => globs),
    budget,
  )
  const places = new Map(sets.map(({ id }, index) => [id, index]))
  const regions = found?.map((inside) => {
    const within = (id: string): boolean => inside[places.get(id) ?? -1] === true
    return regionOf(inside, before, after, (clause) => onResource(clause, within), budget)
  })
  return { services, sets, regions: regions ?? null }
}

const plainId = ({ resources }: Clause): string => JSON.stringify(resources.plain.map(({ text }) => text))
const variableId = (glob: Glob): string => `variable ${glob.text}`

export function setsOf(list: readonly Clause[]): readonly ResourceSet[] {
  const sets = new Map<string, readonly Glob[]>()
  for (const clause of list) {
    if (clause.resources.plain.length > 0) sets.set(plainId(clause), clause.resources.plain)
    for (const { glob } of clause.resources.variable) sets.set(variableId(glob), [glob])
  }
  return [...sets].map(([id, globs]) => ({ id, globs }))
}

/** When a clause speaks of a resource of which it is known which sets it is in. */
export function onResource(clause: Clause, within: (id: string) => boolean): Formula {
  const { negated, plain, variable } = clause.resources
  const named = or(
    plain.length > 0 && within(plainId(clause)) ? not(never) : never,
    ...variable.map(({ glob, test }) => (within(variableId(glob)) ? holds(test) : never)),
  )
  return negated ? not(named) : named
}

function regionOf(
  inside: readonly boolean[],
  before: Side,
  after: Side,
  on: (clause: Clause) => Formula,
  budget: Work,
): Region {
  const [was, is] = [effective(before, on), effective(after, on)]
  const [wasDenied, isDenied] = [deniedBy(before.identity, on), deniedBy(after.identity, on)]
  return {
    inside,
    before: was,
    after: is,
    gains: possible(and(is, not(was)), budget),
    loses: possible(and(was, not(is)), budget),
    denyGone: possible(and(wasDenied, not(isDenied)), budget) !== 'no',
    denyCame: possible(and(isDenied, not(wasDenied)), budget) !== 'no',
  }
}

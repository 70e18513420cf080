import { type ActionClass, type ActionSet, type ActionTable, actionClasses, servicesOf } from './actions.ts'
import { and, type Formula, holds, never, not, or } from './formula.ts'
import type { Glob } from './glob.ts'
import { type Clause, clauses, deniedBy, effective, type Side } from './grants.ts'
import { possible, type Tri } from './judge.ts'
import { signatures, type Work, work } from './signatures.ts'
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

/** Actions that no pattern tells apart, with all their regions; `undecided`: which way it may have gone, where they are too many. */
export interface Compared {
  readonly services: ActionSet
  readonly sets: readonly ResourceSet[]
  readonly regions: readonly Region[] | null
  readonly undecided: readonly Verb[]
}

export type Verb = 'gains' | 'loses'

/** What may be spent on each question for itself: were it one purse, the first question could starve the second. */
export interface Budget {
  readonly patterns: Work
  readonly gains: Work
  readonly loses: Work
}

export const budget = (): Budget => ({ patterns: work(), gains: work(300_000), loses: work(300_000) })

/** Everything that differs between two sides; null: too much work to tell the actions apart. */
export function compare(before: Side, after: Side, table: ActionTable, spent: Budget): readonly Compared[] | null {
  const all = [...clauses(before), ...clauses(after)]
  const patterns = new Map(all.map(({ actions }) => [textOf(actions), actions] as const).sort(byFirst))
  const classes = actionClasses([...patterns.values()], table, spent.patterns, servicesOf(differing(before, after)))
  if (classes === null) return null
  const places = new Map([...patterns.keys()].map((text, index) => [text, index]))
  return classes.flatMap((one) => {
    const speaks = (clause: Clause): boolean => one.met[places.get(textOf(clause.actions)) ?? -1] === true
    const [left, right] = [only(before, speaks), only(after, speaks)]
    return sameClauses(left, right) ? [] : [compareClass(one, left, right, spent)]
  })
}

/** Of which actions the clauses speak that are not on both sides alike; with a boundary come or gone, of any. */
function differing(before: Side, after: Side): readonly Patterns[] {
  if ((before.boundary === null) !== (after.boundary === null)) return [{ negated: true, patterns: [] }]
  const lacking = (part: readonly Clause[], whole: readonly Clause[]): readonly Clause[] => {
    const ids = new Set(whole.map(({ id }) => id))
    return part.filter(({ id }) => !ids.has(id))
  }
  const [left, right] = [before.boundary ?? [], after.boundary ?? []]
  return [
    ...lacking(before.identity, after.identity),
    ...lacking(after.identity, before.identity),
    ...lacking(left, right),
    ...lacking(right, left),
  ].map(({ actions }) => actions)
}

const textOf = ({ negated, patterns }: Patterns): string => JSON.stringify([negated, patterns])

const only = ({ identity, boundary }: Side, speaks: (clause: Clause) => boolean): Side => ({
  identity: identity.filter(speaks),
  boundary: boundary?.filter(speaks) ?? null,
})

const sameClauses = (a: Side, b: Side): boolean => undecided(a, b).length === 0

/** Which way a change may go, by the clauses alone: fewer that allow and more that deny gain nothing, whatever they say. */
export function undecided(before: Side, after: Side): readonly Verb[] {
  return [
    ...(isWithin(after, before) ? [] : (['gains'] as const)),
    ...(isWithin(before, after) ? [] : (['loses'] as const)),
  ]
}

function isWithin(part: Side, whole: Side): boolean {
  const bounded = whole.boundary === null || (part.boundary !== null && fewer(part.boundary, whole.boundary))
  return bounded && fewer(part.identity, whole.identity)
}

function fewer(part: readonly Clause[], whole: readonly Clause[]): boolean {
  const within = (effect: Clause['effect'], few: readonly Clause[], many: readonly Clause[]): boolean => {
    const ids = new Set(many.map(({ id }) => id))
    return few.every((one) => one.effect !== effect || ids.has(one.id))
  }
  return within('Allow', part, whole) && within('Deny', whole, part)
}

function compareClass({ services }: ActionClass, before: Side, after: Side, spent: Budget): Compared {
  const sets = setsOf([...clauses(before), ...clauses(after)])
  const found = signatures(
    sets.map(({ globs }) => globs),
    spent.patterns,
  )
  const places = new Map(sets.map(({ id }, index) => [id, index]))
  const regions = found?.map((inside) => {
    const within = (id: string): boolean => inside[places.get(id) ?? -1] === true
    return regionOf(inside, before, after, (clause) => onResource(clause, within), spent)
  })
  return { services, sets, regions: regions ?? null, undecided: undecided(before, after) }
}

const plainId = ({ resources }: Clause): string => JSON.stringify(resources.plain.map(({ text }) => text))
const variableId = (glob: Glob): string => `variable ${glob.text}`

export function setsOf(list: readonly Clause[]): readonly ResourceSet[] {
  const sets = new Map<string, readonly Glob[]>()
  for (const clause of list) {
    if (clause.resources.plain.length > 0) sets.set(plainId(clause), clause.resources.plain)
    for (const { glob } of clause.resources.variable) sets.set(variableId(glob), [glob])
  }
  return [...sets].sort(byFirst).map(([id, globs]) => ({ id, globs }))
}

/** One order whichever side is first: what is spent, and so what is decided, must not hang on it. */
const byFirst = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0

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
  spent: Budget,
): Region {
  const [was, is] = [effective(before, on), effective(after, on)]
  const [wasDenied, isDenied] = [deniedBy(before.identity, on), deniedBy(after.identity, on)]
  return {
    inside,
    before: was,
    after: is,
    gains: possible(and(is, not(was)), spent.gains),
    loses: possible(and(was, not(is)), spent.loses),
    denyGone: possible(and(wasDenied, not(isDenied)), spent.gains) !== 'no',
    denyCame: possible(and(isDenied, not(wasDenied)), spent.loses) !== 'no',
  }
}

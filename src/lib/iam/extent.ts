import { matches } from '../wildcard.ts'
import { type ActionClass, type ActionTable, actionClasses } from './actions.ts'
import { onResource, setsOf } from './compare.ts'
import { type Formula, not, testsOf } from './formula.ts'
import type { Glob } from './glob.ts'
import { type Clause, clauses, effective, type Grants, type Side, sideOf } from './grants.ts'
import { possible, type Tri } from './judge.ts'
import { signatures, type Work, work } from './signatures.ts'
import type { Patterns } from './statement.ts'
import { keyWords } from './why.ts'

/** A service (`*`: all), and resources of which every one counts. */
export interface Whole {
  readonly service: string
  readonly resources: Glob
}

/** Whether grants are as wide as a whole. `why`: on what it hangs (`unknown`), or what was not read and may deny some of it (`yes`). */
export interface Extent {
  readonly full: Tri
  readonly why: readonly string[]
}

const none: Extent = { full: 'no', why: [] }

/**
 * Whether every action of a service that is known is allowed on every one of its resources, whichever way it is written:
 * less Deny and boundary. `yes`: whatever the request. `no`: for some action and resource under no request. `unknown`: under
 * some condition, or nobody can say. A policy that was not read never takes away what the others are known to grant.
 */
export function extentOf(grants: Grants, whole: Whole, table: ActionTable): Extent {
  const side = sideOf(grants)
  const known = { ...side, identity: side.identity.filter((one) => unreadWhy(one) === null) }
  const all = judged(known, whole, table)
  if (known.identity.length === side.identity.length) return all
  if (all.full !== 'yes') return judged(side, whole, table)
  return { full: 'yes', why: distinct(side.identity.flatMap((one) => unreadWhy(one) ?? [])) }
}

function unreadWhy({ when }: Clause): string | null {
  return when.kind === 'test' && when.test.family === 'unread' ? when.test.why : null
}

function judged(side: Side, whole: Whole, table: ActionTable): Extent {
  if (!reachesAll(side, whole, table)) return none
  const wanted: Patterns = {
    negated: false,
    patterns: [whole.service === '*' ? '*' : `${whole.service}:*`],
  }
  const all = clauses(side).map(({ actions }) => actions)
  const patterns = new Map([wanted, ...all].map((one) => [textOf(one), one]))
  const budget = work()
  const services = whole.service === '*' ? null : new Set([whole.service])
  const classes = actionClasses([...patterns.values()], table, budget, services)
  if (classes === null) return { full: 'unknown', why: [tooMany] }
  const places = new Map([...patterns.keys()].map((text, index) => [text, index]))
  const why: string[] = []
  for (const one of classes) {
    const speaks = ({ actions }: { readonly actions: Patterns }): boolean =>
      one.met[places.get(textOf(actions)) ?? -1] === true
    if (!speaks({ actions: wanted }) || !counts(one, table)) continue
    const found = onEvery(only(side, speaks), whole.resources, budget)
    if (found === 'no') return none
    why.push(...found)
  }
  return why.length === 0 ? { full: 'yes', why } : { full: 'unknown', why: distinct(why) }
}

const tooMany = 'the patterns are too many to compare'
const textOf = ({ negated, patterns }: Patterns): string => JSON.stringify([negated, patterns])
const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort()

const only = ({ identity, boundary }: Side, speaks: (clause: Clause) => boolean): Side => ({
  identity: identity.filter(speaks),
  boundary: boundary?.filter(speaks) ?? null,
})

/** What nobody has listed may not exist: such actions count only of a service that has no list. */
const counts = ({ services }: ActionClass, table: ActionTable): boolean =>
  [...services].some(([name, { known }]) => known.length > 0 || !(name === '' ? table.size > 0 : table.has(name)))

/** A quick look that lets most roles go: whether there is an Allow for every action at all. */
function reachesAll({ identity }: Side, { service }: Whole, table: ActionTable): boolean {
  const allows = identity.filter(({ effect }) => effect === 'Allow').map(({ actions }) => actions)
  if (allows.length === 0) return false
  const lists = service === '*' ? table : [[service, table.get(service) ?? []] as const]
  for (const [prefix, names] of lists) if (!reachesEach(allows, prefix, names)) return false
  return true
}

function reachesEach(allows: readonly Patterns[], service: string, names: readonly string[]): boolean {
  const near = allows.map((one) => ({ negated: one.negated, patterns: nearPatterns(one, service) }))
  const whole = `${service}:*`
  if (
    near.some(({ negated, patterns }) =>
      negated ? patterns.length === 0 : patterns.some((one) => one === '*' || one === whole),
    )
  )
    return true
  const reached = (name: string): boolean => {
    const action = `${service}:${name}`.toLowerCase()
    return near.some(({ negated, patterns }) => patterns.some((one) => matches(one, action)) !== negated)
  }
  // Tables have what reads before what writes, and most policies lack what writes.
  for (let at = names.length - 1; at >= 0; at--) if (!reached(names[at] ?? '')) return false
  return true
}

// A managed policy has hundreds of patterns and is carried by thousands of roles.
const byService = new WeakMap<Patterns, ReadonlyMap<string, readonly string[]>>()

/** Those of the patterns that can match an action of a service, in lower case. */
function nearPatterns(given: Patterns, service: string): readonly string[] {
  const known =
    byService.get(given) ??
    Map.groupBy(
      given.patterns.map((one) => one.toLowerCase()),
      serviceIn,
    )
  byService.set(given, known)
  const [own = [], any = []] = [known.get(service), known.get('')]
  return any.length === 0 ? own : [...own, ...any]
}

/** What stands before the colon; empty where that is a wildcard, or nothing. */
const serviceIn = (pattern: string): string => /^([^*?:]+):/.exec(pattern)?.[1] ?? ''

/** `no`, or on what it hangs that all of the resources are allowed. */
function onEvery(side: Side, resources: Glob, budget: Work): 'no' | readonly string[] {
  const sets = setsOf(clauses(side))
  const found = signatures([...sets.map(({ globs }) => globs), [resources]], budget)
  if (found === null) return [tooMany]
  const places = new Map(sets.map(({ id }, index) => [id, index]))
  const why: string[] = []
  for (const inside of found.filter((one) => one[sets.length] === true)) {
    const within = (id: string): boolean => inside[places.get(id) ?? -1] === true
    const allowed = effective(side, (clause) => onResource(clause, within))
    if (possible(not(allowed), budget) === 'no') continue
    if (possible(allowed, budget) === 'no') return 'no'
    why.push(...hangsOn(allowed))
  }
  return why
}

/** The conditions that decide a formula, in words; never a value. */
export function hangsOn(formula: Formula): readonly string[] {
  const words = testsOf(formula).map((one) =>
    one.family === 'unread'
      ? one.why
      : one.key === 'policy variable'
        ? 'a policy variable'
        : `condition ${keyWords(one.key)}`,
  )
  return words.length === 0 ? [tooMany] : distinct(words)
}

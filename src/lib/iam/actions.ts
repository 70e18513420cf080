import { matches } from '../wildcard.ts'
import { type Glob, glob, isLiteral, isTotal } from './glob.ts'
import { signatures, type Work, work } from './signatures.ts'
import type { Patterns } from './statement.ts'

/** Service prefix → its actions' names, as AWS spells them (`s3` → `GetObject`, …). */
export type ActionTable = ReadonlyMap<string, readonly string[]>

/** Actions of one service. */
export interface Actions {
  /** `s3:GetObject`: of the table, or named in full by a document. Sorted. */
  readonly known: readonly string[]
  /** Also such as no table knows: what AWS adds later, or has added since. */
  readonly beyond: boolean
}

/** Service → actions. `` (no service): services that neither the table nor a pattern names. */
export type ActionSet = ReadonlyMap<string, Actions>

/** All actions that the same ones of some patterns match. */
export interface ActionClass {
  /** For each of the given patterns, whether it matches these actions. */
  readonly met: readonly boolean[]
  readonly services: ActionSet
}

/** Case does not matter: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export const matchesAction = (pattern: string, action: string): boolean =>
  matches(pattern.toLowerCase(), action.toLowerCase())

export function selects({ negated, patterns }: Patterns, action: string): boolean {
  return patterns.some((pattern) => matchesAction(pattern, action)) !== negated
}

const otherServices = ''

/**
 * Splits all actions there can be into classes that no given pattern tells apart, so that sets are compared before
 * anything is expanded: `s3:*` is `s3:*` without a table. `services`: only these, where a caller knows that no other
 * can matter. null: too much work.
 */
export function actionClasses(
  given: readonly Patterns[],
  table: ActionTable,
  budget: Work = work(),
  services: ReadonlySet<string> | null = null,
): readonly ActionClass[] | null {
  const sets = given.map(({ patterns }) => patterns.map((one) => glob(one.toLowerCase())))
  const classes = new Map<string, Growing>()
  for (const [service, names] of universe(sets, table)) {
    if (services?.has(service) === false) continue
    const put = (matched: readonly boolean[], known: readonly string[], beyond: boolean): void => {
      const met = matched.map((one, index) => one !== given[index]?.negated)
      const held = placeFor(classes, met, service)
      held.known = held.known.length === 0 ? known : [...held.known, ...known]
      held.beyond ||= beyond
    }
    const near = sets.map((set) => set.filter((one) => reaches(one, service)))
    if (near.every((set) => set.length === 0 || set.some((one) => coversService(one, service)))) {
      const matched = near.map((set) => set.length > 0)
      put(matched, names, true)
      continue
    }
    for (const name of names)
      put(
        near.map((set) => set.some(({ text }) => matches(text, name.toLowerCase()))),
        [name],
        false,
      )
    const open = near.map((set) => set.filter((one) => !isLiteral(one)))
    const beyond = signatures(open, budget, service === otherServices ? '' : `${service}:`)
    if (beyond === null) return null
    for (const matched of beyond) put(matched, [], true)
  }
  return [...classes.values()]
}

interface Growing {
  readonly met: readonly boolean[]
  readonly services: Map<string, { known: readonly string[]; beyond: boolean }>
}

function placeFor(
  classes: Map<string, Growing>,
  met: readonly boolean[],
  service: string,
): { known: readonly string[]; beyond: boolean } {
  const key = met.join()
  const made = classes.get(key) ?? { met, services: new Map() }
  classes.set(key, made)
  const held = made.services.get(service) ?? { known: [], beyond: false }
  made.services.set(service, held)
  return held
}

/** Every service with the names that are known of it: from the table, and those that a pattern names in full. */
function universe(sets: readonly (readonly Glob[])[], table: ActionTable): ReadonlyMap<string, readonly string[]> {
  const all = new Map(sorted(table))
  for (const one of new Set(sets.flat())) {
    const service = serviceOf(one.text)
    if (service === null) continue
    const names = all.get(service) ?? []
    const isNew = isLiteral(one) && !names.some((name) => name.toLowerCase() === one.text)
    all.set(service, isNew ? [...names, one.text].sort() : names)
  }
  return all.set(otherServices, [])
}

// A table has 22,000 actions, and thousands of roles are compared with one.
const tables = new WeakMap<ActionTable, ReadonlyMap<string, readonly string[]>>()

function sorted(table: ActionTable): ReadonlyMap<string, readonly string[]> {
  const known = tables.get(table)
  if (known !== undefined) return known
  const made = new Map(
    [...table].map(([service, names]) => [service, names.map((name) => `${service}:${name}`).sort()] as const),
  )
  tables.set(table, made)
  return made
}

/** The services of which some patterns can match an action; null: any. */
export function servicesOf(given: readonly Patterns[]): ReadonlySet<string> | null {
  const services = given.flatMap(({ negated, patterns }) => (negated ? [null] : patterns.map(serviceOf)))
  const named = services.filter((one) => one !== null)
  return named.length < services.length ? null : new Set(named)
}

/** What stands before the colon; null where a wildcard does, or nothing. */
const serviceOf = (pattern: string): string | null => /^([^*?:]+):./.exec(pattern)?.[1] ?? null

/** Whether a pattern can match an action of this service. */
function reaches({ text }: Glob, service: string): boolean {
  const own = serviceOf(text)
  if (service === otherServices) return own === null
  if (own !== null) return own === service
  const before = /^[^*?]*/.exec(text)?.[0] ?? ''
  return `${service}:`.startsWith(before.slice(0, service.length + 1))
}

function coversService(one: Glob, service: string): boolean {
  if (isTotal(one)) return true
  if (service === otherServices) return one.text === '*:*' || one.text === '*:?*'
  const [left, right] = splitOnce(one.text)
  // `s3:*`, `*:*`, `s?:*`, and `s*`, whose star takes the colon and the name as well.
  if (right !== null) return isTotal(glob(right)) && matches(left, service)
  return one.text.endsWith('*') && matches(one.text, `${service}:`)
}

function splitOnce(text: string): readonly [string, string | null] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)]
}

/** What the patterns select, over a table. null: too much work. */
export function expand(patterns: Patterns, table: ActionTable): ActionSet | null {
  return difference(patterns, { negated: false, patterns: [] }, table)
}

/** What `a` selects and `b` does not: what a Deny leaves of an Allow. null: too much work. */
export function difference(a: Patterns, b: Patterns, table: ActionTable): ActionSet | null {
  const classes = actionClasses([a, b], table)
  if (classes === null) return null
  const left = classes.find(({ met: [inA = false, inB = false] }) => inA && !inB)
  return left?.services ?? new Map()
}

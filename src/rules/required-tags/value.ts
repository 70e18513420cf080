import { starMatcher } from '../../lib/star.ts'
import { folded, isBlank } from './key.ts'
import { patternOf } from './pattern.ts'

/** What a policy says of a key's values. */
export interface ValueRules {
  /** Lists of which each must allow the value, `*` in them for any text; an empty one allows nothing. */
  readonly lists: readonly (readonly string[])[]
  readonly pattern: string | null
  /** Whether a blank value may stand where no list and no pattern speaks of it. */
  readonly blank: boolean
  readonly aliases: Readonly<Record<string, string>>
  readonly normalise: boolean
}

/** The values of one key, compiled once a policy. */
export interface Values {
  allows(value: string): boolean
  /** The allowed value that was meant; null: nobody can say. */
  corrected(value: string): string | null
  /** What is allowed, for people. */
  readonly words: string
}

export function valuesOf(rules: ValueRules): Values {
  const lists = rules.lists.map(listMatcher)
  const pattern = rules.pattern === null ? null : patternOf(rules.pattern)
  if (pattern?.kind === 'problem') throw new Error(`a pattern that passed the checks: ${pattern.expected}`)
  const renamed = renaming(rules)
  const allows = (value: string): boolean => {
    if (renamed(value)) return false
    if (lists.length === 0 && pattern === null && !rules.blank && isBlank(value)) return false
    return lists.every((list) => list(value)) && (pattern === null || pattern.matches(value))
  }
  const meant = correction(rules, allows)
  const corrected: Values['corrected'] = (value) => {
    const found = meant(value)
    return found !== null && allows(found) ? found : null
  }
  return { allows, corrected, words: wordsOf(rules) }
}

function listMatcher(list: readonly string[]): (value: string) => boolean {
  const plain = new Set(list.filter((one) => !one.includes('*')))
  const stars = list.filter((one) => one.includes('*')).map(starMatcher)
  return (value) => plain.has(value) || stars.some((star) => star(value))
}

/** What has an alias is wrong by that, also where any value would do; what is listed as it is, or is an alias's aim, is not. */
function renaming({ lists, aliases, normalise }: ValueRules): (value: string) => boolean {
  const plain = new Set(Object.keys(aliases))
  const loose = new Set(Object.keys(aliases).map((from) => folded(from.trim())))
  const right = new Set([...lists.flat(), ...Object.values(aliases)])
  return (value) =>
    plain.has(value) || (normalise && plain.size > 0 && loose.has(folded(value.trim())) && !right.has(value))
}

/** Aliases first, then what differs by space around it and by case. Only what is allowed in the end counts. */
function correction({ lists, aliases, normalise }: ValueRules, allows: Values['allows']): Values['corrected'] {
  const plain = new Map(Object.entries(aliases))
  const loose = new Map(Object.entries(aliases).map(([from, to]) => [folded(from.trim()), to]))
  const spelled = lists.flat()
  return (value) => {
    const exact = plain.get(value)
    if (exact !== undefined || !normalise) return exact ?? null
    const trimmed = value.trim()
    const alias = loose.get(folded(trimmed))
    if (alias !== undefined) return alias
    if (allows(trimmed)) return trimmed
    const found = new Set(spelled.flatMap((one) => respelled(trimmed, one) ?? []).filter(allows))
    const [only] = found
    return found.size === 1 && only !== undefined ? only : null
  }
}

/** The value in the case of an allowed one; of a pattern with one `*`, in the case of what stands around it. */
function respelled(value: string, allowed: string): string | null {
  const [before = '', after, ...more] = allowed.split('*')
  if (after === undefined) return folded(value) === folded(allowed) ? allowed : null
  if (more.length > 0 || value.length < before.length + after.length) return null
  const end = value.length - after.length
  const fits = folded(value.slice(0, before.length)) === folded(before) && folded(value.slice(end)) === folded(after)
  return fits ? `${before}${value.slice(before.length, end)}${after}` : null
}

const most = 10

function wordsOf({ lists, pattern, blank }: ValueRules): string {
  const parts = lists.map((list) => {
    if (list.length === 0) return 'no value at all'
    const shown = list.slice(0, most).map((one) => JSON.stringify(one))
    const rest = list.length > most ? ` and ${list.length - most} more` : ''
    return `${list.length === 1 ? '' : 'one of '}${shown.join(', ')}${rest}`
  })
  const all = [...parts, ...(pattern === null ? [] : [`a value that matches ${JSON.stringify(pattern)}`])]
  if (all.length > 0) return all.join(', and ')
  return blank ? 'any value' : 'a value that is not blank'
}

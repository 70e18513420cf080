import { matches } from '../lib/wildcard.ts'
import type { Tri } from '../model/basics.ts'
import type { Where } from '../model/policy.ts'
import type { Subject } from '../model/rule.ts'

/** Whether a selector takes a resource in; `leftOutBy`: what alone kept it out, where its names or tags did. */
export interface Selected {
  readonly answer: Tri
  readonly leftOutBy: 'names' | 'tags' | null
}

const everything: Selected = { answer: 'yes', leftOutBy: null }

export const demandsNothing = (where: Where): boolean =>
  where.accounts.length === 0 &&
  where.regions.length === 0 &&
  where.kinds.length === 0 &&
  where.ids.length === 0 &&
  where.names.length === 0 &&
  where.vpcs.length === 0 &&
  where.tags.size === 0 &&
  where.not === null

/** Names and tags are what the restrained people write, so what they leave out is told apart and counted. */
export function select(where: Where, resource: Subject): Selected {
  if (demandsNothing(where)) return everything
  const fixed = and(fixedAnswers(where, resource))
  if (fixed === 'no') return { answer: 'no', leftOutBy: null }
  const names = byNames(where, resource)
  const tags = byTags(where, resource)
  const excluded = where.not === null ? null : select(where.not, resource)
  const excluding = invert(excluded?.answer ?? 'no')
  const answer = and([fixed, names, tags, excluding])
  if (answer !== 'no') return { answer, leftOutBy: null }
  if (names === 'no') return { answer, leftOutBy: 'names' }
  if (tags === 'no') return { answer, leftOutBy: 'tags' }
  return { answer, leftOutBy: writable(where.not) }
}

/** Which of the two that people write an excluding selector relies on. */
function writable(where: Where | null): 'names' | 'tags' | null {
  if (where === null) return null
  if (where.names.length > 0) return 'names'
  return where.tags.size > 0 ? 'tags' : null
}

function fixedAnswers(where: Where, { ref, vpc }: Subject): readonly Tri[] {
  return [
    oneOf(where.accounts, (account) => account === ref.account),
    oneOf(where.regions, (region) => region === ref.region),
    oneOf(where.kinds, (kind) => kind === ref.kind),
    oneOf(where.ids, (id) => id === ref.id || id === ref.arn),
    where.vpcs.length === 0 ? 'yes' : !vpc.known ? 'unknown' : oneOf(where.vpcs, (id) => id === vpc.value),
  ]
}

function byNames({ names }: Where, { name }: Subject): Tri {
  if (names.length === 0) return 'yes'
  if (!name.known) return 'unknown'
  const { value } = name
  return value !== null && names.some((pattern) => matches(pattern, value)) ? 'yes' : 'no'
}

function byTags({ tags: wanted }: Where, { tags }: Subject): Tri {
  if (wanted.size === 0) return 'yes'
  if (!tags.known) return 'unknown'
  for (const [key, patterns] of wanted) {
    const value = tags.value.get(key)
    if (value === undefined || !patterns.some((pattern) => matches(pattern, value))) return 'no'
  }
  return 'yes'
}

const oneOf = (wanted: readonly string[], is: (text: string) => boolean): Tri =>
  wanted.length === 0 || wanted.some(is) ? 'yes' : 'no'

const and = (answers: readonly Tri[]): Tri =>
  answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'

const invert = (answer: Tri): Tri => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown')

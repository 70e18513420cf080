import { canonicalJson } from '../lib/canonical-json.ts'
import type { Use, Where } from '../model/policy.ts'

/** A value of a policy as one text: maps as objects, and without the places in which it stands in files. */
export const meaningOf = (value: unknown): string => canonicalJson(plain(value))

function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plain(one)]))
  if (value instanceof Set) return [...value].map(plain)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value === undefined ? null : value
  const entries = Object.entries(value).filter(([key, one]) => key !== 'place' && typeof one !== 'function')
  return Object.fromEntries(entries.map(([key, one]) => [key, plain(one)]))
}

/** What a use demands: how it answers, and where it stands, are no part of it. */
export const demandOf = ({ rule, severity, where, kinds, options }: Use): string =>
  meaningOf({ rule, severity, where, kinds, options })

/** A selector as a policy would spell it: keys that demand nothing are left out. */
export function whereText(where: Where): string {
  const shown = (one: Where): Record<string, unknown> => {
    const { tags, not, ...lists } = one
    return {
      ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
      ...(tags.size === 0 ? {} : { tags: Object.fromEntries(tags) }),
      ...(not === null ? {} : { not: shown(not) }),
    }
  }
  const parts = shown(where)
  return Object.keys(parts).length === 0 ? 'everything' : JSON.stringify(parts)
}

import type { Resource } from '../../model/resource.ts'

/** A tag as a resource carries it. */
export interface Held {
  readonly key: string
  readonly value: string
}

export const folded = (text: string): string => text.toLowerCase()

/** AWS's limits for a tag, in characters. */
export const longest = { key: 128, value: 256 } as const
export const lengthOf = (text: string): number => [...text].length

export const isBlank = (value: string): boolean => value.trim() === ''

/** A resource's tags by their keys in lower case: a key and its variants together. */
export function tagsByKey({ tags }: Resource): ReadonlyMap<string, readonly Held[]> {
  const all = new Map<string, readonly Held[]>()
  if (!tags.known) return all
  for (const [key, value] of tags.value) {
    const own = all.get(folded(key))
    all.set(folded(key), own === undefined ? [{ key, value }] : [...own, { key, value }])
  }
  return all
}

/** Text from AWS in a sentence: quoted, control characters escaped, cut where it is long. */
export function quoted(text: string): string {
  const characters = [...text]
  return JSON.stringify(characters.length > 80 ? `${characters.slice(0, 80).join('')}…` : text)
}

import { type AddressSet, fromCidrs } from '../address-set.ts'
import { parseCidr } from '../cidr.ts'
import { type Glob, glob, literally } from './glob.ts'

/**
 * Something of a request that only the request can answer. Tests of one `key` may hang together, tests of different
 * keys are taken to be independent.
 */
export type Test = { readonly id: string; readonly key: string } & (
  | { readonly family: 'text' | 'text-without-case' | 'arn'; readonly globs: readonly Glob[] }
  | { readonly family: 'address'; readonly v4: AddressSet; readonly v6: AddressSet }
  | { readonly family: 'bool'; readonly values: readonly string[] }
  /** The request lacks the key. */
  | { readonly family: 'absent' }
  /** What this library does not look into: numbers, dates, sets of values, policy variables. */
  | { readonly family: 'closed' }
  /** Whether a document that was not read allows (denies) something: nothing is known about it. */
  | { readonly family: 'unread'; readonly why: string }
)

const named = (
  family: string,
  key: string,
  values: readonly string[],
): { readonly id: string; readonly key: string } => ({
  id: JSON.stringify([key, family, values]),
  key,
})

export const closed = (key: string, about: readonly string[]): Test => ({
  ...named('closed', key, about),
  family: 'closed',
})
export const absent = (key: string): Test => ({ ...named('absent', key, []), family: 'absent' })
export const unread = (what: string, why: string): Test => ({ ...named('unread', what, []), family: 'unread', why })

export const text = (key: string, values: readonly string[], like: boolean): Test => ({
  ...named(like ? 'like' : 'equal', key, values),
  family: 'text',
  globs: values.map(like ? glob : literally),
})

export const textWithoutCase = (key: string, values: readonly string[]): Test => {
  const lower = [...new Set(values.map((one) => one.toLowerCase()))].sort()
  return { ...named('without-case', key, lower), family: 'text-without-case', globs: lower.map(literally) }
}

export const arn = (key: string, globs: readonly Glob[]): Test => ({
  ...named(
    'arn',
    key,
    globs.map(({ text: one }) => one),
  ),
  family: 'arn',
  globs,
})

export const bool = (key: string, values: readonly string[]): Test => ({
  ...named('bool', key, values),
  family: 'bool',
  values,
})

/** null: one of the values is no address. */
export function address(key: string, values: readonly string[]): Test | null {
  const blocks = values.map((one) => parseCidr(one.includes('/') ? one : `${one}/${one.includes(':') ? 128 : 32}`))
  const read = blocks.filter((one) => one !== null)
  if (read.length < blocks.length) return null
  const of = (family: 4 | 6): AddressSet => fromCidrs(read.filter((one) => one.family === family))
  return { ...named('address', key, values), family: 'address', v4: of(4), v6: of(6) }
}

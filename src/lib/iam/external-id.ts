import { sha256 } from '../canonical-json.ts'
import { isList, isObject, type Json } from './json.ts'

/** A secret that a third party was given: it is recorded as what it hashes to. */
const key = 'sts:externalid'
const hash = /^sha256:[0-9a-f]{64}$/

export const isHash = (value: Json): boolean => typeof value === 'string' && hash.test(value)
const hashed = (value: Json): string => `sha256:${sha256(String(value))}`

/** Every external id in the conditions of a document, whatever the operator. */
export function externalIds(document: Json): readonly Json[] {
  const found: Json[] = []
  replaced(document, (value) => {
    found.push(value)
    return value
  })
  return found
}

/** The document with what external ids hash to; hashes stay, where `twice` does not say that they are ids as well. */
export const withHashes = (document: Json, twice = true): Json =>
  replaced(document, (value) => (!twice && isHash(value) ? value : hashed(value)))

/** The document with the ids of `known` for their hashes; null: one of them hashes to none of these. */
export function withClearIds(document: Json, known: readonly Json[]): Json | null {
  const clear = new Map(known.map((value) => [hashed(value), value]))
  let missing = false
  const filled = replaced(document, (value) => {
    const own = isHash(value) ? clear.get(String(value)) : value
    missing ||= own === undefined
    return own ?? value
  })
  return missing ? null : filled
}

/** Whether an external id is held against a pattern, of which a hash says nothing. */
export const hasIdPattern = (document: Json): boolean =>
  conditionsIn(document).some(([operator, keys]) => /like/i.test(operator) && Object.keys(keys).some(isKey))

const isKey = (name: string): boolean => name.toLowerCase() === key

function conditionsIn(document: Json): readonly (readonly [string, { readonly [key: string]: Json }])[] {
  const statements = isObject(document) ? document['Statement'] : undefined
  return (isList(statements) ? statements : [statements]).flatMap((one) => {
    const condition = isObject(one) ? one['Condition'] : undefined
    return isObject(condition)
      ? Object.entries(condition).flatMap(([operator, keys]) => (isObject(keys) ? [[operator, keys] as const] : []))
      : []
  })
}

/** The same document where it names no external id. */
function replaced(document: Json, each: (value: Json) => Json): Json {
  if (!conditionsIn(document).some(([, keys]) => Object.keys(keys).some(isKey))) return document
  const inKeys = (keys: Json): Json =>
    isObject(keys)
      ? Object.fromEntries(
          Object.entries(keys).map(([name, value]) => [name, isKey(name) ? inValue(value, each) : value]),
        )
      : keys
  const inStatement = (one: Json): Json => {
    const condition = isObject(one) ? one['Condition'] : undefined
    if (!isObject(one) || !isObject(condition)) return one
    const operators = Object.entries(condition).map(([operator, keys]) => [operator, inKeys(keys)] as const)
    return { ...one, Condition: Object.fromEntries(operators) }
  }
  if (!isObject(document)) return document
  const { Statement: statements } = document
  const own = isList(statements) ? statements.map(inStatement) : statements === undefined ? [] : inStatement(statements)
  return { ...document, Statement: own }
}

const inValue = (value: Json, each: (value: Json) => Json): Json => (isList(value) ? value.map(each) : each(value))

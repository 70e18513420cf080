import { sha256 } from '../canonical-json.ts'
import { isList, isObject, type Json } from './json.ts'
import { documentText, documentValue } from './value.ts'

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

// The same documents are looked at again and again: compared, rated, recorded.
const asRecorded = new WeakMap<object, Json>()

/** A document as it is recorded: each external id as what it hashes to. */
export function recordedDocument(document: Json): Json {
  if (!isObject(document)) return document
  const known = asRecorded.get(document)
  if (known !== undefined) return known
  const made = withHashes(document)
  asRecorded.set(document, made)
  return made
}

/** What was expected of a document in a file; null: it is right. */
export const wrongIds = (document: Json): string | null =>
  externalIds(document).every(isHash)
    ? null
    : 'external ids as sha256:… of them: record it again, a secret has no place in the repository'

/**
 * Two texts that can be held against each other: where one is recorded, both with hashes for external ids; null: a pattern of
 * them is recorded, of which a hash says nothing.
 */
export function comparable(before: string, after: string): readonly [string, string] | null {
  const [left, right] = [documentValue(before), documentValue(after)]
  if (![...externalIds(left), ...externalIds(right)].some(isHash)) return [before, after]
  if (hasIdPattern(left) || hasIdPattern(right)) return null
  const hashedText = (value: Json): string => documentText(withHashes(value, false))
  return [hashedText(left), hashedText(right)]
}

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
const hasIdPattern = (document: Json): boolean =>
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

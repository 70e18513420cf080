import { canonicalJson } from '../canonical-json.ts'
import { isDocument, readDocument } from './document.ts'
import { isList, isObject, type Json, parseObject } from './json.ts'

/**
 * A document as a member's value: as it is spelled, so that it can be given back with its Sids and all; what cannot be read
 * as one is its own text.
 */
export function documentValue(text: string): Json {
  const known = values.get(text)
  if (known !== undefined) return known
  const read = parseObject(text)
  const value = read.ok && isDocument(read.value) ? read.value : text
  if (values.size < bound) values.set(text, value)
  return value
}

// The same documents are looked at again and again: listed, judged, planned, read back.
const values = new Map<string, Json>()
const bound = 50_000

/** By meaning; texts that are no documents letter by letter. */
export function sameDocument(a: Json, b: Json): boolean {
  if (isEqual(a, b)) return true
  if (!isObject(a) || !isObject(b)) return false
  const [left, right] = [readDocument(a), readDocument(b)]
  return left.ok && right.ok && canonicalJson(left.value.canonical) === canonicalJson(right.value.canonical)
}

function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (isList(a)) return isList(b) && a.length === b.length && a.every((one, index) => isEqual(one, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
}

/** Whether a value may stand for a document: one that can be read, or a text that cannot. */
export const isDocumentValue = (value: Json): boolean =>
  isObject(value) ? isDocument(value) : typeof value === 'string' && documentValue(value) === value

/** Says nothing: what was not there before lets nobody do anything. */
export const emptyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] })

/** The text to write. */
export const documentText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** As IAM counts: white space is free. */
export const sizeOf = (text: string): number => text.replace(/\s/g, '').length

import { canonicalJson } from '../canonical-json.ts'
import { canonicalDocument, readDocument } from './document.ts'
import { isList, isObject, type Json, type JsonObject } from './json.ts'

/** A document as a member's value: one form for one meaning; what cannot be read as one is its own text. */
export function documentValue(text: string): Json {
  const known = values.get(text)
  if (known !== undefined) return known
  const read = canonicalDocument(text)
  const value = read.ok ? read.value : text
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
  isObject(value) ? readDocument(value).ok : typeof value === 'string' && !canonicalDocument(value).ok

const written = new WeakMap<JsonObject, string>()

/** The text to write. A list of one is written as its item: IAM counts every sign. */
export function documentText(value: Json): string {
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value)
  const known = written.get(value)
  if (known !== undefined) return known
  const { Statement: statements, ...more } = value
  const list = isList(statements) ? statements.map(compact) : statements
  const text = JSON.stringify(list === undefined ? more : { ...more, Statement: list })
  written.set(value, text)
  return text
}

/** Lists of one in a statement, down to the values of its conditions. */
function compact(value: Json): Json {
  if (isList(value)) return value.length === 1 && typeof value[0] === 'string' ? value[0] : value
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, compact(one)]))
}

/** As IAM counts: white space is free. */
export const sizeOf = (text: string): number => text.replace(/\s/g, '').length

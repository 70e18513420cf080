import { canonicalJson } from '../canonical-json.ts'
import { type Json, type JsonObject, parseObject, type Read } from './json.ts'
import { type Statement, statementsOf } from './statement.ts'

/**
 * A policy document, read: `statements` in the order in which they stand, `canonical` as one form for one meaning.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface Document {
  readonly version: string
  readonly statements: readonly Statement[]
  /** Keys that the grammar does not know: what they mean is not known either. */
  readonly unknownKeys: readonly string[]
  readonly canonical: Json
}

/** What IAM takes where a document names no version: there `${aws:username}` is no variable but text. */
const oldest = '2008-10-17'

/** URL-encoded or plain. A malformed document is a value, never a throw. */
export function parseDocument(text: string): Read<Document> {
  const parsed = parseObject(text)
  return parsed.ok ? readDocument(parsed.value) : parsed
}

export function readDocument(raw: JsonObject): Read<Document> {
  const { Version: version = oldest, Statement: list, Id: _, ...unknown } = raw
  if (typeof version !== 'string') return { ok: false, why: 'Version is no text' }
  const read = statementsOf(list, version)
  if (!read.ok) return read
  // The number of like statements stays: a statement written twice is not how it was left.
  const statements = [...read.value].map(({ canonical }) => canonical).sort(byText)
  const canonical = Object.fromEntries(Object.entries({ ...unknown, Version: version, Statement: statements }))
  return { ok: true, value: { version, statements: read.value, unknownKeys: Object.keys(unknown).sort(), canonical } }
}

/** Whether a document can be read at all. */
export const isDocument = ({ Version: version = oldest, Statement: list }: JsonObject): boolean =>
  typeof version === 'string' && statementsOf(list, version).ok

function byText(a: Json, b: Json): number {
  const [left, right] = [canonicalJson(a), canonicalJson(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** One form for one meaning, to be recorded and compared; reading it again changes nothing. */
export function canonicalDocument(text: string): Read<Json> {
  const parsed = parseDocument(text)
  return parsed.ok ? { ok: true, value: parsed.value.canonical } : parsed
}

/** Whether two documents say the same. What cannot be read means only what is written in it, letter by letter. */
export function sameMeaning(a: string, b: string): boolean {
  if (a === b) return true
  const [left, right] = [canonicalDocument(a), canonicalDocument(b)]
  return left.ok && right.ok && canonicalJson(left.value) === canonicalJson(right.value)
}

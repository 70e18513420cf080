/** What JSON can hold; the same shape as the model's, which a leaf may not import. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** Deeper than any policy: what is nested without end would overflow the stack of those who walk it. */
const deepest = 32

function shallow(value: Json, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return left > 0 && Object.values(value).every((one: Json) => shallow(one, left - 1))
}

/** What was read, or why it could not be. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }

/** A text, or a list of texts; null: neither. */
export function textsOf(value: Json): readonly string[] | null {
  const list = isList(value) ? value : [value]
  return list.every((one) => typeof one === 'string') ? list : null
}

export const asSet = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort()

/**
 * A policy document as AWS hands it out: IAM URL-encodes it (RFC 3986), an emulator may not. What begins with `{` is
 * not decoded, so that a `%` in a plain document stays one.
 */
export function parseObject(text: string): Read<JsonObject> {
  try {
    const plain = text.trimStart().startsWith('{') ? text : decodeURIComponent(text)
    const value: Json = JSON.parse(plain)
    if (!isObject(value)) return { ok: false, why: 'not a JSON object' }
    return shallow(value, deepest) ? { ok: true, value } : { ok: false, why: 'nested too deeply' }
  } catch {
    return { ok: false, why: 'not JSON' }
  }
}

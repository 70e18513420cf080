import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** RFC 8785: one text for one meaning. Throws for what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** 64 hexadecimal digits over the canonical form. */
export const hashOf = (value: unknown): string => sha256(canonicalJson(value))

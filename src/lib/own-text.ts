/**
 * Text of its own. A piece cut out of an answer keeps the whole answer in memory as long as it lives; thousands of
 * ids would keep every page that was ever read.
 */
export function ownText(text: string): string {
  const known = held.get(text)
  if (known !== undefined) return known
  const copy = Buffer.from(text, 'utf8').toString('utf8')
  if (held.size < bound) held.set(copy, copy)
  return copy
}

// The same few texts (VPC ids, tag keys, descriptions) stand in thousands of resources.
const held = new Map<string, string>()
const bound = 10_000

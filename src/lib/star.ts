/**
 * A matcher for a pattern in which `*` stands for any text and nothing else is special: values of tag policies may hold a `?`.
 * Parts are sought one after the other and never again, so no pattern can hang it.
 */
export function starMatcher(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return (text) => text === pattern
  const least = pattern.length - rest.length - 1
  return (text) => {
    if (text.length < least || !text.startsWith(first) || !text.endsWith(last)) return false
    let from = first.length
    for (const part of rest) {
      const at = text.indexOf(part, from)
      if (at === -1) return false
      from = at + part.length
    }
    return from <= text.length - last.length
  }
}

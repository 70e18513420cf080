/** Whether a pattern with `*` (any text) and `?` (one character) covers the whole text. At worst pattern × text, never more: hostile patterns cannot hang it. */
export function matches(pattern: string, text: string): boolean {
  const fixed = pattern.search(/[*?]/)
  if (fixed < 0) return pattern === text
  // Most patterns are a beginning and a star, and most texts begin otherwise.
  if (!text.startsWith(pattern.slice(0, fixed))) return false
  if (fixed === pattern.length - 1 && pattern.endsWith('*')) return true
  const [wanted, given] = [[...pattern], [...text]]
  let [p, t, star, mark] = [0, 0, -1, 0]
  while (t < given.length) {
    if (p < wanted.length && wanted[p] === '*') {
      star = p++
      mark = t
    } else if (p < wanted.length && (wanted[p] === '?' || wanted[p] === given[t])) {
      p++
      t++
    } else if (star >= 0) {
      // The last star takes one more character; going further back can never help.
      p = star + 1
      t = ++mark
    } else {
      return false
    }
  }
  while (wanted[p] === '*') p++
  return p === wanted.length
}

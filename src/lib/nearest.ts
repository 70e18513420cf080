import { closest, distance } from 'fastest-levenshtein'

/** The known word that was probably meant: at most a third of its letters, rounded up, differ; null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0 || word.length > 100) return null
  const best = closest(word.toLowerCase(), [...known])
  const allowed = Math.ceil(Math.max(word.length, best.length) / 3)
  return distance(word.toLowerCase(), best.toLowerCase()) <= allowed ? best : null
}

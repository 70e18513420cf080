type Tri = 'yes' | 'no' | 'unknown'

/** What a change gains and loses, and how that is told. */
export interface Shifted {
  readonly gains: Tri
  readonly loses: Tri
  readonly words: readonly string[]
}

export const unshifted: Shifted = { gains: 'no', loses: 'no', words: [] }

const either = (a: Tri, b: Tri): Tri =>
  a === 'yes' || b === 'yes' ? 'yes' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'no'

/** All of these at once, each word once, in their order by text. */
export function together(shifts: readonly Shifted[]): Shifted {
  return shifts.reduce(
    (all, one) => ({
      gains: either(all.gains, one.gains),
      loses: either(all.loses, one.loses),
      words: [...new Set([...all.words, ...one.words])].sort(),
    }),
    unshifted,
  )
}

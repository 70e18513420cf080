/** A list that is known to have a first item; null: it has none. */
export function many<T>([first, ...rest]: readonly T[]): readonly [T, ...T[]] | null {
  return first === undefined ? null : [first, ...rest]
}

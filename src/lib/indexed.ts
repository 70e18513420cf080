/** Items by key; of two under one key the first counts. */
export function indexed<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>()
  for (const item of items) for (const key of keysOf(item)) if (!index.has(key)) index.set(key, item)
  return index
}

/** Works something out once for each object, and forgets it with the object. */
export function oncePer<O extends object, T>(work: (from: O) => T): (from: O) => T {
  const made = new WeakMap<O, { readonly value: T }>()
  return (from) => {
    const known = made.get(from) ?? { value: work(from) }
    made.set(from, known)
    return known.value
  }
}

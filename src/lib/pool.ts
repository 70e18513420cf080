export type Settled<R> =
  | { readonly kind: 'done'; readonly value: R }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Runs `work` on all items, at most `limit` at once; answers in the items' order, and one failure loses no other. */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly Settled<R>[]> {
  const results = new Map<number, Settled<R>>()
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      try {
        results.set(index, { kind: 'done', value: await work(item) })
      } catch (error) {
        results.set(index, { kind: 'failed', error })
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return items.map((_, index) => results.get(index) ?? { kind: 'failed', error: new Error('not run') })
}

export function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const all: T[][] = []
  for (let at = 0; at < items.length; at += size) all.push(items.slice(at, at + size))
  return all
}

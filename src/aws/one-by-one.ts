import { inParallel } from '../lib/pool.ts'
import type { Fresh } from '../model/kind.ts'
import type { Kind, Ref, Resource } from '../model/resource.ts'
import { troubleOf } from './errors.ts'

/** Reads that go on at once; the client holds them to what AWS takes. */
const atOnce = 8

/**
 * Reads each of these by a call of its own; null: what AWS answered cannot be understood. One with another ARN is another
 * resource, made since under the same name: what was asked for is gone.
 */
export async function readEach<K extends Kind>(
  refs: readonly Ref[],
  operation: string,
  read: (ref: Ref) => Promise<Resource<K> | null>,
): Promise<readonly Fresh<K>[]> {
  const parts = await inParallel(refs, atOnce, read)
  return refs.map((ref, index): Fresh<K> => {
    const part = parts[index]
    if (part?.kind === 'done') {
      if (part.value === null) return { ref, resource: { known: false, why: 'malformed', operation } }
      const same = ref.arn === '' || part.value.ref.arn === ref.arn
      return { ref, resource: { known: true, value: same ? part.value : null } }
    }
    const { why } = troubleOf(part?.error)
    if (why === 'not-found') return { ref, resource: { known: true, value: null } }
    return { ref, resource: { known: false, why, operation } }
  })
}

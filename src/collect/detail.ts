import { inParallel } from '../lib/pool.ts'
import type { KindIo } from '../model/kind.ts'
import type { Gap, Kind, Ref, Resource } from '../model/resource.ts'

export interface Detailing<S> {
  readonly io: (kind: Kind) => Promise<KindIo<S> | null>
  readonly session: (ref: Ref) => S | null
}

export interface Detailed {
  readonly resources: readonly Resource[]
  readonly gaps: readonly Gap[]
}

/** Adds the facts that are read of failing resources only, in batches, target by target. */
export async function detail<S>(detailing: Detailing<S>, resources: readonly Resource[]): Promise<Detailed> {
  const groups = new Map<string, Resource[]>()
  for (const resource of resources) {
    const key = `${resource.ref.account}/${resource.ref.region}/${resource.ref.kind}`
    groups.set(key, [...(groups.get(key) ?? []), resource])
  }
  const parts = await inParallel([...groups.values()], 16, async (group): Promise<Detailed> => {
    const first = group[0]
    const io = first === undefined ? null : await detailing.io(first.ref.kind)
    const session = first === undefined ? null : detailing.session(first.ref)
    if (io?.detail === undefined || session === null) return { resources: group, gaps: [] }
    return io.detail(session, group)
  })
  return {
    resources: parts.flatMap((part) => (part.kind === 'done' ? part.value.resources : [])),
    gaps: parts.flatMap((part) => {
      if (part.kind === 'failed') throw part.error
      return part.value.gaps
    }),
  }
}

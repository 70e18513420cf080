import type { Json } from '../model/basics.ts'
import type { Member } from '../model/member.ts'
import type { Gap, Ref, Resource } from '../model/resource.ts'
import { ioFor, type Sessions } from './run.ts'

/** Members that a resource is to have again. */
export type Wanted = (ref: Ref) => ReadonlyMap<Member, Json | null>

/** Adds what it takes to rate the way to these members, where a kind has more to read for it. */
export async function withWayTo(
  sessions: Pick<Sessions, 'of'>,
  resources: readonly Resource[],
  wanted: Wanted,
): Promise<{ readonly resources: readonly Resource[]; readonly gaps: readonly Gap[] }> {
  const groups = Map.groupBy(
    resources.filter(({ ref }) => wanted(ref).size > 0),
    ({ ref }) => `${ref.account}/${ref.region}/${ref.kind}`,
  )
  const parts = await Promise.all(
    [...groups.values()].map(async (group) => {
      const ref = group[0]?.ref
      const session = ref === undefined ? null : sessions.of(ref)
      const io = ref === undefined ? null : await ioFor(ref.kind)
      return session === null || io?.toward === undefined
        ? { resources: [], gaps: [] }
        : io.toward(session, group, wanted)
    }),
  )
  const known = new Map(parts.flatMap((part) => part.resources).map((one) => [one.ref.arn, one]))
  return {
    resources: known.size === 0 ? resources : resources.map((one) => known.get(one.ref.arn) ?? one),
    gaps: parts.flatMap((part) => part.gaps),
  }
}

import type { Fresh } from '../model/kind.ts'
import type { Change } from '../model/member.ts'
import type { Ref } from '../model/resource.ts'
import type { Access, Applying } from './apply.ts'
import { standOf } from './stand.ts'

/** EC2 is eventually consistent: a change may show only after a while. Milliseconds before each further look. */
const pauses = [200, 400, 800, 1600, 3200] as const

/** Reads `refs` back, again and again until every change of `changes` shows or patience ends. The rest stays as `before`. */
export async function readBack<S>(
  { wait }: Pick<Applying<S>, 'wait'>,
  access: Access<S>,
  at: { refs: readonly Ref[]; before: readonly Fresh[]; changes: readonly Change[] },
): Promise<readonly Fresh[]> {
  const { refs } = at
  if (refs.length === 0) return at.before
  let live = await read(access, refs)
  for (const pause of pauses) {
    const missing = refs.filter((ref) => !shows(access, live, { ref, changes: at.changes }))
    if (missing.length === 0) break
    await wait(pause)
    const again = new Map((await read(access, missing)).map((fresh) => [fresh.ref.arn, fresh]))
    live = live.map((fresh) => again.get(fresh.ref.arn) ?? fresh)
  }
  const seen = new Map(live.map((fresh) => [fresh.ref.arn, fresh]))
  return at.before.map((fresh) => seen.get(fresh.ref.arn) ?? fresh)
}

const read = <S>({ io, session }: Access<S>, refs: readonly Ref[]): Promise<readonly Fresh[]> => io.read(session, refs)

/** In a chain a later step may take away what an earlier one added: the last change of a member counts. */
function shows<S>(
  { logic }: Access<S>,
  live: readonly Fresh[],
  { ref, changes }: { ref: Ref; changes: readonly Change[] },
): boolean {
  const now = live.find((fresh) => fresh.ref.arn === ref.arn)?.resource
  if (now === undefined || !now.known) return false
  const last = new Map(changes.filter((change) => change.on.arn === ref.arn).map((change) => [change.member, change]))
  const { value } = now
  return value === null || [...last.values()].every((change) => standOf(logic, value, change) === 'after')
}

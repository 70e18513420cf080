import type { Fresh } from '../model/kind.ts'
import type { Change } from '../model/member.ts'
import type { Kind, Ref } from '../model/resource.ts'
import type { Applying, Reach } from './apply.ts'
import { standOf } from './stand.ts'

/** EC2 is eventually consistent: a change may show only after a while. Milliseconds before each further look. */
const pauses = [200, 400, 800, 1600, 3200] as const

/** Reads `refs` back, again and again until every change of `changes` shows or patience ends. The rest stays as `before`. */
export async function readBack<S>(
  { wait }: Pick<Applying<S>, 'wait'>,
  reach: Reach<S>,
  at: { refs: readonly Ref[]; before: readonly Fresh[]; changes: readonly Change[] },
): Promise<readonly Fresh[]> {
  const { refs } = at
  if (refs.length === 0) return at.before
  const wanted = lastChanges(at.changes)
  const seen = new Map((await readOf(reach, refs)).map((fresh) => [fresh.ref.arn, fresh]))
  for (const pause of pauses) {
    const missing = refs.filter((ref) => !shows(reach, seen.get(ref.arn), wanted.get(ref.arn)))
    if (missing.length === 0) break
    await wait(pause)
    for (const fresh of await readOf(reach, missing)) seen.set(fresh.ref.arn, fresh)
  }
  return at.before.map((fresh) => seen.get(fresh.ref.arn) ?? fresh)
}

/** Reads resources of several kinds as they are now, each kind by its own calls. */
export async function readOf<S>(reach: Reach<S>, refs: readonly Ref[]): Promise<readonly Fresh[]> {
  const kinds = new Map<Kind, Ref[]>()
  for (const ref of refs) {
    const own = kinds.get(ref.kind)
    if (own === undefined) kinds.set(ref.kind, [ref])
    else own.push(ref)
  }
  const parts = [...kinds].map(([kind, own]) => {
    const access = reach.get(kind)
    return access === undefined ? [] : access.io.read(access.session, own)
  })
  return (await Promise.all(parts)).flat()
}

/** By ARN and member. In a chain a later step may take away what an earlier one added: the last change of a member counts. */
function lastChanges(changes: readonly Change[]): ReadonlyMap<string, ReadonlyMap<string, Change>> {
  const all = new Map<string, Map<string, Change>>()
  for (const change of changes) {
    const own = all.get(change.on.arn) ?? new Map<string, Change>()
    all.set(change.on.arn, own.set(change.member, change))
  }
  return all
}

function shows<S>(
  reach: Reach<S>,
  fresh: Fresh | undefined,
  changes: ReadonlyMap<string, Change> = new Map(),
): boolean {
  const now = fresh?.resource
  if (fresh === undefined || now === undefined || !now.known) return false
  const { value } = now
  const logic = reach.get(fresh.ref.kind)?.logic
  if (value === null || logic === undefined) return true
  return [...changes.values()].every((change) => standOf(logic, value, change) === 'after')
}

import { inParallel } from '../lib/pool.ts'
import type { Kind } from '../model/resource.ts'
import { type Place, wholeKey } from '../model/world.ts'
import type { Collecting } from './collecting.ts'
import { broken, note, nothing, type Read, type Wanted } from './reads.ts'
import { deepest, readSource, refTo, sessionsFor } from './source.ts'

/** Over as many, one listing of the kind costs fewer calls than asking by id. */
const mostById = 200
/** A snapshot leads to its volume, that to its instance: nothing here goes further. */
const mostRounds = 3

/** Reads what was read refers to: prefix lists, instances of volumes. What is listed as a whole is not asked for again. */
export async function lookedUp<S>(collecting: Collecting<S>, reads: readonly Read[]): Promise<readonly Read[]> {
  const all: Read[] = []
  const whole = new Set(reads.flatMap((read) => read.whole))
  const known = new Set(
    reads.flatMap((read) => read.resources.map(({ ref }) => `${wholeKey(ref, ref.kind)}/${ref.id}`)),
  )
  let needs = reads.map((read) => read.needs)
  for (let round = 0; round < mostRounds; round++) {
    const wanted = open(needs, { whole, known })
    if (wanted.length === 0) break
    const parts = await inParallel(wanted, 16, (one) => readWanted(collecting, one))
    const done = parts.map((part, index) =>
      part.kind === 'done' ? part.value : broken(wanted[index] === undefined ? [] : [wanted[index].at], part.error),
    )
    for (const { at, kind, ids } of wanted) for (const id of ids) known.add(`${wholeKey(at, kind)}/${id}`)
    for (const read of done) for (const key of read.whole) whole.add(key)
    all.push(...done)
    needs = done.map((read) => read.needs)
  }
  return all
}

/** What nobody has read yet, together by place and kind. */
function open(
  needs: readonly Read['needs'][],
  { whole, known }: { readonly whole: ReadonlySet<string>; readonly known: ReadonlySet<string> },
): readonly Wanted[] {
  const all = new Map<string, Wanted>()
  for (const [key, { at, kind, ids }] of needs.flatMap((one) => [...one])) {
    if (whole.has(key)) continue
    const own = all.get(key) ?? { at, kind, ids: new Set<string>() }
    for (const id of ids) if (!known.has(`${key}/${id}`)) own.ids.add(id)
    if (own.ids.size > 0) all.set(key, own)
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

async function readWanted<S>(collecting: Collecting<S>, { at, kind, ids }: Wanted): Promise<Read> {
  const read = nothing([at])
  const io = await collecting.io(kind)
  if (io === null) throw new Error(`no reader for ${kind}`)
  const sessions = sessionsFor(collecting, io.source, at)
  // What lies outside the policy's targets stays unknown.
  if (sessions === null) return read
  const only = [...ids].sort().map((id) => refTo(kind, id, at))
  const asking = {
    source: io.source,
    kinds: [kind],
    sessions,
    places: [at] as const,
    only: only.length > mostById && canList(kind) ? ('all' as const) : only,
    uses: [],
    depth: deepest(
      collecting.uses.filter((use) => collecting.rules.get(use.rule)?.looksUp(use.options).includes(kind) === true),
      collecting.rules,
    ),
  }
  await readSource(collecting, asking, read, (resource) => needsOf(collecting, resource, read))
  const found = new Set(read.resources.map(({ ref }) => ref.id))
  // Asked for by id, answered without a gap and not there: that is known.
  if (asking.only !== 'all' && read.gaps.length === 0)
    read.whole.push(...only.filter(({ id }) => !found.has(id)).map(({ id }) => `${wholeKey(at, kind)}/${id}`))
  return read
}

function needsOf<S>({ uses, rules }: Collecting<S>, resource: Read['resources'][number], read: Read): void {
  for (const use of uses) {
    const rule = rules.get(use.rule)
    if (rule?.looksUp(use.options).includes(resource.ref.kind) === true)
      note(read.needs, rule.needs(use.options, resource), resource.ref as Place)
  }
}

/** Prefix lists are read by id alone. */
const canList = (kind: Kind): boolean => kind !== 'prefix-list'

import { inParallel } from '../lib/pool.ts'
import type { TargetState } from '../model/report.ts'
import type { Gap, Kind, Resource, Target } from '../model/resource.ts'
import { type Place, type World, wholeKey } from '../model/world.ts'
import type { Collecting } from './collecting.ts'
import { lookedUp } from './look-up.ts'
import { broken, note, nothing, type Read } from './reads.ts'
import { type Asking, askingsOf, readSource } from './source.ts'
import { refKey, worldOf } from './world.ts'

export interface Collected {
  readonly world: World
  readonly states: readonly TargetState[]
}

/** Listings that go on at once. */
const atOnce = 16

/** Reads what the uses need, all targets side by side. A target that breaks costs its own answers and no other's. */
export async function collect<S>(collecting: Collecting<S>): Promise<Collected> {
  const askings = await askingsOf(collecting)
  const parts = await inParallel(askings, atOnce, (asking) => readOne(collecting, asking))
  const reads = parts.map((part, index) =>
    part.kind === 'done' ? part.value : broken(askings[index]?.places ?? [], part.error),
  )
  const others = await lookedUp(collecting, reads)
  const resources = reads.flatMap((read) => read.resources)
  const listed = new Set(resources.map(({ ref }) => ref.arn))
  const world = worldOf({
    resources,
    others: others.flatMap((read) => read.resources).filter(({ ref }) => !listed.has(ref.arn)),
    gaps: [...reads, ...others].flatMap((read) => read.gaps),
    whole: new Set([...reads, ...others].flatMap((read) => read.whole)),
    baselines: collecting.baselines ?? null,
  })
  return { world, states: statesOf(collecting, [...reads, ...others]) }
}

async function readOne<S>(collecting: Collecting<S>, asking: Asking<S>): Promise<Read> {
  const judging = collecting.uses.flatMap((use) => {
    const rule = collecting.rules.get(use.rule)
    return rule === undefined || !asking.uses.includes(use) ? [] : [{ use, rule }]
  })
  const read = nothing(asking.places)
  for (const place of asking.places)
    for (const { use, rule } of judging) note(read.needs, rule.needs(use.options, null), place)
  await readSource(collecting, asking, read, (resource) => {
    for (const { use, rule } of judging) note(read.needs, rule.needs(use.options, resource), resource.ref)
  })
  read.whole.push(...recordedAndGone(collecting, asking, read))
  return read
}

/** What a narrowed run names, and the repository records: asked for by id, answered without a gap and not there, it is gone. */
function recordedAndGone<S>({ baselines, onlyIds }: Collecting<S>, asking: Asking<S>, read: Read): readonly string[] {
  if (asking.only === 'all' || onlyIds === null) return []
  const found = new Set(read.resources.map(({ ref }) => refKey(ref)))
  const unclear = new Set(read.gaps.map((gap) => wholeKey(gap, gap.kind)))
  return (baselines?.all ?? []).flatMap(({ ref }) => {
    const key = wholeKey(ref, ref.kind)
    const asked =
      asking.kinds.includes(ref.kind) &&
      asking.places.some((place) => isAt(place, ref)) &&
      (onlyIds.includes(ref.id) || onlyIds.includes(ref.arn))
    return asked && !unclear.has(key) && !found.has(refKey(ref)) ? [`${key}/${ref.id}`] : []
  })
}

/** A state a target, in the targets' order; then one an account for what has no region. */
function statesOf<S>({ targets }: Collecting<S>, reads: readonly Read[]): readonly TargetState[] {
  const known = new Set(targets.map(({ target }) => placeKey(target)))
  const elsewhere = new Map(
    reads.flatMap(({ places }) =>
      places.filter((place) => !known.has(placeKey(place))).map((place) => [placeKey(place), place] as const),
    ),
  )
  // An account without anything global has no row for it: its buckets lie in regions.
  const said = (place: Place): boolean =>
    reads.some(({ resources, gaps }) => [...resources.map(({ ref }) => ref), ...gaps].some((at) => isAt(place, at)))
  const globals = [...elsewhere.values()]
    .filter(said)
    .map((place): Target => {
      const name = targets.find(({ target }) => target.account === place.account)?.target.name ?? null
      return { ...place, name }
    })
    .sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1))
  return [...targets.map(({ target }) => target), ...globals].map((target) => stateOf(target, reads))
}

const placeKey = ({ account, region }: Place): string => `${account}/${region}`
const isAt = (target: Place, at: Place): boolean => target.account === at.account && target.region === at.region

function stateOf(target: Target, reads: readonly Read[]): TargetState {
  const own = reads.filter(({ places }) => places.some((place) => isAt(target, place)))
  const why = own.find((read) => read.broken !== null)?.broken
  if (why !== undefined && why !== null)
    return { target, state: 'failed', reason: why, partial: [], resources: new Map() }
  const counts = new Map<string, number>()
  for (const { ref } of own.flatMap((read): readonly Resource[] => read.resources))
    if (isAt(target, ref)) counts.set(ref.kind, (counts.get(ref.kind) ?? 0) + 1)
  const gaps = own.flatMap((read): readonly Gap[] => read.gaps).filter((gap) => isAt(target, gap))
  const partial = [...new Set(own.flatMap((read): readonly Kind[] => [...read.partial]))].sort()
  const whole = gaps.length === 0 && partial.length === 0
  return { target, state: whole ? 'read' : 'partial', reason: null, partial, resources: counts }
}

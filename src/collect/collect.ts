import { inParallel } from '../lib/pool.ts'
import type { KindIo } from '../model/kind.ts'
import type { Use } from '../model/policy.ts'
import type { TargetState } from '../model/report.ts'
import type { Gap, HouseKind, Kind, Ref, Resource, Target } from '../model/resource.ts'
import type { Rule } from '../model/rule.ts'
import { type World, wholeKey } from '../model/world.ts'
import { worldOf } from './world.ts'

/** How collect reaches AWS. `S` is the session's type, which it hands on unseen. */
export interface Collecting<S> {
  readonly uses: readonly Use[]
  readonly rules: ReadonlyMap<string, Rule>
  readonly targets: readonly { readonly target: Target; readonly session: S }[]
  readonly io: (kind: Kind) => Promise<KindIo<S> | null>
  /** Ids that the run is narrowed to; null: all. */
  readonly onlyIds: readonly string[] | null
  /** Called after each page. */
  readonly progress: (resources: number) => void
}

export interface Collected {
  readonly world: World
  readonly states: readonly TargetState[]
}

interface Read {
  readonly resources: Resource[]
  readonly gaps: Gap[]
  readonly whole: string[]
  /** Why reading the target broke in a way that nobody foresaw; null: it did not. */
  readonly broken: string | null
}

/** Reads what the uses need, all targets side by side. A target that breaks costs its own answers and no other's. */
export async function collect<S>(collecting: Collecting<S>): Promise<Collected> {
  const parts = await inParallel(collecting.targets, 16, (one) => collectTarget(collecting, one))
  const reads = parts.map((part): Read => {
    if (part.kind === 'done') return part.value
    return {
      resources: [],
      gaps: [],
      whole: [],
      broken: part.error instanceof Error ? part.error.message : String(part.error),
    }
  })
  const world = worldOf({
    resources: reads.flatMap((read) => read.resources),
    gaps: reads.flatMap((read) => read.gaps),
    whole: new Set(reads.flatMap((read) => read.whole)),
  })
  return {
    world,
    states: reads
      .map((read, index) => stateOf(collecting.targets[index]?.target, read))
      .filter((state) => state !== null),
  }
}

async function collectTarget<S>(collecting: Collecting<S>, at: { target: Target; session: S }): Promise<Read> {
  const uses = collecting.uses.filter((use) => mayConcern(use, at.target))
  const read: Read = { resources: [], gaps: [], whole: [], broken: null }
  const needed = new Map<HouseKind, Set<string>>()
  for (const kind of kindsOf(uses, collecting.rules)) {
    const judging = uses.flatMap((use) => {
      const rule = collecting.rules.get(use.rule)
      return rule?.kinds(use.options).includes(kind) ? [{ use, rule }] : []
    })
    for (const { use, rule } of judging) note(needed, rule.needs(use.options, null))
    const only = collecting.onlyIds === null ? 'all' : collecting.onlyIds.map((id) => refTo(kind, id, at.target))
    await readKind(collecting, { ...at, kind, only, read }, (resource) => {
      for (const { use, rule } of judging) note(needed, rule.needs(use.options, resource))
    })
  }
  for (const [kind, ids] of needed) {
    const only = [...ids].sort().map((id) => refTo(kind, id, at.target))
    await readKind(collecting, { ...at, kind, only, read }, () => undefined)
  }
  return read
}

async function readKind<S>(
  collecting: Collecting<S>,
  at: { target: Target; session: S; kind: Kind; only: readonly Ref[] | 'all'; read: Read },
  each: (resource: Resource) => void,
): Promise<void> {
  const io = await collecting.io(at.kind)
  if (io === null) throw new Error(`no reader for ${at.kind}`)
  if (at.only !== 'all' && at.only.length === 0) return
  let complete = true
  for await (const page of io.list(at.session, { only: at.only })) {
    if ('gap' in page) {
      // What was looked up and is not there is an answer: an allowed list may be one of another region's.
      if (page.gap.why === 'not-found' && page.gap.id !== null) {
        at.read.whole.push(`${wholeKey(at.target, at.kind)}/${page.gap.id}`)
        continue
      }
      at.read.gaps.push(page.gap)
      complete = false
      continue
    }
    for (const resource of page.resources) {
      at.read.resources.push(resource)
      each(resource)
    }
    collecting.progress(page.resources.length)
  }
  if (complete && at.only === 'all') at.read.whole.push(wholeKey(at.target, at.kind))
}

/** Asked by account and region alone: nothing is read of a target that no use is about. */
function mayConcern({ where }: Use, { account, region }: Target): boolean {
  if (where.accounts.length > 0 && !where.accounts.includes(account)) return false
  return where.regions.length === 0 || where.regions.includes(region)
}

function kindsOf(uses: readonly Use[], rules: ReadonlyMap<string, Rule>): readonly Kind[] {
  return [...new Set(uses.flatMap((use) => rules.get(use.rule)?.kinds(use.options) ?? []))].sort()
}

function note(
  needed: Map<HouseKind, Set<string>>,
  needs: readonly { readonly kind: HouseKind; readonly id: string }[],
): void {
  for (const { kind, id } of needs) {
    const ids = needed.get(kind) ?? new Set<string>()
    needed.set(kind, ids.add(id))
  }
}

const refTo = (kind: Kind, id: string, { account, region }: Target): Ref => ({ kind, account, region, id, arn: '' })

function stateOf(target: Target | undefined, { resources, gaps, broken }: Read): TargetState | null {
  if (target === undefined) return null
  if (broken !== null) return { target, state: 'failed', reason: broken, resources: new Map() }
  const counts = new Map<string, number>()
  for (const { ref } of resources) counts.set(ref.kind, (counts.get(ref.kind) ?? 0) + 1)
  return { target, state: gaps.length === 0 ? 'read' : 'partial', reason: null, resources: counts }
}

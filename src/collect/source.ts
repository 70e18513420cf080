import { coversKind } from '../lib/kind-name.ts'
import { many } from '../lib/many.ts'
import type { Many, Region } from '../model/basics.ts'
import type { Depth, Source } from '../model/kind.ts'
import type { Use } from '../model/policy.ts'
import type { Kind, Ref, Resource } from '../model/resource.ts'
import { type Place, wholeKey } from '../model/world.ts'
import type { Collecting } from './collecting.ts'
import type { Read } from './reads.ts'

/** One listing that is to be made: a source, the sessions that it is asked with, and what for. */
export interface Asking<S> {
  readonly source: Source<S>
  readonly kinds: readonly Kind[]
  readonly sessions: Many<S>
  /** Where its resources may lie: a target, or an account's regions and `global`. */
  readonly places: Many<Place>
  readonly only: readonly Ref[] | 'all'
  readonly depth: Depth
  /** Uses whose resources it lists. */
  readonly uses: readonly Use[]
}

const everywhere = 'global' as Region

/** The listings that the uses need: each source once a target or once an account, for all kinds that it fills. */
export async function askingsOf<S>(collecting: Collecting<S>): Promise<readonly Asking<S>[]> {
  const { uses, targets } = collecting
  const accounts = new Map<string, Collecting<S>['targets'][number][]>()
  for (const one of targets) accounts.set(one.target.account, [...(accounts.get(one.target.account) ?? []), one])
  const parts = [...accounts.values()].map(async (own) => {
    const [first, ...rest] = own
    if (first === undefined) return []
    const perAccount = await sourcesOf(collecting, usesIn(uses, first.target.account, null), 'account')
    const all = perAccount.map(
      ({ source, kinds, uses: asking, depth }): Asking<S> => ({
        source,
        kinds,
        depth,
        uses: asking,
        sessions: [first.session, ...rest.map(({ session }) => session)],
        places: [{ account: first.target.account, region: everywhere }, ...own.map(({ target }) => target)],
        only: onlyOf(collecting, kinds, { account: first.target.account, region: everywhere }),
      }),
    )
    const regional = own.map(async ({ target, session }) =>
      (await sourcesOf(collecting, usesIn(uses, target.account, target.region), 'region')).map(
        ({ source, kinds, uses: asking, depth }): Asking<S> => ({
          source,
          kinds,
          depth,
          uses: asking,
          sessions: [session],
          places: [target],
          only: onlyOf(collecting, kinds, target),
        }),
      ),
    )
    return [...(await Promise.all(regional)).flat(), ...all]
  })
  return (await Promise.all(parts)).flat()
}

/** Asked by account and region alone: nothing is read of a target that no use is about. */
function usesIn(uses: readonly Use[], account: string, region: Region | null): readonly Use[] {
  return uses.filter(({ where }) => {
    if (where.accounts.length > 0 && !where.accounts.includes(account)) return false
    return region === null || where.regions.length === 0 || where.regions.includes(region)
  })
}

async function sourcesOf<S>(
  { io, rules }: Collecting<S>,
  uses: readonly Use[],
  per: Source<S>['per'],
): Promise<readonly Pick<Asking<S>, 'source' | 'kinds' | 'uses' | 'depth'>[]> {
  const sources = new Map<Source<S>, Kind[]>()
  for (const kind of [...new Set(uses.flatMap(({ kinds }) => kinds))].sort()) {
    const found = await io(kind)
    if (found === null) throw new Error(`no reader for ${kind}`)
    if (found.source.per !== per) continue
    sources.set(found.source, [...(sources.get(found.source) ?? []), kind])
  }
  return [...sources].map(([source, kinds]) => {
    const own = uses.filter((use) => kinds.some((kind) => coversKind(use.kinds, kind)))
    return { source, kinds, uses: own, depth: deepest(own, rules) }
  })
}

/** As much as the one that looks at most of it. */
export const deepest = (uses: readonly Pick<Use, 'rule'>[], rules: Collecting<unknown>['rules']): Depth =>
  uses.every(({ rule }) => rules.get(rule)?.depth === 'tags') ? 'tags' : 'whole'

/** Words of `only`, as refs of each kind: an id or an ARN may be of any. */
function onlyOf<S>({ onlyIds }: Collecting<S>, kinds: readonly Kind[], at: Place): Asking<S>['only'] {
  if (onlyIds === null) return 'all'
  return kinds.flatMap((kind) => onlyIds.map((word) => refTo(kind, word, at)))
}

export function refTo(kind: Kind, word: string, { account, region }: Place): Ref {
  const arn = word.startsWith('arn:') ? word : ''
  return { kind, account, region, id: arn === '' ? word : (word.split(/[/:]/).at(-1) ?? word), arn }
}

/** Asks a source, and keeps what it says. What was looked up and is not there is an answer, not a gap. */
export async function readSource<S>(
  { progress }: Pick<Collecting<S>, 'progress'>,
  asking: Asking<S>,
  read: Read,
  each: (resource: Resource) => void,
): Promise<void> {
  const { kinds, only } = asking
  if (only !== 'all' && only.length === 0) return
  const incomplete = new Set<string>()
  for await (const page of asking.source.list(asking.sessions, { kinds, only, depth: asking.depth })) {
    if ('partial' in page) {
      read.partial.add(page.partial)
    } else if ('gap' in page) {
      if (page.gap.why === 'not-found' && page.gap.id !== null) {
        read.whole.push(`${wholeKey(page.gap, page.gap.kind)}/${page.gap.id}`)
        continue
      }
      read.gaps.push(page.gap)
      incomplete.add(wholeKey(page.gap, page.gap.kind))
    } else {
      for (const resource of page.resources) {
        read.resources.push(resource)
        each(resource)
      }
      progress(page.resources.length)
    }
  }
  if (only !== 'all') return
  const keys = asking.places.flatMap((place) => kinds.map((kind) => wholeKey(place, kind)))
  read.whole.push(...keys.filter((key) => !incomplete.has(key)))
}

/** Sessions to ask a source with about a place; null: it lies outside the policy's targets. */
export function sessionsFor<S>({ targets }: Collecting<S>, source: Source<S>, at: Place): Many<S> | null {
  const own = targets.filter(
    ({ target }) => target.account === at.account && (source.per === 'account' || target.region === at.region),
  )
  return many(own.map(({ session }) => session))
}

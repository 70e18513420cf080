import { parseCidr } from '../../lib/cidr.ts'
import { type Shifted, together, unshifted } from '../../lib/shifts.ts'
import type { Route } from './model.ts'

/** A destination and where it leads; `target` null: AWS's answer does not tell. */
interface Way {
  readonly destination: string
  readonly target: string | null
}

interface Block extends Way {
  readonly first: bigint
  readonly last: bigint
  readonly prefix: number
  readonly family: 4 | 6
}

/** What traffic by the routes after reaches that it did not by those before, and the other way round. */
export function reached(before: readonly Route[], after: readonly Route[]): Shifted {
  const [left, right] = [waysOf(before), waysOf(after)]
  const differing = [...new Set([...left.keys(), ...right.keys()])].filter(
    (destination) => left.get(destination)?.target !== right.get(destination)?.target,
  )
  if (differing.length === 0) return unshifted
  const [blocks, others] = [blocksOf(left), blocksOf(right)]
  return together(
    differing.map((destination) =>
      parseCidr(destination) === null ? byList(destination, [left, right]) : byAddress(destination, [blocks, others]),
    ),
  )
}

/** A route that somebody made stands before one that AWS put there for the same destination. */
function waysOf(routes: readonly Route[]): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>()
  for (const route of routes) {
    if (route.origin === 'aws' && ways.has(route.destination)) continue
    ways.set(route.destination, route)
  }
  return ways
}

/** The longest prefix first: it decides. */
function blocksOf(ways: ReadonlyMap<string, Way>): readonly Block[] {
  const blocks = [...ways.values()].flatMap(({ destination, target }): readonly Block[] => {
    const cidr = parseCidr(destination)
    return cidr === null ? [] : [{ ...cidr, destination, target }]
  })
  return blocks.sort((a, b) => b.prefix - a.prefix)
}

type Sides<T> = readonly [before: T, after: T]

/** Address by address: within a destination the same routes decide until another begins or ends. */
function byAddress(destination: string, [before, after]: Sides<readonly Block[]>): Shifted {
  const own = parseCidr(destination)
  if (own === null) return unshifted
  const inside = [...before, ...after].filter(
    ({ family, first, last }) => family === own.family && own.first <= first && last <= own.last,
  )
  const starts = new Set([own.first, ...inside.flatMap(({ first, last }) => [first, last + 1n])])
  const ways = [...starts]
    .filter((start) => start <= own.last)
    .map((start): Sides<Block | undefined> => [decides(before, own.family, start), decides(after, own.family, start)])
    // Where a longer prefix decides, it is that one's to tell.
    .filter((sides) => sides.some((one) => one?.destination === destination))
  return together(ways.map(([from, to]) => judged(destination, [wayOf(from), wayOf(to)])))
}

const decides = (blocks: readonly Block[], family: 4 | 6, at: bigint): Block | undefined =>
  blocks.find((block) => block.family === family && block.first <= at && at <= block.last)

/** undefined: no way; null: one that nobody knows. */
const wayOf = (way: Way | undefined): string | null | undefined => way?.target

/** Nobody looks into a prefix list here: what else may lead there decides whether a way is new or another one. */
function byList(destination: string, [before, after]: Sides<ReadonlyMap<string, Way>>): Shifted {
  const [from, to] = [wayOf(before.get(destination)), wayOf(after.get(destination))]
  const plain = judged(destination, [from, to])
  if (from !== undefined && to !== undefined) return plain
  const own = from ?? to
  const others = [...before.values(), ...after.values()].some(
    ({ target, destination: other }) => other !== destination && target !== 'local' && target !== own,
  )
  return others ? { ...plain, gains: 'unknown', loses: 'unknown' } : plain
}

/** How much of the internet a way reaches, and is reached by: both ways, outward alone; null: not to be compared. */
function internet(target: string | null): number | null {
  if (target === null) return null
  if (target.startsWith('igw-')) return 2
  return target.startsWith('nat-') || target.startsWith('eigw-') ? 1 : null
}

function judged(destination: string, [from, to]: Sides<string | null | undefined>): Shifted {
  if (from === to && from !== null) return unshifted
  if (from === undefined && to === undefined) return unshifted
  if (from === undefined) return { gains: 'yes', loses: 'no', words: [`opens ${way(destination, to ?? null)}`] }
  if (to === undefined) return { gains: 'no', loses: 'yes', words: [`closes ${way(destination, from)}`] }
  const words = [`leads ${destination} by ${to ?? 'another way'} instead of ${from ?? 'another way'}`]
  const [less, more] = [internet(from), internet(to)]
  if (less === null || more === null || less === more) return { gains: 'unknown', loses: 'unknown', words }
  return less < more ? { gains: 'yes', loses: 'no', words } : { gains: 'no', loses: 'yes', words }
}

function way(destination: string, target: string | null): string {
  const where = internet(target) === null ? `a way to ${destination}` : `a way to the internet, ${destination},`
  return `${where} by ${target ?? 'what is not known here'}`
}

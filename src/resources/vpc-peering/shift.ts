import { contains, fromCidrs } from '../../lib/address-set.ts'
import { parseCidr } from '../../lib/cidr.ts'
import { type Shifted, together, unshifted } from '../../lib/shifts.ts'
import type { Shift } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { Facts, Side } from './model.ts'
import { type SideName, sides } from './recording.ts'

type Peering = Resource<'vpc-peering'>

/** What two VPCs may have to do with each other after that they did not before, and the other way round. */
export function shift({ facts: before }: Peering, { facts: after }: Peering): Shift {
  if (before === after) return unshifted
  return together([
    byStatus(before, after),
    ...sides.map((name) => byBlocks(name, before[name], after[name])),
    ...sides.map((name) => byOption(name, before[name]?.dns === true, after[name]?.dns === true)),
  ])
}

/** A request already lets the other side decide. */
const rank = ({ status }: Facts): number => (status === 'active' ? 2 : status === null ? 0 : 1)

function byStatus(before: Facts, after: Facts): Shifted {
  const [old, now] = [rank(before), rank(after)]
  if (old === now) return unshifted
  const known = now > old ? after : before
  const who = `${told(known.requester)} and ${told(known.accepter)}`
  if (now > old) {
    const words = [now === 2 ? `peers ${who}` : `asks to peer ${who}`]
    return { gains: 'yes', loses: 'no', words }
  }
  return { gains: 'no', loses: 'yes', words: [`no longer peers ${who}`] }
}

/** A side of which nothing is recorded yet has no name. */
const told = (side: Side | null): string =>
  side === null || side.vpc === '' ? 'a VPC' : `${side.vpc} (account ${side.account})`

function byBlocks(name: SideName, before: Side | null, after: Side | null): Shifted {
  const [old, now] = [before?.cidrs ?? null, after?.cidrs ?? null]
  if (before === null || after === null || old === null || now === null) return unshifted
  if (before.vpc !== after.vpc || before.account !== after.account) {
    return { gains: 'unknown', loses: 'unknown', words: [`the ${name} is another VPC`] }
  }
  const [more, less] = [!covers(old, now), !covers(now, old)]
  return together([
    more ? { gains: 'yes', loses: 'no', words: [`the ${name} has more addresses`] } : unshifted,
    less ? { gains: 'no', loses: 'yes', words: [`the ${name} has fewer addresses`] } : unshifted,
  ])
}

function covers(whole: readonly string[], part: readonly string[]): boolean {
  return ([4, 6] as const).every((family) => {
    const of = (blocks: readonly string[]) =>
      fromCidrs(blocks.flatMap((block) => parseCidr(block) ?? []).filter((cidr) => cidr.family === family))
    return contains(of(whole), of(part))
  })
}

function byOption(name: SideName, before: boolean, after: boolean): Shifted {
  if (before === after) return unshifted
  return after
    ? { gains: 'yes', loses: 'no', words: [`the ${name} resolves names for the other side to private addresses`] }
    : { gains: 'no', loses: 'yes', words: [`the ${name} no longer resolves names for the other side`] }
}

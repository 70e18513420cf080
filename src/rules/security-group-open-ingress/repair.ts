import { contains } from '../../lib/address-set.ts'
import { parseCidr } from '../../lib/cidr.ts'
import { type PortSet, portsText, subtractPorts } from '../../lib/ports.ts'
import type { Json } from '../../model/basics.ts'
import type { Change, Member } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { World } from '../../model/world.ts'
import { memberOf } from '../../resources/security-group/members.ts'
import type { SecurityGroupRule } from '../../resources/security-group/model.ts'
import { addressesOfBlocks } from '../../resources/security-group/sources.ts'
import { addressesOf, portsOf } from './exposure.ts'
import type { Opening } from './judge.ts'
import type { Options } from './options.ts'

export interface Mended {
  readonly changes: readonly Change[]
  /** What stays open of ranges that were split, for people: `0-21, 23-65535`. */
  readonly stays: readonly string[]
}

/** Takes exactly these openings away, and keeps of them what the policy does not forbid. */
export function mend(
  group: Resource<'security-group'>,
  openings: readonly Opening[],
  at: { options: Options; world: World },
): Mended {
  const removed = new Map<Member, Change>()
  const added = new Map<Member, Change>()
  const stays: string[] = []
  for (const opening of openings) {
    const { rule } = opening
    const member = memberOf(rule)
    removed.set(member, { on: group.ref, member, before: { description: rule.description }, after: null })
    const kept = keptPorts(opening, at.options)
    if (kept.length > 0) stays.push(`${rule.protocol} ${portsText(kept)} stays open to ${member.split(' ').at(-1)}`)
    for (const piece of [...pieces(rule, kept), ...narrowed(group, opening, at)]) {
      const name = memberOf(piece)
      added.set(name, { on: group.ref, member: name, before: null, after: keptValue(rule, member) })
    }
  }
  const there = new Set(group.facts.rules.map(memberOf))
  const fresh = [...added.values()].filter(({ member }) => !there.has(member) && !removed.has(member))
  return { changes: [...removed.values(), ...fresh], stays }
}

const keptValue = (rule: SecurityGroupRule, member: Member): Json => ({
  description: rule.description,
  tagsFrom: member,
})

/** The ports of a split rule that nobody forbids. An all-traffic rule has no ports to split. */
function keptPorts({ rule, ports }: Opening, { split }: Options): PortSet {
  if (!split || rule.protocol === '-1') return []
  return subtractPorts(portsOf(rule), rule.protocol === 'udp' ? ports.udp : ports.tcp)
}

const pieces = (rule: SecurityGroupRule, kept: PortSet): readonly SecurityGroupRule[] =>
  kept.map(({ from, to }) => ({ ...bare(rule), from, to }))

/** The same rule without what belongs to one copy of it. */
function bare({ direction, protocol, from, to, source, description }: SecurityGroupRule): SecurityGroupRule {
  return { direction, protocol, from, to, source, description }
}

/** The forbidden ports again, from those blocks of `narrow-to` that lie inside the source. */
function narrowed(
  group: Resource<'security-group'>,
  { rule, ports }: Opening,
  { options, world }: { options: Options; world: World },
): readonly SecurityGroupRule[] {
  const source = addressesOf(rule.source, group.ref, world)
  if (!source.known) return []
  const inside = options['narrow-to'].flatMap((text) => {
    const cidr = parseCidr(text)
    const block = addressesOfBlocks([text])
    return cidr !== null && contains(source.value[cidr.family], block[cidr.family]) ? [cidr.text] : []
  })
  const ranges = rule.protocol === '-1' || !options.split ? null : rule.protocol === 'udp' ? ports.udp : ports.tcp
  const whole: readonly SecurityGroupRule[] = [bare(rule)]
  const shapes = ranges === null ? whole : pieces(rule, ranges)
  return shapes.flatMap((shape) => inside.map((cidr) => ({ ...shape, source: { kind: 'cidr' as const, cidr } })))
}

/** Whether a rule's source lies inside `narrow-to`: what a fix would put in is nothing that a fix takes away. */
export function isNarrowed(
  { rule }: Opening,
  { options, group, world }: { options: Options; group: Resource<'security-group'>; world: World },
): boolean {
  if (options['narrow-to'].length === 0) return false
  const source = addressesOf(rule.source, group.ref, world)
  const narrow = addressesOfBlocks(options['narrow-to'])
  return source.known && contains(narrow[4], source.value[4]) && contains(narrow[6], source.value[6])
}

import { contains, union } from '../../lib/address-set.ts'
import type { Tri } from '../../model/basics.ts'
import type { Shift } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { World } from '../../model/world.ts'
import { memberOf, sourceText } from './members.ts'
import type { SecurityGroupRule } from './model.ts'
import { type Addresses, addressesOf, families, noAddresses } from './sources.ts'

type Group = Resource<'security-group'>

/** What the rules after let through that the rules before did not, and the other way round; each direction by itself. */
export function shift(before: Group, after: Group, world: World): Shift {
  const gained = uncovered(after, before, world)
  const lost = uncovered(before, after, world)
  const words = [
    ...gained.map(({ rule, sure }) => `${sure ? 'lets in' : 'may let in'} ${memberOf(rule)}`),
    ...lost.map(({ rule, sure }) => `${sure ? 'takes away' : 'may take away'} ${memberOf(rule)}`),
  ]
  return { gains: answer(gained), loses: answer(lost), words: words.sort() }
}

interface Uncovered {
  readonly rule: SecurityGroupRule
  readonly sure: boolean
}

function answer(all: readonly Uncovered[]): Tri {
  return all.some(({ sure }) => sure) ? 'yes' : all.length > 0 ? 'unknown' : 'no'
}

/** The rules of one group that the rules of the other do not let through as a whole. */
function uncovered(group: Group, by: Group, world: World): readonly Uncovered[] {
  const others = new Set(by.facts.rules.map(memberOf))
  return group.facts.rules
    .filter((rule) => !others.has(memberOf(rule)))
    .flatMap((rule) => {
      const covered = isCovered(rule, { rules: by.facts.rules, group: by, world })
      return covered === 'yes' ? [] : [{ rule, sure: covered === 'no' }]
    })
}

interface Cover {
  readonly rules: readonly SecurityGroupRule[]
  readonly group: Group
  readonly world: World
}

function isCovered(rule: SecurityGroupRule, cover: Cover): Tri {
  const speaking = cover.rules.filter(
    (other) => other.direction === rule.direction && (other.protocol === '-1' || other.protocol === rule.protocol),
  )
  let worst: Tri = 'yes'
  for (const port of portsToTry(rule, speaking)) {
    const open = speaking.filter((other) => hasPort(other, port))
    const covered = sourceCovered(rule, open, cover)
    if (covered === 'no') return 'no'
    if (covered === 'unknown') worst = 'unknown'
  }
  return worst
}

function sourceCovered(rule: SecurityGroupRule, open: readonly SecurityGroupRule[], { group, world }: Cover): Tri {
  const wanted = sourceText(rule.source)
  if (open.some((other) => sourceText(other.source) === wanted)) return 'yes'
  if (rule.source.kind === 'group') return 'no'
  const own = addressesOf(rule.source, group.ref, world)
  if (!own.known) return 'unknown'
  let all: Addresses = noAddresses
  let unread = false
  for (const other of open) {
    const theirs = addressesOf(other.source, group.ref, world)
    if (theirs.known) all = both(all, theirs.value)
    else unread = true
  }
  if (families.every((family) => contains(all[family], own.value[family]))) return 'yes'
  return unread ? 'unknown' : 'no'
}

const both = (a: Addresses, b: Addresses): Addresses => ({ 4: union(a[4], b[4]), 6: union(a[6], b[6]) })

/** ICMP's type and code as one number, so that ports and types are ranges of one shape. */
function range({ protocol, from, to }: SecurityGroupRule): readonly [number, number] {
  if (from === null) return [0, 65_535]
  if (protocol !== 'icmp' && protocol !== 'icmpv6') return [from, to ?? 65_535]
  return to === null ? [from * 256, from * 256 + 255] : [from * 256 + to, from * 256 + to]
}

const hasPort = (rule: SecurityGroupRule, port: number): boolean => {
  if (rule.protocol === '-1') return true
  const [from, to] = range(rule)
  return from <= port && port <= to
}

/** One port of each stretch within which the same rules speak. */
function portsToTry(rule: SecurityGroupRule, others: readonly SecurityGroupRule[]): readonly number[] {
  const [from, to] = range(rule)
  const starts = others.flatMap((other) => {
    if (other.protocol === '-1') return []
    const [first, last] = range(other)
    return [first, last + 1]
  })
  return [from, ...new Set(starts.filter((port) => from < port && port <= to))]
}

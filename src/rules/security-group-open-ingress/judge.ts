import type { PortSet } from '../../lib/ports.ts'
import type { Resource } from '../../model/resource.ts'
import type { World } from '../../model/world.ts'
import { memberOf } from '../../resources/security-group/members.ts'
import type { SecurityGroupRule } from '../../resources/security-group/model.ts'
import { type Addresses, noAddresses } from '../../resources/security-group/sources.ts'
import {
  addressesOf,
  amountOf,
  counted,
  type Forbidden,
  forbiddenIn,
  forbiddenPorts,
  isTooMany,
  join,
  type Measure,
  type Protocol,
  protocols,
  tolerated,
  touches,
} from './exposure.ts'
import type { Options } from './options.ts'

/** An ingress rule that reaches forbidden ports, and whom it lets in. */
export interface Opening {
  readonly rule: SecurityGroupRule
  readonly ports: Readonly<Record<Protocol, PortSet>>
  readonly addresses: Addresses
  readonly exposed: bigint
}

export interface Judgement {
  /** Rules that are open by themselves. */
  readonly offending: readonly Opening[]
  /** Rules whose source, or what is tolerated of it, could not be read. */
  readonly unread: readonly SecurityGroupRule[]
  /** Rules that are open only together; empty where what remains stays below the measure. */
  readonly together: readonly Opening[]
}

interface Compiled {
  readonly forbidden: Forbidden
  readonly measures: Map<string, Measure>
}

// Options are parsed once a policy; what follows from them is worked out once, not once a group.
const compiled = new WeakMap<World, Map<Options, Compiled>>()

function compile(options: Options, world: World): Compiled {
  const own = compiled.get(world) ?? new Map<Options, Compiled>()
  compiled.set(world, own)
  const made = own.get(options) ?? { forbidden: forbiddenPorts(options), measures: new Map() }
  own.set(options, made)
  return made
}

function measureFor(
  { ref }: Resource<'security-group'>,
  options: Options,
  at: { made: Compiled; world: World },
): Measure {
  const key = `${ref.account}/${ref.region}`
  const measure = at.made.measures.get(key) ?? {
    options,
    tolerated: tolerated(options, ref, at.world),
    known: new WeakMap(),
  }
  at.made.measures.set(key, measure)
  return measure
}

export function judge(group: Resource<'security-group'>, options: Options, world: World): Judgement {
  const made = compile(options, world)
  const relevant = inOrder(group.facts.rules.filter((rule) => reaches(rule, made.forbidden)))
  if (relevant.length === 0) return { offending: [], unread: [], together: [] }
  const measure = measureFor(group, options, { made, world })
  const offending: Opening[] = []
  const rest: Opening[] = []
  const unread: SecurityGroupRule[] = []
  for (const rule of relevant) {
    const source = addressesOf(rule.source, group.ref, world)
    if (!source.known) {
      unread.push(rule)
      continue
    }
    const opening = openingOf(rule, made.forbidden, counted(source.value, measure))
    const answer = opening.exposed === 0n ? 'no' : isTooMany(opening.addresses, measure)
    if (answer === 'yes') offending.push(opening)
    else if (answer === 'unknown') unread.push(rule)
    else if (opening.exposed > 0n) rest.push(opening)
  }
  const together = openTogether(rest, measure)
  return { offending, unread: [...unread, ...together.unsure.map(({ rule }) => rule)], together: together.sure }
}

/** AWS lists rules in any order; what is said of them must not depend on it. */
function inOrder(rules: readonly SecurityGroupRule[]): readonly SecurityGroupRule[] {
  if (rules.length < 2) return rules
  return [...rules].sort((a, b) => (memberOf(a) < memberOf(b) ? -1 : 1))
}

function reaches(rule: SecurityGroupRule, forbidden: Forbidden): boolean {
  if (rule.direction !== 'ingress' || rule.source.kind === 'group') return false
  return touches(rule, forbidden)
}

function openingOf(rule: SecurityGroupRule, forbidden: Forbidden, addresses: Addresses): Opening {
  const ports = { tcp: forbiddenIn(rule, forbidden, 'tcp'), udp: forbiddenIn(rule, forbidden, 'udp') }
  return { rule, ports, addresses, exposed: amountOf(addresses) }
}

/** The rules that together open some one port too wide, though none does alone; unsure: unless what was not read excuses it. */
function openTogether(
  openings: readonly Opening[],
  measure: Measure,
): { readonly sure: readonly Opening[]; readonly unsure: readonly Opening[] } {
  const answers = new Map<Opening, 'yes' | 'unknown'>()
  if (openings.length < 2) return { sure: [], unsure: [] }
  for (const protocol of protocols) {
    for (const port of startsOf(openings, protocol)) {
      const open = openings.filter(({ ports }) => ports[protocol].some(({ from, to }) => from <= port && port <= to))
      const all = open.reduce((sum, { addresses }) => join(sum, addresses), noAddresses)
      const answer = isTooMany(all, measure)
      if (answer === 'no') continue
      for (const opening of open) if (answers.get(opening) !== 'yes') answers.set(opening, answer)
    }
  }
  const which = (wanted: 'yes' | 'unknown') => openings.filter((opening) => answers.get(opening) === wanted)
  return { sure: which('yes'), unsure: which('unknown') }
}

/** The set of rules that hold a port changes only where a range begins, so these ports speak for all. */
const startsOf = (openings: readonly Opening[], protocol: Protocol): ReadonlySet<number> =>
  new Set(openings.flatMap(({ ports }) => ports[protocol].map(({ from }) => from)))

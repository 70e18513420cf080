import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseCidr } from '../src/lib/cidr.ts'
import type { Change, Member } from '../src/model/member.ts'
import type { Resource } from '../src/model/resource.ts'
import { exampleAcl } from '../src/resources/network-acl/example.ts'
import { logic as aclLogic } from '../src/resources/network-acl/members.ts'
import type { NetworkAclEntry } from '../src/resources/network-acl/model.ts'
import { letThrough } from '../src/resources/network-acl/reach.ts'
import { exampleTable } from '../src/resources/route-table/example.ts'
import { reached } from '../src/resources/route-table/reach.ts'

/** One address of every part of the blocks below, and packets of every kind that the entries below tell apart. */
const addresses = ['10.0.0.1', '10.64.0.1', '10.128.0.1', '11.0.0.1', '100.0.0.1', '200.0.0.1', '2600::1', '3000::1']
const packets = [
  ['tcp', 0],
  ['tcp', 22],
  ['tcp', 23],
  ['tcp', 80],
  ['tcp', 65_535],
  ['udp', 53],
  ['icmp', 8 * 256],
  ['icmp', 8 * 256 + 1],
  ['icmp', 0],
  ['47', 0],
  ['99', 0],
] as const

function matches(entry: NetworkAclEntry, address: string, [protocol, port]: (typeof packets)[number]): boolean {
  if (!holds(entry.cidr, address)) return false
  if (entry.protocol === '-1') return true
  if (entry.protocol !== protocol) return false
  if (entry.from === null) return true
  if (protocol !== 'icmp') return entry.from <= port && port <= (entry.to ?? entry.from)
  return Math.floor(port / 256) === entry.from && (entry.to === null || port % 256 === entry.to)
}

function holds(block: string, address: string): boolean {
  const [cidr, one] = [parseCidr(block), parseCidr(`${address}/${address.includes(':') ? 128 : 32}`)]
  return cidr !== null && one !== null && cidr.family === one.family && cidr.first <= one.first && one.last <= cidr.last
}

/** As AWS says it: the first entry that matches decides; what none matches is denied. */
function allows(acl: Resource<'network-acl'>, direction: string, address: string, packet: (typeof packets)[number]) {
  const own = acl.facts.entries.filter((entry) => entry.direction === direction && matches(entry, address, packet))
  return [...own].sort((a, b) => a.number - b.number)[0]?.action === 'allow'
}

const every = (['ingress', 'egress'] as const).flatMap((direction) =>
  addresses.flatMap((address) => packets.map((packet) => [direction, address, packet] as const)),
)

const entryArb = fc.record({
  direction: fc.constantFrom('ingress', 'ingress', 'egress'),
  number: fc.constantFrom(80, 90, 100, 110, 120, 200),
  action: fc.constantFrom('allow', 'deny'),
  what: fc.constantFrom(
    '-1 all',
    'tcp 22-22',
    'tcp 0-79',
    'tcp 23-65535',
    'udp all',
    'icmp 8-all',
    'icmp 8-0',
    '47 all',
  ),
  cidr: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/9', '8.0.0.0/6', '::/0', '2600::/12'),
})
const aclArb = fc
  .uniqueArray(entryArb, { selector: ({ direction, number }) => `${direction} ${number}`, maxLength: 8 })
  .map((entries) =>
    exampleAcl(
      entries.map(({ direction, number, action, what, cidr }) => `${direction} ${number} ${action} ${what} ${cidr}`),
    ),
  )

describe('what a network ACL lets through, against a model that asks packet by packet', () => {
  it('is gained and lost exactly where a packet is', () => {
    fc.assert(
      fc.property(aclArb, aclArb, (a, b) => {
        const gains = every.some(([...at]) => !allows(a, ...at) && allows(b, ...at))
        const loses = every.some(([...at]) => allows(a, ...at) && !allows(b, ...at))
        const shift = letThrough(a.facts.entries, b.facts.entries)
        expect([shift.gains, shift.loses]).toEqual([gains ? 'yes' : 'no', loses ? 'yes' : 'no'])
        expect(shift.words.length > 0).toBe(gains || loses)
      }),
      { numRuns: 1500 },
    )
  })

  it('is told in addresses and ports, parts that follow each other as one', () => {
    const before = exampleAcl(['ingress 100 allow tcp 443-443 0.0.0.0/0', 'ingress 110 allow tcp 22-22 10.0.0.0/8'])
    const after = exampleAcl(['ingress 90 deny tcp 443-443 198.51.100.0/24', 'ingress 110 allow tcp 22-79 10.0.0.0/8'])
    expect(letThrough(before.facts.entries, after.facts.entries).words).toEqual([
      'lets in tcp 23-79 from 10.0.0.0/8',
      'no longer lets in tcp 443-443 from 0.0.0.0/0',
    ])
  })

  it('is not changed by entries in another order that say the same', () => {
    const before = exampleAcl(['ingress 100 allow tcp 22-22 10.0.0.0/8', 'ingress 110 allow udp all 0.0.0.0/0'])
    const after = exampleAcl(['ingress 50 allow udp all 0.0.0.0/0', 'ingress 200 allow tcp 22-22 10.0.0.0/8'])
    expect(letThrough(before.facts.entries, after.facts.entries)).toEqual({ gains: 'no', loses: 'no', words: [] })
  })

  const changesFrom = (a: Resource<'network-acl'>, b: Resource<'network-acl'>, inPlace: boolean): readonly Change[] => {
    const [before, after] = [aclLogic.members(a), aclLogic.members(b)]
    const own = [...new Set([...before.keys(), ...after.keys()])].filter(
      // What both have at one number stays as it was, unless it may be replaced.
      (member) => member.startsWith('entry ') && (inPlace || !(before.has(member) && after.has(member))),
    )
    return own
      .map((member) => ({ on: a.ref, member, before: valueIn(before, member), after: valueIn(after, member) }))
      .filter(({ before: old, after: now }) => !aclLogic.same(old, now))
  }
  /** How often a packet gets through in between that neither side lets through, or is stopped that both let through. */
  function strayed(a: Resource<'network-acl'>, changes: readonly Change[]): { more: number; less: number } {
    const all = { more: 0, less: 0 }
    const end = aclLogic.withChanges(a, changes)
    let now = a
    for (const change of changes) {
      now = aclLogic.withChanges(now, [change])
      const here = now
      for (const [...at] of every) {
        const [old, next, seen] = [a, end, here].map((acl) => allows(acl, ...at))
        if (seen && !old && !next) all.more++
        if (!seen && old && next) all.less++
      }
    }
    return all
  }
  const settled = (changes: readonly Change[], a: Resource<'network-acl'>): readonly Change[] => {
    const [first, ...rest] = changes
    if (first === undefined) return []
    return aclLogic.calls(aclLogic.settle([first, ...rest], a)).flatMap((call) => call.changes)
  }

  it('is at no moment of a change other than before or after', () => {
    fc.assert(
      fc.property(aclArb, aclArb, (a, b) => {
        const changes = settled(changesFrom(a, b, false), a)
        expect(strayed(a, changes)).toEqual({ more: 0, less: 0 })
      }),
      { numRuns: 300 },
    )
  })

  it('is at no moment more than before or after where entries are replaced in place, if any order is so', () => {
    fc.assert(
      fc.property(aclArb, aclArb, (a, b) => {
        const changes = changesFrom(a, b, true).slice(0, 4)
        const best = permutations(changes).some((order) => strayed(a, order).more === 0)
        if (best) expect(strayed(a, settled(changes, a)).more).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('has a subnet come once all entries are there', () => {
    const acl = exampleAcl([])
    const [one, two]: Change[] = ['association subnet-9', 'entry ingress 100'].map((member, index) => ({
      on: acl.ref,
      member: member as Member,
      before: null,
      after: index === 0 ? true : { action: 'allow', cidr: '10.0.0.0/8', protocol: '-1' },
    }))
    if (one === undefined || two === undefined) throw new Error('no changes')
    expect(settled([one, two], acl).map(({ member }) => member)).toEqual(['entry ingress 100', 'association subnet-9'])
  })
})

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  )
}

const valueIn = (members: ReturnType<typeof aclLogic.members>, member: Member) => {
  const seen = members.get(member)
  return seen?.known === true ? seen.value : null
}

const routeArb = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/9', '8.0.0.0/6', '200.0.0.0/8', '::/0', '2600::/12'),
      fc.constantFrom('igw-1', 'nat-1', 'nat-2', 'tgw-1'),
    ),
    { selector: ([destination]) => destination, maxLength: 6 },
  )
  .map((routes) => exampleTable({ routes: routes.map((route) => route.join(' ')) }))

/** The longest prefix decides. */
function wayOf({ facts }: Resource<'route-table'>, address: string): string | null {
  const own = facts.routes.filter(({ destination }) => holds(destination, address))
  const prefix = (destination: string): number => Number(destination.split('/')[1])
  return [...own].sort((a, b) => prefix(b.destination) - prefix(a.destination))[0]?.target ?? null
}

const rank = (target: string): number => (target.startsWith('igw-') ? 2 : target.startsWith('nat-') ? 1 : 0)

describe('what a route table reaches, against a model that asks address by address', () => {
  it('is gained where there was no way, or a lesser one to the internet, and undecided where ways cannot be compared', () => {
    fc.assert(
      fc.property(routeArb, routeArb, (a, b) => {
        const answers = addresses.map((address): readonly ['yes' | 'no' | 'unknown', 'yes' | 'no' | 'unknown'] => {
          const [from, to] = [wayOf(a, address), wayOf(b, address)]
          if (from === to) return ['no', 'no']
          if (from === null) return ['yes', 'no']
          if (to === null) return ['no', 'yes']
          if (rank(from) === 0 || rank(to) === 0 || rank(from) === rank(to)) return ['unknown', 'unknown']
          return rank(from) < rank(to) ? ['yes', 'no'] : ['no', 'yes']
        })
        const worst = (side: 0 | 1) => {
          const all = answers.map((answer) => answer[side])
          return all.includes('yes') ? 'yes' : all.includes('unknown') ? 'unknown' : 'no'
        }
        const shift = reached(a.facts.routes, b.facts.routes)
        expect([shift.gains, shift.loses]).toEqual([worst(0), worst(1)])
      }),
      { numRuns: 1500 },
    )
  })

  it('is told by where it leads', () => {
    const [before, after] = [exampleTable(), exampleTable({ routes: ['0.0.0.0/0 igw-1', '10.9.0.0/16 pcx-1'] })]
    expect(reached(before.facts.routes, after.facts.routes).words).toEqual([
      'opens a way to 10.9.0.0/16 by pcx-1',
      'opens a way to the internet, 0.0.0.0/0, by igw-1',
    ])
    expect(reached(after.facts.routes, before.facts.routes).words).toEqual([
      'closes a way to 10.9.0.0/16 by pcx-1',
      'closes a way to the internet, 0.0.0.0/0, by igw-1',
    ])
  })

  it('of a prefix list is another way where something else may lead there, and a new one where nothing may', () => {
    const shift = (...routes: readonly string[]) =>
      reached(exampleTable({ routes }).facts.routes, exampleTable({ routes: [...routes, 'pl-1 tgw-1'] }).facts.routes)
    expect(shift()).toMatchObject({ gains: 'yes', loses: 'no' })
    expect(shift('0.0.0.0/0 igw-1')).toMatchObject({ gains: 'unknown', loses: 'unknown' })
  })
})

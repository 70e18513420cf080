import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { baselinesOf } from '../../src/baselines/baselines.ts'
import { compare, isRecorded, type RecordedLogic } from '../../src/baselines/compare.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Member } from '../../src/model/member.ts'
import type { HouseKind, Resource } from '../../src/model/resource.ts'
import { type World, wholeKey } from '../../src/model/world.ts'
import { exampleAcl } from '../../src/resources/network-acl/example.ts'
import { exampleTable } from '../../src/resources/route-table/example.ts'
import { examplePeering } from '../../src/resources/vpc-peering/example.ts'
import { kinds } from './kinds.ts'

function logicOf(kind: HouseKind): RecordedLogic {
  const logic = kinds.get(kind)
  if (!isRecorded(logic)) throw new Error(`${kind} is not recorded`)
  return logic
}

const wide = <T extends object>(resource: T): Resource => resource as unknown as Resource
const subnets = ['subnet-1', 'subnet-2', 'subnet-3', 'igw-1'] as const
const tags = fc.dictionary(fc.constantFrom('owner', 'team', 'aws:x'), fc.string({ maxLength: 3 }))
const someOf = <T>(items: readonly T[]) => fc.subarray([...items])

const routeArb = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.1.0/24', '10.1.0.0/16', '::/0', '2600::/12', 'pl-1', 'pl-2'),
      fc.constantFrom('igw-1', 'nat-1', 'nat-2', 'tgw-1', 'pcx-1', 'eni-1', 'vgw-1'),
    ),
    { selector: ([destination]) => destination, maxLength: 6 },
  )
  .map((routes) => routes.map((route) => route.join(' ')))
const tableArb = fc
  .record({ routes: routeArb, associations: someOf(subnets), propagating: someOf(['vgw-1']), main: fc.boolean(), tags })
  .map((example) => wide(exampleTable(example)))

const entryArb = fc
  .uniqueArray(
    fc.record({
      direction: fc.constantFrom('ingress', 'egress'),
      number: fc.constantFrom(90, 100, 110, 120, 200),
      action: fc.constantFrom('allow', 'deny'),
      what: fc.constantFrom('-1 all', 'tcp 22-22', 'tcp 0-1023', 'udp all', 'icmp 8-all', 'icmp 8-0', '47 all'),
      cidr: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/9', '::/0', '2600::/12'),
    }),
    { selector: ({ direction, number }) => `${direction} ${number}`, maxLength: 6 },
  )
  .map((entries) =>
    entries.map(({ direction, number, action, what, cidr }) => `${direction} ${number} ${action} ${what} ${cidr}`),
  )
const aclArb = fc
  .record({ entries: entryArb, subnets: someOf(subnets.slice(0, 3)), tags })
  .map(({ entries, ...more }) => wide(exampleAcl(entries, more)))

const peeringArb = fc
  .record({
    status: fc.constantFrom('active' as const, 'pending-acceptance' as const),
    dns: someOf(['requester', 'accepter'] as const),
    accepter: fc.constantFrom({}, { cidrs: ['10.1.0.0/16', '10.2.0.0/16'] }, { cidrs: ['10.1.0.0/17'] }),
    tags,
  })
  .map((example) => wide(examplePeering(example)))

/** The same, with everything that is a set in another order. */
function shuffled(resource: Resource): Resource {
  const turned = Object.fromEntries(
    Object.entries(resource.facts ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...value].reverse() : value,
    ]),
  )
  const own = resource.tags.known ? new Map([...resource.tags.value].reverse()) : new Map()
  return { ...resource, facts: turned, tags: { known: true, value: own } } as unknown as Resource
}

/** Another table and another ACL of the VPC, which have what moves; or nothing that is known. */
const others = [
  exampleTable({ id: 'rtb-2', main: true, routes: ['0.0.0.0/0 nat-9'] }),
  exampleTable({ id: 'rtb-3', associations: ['subnet-3'], routes: ['0.0.0.0/0 igw-1'] }),
  exampleAcl(['ingress 100 allow -1 all 0.0.0.0/0'], { id: 'acl-2', isDefault: true, subnets: ['subnet-2'] }),
].map(wide)
const place = exampleTable().ref
const recordedOthers = baselinesOf(
  others.map((other) => take(logicOf(other.ref.kind as HouseKind), other, null).baseline),
  kinds,
)
const worlds: readonly World[] = [
  worldOf({ resources: [], gaps: [], whole: new Set() }),
  worldOf({
    resources: others,
    gaps: [],
    whole: new Set([wholeKey(place, 'route-table'), wholeKey(place, 'network-acl')]),
    baselines: recordedOthers,
  }),
]

describe.each([
  ['route-table', tableArb],
  ['network-acl', aclArb],
  ['vpc-peering', peeringArb],
] as const)('a %s and its baseline', (kind, arbitrary) => {
  const logic = logicOf(kind)
  const held = (before: Resource, live: Resource, world: World) =>
    compare(logic, take(logic, before, null).baseline, { live, world })

  it('in any order is no drift, and can be read from its file', () => {
    fc.assert(
      fc.property(arbitrary, (live) => {
        for (const world of worlds)
          expect(held(live, shuffled(live), world)).toEqual({ changed: [], unread: [], replaced: null })
        const { baseline } = take(logic, live, null)
        const parsed = parseBaselines([{ path: pathOf(baseline), text: baselineText(baseline) }], {
          kinds,
          recorded: [kind],
        })
        expect(parsed).toMatchObject({ kind: 'baselines', files: [{ baseline: { members: baseline.members } }] })
      }),
    )
  })

  it('are equal once the changes are made, and differ in the same members both ways', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, fc.constantFrom(...worlds), (before, live, world) => {
        const { changed } = held(before, live, world)
        const changes = changed.map(({ member, recorded, live: now, revert }) =>
          typeof revert === 'string' ? { on: live.ref, member, before: now, after: recorded } : revert,
        )
        const made = logic.withChanges(live, changes)
        expect(held(before, made, world).changed).toEqual([])
        expect(held(live, before, world).changed.map(({ member }) => member)).toEqual(
          changed.map(({ member }) => member),
        )
      }),
    )
  })

  it('differ in exactly the one member that is gone', () => {
    fc.assert(
      fc.property(arbitrary, (live) => {
        for (const [member, seen] of logic.members(live)) {
          if (!seen.known || logic.ownedByAws(member, seen.value)) continue
          const gone = logic.withChanges(live, [{ on: live.ref, member, before: seen.value, after: null }])
          const [world] = worlds
          if (world === undefined) throw new Error('no world')
          expect(held(live, gone, world).changed.map((one) => [one.member, one.live])).toEqual([[member, null]])
        }
      }),
    )
  })

  it('shift back as they shifted, with gains and losses swapped', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, fc.constantFrom(...worlds), (a, b, world) => {
        const [there, back] = [logic.shift(a, b, world), logic.shift(b, a, world)]
        expect([back.gains, back.loses]).toEqual([there.loses, there.gains])
        expect(logic.shift(a, shuffled(a), world)).toMatchObject({ gains: 'no', loses: 'no', words: [] })
      }),
    )
  })
})

describe('files that nobody can hold an account to', () => {
  const wrong = (kind: HouseKind, member: string, value: unknown) =>
    logicOf(kind).recording.wrong(member as never, value as never)?.part ?? null

  it.each([
    ['route-table', 'route 0.0.0.0/0', { target: 'igw-1' }, null],
    ['route-table', 'route 10.0.0.1/8', { target: 'igw-1' }, 'member'],
    ['route-table', 'route 10.0.0.0/8', { target: 'local' }, 'value'],
    ['route-table', 'route 0.0.0.0/0', { target: 'eigw-1' }, 'value'],
    ['route-table', 'route pl-1', { target: 'vpce-1' }, 'value'],
    ['route-table', 'route 0.0.0.0/0', { target: 'igw-1', state: 'active' }, 'value'],
    ['route-table', 'route 0.0.0.0/0', { target: 'arn:aws:networkmanager::111111111111:core-network/c-1' }, null],
    ['route-table', 'association subnet-1', true, null],
    ['route-table', 'association rtbassoc-1', true, 'member'],
    ['route-table', 'main', { elsewhere: 'rtb-1' }, 'value'],
    ['network-acl', 'entry ingress 100', { action: 'allow', cidr: '0.0.0.0/0', protocol: 'tcp', ports: '22-22' }, null],
    [
      'network-acl',
      'entry ingress 100',
      { action: 'allow', cidr: '0.0.0.0/0', protocol: '6', ports: '22-22' },
      'value',
    ],
    [
      'network-acl',
      'entry ingress 100',
      { action: 'allow', cidr: '0.0.0.0/0', protocol: '-1', ports: '22-22' },
      'value',
    ],
    ['network-acl', 'entry ingress 100', { action: 'allow', cidr: '0.0.0.1/0', protocol: '-1' }, 'value'],
    ['network-acl', 'entry ingress 100', { action: 'allow', cidr: '::/0', protocol: 'icmpv6', icmp: '8-all' }, null],
    ['network-acl', 'entry ingress 32767', { action: 'deny', cidr: '0.0.0.0/0', protocol: '-1' }, 'member'],
    ['network-acl', 'association subnet-1', true, null],
    ['vpc-peering', 'status', 'active', null],
    ['vpc-peering', 'status', 'deleted', 'value'],
    ['vpc-peering', 'requester', { account: '111111111111', vpc: 'vpc-1', region: 'us-east-1' }, null],
    ['vpc-peering', 'requester', { account: '1', vpc: 'vpc-1', region: 'us-east-1' }, 'value'],
    ['vpc-peering', 'option accepter AllowDnsResolutionFromRemoteVpc', false, 'value'],
    ['vpc-peering', 'expires', 'never', 'member'],
  ] as const)('%s: %s %j: %s', (kind, member, value, part) => {
    expect(wrong(kind, member, value)).toBe(part)
  })
})

describe('options of a peering', () => {
  const logic = logicOf('vpc-peering')
  const refused = (before: Parameters<typeof examplePeering>[0], dns: readonly ('requester' | 'accepter')[]) =>
    logic.refuses(wide(examplePeering(before)), wide(examplePeering({ ...before, dns })))

  it('are set where they can be: on an active peering, of the own side', () => {
    expect(refused({}, ['accepter'])).toBeNull()
    expect(refused({ status: 'pending-acceptance' }, ['requester'])).toContain('active')
    expect(refused({ accepter: { account: '222222222222' } }, ['accepter'])).toContain('account 222222222222')
    expect(refused({ accepter: { account: '222222222222' } }, ['requester'])).toBeNull()
    expect(refused({ accepter: { region: 'eu-west-1' }, dns: ['accepter'] }, [])).toContain('eu-west-1')
    expect(refused({ status: 'pending-acceptance' }, [])).toBeNull()
  })
})

describe('the revert of what lies on one resource at a time', () => {
  const revert = (kind: HouseKind, live: Resource, member: string, after: true | null, world: World) => {
    const change = { on: live.ref, member: member as Member, before: after === null ? true : null, after }
    return logicOf(kind).recording.restored(change, live, world)
  }
  const [nowhere, known] = worlds
  if (nowhere === undefined || known === undefined) throw new Error('no worlds')
  const table = wide(exampleTable())
  const acl = wide(exampleAcl([], { subnets: [] }))

  it('says who has it now, or by its baseline', () => {
    expect(revert('route-table', table, 'association subnet-3', true, known)).toMatchObject({
      before: { elsewhere: 'rtb-3' },
      after: true,
    })
    expect(revert('route-table', table, 'association subnet-3', null, known)).toMatchObject({
      before: true,
      after: { elsewhere: 'rtb-3' },
    })
    expect(revert('route-table', table, 'main', null, known)).toMatchObject({ after: { elsewhere: 'rtb-2' } })
    expect(revert('route-table', table, 'association subnet-9', null, known)).toMatchObject({ after: null })
    expect(revert('route-table', table, 'association subnet-3', true, nowhere)).toMatchObject({ before: null })
    expect(revert('network-acl', acl, 'association subnet-2', true, known)).toMatchObject({
      before: { elsewhere: 'acl-2' },
    })
  })

  it('says what a person has to do where nothing can be written', () => {
    expect(revert('route-table', table, 'main', null, nowhere)).toContain('make another table the main one')
    const byDefault = wide(exampleAcl([], { isDefault: true, subnets: ['subnet-9'] }))
    expect(revert('network-acl', byDefault, 'association subnet-9', null, known)).toContain('always has a network ACL')
    const gone = worldOf({ resources: [], gaps: [], whole: new Set([wholeKey(place, 'subnet')]) })
    for (const [kind, live] of [
      ['route-table', table],
      ['network-acl', acl],
    ] as const)
      expect(revert(kind, live, 'association subnet-1', true, gone)).toContain('subnet-1 is gone')
    const accepted = { on: table.ref, member: 'status' as Member, before: 'active', after: 'pending-acceptance' }
    const told = logicOf('vpc-peering').recording.restored(accepted, wide(examplePeering()), known)
    expect(told).toContain('DeleteVpcPeeringConnection')
  })

  it('is rated by the routes of both tables, and undecided where one is not known', () => {
    const logic = logicOf('route-table')
    const open = wide(exampleTable({ routes: ['0.0.0.0/0 igw-1'] }))
    const rated = (member: string, world: World) => {
      const after = logic.withChanges(open, [{ on: open.ref, member: member as Member, before: null, after: true }])
      const { gains, loses, words } = logic.shift(open, after, world)
      return [gains, loses, words.join()]
    }
    // From the main table, whose way is NAT; from one with the same way; from nobody knows where.
    expect(rated('association subnet-9', known)).toEqual([
      'yes',
      'no',
      'subnet-9: leads 0.0.0.0/0 by igw-1 instead of nat-9',
    ])
    expect(rated('association subnet-3', known)).toEqual(['no', 'no', ''])
    expect(rated('association subnet-9', nowhere)).toEqual(['unknown', 'unknown', expect.stringContaining('not known')])
    expect(rated('association igw-1', known)).toEqual(['unknown', 'unknown', expect.stringContaining('not known')])
    expect(rated('main', known)).toEqual(['yes', 'no', expect.stringContaining('instead of nat-9')])
  })
})

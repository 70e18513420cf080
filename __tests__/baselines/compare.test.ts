import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { baselinesOf } from '../../src/baselines/baselines.ts'
import { compare, isRecorded } from '../../src/baselines/compare.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Json, Observed } from '../../src/model/basics.ts'
import type { KindLogic } from '../../src/model/kind.ts'
import type { Change, Member } from '../../src/model/member.ts'
import type { Kind, Resource } from '../../src/model/resource.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { tagged } from '../../src/tagging/kind.ts'
import { serviceTags } from '../../src/tagging/style.ts'
import { kinds, groupLogic as logic } from './kinds.ts'

const world = worldOf({ resources: [], gaps: [], whole: new Set() })
const group = (example: Parameters<typeof exampleGroup>[0]): Resource => exampleGroup(example) as unknown as Resource
const recorded = (resource: Resource) => take(logic, resource, null).baseline
const held = (before: Resource, live: Resource) => compare(logic, recorded(before), { live, world })

const source = fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '10.0.0.0/8', 'pl-1', 'sg-1')
const rule = fc
  .tuple(fc.constantFrom('ingress', 'egress'), fc.constantFrom('tcp 22-22', 'tcp 0-65535', '-1 all'), source)
  .map((parts) => parts.join(' '))
const example = fc
  .record({
    rules: fc.uniqueArray(rule, { maxLength: 6 }),
    description: fc.constantFrom('', ' # why', ' # else'),
    tags: fc.dictionary(fc.constantFrom('owner', 'team', 'aws:x', '__proto__'), fc.string({ maxLength: 3 })),
  })
  .map(({ rules, description, tags }) => ({ rules: rules.map((one) => `${one}${description}`), tags }))

describe('a resource and its baseline', () => {
  it('in any order is no drift', () => {
    fc.assert(
      fc.property(example, ({ rules, tags }) => {
        const shuffled = group({
          rules: [...rules].reverse(),
          tags: Object.fromEntries(Object.entries(tags).reverse()),
        })
        expect(held(group({ rules, tags }), shuffled)).toEqual({ changed: [], unread: [], replaced: null })
      }),
    )
  })

  it('are equal once the changes are made, and in both directions', () => {
    fc.assert(
      fc.property(example, example, (a, b) => {
        const [before, live] = [group(a), group(b)]
        const changes = held(before, live).changed.flatMap(({ revert }) => (typeof revert === 'string' ? [] : [revert]))
        const made = logic.withChanges(live, changes)
        expect(held(before, made).changed).toEqual([])
        const back = held(live, before).changed
        expect(back.map(({ member }) => member)).toEqual(changes.map(({ member }) => member))
      }),
    )
  })

  it('differ in exactly the one member that was changed', () => {
    fc.assert(
      fc.property(example, fc.nat(), (one, at) => {
        const before = group(one)
        const own = [...logic.members(before)].filter(
          ([member, seen]) => seen.known && !logic.ownedByAws(member, seen.value),
        )
        const [member, seen] = own[at % Math.max(1, own.length)] ?? []
        if (member === undefined || seen?.known !== true) return
        const change: Change = { on: before.ref, member, before: seen.value, after: null }
        const drift = held(before, logic.withChanges(before, [change]))
        expect(drift.changed.map((drifted) => [drifted.member, drifted.live])).toEqual([[member, null]])
        const other = typeof seen.value === 'string' ? `${seen.value}!` : { description: 'changed by a test' }
        const changed = held(before, logic.withChanges(before, [{ ...change, after: other }]))
        expect(changed.changed.map((drifted) => drifted.member)).toEqual([member])
      }),
    )
  })

  it('are rated by what happened, also where new rules cover each other', () => {
    const both = held(
      group({ rules: [] }),
      group({ rules: ['ingress tcp 22-22 0.0.0.0/0', 'ingress tcp 22-22 0.0.0.0/1', 'ingress tcp 22-22 128.0.0.0/1'] }),
    )
    expect(both.changed.map(({ rating }) => rating)).toEqual(['widening', 'widening', 'widening'])
    const lost = held(group({ rules: ['ingress tcp 22-22 10.0.0.0/8'], tags: { owner: 'a' } }), group({}))
    expect(lost.changed.map(({ member, rating }) => [member, rating])).toEqual([
      ['ingress tcp 22-22 10.0.0.0/8', 'narrowing'],
      ['tag owner', 'neutral'],
    ])
  })

  it('that could not be read on either side is unread, never changed', () => {
    const denied = { known: false, why: 'denied', operation: 'ec2:DescribeTags' } as const
    const tagged = group({ tags: { owner: 'web' } })
    const unread: Resource = { ...group({}), tags: denied }
    expect(held(tagged, unread)).toEqual({
      changed: [],
      unread: [{ about: 'tag', why: 'denied', operation: 'ec2:DescribeTags' }],
      replaced: null,
    })
    expect(recorded(unread).unread).toEqual(['tag'])
    expect(held(unread, tagged)).toEqual({
      changed: [],
      unread: [{ about: 'tag', why: 'recorded', operation: null }],
      replaced: null,
    })
    // Recorded again, what was not read stays as it was; once it is read, the file tells.
    const before = recorded(tagged)
    expect(take(logic, unread, before).baseline).toEqual(before)
    expect(take(logic, tagged, recorded(unread)).baseline).toEqual(before)
    expect(take(logic, unread, recorded(unread)).baseline.unread).toEqual(['tag'])
  })
})

/** A kind with what a role has: a unique id, a secret, parts that cannot be listed, a value that is there and unread. */
interface RoleFacts {
  readonly unique: string
  readonly trust: Observed<string>
  readonly inline: Observed<ReadonlyMap<string, string>>
}
const factsOf = (resource: Resource): RoleFacts => resource.facts as unknown as RoleFacts
const hashed = (text: string): string => `hash of ${text}`
const roleLogic = tagged<Kind>(
  {
    kind: 'x:role',
    awsName: 'x:role',
    lists: true,
    reads: { list: [], detail: [], again: [] },
    writes: [],
    inverse: () => [],
    narrowed: () => [],
    members(resource) {
      const { trust, inline } = factsOf(resource)
      const policies = inline.known ? [...inline.value] : []
      return new Map<Member, Observed<Json>>([
        ['trust' as Member, trust.known ? { known: true, value: { secret: trust.value } } : trust],
        ...policies.map(
          ([name, value]) => [`inline ${name}` as Member, { known: true as const, value: { text: value } }] as const,
        ),
      ])
    },
    same: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    withChanges: (resource) => resource,
    shift: () => ({ gains: 'unknown', loses: 'no', words: ['nobody knows'] }),
    ownedByAws: () => false,
    settle: (changes) => changes,
    calls: (changes) => [{ api: 'none', changes }],
    consoleLink: () => '',
    recording: {
      wrong: () => null,
      recorded: (member, value) =>
        member === 'trust' ? { secret: hashed((value as { secret: string }).secret) } : value,
      restored: (change) => (change.member === 'trust' ? 'the secret is recorded as a hash' : change),
      uniqueId: (resource) => factsOf(resource).unique,
      unread: (resource) => {
        const { inline } = factsOf(resource)
        return inline.known ? [] : [{ about: 'inline', why: inline.why, operation: inline.operation }]
      },
    },
  },
  serviceTags('x', { tag: [], untag: [] }),
) as unknown as KindLogic

describe('a kind with secrets, unique ids and parts that nobody could list', () => {
  const role = (facts: Partial<RoleFacts>): Resource =>
    ({
      ...exampleGroup(),
      facts: {
        unique: 'AROA1',
        trust: { known: true, value: 's' },
        inline: { known: true, value: new Map() },
        ...facts,
      },
    }) as unknown as Resource
  if (!isRecorded(roleLogic)) throw new Error('not recorded')
  const own = roleLogic
  const against = (before: Resource, live: Resource) => compare(own, take(own, before, null).baseline, { live, world })
  const denied = { known: false, why: 'denied', operation: 'iam:GetRolePolicy' } as const

  it('records the secret as a hash, compares it as one, and says that it cannot be given back', () => {
    const baseline = take(own, role({}), null).baseline
    expect([...baseline.members]).toEqual([['trust', { secret: 'hash of s' }]])
    expect(against(role({}), role({})).changed).toEqual([])
    const [drifted] = against(role({}), role({ trust: { known: true, value: 't' } })).changed
    expect(drifted).toMatchObject({ member: 'trust', revert: 'the secret is recorded as a hash', rating: 'undecided' })
  })

  it('sees another one of the same name', () => {
    expect(against(role({}), role({ unique: 'AROA2' })).replaced).toEqual({ recorded: 'AROA1', live: 'AROA2' })
  })

  it('has no drift in what could not be read', () => {
    const full = role({ inline: { known: true, value: new Map([['oops', 'x']]) } })
    expect(against(full, role({ inline: denied, trust: denied }))).toMatchObject({
      changed: [],
      unread: [{ about: 'inline' }, { about: 'trust' }],
    })
    expect(against(role({ inline: denied, trust: denied }), full)).toMatchObject({
      changed: [],
      unread: [
        { about: 'inline', why: 'recorded' },
        { about: 'trust', why: 'recorded' },
      ],
    })
  })
})

describe('the baselines of a repository', () => {
  const one = recorded(group({}))
  const baselines = baselinesOf([one], kinds)

  it('know what is gone only where the listing was read whole', () => {
    const place = '111111111111/us-east-1/security-group'
    const gap = {
      ...one.ref,
      id: null,
      operation: 'ec2:DescribeSecurityGroups',
      role: null,
      why: 'denied',
      detail: null,
    } as const
    const at = (whole: readonly string[], gaps: readonly (typeof gap)[] = [], resources: readonly Resource[] = []) =>
      baselines.isGone(one, worldOf({ resources, gaps, whole: new Set(whole) }))
    expect(at([place])).toBe(true)
    expect(at([`${place}/${one.ref.id}`])).toBe(true)
    expect(at([])).toBe(false)
    expect(at([], [gap])).toBe(false)
    expect(at([place], [], [group({})])).toBe(false)
  })
})

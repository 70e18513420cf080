import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compare } from '../../src/baselines/compare.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Json } from '../../src/model/basics.ts'
import type { Change } from '../../src/model/member.ts'
import type { HouseKind, Resource } from '../../src/model/resource.ts'
import { kinds } from '../baselines/kinds.ts'
import { recordedLogic, reversed, states } from './network-kinds.ts'

const world = worldOf({ resources: [], gaps: [], whole: new Set() })

describe.each(Object.entries(states))('%s', (name, state) => {
  const kind = name as HouseKind
  const logic = recordedLogic(kind)
  const held = (before: Resource, live: Resource) => compare(logic, take(logic, before, null).baseline, { live, world })

  it('in any order is no drift', () => {
    fc.assert(
      fc.property(state, (one) => {
        const facts = reversed(one.facts) as Resource['facts']
        expect(held(one, { ...one, facts })).toEqual({ changed: [], unread: [], replaced: null })
      }),
    )
  })

  it('is as its file has it, and the file is one that may be read', () => {
    fc.assert(
      fc.property(state, (one) => {
        const { baseline } = take(logic, one, null)
        const file = { path: pathOf(baseline), text: baselineText(baseline) }
        const parsed = parseBaselines([file], { kinds, recorded: [kind] })
        if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
        const [read] = parsed.files
        if (read === undefined) throw new Error('no file')
        expect(compare(logic, read.baseline, { live: one, world }).changed).toEqual([])
      }),
    )
  })

  it('is as recorded once the changes are made', () => {
    fc.assert(
      fc.property(state, state, (before, live) => {
        const { baseline } = take(logic, before, null)
        const changes = compare(logic, baseline, { live, world }).changed.map(
          ({ member, recorded, live: now }): Change => ({ on: live.ref, member, before: now, after: recorded }),
        )
        expect(held(before, logic.withChanges(live, changes)).changed).toEqual([])
        // Member by member, whatever comes first.
        const one = changes.reduceRight((sofar, change) => logic.withChanges(sofar, [change]), live)
        expect(held(before, one).changed).toEqual([])
      }),
    )
  })

  it('gains one way what it loses the other way', () => {
    fc.assert(
      fc.property(state, state, (a, b) => {
        const [there, back] = [logic.shift(a, b, world), logic.shift(b, a, world)]
        expect([there.gains, there.loses]).toEqual([back.loses, back.gains])
        expect(logic.shift(a, a, world)).toEqual({ gains: 'no', loses: 'no', words: [] })
      }),
    )
  })

  it('says what a change of each of its parts does', () => {
    fc.assert(
      fc.property(state, state, (before, live) => {
        for (const { member, words } of held(before, live).changed)
          if (!member.startsWith('tag ')) expect([member, words]).not.toEqual([member, []])
      }),
    )
  })

  it('differs in exactly the one member that is taken away', () => {
    fc.assert(
      fc.property(state, fc.nat(), (one, at) => {
        const own = [...logic.members(one)].filter(
          ([member, seen]) => seen.known && !logic.ownedByAws(member, seen.value) && !unremovable(member),
        )
        const [member, seen] = own[at % Math.max(1, own.length)] ?? []
        if (member === undefined || seen?.known !== true) return
        const gone = logic.withChanges(one, [{ on: one.ref, member, before: seen.value, after: null }])
        expect(held(one, gone).changed.map((drifted) => [drifted.member, drifted.live])).toEqual([[member, null]])
      }),
    )
  })

  it('takes a member of a file only as AWS would say it', () => {
    const bad = (member: string, value: Json) => logic.recording.wrong(member as never, value)
    for (const [member, seen] of logic.members(sample(state))) {
      if (!seen.known || member.startsWith('tag ')) continue
      expect(bad(member, seen.value)).toBeNull()
      expect(bad(member, 17)).toMatchObject({ part: 'value', expected: expect.any(String) })
      // Where traffic is recorded to, and which address a gateway has, AWS names in many ways.
      if (!/^(flow-log|address) /.test(member)) expect(bad(`${member}  x/y z`, seen.value)).not.toBeNull()
    }
    expect(bad('no-such part', true)).toMatchObject({ part: 'member', words: expect.arrayContaining(['tag']) })
  })
})

/** On or off: there is no third. */
const unremovable = (member: string): boolean =>
  /^(dns-support|dns-hostnames|auto-assign-public-ip|auto-assign-ipv6|customer-owned-ip)$/.test(member)

const sample = (state: fc.Arbitrary<Resource>): Resource => {
  const [one] = fc.sample(state, { numRuns: 1, seed: 7 })
  if (one === undefined) throw new Error('no sample')
  return one
}

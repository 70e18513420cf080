import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sortFindings } from '../../src/check/findings.ts'
import type { Severity } from '../../src/model/basics.ts'
import type { Finding } from '../../src/model/finding.ts'
import { findingOf, useOf } from '../report/reports.ts'

const gate = { failOn: 'low', silencing: 'high' } as const

/** A finding `n` about group `n`. */
const finding = (n: number, more: Parameters<typeof findingOf>[2] = {}): Finding => findingOf(n, `sg-${n}`, more)
const named = (name: string, severity: Severity = 'critical') => ({ use: useOf(name, { severity }) })
const ids = (all: readonly { readonly id: string }[]): readonly number[] => all.map(({ id }) => Number(`0x${id}`))

function sorted(base: readonly Finding[], head: readonly Finding[]) {
  const { silenced, added, staying } = sortFindings(base, head, gate)
  return { silenced: ids(silenced.map((one) => one.finding)), added: ids(added), staying: ids(staying) }
}

describe('findings under two policies', () => {
  const unknown = { about: { verdict: 'unknown' } } as const
  const members = (...all: readonly string[]) => ({ about: { evidence: all.map((member) => ({ member })) } })

  it.each([
    ['as it was', [finding(1)], [finding(1)], { silenced: [], added: [], staying: [1] }],
    ['gone', [finding(1)], [], { silenced: [1], added: [], staying: [] }],
    ['new', [], [finding(1)], { silenced: [], added: [1], staying: [] }],
    ['excepted now', [finding(1)], [finding(1, { state: 'excepted' })], { silenced: [1], added: [], staying: [] }],
    ['excepted no more', [finding(1, { state: 'excepted' })], [finding(1)], { silenced: [], added: [1], staying: [] }],
    [
      'excepted on both sides',
      [finding(1, { state: 'excepted' })],
      [finding(1, { state: 'excepted' })],
      { silenced: [], added: [], staying: [] },
    ],
    ['no longer certain', [finding(1)], [finding(1, unknown)], { silenced: [1], added: [], staying: [] }],
    ['certain by now', [finding(1, unknown)], [finding(1)], { silenced: [], added: [1], staying: [] }],
    ['as unknown as before', [finding(1, unknown)], [finding(1, unknown)], { silenced: [], added: [], staying: [1] }],
    ['unknown and looked at no more', [finding(1, unknown)], [], { silenced: [1], added: [], staying: [] }],
    [
      'less severe than what takes a word',
      [finding(1, named('a', 'high'))],
      [finding(1, named('a', 'medium'))],
      { silenced: [1], added: [], staying: [] },
    ],
    [
      'less severe, and still that severe',
      [finding(1, named('a', 'critical'))],
      [finding(1, named('a', 'high'))],
      { silenced: [], added: [], staying: [1] },
    ],
    [
      'with a member less',
      [finding(1, members('a', 'b'))],
      [finding(1, members('a'))],
      { silenced: [1], added: [], staying: [] },
    ],
    [
      'with a member more',
      [finding(1, members('a'))],
      [finding(1, members('a', 'b'))],
      { silenced: [], added: [], staying: [1] },
    ],
    [
      'with other words for it',
      [finding(1, { about: { evidence: [{ key: 'a', expected: 'x' }] } })],
      [finding(1, { about: { evidence: [{ key: 'a', expected: 'y' }] } })],
      { silenced: [], added: [], staying: [1] },
    ],
  ] as const)('%s', (_, base, head, expected) => {
    expect(sorted(base, head)).toEqual(expected)
  })

  it('another name of a use stands for the one it had, once', () => {
    const renamed = { ...finding(1, named('b')), id: finding(9).id }
    expect(sorted([finding(1, named('a'))], [renamed])).toEqual({ silenced: [], added: [], staying: [9] })
    expect(sorted([finding(1, named('a')), { ...finding(1, named('c')), id: finding(3).id }], [renamed])).toEqual({
      silenced: [3],
      added: [],
      staying: [9],
    })
    // One that was there before stands for itself alone.
    expect(sorted([finding(1, named('a')), renamed], [renamed])).toEqual({ silenced: [1], added: [], staying: [9] })
    // One that is less severe, of another member or of another group is no such thing.
    for (const other of [
      { ...renamed, use: useOf('b', { severity: 'low' }) },
      { ...renamed, breach: { ...renamed.breach, evidence: [{ member: 'x' }] } },
      { ...renamed, resource: { ...renamed.resource, id: 'sg-other' } },
      { ...renamed, use: useOf('b', { rule: 'other' }) },
    ])
      expect(sorted([finding(1, named('a'))], [other]).silenced).toEqual([1])
  })

  it('of one policy nothing is silenced or added, and every open one of before is silenced or stays', () => {
    const findings = fc.uniqueArray(
      fc.record({
        n: fc.integer({ min: 1, max: 20 }),
        state: fc.constantFrom('open', 'excepted'),
        verdict: fc.constantFrom('fail', 'unknown'),
        name: fc.constantFrom('a', 'b'),
      }),
      { selector: ({ n }) => n },
    )
    const made = (all: readonly { n: number; state: string; verdict: string; name: string }[]): readonly Finding[] =>
      all.map(({ n, state, verdict, name }) =>
        finding(n, { state: state as 'open', use: useOf(name), about: { verdict: verdict as 'fail' } }),
      )
    fc.assert(
      fc.property(findings, findings, (one, other) => {
        const same = sorted(made(one), made(one))
        expect([same.silenced, same.added]).toEqual([[], []])
        const { silenced, added, staying } = sorted(made(one), made(other))
        const open = made(one).filter(({ state }) => state === 'open')
        const certain = added.filter((n) => ids(open).includes(n))
        expect(silenced.length + staying.length + certain.length).toBe(open.length)
        expect(new Set([...silenced, ...added, ...staying]).size).toBe(silenced.length + added.length + staying.length)
      }),
    )
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { shift } from '../../../src/lib/iam/gains.ts'
import { type Grants, policyOf } from '../../../src/lib/iam/grants.ts'
import { allows, type Context, type RawGrants, type RawStatement, type Request } from './brute-force.ts'

const table = new Map([
  ['s3', ['GetObject', 'GetAcl', 'PutObject']],
  ['iam', ['PassRole', 'GetRole']],
])
const listed = ['s3:GetObject', 's3:GetAcl', 's3:PutObject', 'iam:PassRole', 'iam:GetRole']
const unlisted = ['s3:GetNew', 's3:New', 'iam:X', 'zz:GetThing']

/** Every text of up to five signs over these, long enough for every pattern below to show itself. */
const texts = (length: number): readonly string[] =>
  length === 0
    ? ['']
    : texts(length - 1).flatMap((one) => (one.length === length - 1 ? [one, `${one}a`, `${one}b`, `${one}c`] : [one]))
const resources = texts(5).filter((one) => one !== '')
const values = [undefined, ...texts(3)]

const some = <T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(one, { minLength: 1, maxLength: most })
const action = fc.constantFrom(
  '*',
  's3:*',
  's3:Get*',
  's3:?et*',
  's3:*Object',
  's3:GetObject',
  's3:GetAcl',
  'S3:putobject',
  'iam:*',
  'i*',
  'iam:PassRole',
  's3:?*',
  '*:Get*',
)
const pattern = fc.oneof(
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 3 }) },
)
const negatable = <N extends string>(name: N, list: fc.Arbitrary<string[]>): fc.Arbitrary<Record<string, string[]>> =>
  fc.tuple(fc.integer({ min: 0, max: 3 }), list).map(([odds, one]) => ({ [odds === 0 ? `Not${name}` : name]: one }))
const condition = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
    'StringEqualsIfExists',
    'StringLikeIfExists',
  ),
  fc.dictionary(fc.constantFrom('k', 'l'), some(pattern, 2), { maxKeys: 2, noNullPrototype: true }),
  { maxKeys: 2, noNullPrototype: true },
)
const nulls = fc.constantFrom({}, { Null: { k: ['true'] } }, { Null: { k: ['false'] } })

const statement = (denies: number, conditions: boolean): fc.Arbitrary<RawStatement> =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 99 }).map((odds) => (odds < denies ? 'Deny' : 'Allow') as 'Allow' | 'Deny'),
      negatable('Action', some(action, 3)),
      negatable('Resource', some(pattern, 2)),
      conditions
        ? fc.oneof(
            fc.constant({}),
            fc.tuple(condition, nulls).map(([a, b]) => ({ ...a, ...b })),
          )
        : fc.constant({}),
    )
    .map(([Effect, actions, on, Condition]) => ({ Effect, ...actions, ...on, Condition }))

const grants = (denies: number, conditions: boolean, boundaries: boolean): fc.Arbitrary<RawGrants> =>
  fc.record({
    identity: fc.array(fc.array(statement(denies, conditions), { maxLength: 2 }), { maxLength: 2 }),
    boundary: boundaries
      ? fc.option(fc.array(statement(denies, conditions), { minLength: 1, maxLength: 2 }))
      : fc.constant(null),
  })

const policy = (statements: readonly RawStatement[]) =>
  policyOf('p', JSON.stringify({ Version: '2012-10-17', Statement: statements }))
const read = ({ identity, boundary }: RawGrants): Grants => ({
  identity: identity.map(policy),
  boundary: boundary === null ? null : policy(boundary),
})

const contexts: readonly Context[] = values.flatMap((k) => [undefined, 'a', 'ab', 'c'].map((l) => ({ k, l })))
function requests(actions: readonly string[], conditions: boolean): readonly Request[] {
  return actions.flatMap((one) =>
    (conditions ? texts(3).filter((each) => each !== '') : resources).flatMap((resource) =>
      (conditions ? contexts : [{}]).map((context) => ({ action: one, resource, context })),
    ),
  )
}
const gained = (before: RawGrants, after: RawGrants, all: readonly Request[]): boolean =>
  all.some((one) => allows(after, one) && !allows(before, one))

describe('gains and losses, against a walk through every request', () => {
  it('are exact where nothing is denied and no condition is set', () => {
    const all = requests(listed, false)
    fc.assert(
      fc.property(grants(0, false, false), grants(0, false, false), (a, b) => {
        const found = shift(read(a), read(b), table)
        expect(found.gains === 'yes').toBe(gained(a, b, all))
        expect(found.loses === 'yes').toBe(gained(b, a, all))
        if (gained(a, b, requests(unlisted, false))) expect(found.gains).not.toBe('no')
      }),
      { numRuns: 400 },
    )
  })

  it('are never missed, whatever is denied or bounded, and never said to be sure where there are none', () => {
    const [all, new_] = [requests(listed, false), requests(unlisted, false)]
    fc.assert(
      fc.property(grants(35, false, true), grants(35, false, true), (a, b) => {
        const found = shift(read(a), read(b), table)
        if (gained(a, b, all)) expect(found.gains).toBe('yes')
        if (gained(b, a, all)) expect(found.loses).toBe('yes')
        if (gained(a, b, new_)) expect(found.gains).not.toBe('no')
        if (JSON.stringify(a.boundary) === JSON.stringify(b.boundary) && found.gains === 'yes')
          expect(gained(a, b, all)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('are never missed where conditions are set', () => {
    const all = requests(['s3:GetObject', 'iam:PassRole'], true)
    fc.assert(
      fc.property(grants(25, true, false), grants(25, true, false), (a, b) => {
        const found = shift(read(a), read(b), table)
        if (gained(a, b, all)) expect(found.gains).not.toBe('no')
        if (gained(b, a, all)) expect(found.loses).not.toBe('no')
      }),
      { numRuns: 150 },
    )
  })

  it('swap when before and after are swapped, and are none against itself', () => {
    fc.assert(
      fc.property(grants(30, true, true), grants(30, true, true), (a, b) => {
        const [there, back] = [shift(read(a), read(b), table), shift(read(b), read(a), table)]
        expect([back.loses, back.gains]).toEqual([there.gains, there.loses])
        // In brackets stands why, in the order of before and after.
        const bare = (words: readonly string[]): readonly string[] =>
          words.map((one) => one.replaceAll(/\(.*?\)/g, '')).sort()
        const turned = there.words.map((one) => one.replace(/gain|lose/, (word) => (word === 'gain' ? 'lose' : 'gain')))
        expect(turned.length).toBe(back.words.length)
        // More are cut, and which ones hangs on their wording.
        if (turned.length <= 24) expect(bare(turned)).toEqual(bare(back.words))
        expect(shift(read(a), read(a), table)).toEqual({ gains: 'no', loses: 'no', words: [] })
      }),
      { numRuns: 400 },
    )
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Document, parseDocument } from '../../../src/lib/iam/document.ts'
import { openingsOf } from '../../../src/lib/iam/open-trust.ts'
import { danglingIn, trustShift } from '../../../src/lib/iam/trust.ts'
import { conditionsHold, covered, type RawStatement } from './brute-force.ts'

const own = '111122223333'
const foreign = '999900001111'
const github = { Federated: `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com` }
const sub = 'token.actions.githubusercontent.com:sub'
const aud = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' }

const read = (...statements: readonly object[]): Document => {
  const parsed = parseDocument(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
  if (!parsed.ok) throw new Error(parsed.why)
  return parsed.value
}
const trust = (Principal: unknown, Condition: object = {}, Action: unknown = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal,
  Action,
  Condition,
})
const web = (Condition: object) => trust(github, Condition, 'sts:AssumeRoleWithWebIdentity')
const role = (account: string) => `arn:aws:iam::${account}:role/r`

describe('a shift of trust', () => {
  it.each([
    ['everyone in either spelling', trust('*'), trust({ AWS: '*' }), 'no', 'no'],
    ['another account', trust({ AWS: own }), trust({ AWS: [own, foreign] }), 'yes', 'no'],
    ['everyone', trust({ AWS: own }), trust('*'), 'yes', 'no'],
    [
      'an external id gone',
      trust({ AWS: foreign }, { StringEquals: { 'sts:ExternalId': 'x' } }),
      trust({ AWS: foreign }),
      'yes',
      'no',
    ],
    [
      'another external id',
      trust({ AWS: foreign }, { StringEquals: { 'sts:ExternalId': 'x' } }),
      trust({ AWS: foreign }, { StringEquals: { 'sts:ExternalId': 'y' } }),
      'yes',
      'yes',
    ],
    ['an organization named', trust('*'), trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), 'no', 'yes'],
    [
      'a wider subject',
      web({ StringEquals: { [sub]: 'repo:o/r:ref:refs/heads/main', ...aud } }),
      web({ StringEquals: aud, StringLike: { [sub]: 'repo:o/r:*' } }),
      'yes',
      'no',
    ],
    [
      'a subject within',
      web({ StringLike: { [sub]: 'repo:o/*' } }),
      web({ StringLike: { [sub]: ['repo:o/r:*', 'repo:o/?:ref:*'] } }),
      'no',
      'yes',
    ],
    [
      'an audience gone',
      web({ StringEquals: { [sub]: 'x', ...aud } }),
      web({ StringEquals: { [sub]: 'x' } }),
      'yes',
      'no',
    ],
    [
      'a source within',
      trust({ Service: 's' }, { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }),
      trust({ Service: 's' }, { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } }),
      'no',
      'yes',
    ],
    [
      'a source account gone',
      trust({ Service: 's' }, { StringEquals: { 'aws:SourceAccount': own } }),
      trust({ Service: 's' }),
      'yes',
      'no',
    ],
    ['another service', trust({ Service: 'a' }), trust({ Service: 'b' }), 'yes', 'yes'],
    [
      'a role of a foreign account that was trusted',
      trust({ AWS: foreign }),
      trust({ AWS: [foreign, role(foreign)] }),
      'no',
      'no',
    ],
    ['a foreign account whose role was trusted', trust({ AWS: role(foreign) }), trust({ AWS: foreign }), 'yes', 'no'],
    ['a role of the own account', trust({ AWS: own }), trust({ AWS: [own, role(own)] }), 'unknown', 'no'],
    [
      'a session of a role',
      trust({ AWS: role(foreign) }),
      trust({ AWS: [role(foreign), `arn:aws:sts::${foreign}:assumed-role/r/s`] }),
      'no',
      'no',
    ],
    ['a deleted role', trust({ AWS: own }), trust({ AWS: [own, 'AROAABCDEFGHIJKLMNOPQ'] }), 'unknown', 'no'],
    ['a service where everyone is', trust('*'), trust({ AWS: '*', Service: 's' }), 'unknown', 'no'],
    [
      'session tags',
      trust({ AWS: foreign }),
      trust({ AWS: foreign }, {}, ['sts:AssumeRole', 'sts:TagSession']),
      'yes',
      'no',
    ],
    [
      'what STS may do one day',
      trust({ AWS: foreign }, {}, ['sts:AssumeRole*', 'sts:Set*', 'sts:TagSession']),
      trust({ AWS: foreign }, {}, 'sts:*'),
      'unknown',
      'no',
    ],
    [
      'a number that is not looked into',
      trust({ AWS: foreign }, { NumericLessThan: { k: '1' } }),
      trust({ AWS: foreign }, { NumericLessThan: { k: '2' } }),
      'unknown',
      'unknown',
    ],
    ['an unknown key', trust({ AWS: foreign }), { ...trust({ AWS: foreign }), Own: 1 }, 'unknown', 'unknown'],
  ] as const)('%s', (_, a, b, gains, loses) => {
    const found = trustShift(read(a), read(b), own)
    expect([found.gains, found.loses]).toEqual([gains, loses])
    expect(found.words.length > 0).toBe(gains !== 'no' || loses !== 'no')
    const back = trustShift(read(b), read(a), own)
    expect([back.gains, back.loses]).toEqual([loses, gains])
  })

  it('says who, and never an external id', () => {
    const found = trustShift(
      read(trust({ AWS: own })),
      read(trust({ AWS: [foreign] }, { StringEquals: { 'sts:ExternalId': 'se-cret' } })),
      own,
    )
    expect(found.words).toEqual([
      `account ${own} may no longer assume it`,
      `account ${foreign} may now assume it (now under condition sts:ExternalId)`,
    ])
  })

  it('is unknown where a document could not be read', () =>
    expect(trustShift(null, read(trust('*')), own)).toMatchObject({ gains: 'unknown', loses: 'unknown' }))

  it('lists whom a deleted role or user left', () =>
    expect(danglingIn(read(trust({ AWS: ['AROAABCDEFGHIJKLMNOPQ', own, 'AIDAABCDEFGHIJKLMNOPQ'] })))).toEqual([
      'AROAABCDEFGHIJKLMNOPQ',
      'AIDAABCDEFGHIJKLMNOPQ',
    ]))
})

// A world of its own: who is who is written down here, not asked of the library.
const people = [
  { type: 'AWS', ids: ['*', foreign, role(foreign)] },
  { type: 'AWS', ids: ['*', foreign] },
  { type: 'AWS', ids: ['*'] },
  { type: 'AWS', ids: ['*', '222233334444'] },
  { type: 'Service', ids: ['s'] },
  { type: 'Federated', ids: ['f'] },
] as const
const named = fc.constantFrom(
  { AWS: ['*'] },
  { AWS: [foreign] },
  { AWS: [role(foreign)] },
  { AWS: ['222233334444', foreign] },
  { Service: ['s'] },
  { Federated: ['f'], Service: ['s'] },
)
const statement: fc.Arbitrary<RawStatement> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    Action: fc.constantFrom(['sts:AssumeRole'], ['sts:*'], ['sts:TagSession']),
    who: fc.tuple(fc.integer({ min: 0, max: 4 }), named),
    Condition: fc.constantFrom(
      {},
      {},
      { StringEquals: { k: ['a'] } },
      { StringLike: { k: ['a*'] } },
      { StringNotEquals: { k: ['a'] } },
    ),
  })
  .map(({ who: [odds, list], ...rest }) => ({
    ...rest,
    ...(odds === 0 ? { NotPrincipal: list } : { Principal: list }),
  }))

function allowed(
  statements: readonly RawStatement[],
  who: (typeof people)[number],
  action: string,
  k: string | undefined,
): boolean {
  const meets = (one: RawStatement): boolean => {
    const list: readonly string[] = (one.Principal ?? one.NotPrincipal)?.[who.type] ?? []
    const isNamed = list.some((id) => (who.ids as readonly string[]).includes(id))
    return (
      isNamed === (one.Principal !== undefined) &&
      (one.Action ?? []).some((each) => covered(each, action)) &&
      conditionsHold(one, { k })
    )
  }
  const met = statements.filter(meets)
  return met.some(({ Effect }) => Effect === 'Allow') && !met.some(({ Effect }) => Effect === 'Deny')
}

it('a shift of trust is never missed, and swaps', () => {
  const all = people.flatMap((who) =>
    ['sts:AssumeRole', 'sts:TagSession'].flatMap((action) =>
      [undefined, 'a', 'ab', 'b'].map((k) => ({ who, action, k })),
    ),
  )
  const policy = fc.array(statement, { maxLength: 3 })
  const gained = (a: readonly RawStatement[], b: readonly RawStatement[]): boolean =>
    all.some(({ who, action, k }) => allowed(b, who, action, k) && !allowed(a, who, action, k))
  fc.assert(
    fc.property(policy, policy, (a, b) => {
      const found = trustShift(read(...a), read(...b), own)
      if (gained(a, b)) expect(found.gains).not.toBe('no')
      if (gained(b, a)) expect(found.loses).not.toBe('no')
      const back = trustShift(read(...b), read(...a), own)
      expect([back.loses, back.gains]).toEqual([found.gains, found.loses])
      expect(trustShift(read(...a), read(...a), own)).toEqual({ gains: 'no', loses: 'no', words: [] })
    }),
    { numRuns: 500 },
  )
})

describe('open trust', () => {
  const openings = (...statements: readonly object[]) =>
    openingsOf(read(...statements)).map(({ statement: at, open }) => [at, open])
  it.each([
    ['everyone', [trust('*')], [[1, 'yes']]],
    ['everyone, second statement', [trust({ AWS: own }), trust({ AWS: '*' })], [[2, 'yes']]],
    ['everyone of an organization', [trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })], []],
    ['everyone by any ARN', [trust('*', { ArnLike: { 'aws:PrincipalArn': '*' } })], [[1, 'unknown']]],
    ['everyone with an external id', [trust('*', { StringEquals: { 'sts:ExternalId': 'x' } })], [[1, 'unknown']]],
    ['everyone but', [{ Effect: 'Allow', NotPrincipal: { AWS: own }, Action: 'sts:AssumeRole' }], [[1, 'yes']]],
    ['everyone, denied', [trust('*'), { ...trust('*'), Effect: 'Deny', Action: 'sts:*' }], []],
    [
      'everyone, denied session tags',
      [trust('*'), { ...trust('*'), Effect: 'Deny', Action: 'sts:TagSession' }],
      [[1, 'yes']],
    ],
    ['a foreign account', [trust({ AWS: foreign })], []],
    ['GitHub without a subject', [web({ StringEquals: aud })], [[1, 'yes']]],
    ['GitHub with any repository', [web({ StringLike: { [sub]: 'repo:*' } })], [[1, 'yes']]],
    ['GitHub with one of two any', [web({ StringLike: { [sub]: ['repo:o/r:*', '*'] } })], [[1, 'yes']]],
    ['GitHub with a repository', [web({ StringLike: { [sub]: 'repo:o/r:*' }, StringEquals: aud })], []],
    ['GitHub with all repositories but one', [web({ StringNotLike: { [sub]: 'repo:o/r:*' } })], [[1, 'unknown']]],
    ['GitHub if there is a subject', [web({ StringLikeIfExists: { [sub]: 'repo:o/r:*' } })], [[1, 'unknown']]],
    [
      'GitHub with a claim of another kind',
      [web({ StringEquals: { 'token.actions.githubusercontent.com:job_workflow_ref': 'x' } })],
      [[1, 'unknown']],
    ],
  ] as const)('%s', (_, statements, found) => expect(openings(...statements)).toEqual(found))
})

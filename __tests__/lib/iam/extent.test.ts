import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Extent, extentOf } from '../../../src/lib/iam/extent.ts'
import { glob } from '../../../src/lib/iam/glob.ts'
import { type Grants, type Policy, policyOf } from '../../../src/lib/iam/grants.ts'
import { allows, type RawGrants, type RawStatement } from './brute-force.ts'

const table = new Map([
  ['s3', ['GetObject', 'PutObject', 'PutAcl']],
  ['iam', ['GetRole', 'PassRole']],
])
const buckets = { service: 's3', resources: glob('arn:aws:s3:::*') }
const everything = { service: '*', resources: glob('arn:aws:*') }
const policy = (Statement: readonly object[]): Policy =>
  policyOf('p', JSON.stringify({ Version: '2012-10-17', Statement }))
const has = (...identity: readonly Policy[]): Grants => ({ identity, boundary: null })
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const opaque = (name: string): Policy => ({ kind: 'opaque', name })

describe('the extent of grants', () => {
  it.each([
    ['s3:*', has(policy([allow('s3:*')])), buckets, 'yes'],
    ['all names', has(policy([allow(['s3:getobject', 's3:Put*'])])), buckets, 'yes'],
    ['names over two policies', has(policy([allow('s3:Get*')]), policy([allow('s3:Put*')])), buckets, 'yes'],
    ['all but a name', has(policy([allow(['s3:GetObject', 's3:PutObject'])])), buckets, 'no'],
    [
      'two halves of the resources',
      has(
        policy([
          allow('s3:*', ['arn:aws:s3:::a*']),
          { Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::a*' },
        ]),
      ),
      buckets,
      'yes',
    ],
    [
      'conditions that leave nothing out',
      has(
        policy([
          allow('s3:*', '*', { Condition: { StringEquals: { k: 'a' } } }),
          allow('s3:*', '*', { Condition: { StringNotEquals: { k: 'a' } } }),
        ]),
      ),
      buckets,
      'yes',
    ],
    [
      'conditions of which none is ever met',
      has(policy([allow('s3:*', '*', { Condition: { StringEquals: { k: 'a' }, StringNotEquals: { k: 'a' } } })])),
      buckets,
      'no',
    ],
    ['everything', has(policy([allow('*')])), everything, 'yes'],
    ['everything that is listed', has(policy([allow(['s3:*', 'iam:*'])])), everything, 'yes'],
    ['everything of one service', has(policy([allow('s3:*')])), everything, 'no'],
    ['nothing but an opaque policy', has(opaque('x')), buckets, 'unknown'],
    ['an opaque boundary', { identity: [policy([allow('*')])], boundary: opaque('b') }, buckets, 'unknown'],
    ['an opaque boundary around nothing', { identity: [], boundary: opaque('b') }, buckets, 'no'],
    ['nearly everything, beside an opaque policy', has(policy([allow('s3:Get*')]), opaque('x')), buckets, 'unknown'],
    [
      'what is denied, beside an opaque policy',
      has(policy([{ ...allow('s3:Get*'), Effect: 'Deny' }]), opaque('x')),
      buckets,
      'no',
    ],
  ] as const)('%s', (_, grants, whole, full) => expect(extentOf(grants, whole, table).full).toBe(full))

  it('is known in spite of a policy that was not read, which is told', () =>
    expect(extentOf(has(policy([allow('s3:*')]), opaque('lost')), buckets, table)).toEqual({
      full: 'yes',
      why: ['what lost says is not known'],
    }))

  it('says on what it hangs, never with a value', () =>
    expect(
      extentOf(
        has(policy([allow('s3:*', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/k': 'se-cret' } } })])),
        buckets,
        table,
      ),
    ).toEqual({ full: 'unknown', why: ['condition aws:principaltag/k'] }))
})

// Every request of a small world; the model of evaluation is written apart.
const actions = ['s3:GetObject', 's3:PutObject', 's3:PutAcl']
const resources = ['arn:aws:s3:::a', 'arn:aws:s3:::ab', 'arn:aws:s3:::b', 'arn:aws:s3:::zz']
const contexts = [{ k: undefined }, { k: 'a' }, { k: 'b' }, { k: 'other' }]
const statement: fc.Arbitrary<RawStatement> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
    what: fc.constantFrom(
      { Action: ['s3:*'] },
      { Action: ['*'] },
      { Action: ['S3:Put?*', 's3:g*'] },
      { Action: ['s3:Put*'] },
      { Action: ['s3:GetObject'] },
      { NotAction: ['s3:PutAcl'] },
      { NotAction: ['iam:*'] },
    ),
    where: fc.constantFrom(
      { Resource: ['*'] },
      { Resource: ['*'] },
      { Resource: ['arn:aws:s3:::*'] },
      { Resource: ['arn:aws:s3:::a*'] },
      { NotResource: ['arn:aws:s3:::a*'] },
      { NotResource: ['arn:aws:s3:::b'] },
    ),
    Condition: fc.constantFrom(
      {},
      {},
      {},
      { StringEquals: { k: ['a'] } },
      { StringNotEquals: { k: ['a'] } },
      { StringLike: { k: ['*'] } },
      { Null: { k: ['true'] } },
    ),
  })
  .map(({ what, where, ...rest }) => ({ ...rest, ...what, ...where }))
const raw: fc.Arbitrary<RawGrants> = fc.record({
  identity: fc.array(fc.array(statement, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  boundary: fc.option(fc.array(statement, { minLength: 1, maxLength: 2 })),
})

function truth(grants: RawGrants): Extent['full'] {
  const pairs = actions.flatMap((action) => resources.map((resource) => ({ action, resource })))
  const found = pairs.map((pair) => contexts.map((context) => allows(grants, { ...pair, context })))
  if (found.every((one) => one.every(Boolean))) return 'yes'
  return found.some((one) => !one.some(Boolean)) ? 'no' : 'unknown'
}

it('is what every request of a small world shows', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(raw, (grants) => {
      const { full, why } = extentOf(
        { identity: grants.identity.map(policy), boundary: grants.boundary === null ? null : policy(grants.boundary) },
        buckets,
        table,
      )
      seen.add(full)
      // A star asks for any value: whether a missing key is another request than one with a value is not sure to the library.
      const star = JSON.stringify(grants).includes('"StringLike"')
      if (!star || full !== 'unknown') expect(full).toBe(truth(grants))
      expect(why.length > 0).toBe(full === 'unknown')
    }),
    { numRuns: 1500 },
  )
  expect([...seen].sort()).toEqual(['no', 'unknown', 'yes'])
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { actionClasses, difference, expand, matchesAction } from '../../../src/lib/iam/actions.ts'
import { canonicalDocument, readDocument } from '../../../src/lib/iam/document.ts'
import { shift } from '../../../src/lib/iam/gains.ts'
import { type Grants, managedPolicy, type Policy, policyOf } from '../../../src/lib/iam/grants.ts'
import { trustShift } from '../../../src/lib/iam/trust.ts'

const table = new Map([
  ['s3', ['GetObject', 'GetAcl', 'PutObject']],
  ['iam', ['PassRole', 'GetRole']],
  ['ec2', ['RunInstances']],
])
const doc = (...Statement: readonly object[]): Policy =>
  policyOf('p', JSON.stringify({ Version: '2012-10-17', Statement }))
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const deny = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
})
const has = (...identity: readonly Policy[]): Grants => ({ identity, boundary: null })
const patterns = (...list: readonly string[]) => ({ negated: false, patterns: list })
const none = has()
/** As policies write what only the request knows. */
const asked = (name: string): string => `\${${name}}`
const [username, escaped] = [asked('aws:username'), asked('*')]

describe('actions', () => {
  it.each([
    ['s3:Get*', 's3:GetObject', true],
    ['S3:GET*', 's3:getobject', true],
    ['s3:?et*', 's3:GetObject', true],
    ['*', 'x:Y', true],
    ['s3:Get', 's3:GetObject', false],
  ])('%s and %s', (pattern, action, met) => expect(matchesAction(pattern, action)).toBe(met))

  it('are expanded, and a wildcard is also what no table knows', () => {
    expect(expand(patterns('s3:Get*', 'ec2:runinstances', 'zz:Own'), table)).toEqual(
      new Map([
        ['s3', { known: ['s3:GetAcl', 's3:GetObject'], beyond: true }],
        ['ec2', { known: ['ec2:RunInstances'], beyond: false }],
        ['zz', { known: ['zz:own'], beyond: false }],
      ]),
    )
    const not = expand({ negated: true, patterns: ['s3:*'] }, table)
    expect([...(not?.keys() ?? [])]).toEqual(['iam', 'ec2', ''])
  })

  it('are taken off each other before they are expanded', () => {
    expect(difference(patterns('s3:*'), patterns('S3:?*'), new Map())).toEqual(new Map())
    expect(difference(patterns('s3:*'), patterns('s3:Get*'), table)?.get('s3')).toEqual({
      known: ['s3:PutObject'],
      beyond: true,
    })
    expect(difference(patterns('s3:Get*'), patterns('s3:GetObject', 's3:GetAcl'), table)?.get('s3')).toEqual({
      known: [],
      beyond: true,
    })
    expect(difference(patterns('s3:GetObject'), patterns('s3:*'), table)).toEqual(new Map())
  })

  it('fall into classes that hold every action once', () => {
    const classes =
      actionClasses([patterns('*:Get*'), patterns('s*'), { negated: true, patterns: ['iam:*'] }], table) ?? []
    const all = classes.flatMap(({ services }) => [...services.values()].flatMap(({ known }) => known))
    expect(all.sort()).toEqual(
      [...table].flatMap(([service, names]) => names.map((name) => `${service}:${name}`)).sort(),
    )
  })
})

const ip = (block: string) => ({ Condition: { IpAddress: { 'aws:SourceIp': block } } })
const arnAdmin = 'arn:aws:iam::aws:policy/AdministratorAccess'
const opaque = managedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess')

describe('words', () => {
  it.each([
    [
      'all of a service',
      none,
      has(doc(allow('s3:*'))),
      'yes',
      'no',
      ['gains all of S3 (s3:*, 3 actions) on every resource'],
    ],
    [
      'one action of a bucket',
      none,
      has(doc(allow('s3:GetObject', 'arn:aws:s3:::b/*'))),
      'yes',
      'no',
      ['gains s3:GetObject on arn:aws:s3:::b/*'],
    ],
    [
      'more resources',
      has(doc(allow('s3:GetObject', 'arn:aws:s3:::b/*'))),
      has(doc(allow('s3:GetObject'))),
      'yes',
      'no',
      ['gains s3:GetObject on every resource except arn:aws:s3:::b/*'],
    ],
    [
      'administrator',
      none,
      has(managedPolicy(arnAdmin)),
      'yes',
      'no',
      ['gains every action (*, 6 actions) on every resource'],
    ],
    [
      'a condition added',
      has(doc(allow('s3:GetAcl'))),
      has(doc(allow('s3:GetAcl', '*', ip('10.0.0.0/8')))),
      'no',
      'yes',
      ['loses s3:GetAcl on every resource (now under condition aws:SourceIp)'],
    ],
    [
      'a condition widened',
      has(doc(allow('s3:GetAcl', '*', ip('10.0.0.0/9')))),
      has(doc(allow('s3:GetAcl', '*', ip('10.0.0.0/8')))),
      'yes',
      'no',
      ['gains s3:GetAcl on every resource (condition aws:SourceIp changed)'],
    ],
    [
      'a Deny gone',
      has(doc(allow('s3:*'), deny('s3:GetAcl'))),
      has(doc(allow('s3:*'))),
      'yes',
      'no',
      ['gains s3:GetAcl on every resource'],
    ],
    [
      'a Deny gone of what is not allowed',
      has(doc(deny('s3:GetAcl'))),
      none,
      'unknown',
      'no',
      [
        "may gain s3:GetAcl on every resource (no longer denied, which matters where a resource's own policy grants it)",
      ],
    ],
    [
      'the same in two documents',
      has(doc(allow(['s3:GetAcl', 's3:PutObject']))),
      has(doc(allow('s3:GetAcl')), doc(allow('s3:PutObject'))),
      'no',
      'no',
      [],
    ],
    [
      'an action that no table knows, by name',
      none,
      has(doc(allow('zz:New'))),
      'yes',
      'no',
      ['gains zz:new on every resource'],
    ],
    [
      'all names or the star',
      has(doc(allow(['s3:GetObject', 's3:GetAcl', 's3:PutObject']))),
      has(doc(allow('s3:*'))),
      'unknown',
      'no',
      ['may gain actions of s3 that no table knows on every resource (only actions that the table does not know)'],
    ],
    [
      'text of 2008',
      has(policyOf('p', JSON.stringify({ Statement: allow('s3:GetAcl', username) }))),
      has(doc(allow('s3:GetAcl', username))),
      'yes',
      'yes',
      null,
    ],
    [
      'an escaped star',
      has(doc(allow('s3:GetAcl', 'b/*'))),
      has(doc(allow('s3:GetAcl', `b/${escaped}`))),
      'no',
      'yes',
      [`loses s3:GetAcl on b/* except b/${escaped}`],
    ],
    [
      'a variable',
      has(doc(allow('s3:GetAcl', `b/${username}/*`))),
      has(doc(allow('s3:GetAcl', 'b/*'))),
      'yes',
      'no',
      null,
    ],
    [
      'two variables',
      has(doc(allow('s3:GetAcl', `b/${username}/*`))),
      has(doc(allow('s3:GetAcl', `b/${username}/x`))),
      'unknown',
      'yes',
      null,
    ],
    [
      'a boundary removed',
      { identity: [doc(allow('*'))], boundary: doc(allow('s3:*')) },
      has(doc(allow('*'))),
      'yes',
      'no',
      null,
    ],
    [
      'a boundary that bounded nothing',
      { identity: [doc(allow('s3:GetAcl'))], boundary: doc(allow('s3:*')) },
      has(doc(allow('s3:GetAcl'))),
      'yes',
      'no',
      null,
    ],
    [
      'a boundary widened',
      { identity: [doc(allow('s3:GetAcl'))], boundary: doc(allow('s3:Get*')) },
      { identity: [doc(allow('s3:GetAcl'))], boundary: doc(allow('s3:*')) },
      'yes',
      'no',
      null,
    ],
    [
      'a boundary of another order',
      { identity: [], boundary: doc(allow(['s3:Get*', 'iam:*'])) },
      { identity: [], boundary: doc(allow('iam:*'), allow('s3:Get*')) },
      'no',
      'no',
      [],
    ],
    ['an opaque policy attached', has(doc(allow('s3:*'))), has(doc(allow('s3:*')), opaque), 'unknown', 'unknown', null],
    ['an opaque policy that was there', has(opaque), has(opaque), 'no', 'no', []],
    ['an opaque policy beside what is detached', has(opaque, doc(allow('s3:*'))), has(opaque), 'no', 'unknown', null],
    [
      'administrator beside an opaque policy, detached',
      has(opaque, managedPolicy(arnAdmin)),
      has(opaque),
      'no',
      'unknown',
      null,
    ],
    [
      'everything denied',
      has(doc(allow('s3:*'))),
      has(doc(allow('s3:*')), managedPolicy('arn:aws:iam::aws:policy/AWSDenyAll')),
      'no',
      'yes',
      null,
    ],
    ['a malformed document', none, has(policyOf('oops', '{')), 'unknown', 'unknown', null],
    [
      'numbers',
      has(doc(allow('s3:GetAcl', '*', { Condition: { NumericLessThan: { k: '1' } } }))),
      has(doc(allow('s3:GetAcl', '*', { Condition: { NumericLessThan: { k: '2' } } }))),
      'unknown',
      'unknown',
      [
        'may gain s3:GetAcl on every resource (cannot be decided: condition k changed)',
        'may lose s3:GetAcl on every resource (cannot be decided: condition k changed)',
      ],
    ],
  ] as const)('%s', (_, before, after, gains, loses, words) => {
    const found = shift(before, after, table)
    expect([found.gains, found.loses]).toEqual([gains, loses])
    if (words !== null) expect(found.words).toEqual(words)
  })

  it('need no table', () => {
    expect(shift(none, has(doc(allow('s3:Get*'))), new Map())).toMatchObject({ gains: 'yes', loses: 'no' })
    expect(shift(none, has(doc(allow('*'))), new Map()).words).toEqual(['gains every action (*) on every resource'])
    expect(shift(has(doc(allow('s3:*'))), has(doc(allow('S3:?*'))), new Map()).words).toEqual([])
  })
})

describe('hostile patterns', () => {
  const evil = (count: number, sign: string) =>
    Array.from({ length: count }, (_, at) => `a*${sign}${at}*x*${at}${sign}*y?*z${at}`)
  it.each([
    [
      'resources of one statement',
      has(doc(allow('s3:*', evil(20, 'a')))),
      has(doc(allow('s3:*', [...evil(20, 'a'), ...evil(10, 'b')]))),
    ],
    [
      'resources of many statements',
      has(doc(...evil(30, 'a').map((one) => allow('s3:*', one)))),
      has(doc(...evil(30, 'c').map((one) => allow('s3:*', one)))),
    ],
    ['long ones', has(doc(allow('s3:*', '*a'.repeat(5000)))), has(doc(allow('s3:*', '*a?'.repeat(5000))))],
    [
      'actions',
      has(doc(...evil(20, 'a').map((one) => allow(`s3:${one}`)))),
      has(doc(...evil(20, 'b').map((one) => allow(`s3:${one}`)))),
    ],
    [
      'conditions',
      has(doc(allow('s3:*', '*', { Condition: { StringLike: { k: evil(30, 'a') } } }))),
      has(doc(allow('s3:*', '*', { Condition: { StringLike: { k: evil(30, 'b') } } }))),
    ],
    [
      'many conditions',
      has(
        doc(
          ...Array.from({ length: 60 }, (_, at) => allow('s3:*', '*', { Condition: { Null: { [`k${at}`]: 'true' } } })),
        ),
      ),
      has(
        doc(
          ...Array.from({ length: 60 }, (_, at) => allow('s3:*', '*', { Condition: { Null: { [`l${at}`]: 'true' } } })),
        ),
      ),
    ],
  ])('end: %s', (_, before, after) => {
    const start = performance.now()
    expect(shift(before, after, table).gains).not.toBe('no')
    expect(performance.now() - start).toBeLessThan(10_000)
    const fewer: Grants = { ...before, identity: [] }
    expect(shift(before, fewer, table).gains).toBe('no')
  })
})

// A made-up account, and captures of real ones where they are at hand.
const folder = process.env['HOLDFAST_CAPTURES'] ?? join('..', 'shared', 'data', 'live')
const captures = existsSync(folder) ? readdirSync(folder).filter((name) => /^cloudsplaining-.*\.json$/.test(name)) : []
const accounts = [
  join(import.meta.dirname, '..', '..', 'samples', 'iam-account-authorization-details.json'),
  ...captures.map((name) => join(folder, name)),
]
it.each(accounts)('%s: every document is its own, and each pair shifts and swaps', (file) => {
  const documents: object[] = []
  const trusts: object[] = []
  JSON.parse(readFileSync(file, 'utf8'), (key, value) => {
    if (key === 'AssumeRolePolicyDocument') trusts.push(value)
    if (key === 'Document' || key === 'PolicyDocument') documents.push(value)
    return value
  })
  expect(documents.length).toBeGreaterThan(4)
  const grants = documents.map((one) => has(policyOf('p', JSON.stringify(one))))
  for (const [at, one] of documents.entries()) {
    const first = canonicalDocument(encodeURIComponent(JSON.stringify(one)))
    expect(first.ok && canonicalDocument(JSON.stringify(first.value))).toEqual(first)
    const [here, next] = [grants[at] ?? none, grants[(at + 1) % grants.length] ?? none]
    expect(shift(here, here, table)).toEqual({ gains: 'no', loses: 'no', words: [] })
    const [there, back] = [shift(here, next, table), shift(next, here, table)]
    expect([there.gains, there.loses]).toEqual([back.loses, back.gains])
    const more: Grants = { ...here, identity: [...here.identity, ...next.identity] }
    if (!JSON.stringify(documents[(at + 1) % grants.length]).includes('"Deny"'))
      expect(shift(here, more, table).loses).toBe('no')
  }
  for (const one of trusts) {
    const read = readDocument(JSON.parse(JSON.stringify(one)))
    expect(read.ok && trustShift(read.value, read.value, null)).toEqual({ gains: 'no', loses: 'no', words: [] })
  }
})

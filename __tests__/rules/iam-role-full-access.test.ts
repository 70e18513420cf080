import '../support/patterns.ts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Resource } from '../../src/model/resource.ts'
import type { World } from '../../src/model/world.ts'
import { exampleRole } from '../../src/resources/iam-role/example.ts'
import { logic } from '../../src/resources/iam-role/members.ts'
import { rule } from '../../src/rules/iam-role-full-access/rule.ts'
import { loadedActions } from '../../src/tables/load.ts'

const world: World = {
  resources: [],
  others: [],
  gaps: [],
  whole: new Set(),
  baselines: null,
  get: () => ({ known: true, value: null }),
}

type Role = Resource<'iam-role'>
type Policies = Readonly<Record<string, readonly object[]>>

const doc = (Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const deny = (Action: unknown, Resource: unknown = '*') => ({ Effect: 'Deny', Action, Resource })
const arn = (name: string): string => `arn:aws:iam::111111111111:policy/${name}`

function role(inline: Policies, attached: Policies = {}, boundary: readonly object[] | null = null): Role {
  const documents = Object.entries(attached).map(([name, list]) => [arn(name), doc(list)] as const)
  return exampleRole(
    {},
    {
      facts: {
        inline: { known: true, value: new Map(Object.entries(inline).map(([name, list]) => [name, doc(list)])) },
        attached: { known: true, value: documents.map(([one]) => one) },
        boundary: boundary === null ? null : arn('boundary'),
        policies: new Map([...documents, ...(boundary === null ? [] : [[arn('boundary'), doc(boundary)] as const])]),
      },
    },
  )
}

function judged(given: Role, services: readonly string[]) {
  const verdict = rule.check(given, rule.options.parse({ services }), world)
  return typeof verdict === 'string' ? null : verdict[0]
}

describe('services', () => {
  it.each([[['s3', 'kmss']], [['S3']], [[]], [['']], [['s3:*']]])('not %j', (services) =>
    expect(rule.options.safeParse({ services }).success).toBe(false),
  )

  it('are all there as AWS lists them', () => {
    for (const service of loadedActions().keys()) {
      const given = role({ p: [allow(`${service}:*`)] })
      expect([service, judged(given, [service])?.verdict]).toEqual([service, 'fail'])
      const other = service === 's3' ? 'sqs' : 's3'
      expect([service, judged(role({ p: [allow(`${other}:*`)] }), [service])]).toEqual([service, null])
    }
  })

  it('are each there once the last of their actions is', () => {
    for (const service of ['iam', 's3', 'ec2', 'sts', 'kms', 'organizations']) {
      const names = (loadedActions().get(service) ?? []).map((name) => `${service}:${name}`)
      expect(judged(role({ p: [allow(names)] }), [service])?.verdict).toBe('fail')
      expect(judged(role({ p: [allow(names.slice(1))] }), [service])).toBeNull()
      expect(judged(role({ p: [allow(names.slice(0, -1))] }), [service])).toBeNull()
    }
  })

  it('are everything only where all of them are', () => {
    const all = [...loadedActions().keys()].map((service) => `${service}:*`)
    expect(judged(role({ p: [allow(all)] }), ['*'])?.verdict).toBe('fail')
    expect(judged(role({ p: [allow(all.filter((one) => one !== 'sqs:*'))] }), ['*'])).toBeNull()
  })
})

describe('a repair', () => {
  const bounded = [allow(['s3:*', 'sqs:*'])]
  it.each([
    [
      'under a boundary takes what is more than the boundary lets through only with a person',
      role({ p: [allow(['s3:*', 'iam:*'])] }, {}, bounded),
      ['s3'],
      'none',
      [],
    ],
    [
      'under a boundary takes what is named',
      role({ p: [allow(['s3:*', 'iam:*'])] }, {}, bounded),
      ['s3', 'iam'],
      'ask',
      ['inline p'],
    ],
    ['leaves what has one action more', role({ p: [allow('s3:*'), allow('sqs:SendMessage')] }), ['s3'], 'none', []],
    [
      'takes what says it twice',
      role({ p: [allow('s3:*'), allow('s3:Get*', 'arn:aws:s3:::b/*')] }),
      ['s3'],
      'ask',
      ['inline p'],
    ],
    [
      'takes two of three',
      role({ p: [allow('s3:*')], q: [allow('s3:Get*')] }, { r: [allow(['s3:*'])] }),
      ['s3'],
      'ask',
      [`attached ${arn('r')}`, 'inline p'],
    ],
    [
      'is none where the rest is not decided',
      role({ p: [allow('s3:*')], q: [allow('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })] }),
      ['s3'],
      'none',
      [],
    ],
    ['is none where a Deny goes with it', role({ p: [allow('s3:*'), deny('sqs:*')] }), ['s3'], 'none', []],
    [
      'of everything takes the one that gives everything',
      role({ p: [allow('*')], q: [allow('sqs:*')] }),
      ['*', 's3'],
      'ask',
      ['inline p'],
    ],
    [
      'of everything is none where another gives one of the services',
      role({ p: [allow('*')], q: [allow(['s3:*', 'sqs:*'])] }),
      ['*', 's3'],
      'none',
      [],
    ],
  ] as const)('%s', (_, given, services, kind, members) => {
    const repair = judged(given, services)?.repair
    expect(repair?.kind).toBe(kind)
    expect(repair?.kind === 'ask' ? repair.changes.map(({ member }) => member).sort() : []).toEqual(members)
  })

  const statement = fc.constantFrom<object>(
    allow('s3:*'),
    allow(['s3:*', 'kms:*']),
    allow('kms:*'),
    allow('*'),
    allow(['s3:Get*', 's3:List*']),
    allow('s3:*', 'arn:aws:s3:::b/*'),
    allow('sqs:*'),
    allow('kms:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    deny('kms:Decrypt'),
    deny('iam:*'),
    { Effect: 'Allow', NotAction: ['kms:*'], Resource: '*' },
  )
  const policies = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.array(statement, { minLength: 1, maxLength: 2 }), {
    maxKeys: 3,
  })

  it('makes the role pass, needs each of its changes, and takes nothing that holds more', () => {
    const services = ['s3', 'kms']
    let asked = 0
    fc.assert(
      fc.property(policies, policies, fc.option(fc.constant(bounded)), (inline, attached, boundary) => {
        const given = role(inline, attached, boundary)
        const repair = judged(given, services)?.repair
        if (repair?.kind !== 'ask') return
        asked += 1
        expect(judged(logic.withChanges(given, repair.changes), services)).toBeNull()
        for (const one of repair.changes) {
          const others = repair.changes.filter((other) => other !== one)
          expect(judged(logic.withChanges(given, others), services)).not.toBeNull()
          const [word, name = ''] = one.member.split(' ')
          const held = word === 'inline' ? inline[name] : attached[name.split('/')[1] ?? '']
          const texts = JSON.stringify(held)
          expect(texts).not.toMatch(/Deny|NotAction|sqs|"\*"\],|"Action":"\*"/)
        }
      }),
      { numRuns: 400 },
    )
    expect(asked).toBeGreaterThan(20)
  })
})

it('names are told as they are seen', () => {
  const { message = '' } = judged(role({ [`p\u001b[2K${'x'.repeat(200)}`]: [allow('s3:*')] }), ['s3']) ?? {}
  expect(message).toContain('inline p\\u001b[2K')
  expect(message.length).toBeLessThan(300)
})

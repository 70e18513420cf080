import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { canonicalDocument, parseDocument, sameMeaning } from '../../../src/lib/iam/document.ts'

const allow = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }
const doc = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })
const trust = (Principal: unknown, more: object = {}): string =>
  doc({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more })
const when = (Condition: unknown): string => doc({ ...allow, Condition })

describe('documents that mean the same', () => {
  const deny = { Effect: 'Deny', Action: ['s3:PutObject'], Resource: ['*'] }
  it.each([
    ['statement order', doc(allow, deny), doc(deny, allow)],
    ['a text for a list of one', doc(allow), doc({ ...allow, Action: 's3:GetObject', Resource: '*' })],
    ["Effect's case", doc(allow), doc({ ...allow, Effect: 'allow' })],
    ['action case', doc(allow), doc({ ...allow, Action: 'S3:getobject' })],
    ['duplicate actions', doc(allow), doc({ ...allow, Action: ['s3:GetObject', 's3:getObject', 's3:GetObject'] })],
    ['action order', doc({ ...allow, Action: ['a:b', 'a:c'] }), doc({ ...allow, Action: ['a:c', 'a:b'] })],
    ['resource order', doc({ ...allow, Resource: ['x', 'y'] }), doc({ ...allow, Resource: ['y', 'x', 'y'] })],
    ['an empty condition', doc(allow), when({})],
    ['an operator without keys', doc(allow), when({ StringEquals: {} })],
    [
      'condition key case',
      when({ Bool: { 'aws:SecureTransport': 'true' } }),
      when({ Bool: { 'AWS:securetransport': 'true' } }),
    ],
    ['operator case', when({ StringEquals: { k: 'v' } }), when({ stringequals: { k: ['v'] } })],
    [
      'set operator case',
      when({ 'ForAllValues:StringLike': { k: 'v' } }),
      when({ 'forallvalues:stringlike': { k: 'v' } }),
    ],
    ['a boolean or its text', when({ Bool: { k: true } }), when({ Bool: { k: 'true' } })],
    ['a number or its text', when({ NumericLessThan: { k: 3600 } }), when({ NumericLessThan: { k: '3600' } })],
    ['order of values', when({ StringEquals: { k: ['a', 'b'] } }), when({ StringEquals: { k: ['b', 'a'] } })],
    [
      'order of operators',
      when({ Bool: { a: 'x' }, Null: { b: 'true' } }),
      when({ Null: { b: 'true' }, Bool: { a: 'x' } }),
    ],
    ['root ARN or account id', trust({ AWS: 'arn:aws:iam::111122223333:root' }), trust({ AWS: '111122223333' })],
    ['root ARN of China', trust({ AWS: 'arn:aws-cn:iam::111122223333:root' }), trust({ AWS: ['111122223333'] })],
    [
      'both spellings of an account',
      trust({ AWS: ['arn:aws:iam::111122223333:root', '111122223333'] }),
      trust({ AWS: '111122223333' }),
    ],
    ['everyone', trust('*'), trust({ AWS: '*' })],
    ['everyone in a list', trust('*'), trust({ AWS: ['*'] })],
    ['order of principals', trust({ AWS: ['a', 'b'], Service: 's' }), trust({ Service: ['s'], AWS: ['b', 'a'] })],
    ['a statement alone or in a list', doc(allow), JSON.stringify({ Version: '2012-10-17', Statement: allow })],
    ['Sid', doc(allow), doc({ Sid: 'Anything', ...allow })],
    ['Id', doc(allow), JSON.stringify({ Id: 'x', Version: '2012-10-17', Statement: [allow] })],
    [
      'the version that holds when none is named',
      JSON.stringify({ Statement: allow }),
      JSON.stringify({ Version: '2008-10-17', Statement: allow }),
    ],
    [
      'key order and spaces',
      doc(allow),
      JSON.stringify(
        { Statement: [{ Resource: '*', Action: 's3:GetObject', Effect: 'Allow' }], Version: '2012-10-17' },
        null,
        4,
      ),
    ],
    ['URL encoding', doc(allow), encodeURIComponent(doc(allow))],
    ['a line before the document', doc(allow), `\n ${doc(allow)}`],
    [
      'a percent sign in a plain document',
      doc({ ...allow, Resource: 'x%2Fy' }),
      encodeURIComponent(doc({ ...allow, Resource: 'x%2Fy' })),
    ],
  ])('%s', (_, a, b) => {
    expect(sameMeaning(a, b)).toBe(true)
    expect(canonicalDocument(a)).toEqual(canonicalDocument(b))
  })
})

describe('documents that do not mean the same', () => {
  it.each([
    ['everyone and an account', trust('*'), trust({ AWS: '111122223333' })],
    [
      'an account and a role of it',
      trust({ AWS: '111122223333' }),
      trust({ AWS: 'arn:aws:iam::111122223333:role/root' }),
    ],
    [
      'unknown keys of the document',
      doc(allow),
      JSON.stringify({ Version: '2012-10-17', Statement: [allow], Extra: 1 }),
    ],
    ['unknown keys of a statement', doc(allow), doc({ ...allow, Extra: 1 })],
    ['numbers of like statements', doc(allow), doc(allow, allow)],
    ['NotAction', doc(allow), doc({ Effect: 'Allow', NotAction: ['s3:GetObject'], Resource: ['*'] })],
    ['NotResource', doc(allow), doc({ Effect: 'Allow', Action: ['s3:GetObject'], NotResource: ['*'] })],
    [
      'NotPrincipal',
      trust({ AWS: 'a' }),
      doc({ Effect: 'Allow', NotPrincipal: { AWS: 'a' }, Action: 'sts:AssumeRole' }),
    ],
    ['resource case', doc(allow), doc({ ...allow, Resource: 'X' })],
    ["condition values' case", when({ StringEquals: { k: 'v' } }), when({ StringEquals: { k: 'V' } })],
    ['condition and none', doc(allow), when({ StringEquals: { k: 'v' } })],
    ['operators', when({ StringEquals: { k: 'v' } }), when({ StringLike: { k: 'v' } })],
    ['an operator that is not known, by case', when({ Foo: { k: 'v' } }), when({ foo: { k: 'v' } })],
    ['no value and no condition', doc(allow), when({ StringEquals: { k: [] } })],
    [
      'two spellings of one key and one of them',
      when({ StringEquals: { k: 'a', K: 'b' } }),
      when({ StringEquals: { k: 'a' } }),
    ],
    [
      'two spellings of one key, swapped',
      when({ StringEquals: { k: 'a', K: 'b' } }),
      when({ StringEquals: { k: ['a', 'b'] } }),
    ],
    ['versions', doc(allow), JSON.stringify({ Statement: [allow] })],
    ['Deny', doc(allow), doc({ ...allow, Effect: 'Deny' })],
    ['services of two partitions', trust({ Service: 'ec2.amazonaws.com' }), trust({ Service: 'ec2.amazonaws.com.cn' })],
    ['types of principals', trust({ AWS: 'x' }), trust({ Federated: 'x' })],
    ['resources and none', doc(allow), doc({ Effect: 'Allow', Action: ['s3:GetObject'] })],
  ])('%s', (_, a, b) => {
    expect([canonicalDocument(a).ok, canonicalDocument(b).ok]).toEqual([true, true])
    expect(sameMeaning(a, b)).toBe(false)
  })
})

describe('malformed documents are values', () => {
  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['%7', 'not JSON'],
    ['%ff', 'not JSON'],
    ['null', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['"{}"', 'not a JSON object'],
    ['{}', 'no Statement'],
    [`{"Statement":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'nested too deeply'],
    [JSON.stringify({ Version: 1, Statement: allow }), 'Version is no text'],
    [JSON.stringify({ Statement: ['x'] }), 'statement 1: no object'],
    [doc(allow, { ...allow, Effect: 'Maybe' }), 'statement 2: Effect is neither Allow nor Deny'],
    [doc({ ...allow, Action: 5 }), 'statement 1: Action is neither a text nor a list of texts'],
    [doc({ ...allow, NotAction: 's3:*' }), 'statement 1: Action and NotAction together'],
    [doc({ Effect: 'Allow', Resource: '*' }), 'statement 1: neither Action nor NotAction'],
    [doc({ ...allow, Resource: [['x']] }), 'statement 1: Resource is neither a text nor a list of texts'],
    [when([]), 'statement 1: Condition is no object'],
    [when({ Bool: 'x' }), 'statement 1: an operator of Condition is no object'],
    [when({ Bool: { k: { x: 1 } } }), 'statement 1: a value of Condition is no text, number or boolean'],
    [trust('arn:aws:iam::111122223333:root'), 'statement 1: Principal is neither "*" nor texts by type'],
    [trust({ AWS: [1] }), 'statement 1: Principal is neither "*" nor texts by type'],
  ])('%#: %.60s', (text, why) => {
    expect(canonicalDocument(text)).toEqual({ ok: false, why })
    expect(sameMeaning(text, text)).toBe(true)
    expect(sameMeaning(text, `${text} `)).toBe(false)
  })

  it('whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) =>
        expect(canonicalDocument(text)).toHaveProperty('ok'),
      ),
    )
  })
})

const word = fc.constantFrom('a', 'b', 's3:Get*', '__proto__', '*', 'x:y')
const list = fc.oneof(word, fc.array(word, { maxLength: 3 }))
const any = fc.record(
  {
    Sid: word,
    Effect: fc.constantFrom('Allow', 'Deny', 'DENY'),
    Action: list,
    Resource: list,
    Principal: fc.oneof(
      fc.constant('*'),
      fc.dictionary(fc.constantFrom('AWS', 'Service'), list, { noNullPrototype: true }),
    ),
    Condition: fc.dictionary(
      fc.constantFrom('StringEquals', 'stringEquals', 'Null', 'Own'),
      fc.dictionary(fc.constantFrom('k', 'K', 'aws:X'), fc.oneof(list, fc.boolean(), fc.integer()), {
        noNullPrototype: true,
      }),
      { noNullPrototype: true },
    ),
    Own: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['Effect', 'Action'], noNullPrototype: true },
)

describe('the canonical form', () => {
  it('is its own, and knows no order of statements and lists', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (statements) => {
        const first = canonicalDocument(doc(...statements))
        if (!first.ok) throw new Error(first.why)
        expect(canonicalDocument(JSON.stringify(first.value))).toEqual(first)
        const turned = statements.map((one) => ({
          ...one,
          Action: typeof one.Action === 'string' ? [one.Action] : [...one.Action].reverse(),
        }))
        expect(canonicalDocument(encodeURIComponent(doc(...turned.reverse())))).toEqual(first)
      }),
    )
  })

  it('keeps what stands there for those who ask which statement it was', () => {
    const read = parseDocument(doc(allow, { ...allow, Sid: 'Second', Effect: 'deny' }))
    expect(read.ok && read.value.statements.map(({ sid, effect }) => [sid, effect])).toEqual([
      [null, 'Allow'],
      ['Second', 'Deny'],
    ])
  })
})

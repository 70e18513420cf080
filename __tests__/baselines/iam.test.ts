import { beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { baselinesOf } from '../../src/baselines/baselines.ts'
import { compare, isRecorded, type RecordedLogic } from '../../src/baselines/compare.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Json } from '../../src/model/basics.ts'
import { type Change, type Member, ratingOf } from '../../src/model/member.ts'
import type { Kind, Resource } from '../../src/model/resource.ts'
import { examplePolicy } from '../../src/resources/iam-policy/example.ts'
import { exampleRole } from '../../src/resources/iam-role/example.ts'
import {
  anyDocument,
  anyRole,
  document,
  managed,
  type RoleParts,
  roleWith,
  statement,
  trustOf,
} from '../support/iam.ts'
import { kinds } from './kinds.ts'

const recordedLogic = (kind: Kind): RecordedLogic => {
  const logic = kinds.get(kind)
  if (!isRecorded(logic)) throw new Error(`${kind} is recorded`)
  return logic
}
const logic = recordedLogic('iam-role')
const policyLogic = recordedLogic('iam-policy')
beforeAll(async () => {
  await logic.load?.()
})

const world = worldOf({ resources: [], gaps: [], whole: new Set() })
const role = (...args: Parameters<typeof roleWith>): Resource => roleWith(...args) as unknown as Resource
const policy = (text: string): Resource =>
  examplePolicy({}, { document: { known: true, value: text } }) as unknown as Resource
const baseline = (one: Resource) => take(recordedLogic(one.ref.kind), one, null).baseline
const held = (before: Resource, live: Resource) =>
  compare(recordedLogic(live.ref.kind), baseline(before), { live, world })
const nothing = { changed: [], unread: [], replaced: null }

/** As its file says, so that what a file cannot hold shows. */
function reread(live: Resource) {
  const own = baseline(live)
  const [path, text] = [pathOf(own), baselineText(own)]
  const parsed = parseBaselines([{ path, text }], { kinds, recorded: [live.ref.kind] })
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
  const [file] = parsed.files
  if (file === undefined) throw new Error('no file')
  return file
}

const shuffled = (parts: RoleParts): RoleParts => ({
  ...parts,
  inline: Object.fromEntries(
    Object.entries(parts.inline)
      .reverse()
      .map(([name, text]) => [name, respelled(text)]),
  ),
  attached: [...parts.attached].reverse(),
  trust: respelled(parts.trust),
})

/** The same in another spelling: statements the other way round, texts as lists, actions in capitals. */
function respelled(text: string): string {
  const { Statement: list, ...more } = JSON.parse(text) as { Statement: { Action: string | string[] }[] }
  const other = [...list].reverse().map((one) => ({ ...one, Sid: 'Other', Action: [one.Action].flat().reverse() }))
  const upper = other.map((one) => ({ ...one, Action: one.Action.map((action) => action.toUpperCase()) }))
  return JSON.stringify({ Id: 'x', Statement: upper, ...more }, null, 4)
}

describe('a role and its baseline', () => {
  it('in any spelling and order is no drift, and its file says all of it', () => {
    fc.assert(
      fc.property(anyRole, (parts) => {
        const other = role(shuffled(parts))
        expect(held(role(parts), other)).toEqual(nothing)
        const { baseline: file } = reread(role(parts))
        expect(compare(logic, file, { live: other, world })).toEqual(nothing)
        // Recorded again, it keeps its spelling.
        expect(baselineText(take(logic, other, file).baseline)).toBe(baselineText(file))
      }),
      { numRuns: 60 },
    )
  })

  it('are equal once the changes are made, and what cannot be written is said', () => {
    fc.assert(
      fc.property(anyRole, anyRole, (a, b) => {
        const [before, live] = [role(a), role(b)]
        const { changed } = held(before, live)
        const written = changed.flatMap(({ revert }) => (typeof revert === 'string' ? [] : [revert]))
        const left = held(before, logic.withChanges(live, written)).changed
        expect(left.map(({ member }) => member)).toEqual(
          changed.flatMap(({ member, revert }) => (typeof revert === 'string' ? [member] : [])),
        )
        expect(left.every(({ member }) => /^(instance-profile |trust$)/.test(member))).toBe(true)
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('shift one way as the other, swapped', () => {
    fc.assert(
      fc.property(anyRole, anyRole, (a, b) => {
        const there = logic.shift(role(a), role(b), world)
        const back = logic.shift(role(b), role(a), world)
        expect([back.gains, back.loses]).toEqual([there.loses, there.gains])
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('of another id is another role', () => {
    const live = exampleRole({}, { facts: { roleId: 'AROA9999999999999999' } }) as unknown as Resource
    const { replaced } = held(exampleRole() as unknown as Resource, live)
    expect(replaced).toEqual({ recorded: 'AROA0123456789ABCDEFG', live: 'AROA9999999999999999' })
  })
})

it('changes of one role are told with the weightiest first, and what was cut last', () => {
  const wide = document({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' })
  const [before, live] = [role({}), role({ inline: { wide }, tags: { team: 'x' } })]
  const words = held(before, live).changed.find(({ member }) => member === 'inline wide')?.words ?? []
  expect(words[0]).toMatch(/^gains all of EC2 /)
  expect(words.at(-1)).toMatch(/^and \d+ more$/)
  expect(words.filter((word) => /^and /.test(word))).toHaveLength(1)
})

describe('one change of a role', () => {
  const s3 = document(statement('s3:*'))
  const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'
  it.each<readonly [string, Partial<RoleParts>, Partial<RoleParts>, string, string]>([
    ['an inline policy', {}, { inline: { x: s3 } }, 'inline x', 'widening'],
    ['a policy of its own account', {}, { attached: [managed('s3')] }, `attached ${managed('s3')}`, 'widening'],
    [
      'AdministratorAccess, of which the listing says nothing',
      {},
      { attached: [admin] },
      `attached ${admin}`,
      'widening',
    ],
    [
      'a policy that nobody could read',
      {},
      { attached: [managed('secret')] },
      `attached ${managed('secret')}`,
      'undecided',
    ],
    [
      'what another policy says already',
      { attached: [managed('s3')] },
      { attached: [managed('s3')], inline: { x: s3 } },
      'inline x',
      'neutral',
    ],
    [
      'a boundary that is gone',
      { attached: [managed('s3')], boundary: managed('read') },
      { attached: [managed('s3')] },
      'boundary',
      'widening',
    ],
    [
      'a boundary that came',
      { attached: [managed('s3')] },
      { attached: [managed('s3')], boundary: managed('read') },
      'boundary',
      'narrowing',
    ],
    ['a policy that is gone', { inline: { x: s3 } }, {}, 'inline x', 'narrowing'],
    [
      'an account that it trusts',
      { trust: trustOf({ Service: 'ec2.amazonaws.com' }) },
      { trust: trustOf({ Service: 'ec2.amazonaws.com', AWS: '222222222222' }) },
      'trust',
      'widening',
    ],
    ['an instance profile', {}, { instanceProfiles: ['web'] }, 'instance-profile web', 'widening'],
    ['a tag, which access may hang on', {}, { tags: { owner: 'x' } }, 'tag owner', 'undecided'],
    ['a tag that is gone', { tags: { owner: 'x' } }, {}, 'tag owner', 'neutral'],
  ])('%s is rated', (_, before, live, member, rating) => {
    const trust = trustOf({ Service: 'ec2.amazonaws.com' })
    const { changed } = held(role({ trust, ...before }), role({ trust, ...live }))
    expect(changed.map((one) => [one.member, one.rating])).toEqual([[member, rating]])
    expect(changed[0]?.words.length === 0).toBe(rating === 'neutral')
  })

  it('of a policy is one of its document', () => {
    const { changed } = held(policy(document(statement('s3:GetObject'))), policy(s3))
    expect(changed.map((one) => [one.member, one.rating])).toEqual([['document', 'widening']])
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        const there = policyLogic.shift(policy(a), policy(b), world)
        const back = policyLogic.shift(policy(b), policy(a), world)
        expect([back.gains, back.loses]).toEqual([there.loses, there.gains])
        expect(held(policy(a), policy(respelled(a)))).toEqual(nothing)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('documents', () => {
  const allowed = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }
  const trusting = (AWS: Json) => ({ Effect: 'Allow', Principal: AWS, Action: 'sts:AssumeRole' })
  it.each<readonly [string, Json, Json]>([
    ['one statement or a list of one', allowed, [allowed]],
    ["Effect's case", { ...allowed, Effect: 'allow' }, allowed],
    [
      'the root of an account or its id',
      trusting({ AWS: 'arn:aws:iam::222222222222:root' }),
      trusting({ AWS: '222222222222' }),
    ],
    ["an action's case, twice", { ...allowed, Action: ['S3:GETOBJECT', 's3:GetObject'] }, allowed],
    [
      "a condition key's case",
      { ...allowed, Condition: { Bool: { 'AWS:SecureTransport': 'true' } } },
      { ...allowed, Condition: { Bool: { 'aws:securetransport': true } } },
    ],
    ['no condition or an empty one', { ...allowed, Condition: {} }, allowed],
    ['everybody, either way', trusting('*'), trusting({ AWS: '*' })],
  ])('that say the same are no drift: %s', (_, a, b) => {
    const [left, right] = [a, b].map((one) => JSON.stringify({ Version: '2012-10-17', Statement: one }))
    for (const [x = '', y = ''] of [
      [left, right],
      [right, left],
    ])
      expect(held(role({ trust: x, inline: { p: x } }), role({ trust: y, inline: { p: y } }))).toEqual(nothing)
  })

  it.each<readonly [string, Json, Json]>([
    ['everybody and an account', trusting('*'), trusting({ AWS: '222222222222' })],
    ['a statement once or twice', [allowed], [allowed, allowed]],
    ['a key that no grammar knows', allowed, { ...allowed, Extra: 1 }],
    [
      'a deleted role and its ARN',
      trusting({ AWS: 'AROAAAAAAAAAAAAAAAAAA' }),
      trusting({ AWS: 'arn:aws:iam::222222222222:role/x' }),
    ],
  ])('that do not are: %s', (_, a, b) => {
    const [left = '', right = ''] = [a, b].map((one) => JSON.stringify({ Version: '2012-10-17', Statement: one }))
    expect(held(role({ trust: left }), role({ trust: right })).changed.map(({ member }) => member)).toEqual(['trust'])
  })

  it('that nobody can read are held letter by letter', () => {
    const live = role({ inline: { odd: '{"Statement": 1}' } })
    expect(compare(logic, reread(live).baseline, { live, world })).toEqual(nothing)
    expect(held(live, role({ inline: { odd: '{"Statement":1}' } })).changed).toMatchObject([
      { member: 'inline odd', rating: 'undecided', revert: expect.stringContaining('no policy document') },
    ])
  })
})

describe('an external id', () => {
  const withId = (id: Json, who: Json = { AWS: '222222222222' }, key = 'sts:ExternalId', operator = 'StringEquals') =>
    role({ trust: trustOf(who, { [operator]: { [key]: id } }) })
  const hash = /sha256:[0-9a-f]{64}/

  it.each<readonly [string, Resource]>([
    ['as a text', withId('secret')],
    ['in a list', withId(['secret', 'secret-too'])],
    ['under another operator and spelling', withId('secret', '*', 'STS:externalid', 'StringLike')],
    [
      'in a single statement',
      role({
        trust: JSON.stringify({
          Statement: {
            Effect: 'Allow',
            Principal: '*',
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'sts:ExternalId': 'secret' } },
          },
        }),
      }),
    ],
  ])('%s is recorded as a hash', (_, live) => {
    const { text, baseline: file } = reread(live)
    expect(text).not.toContain('secret')
    expect(text).toMatch(hash)
    expect(compare(logic, file, { live, world })).toEqual(nothing)
  })

  it('is told as a hash, and filled in where the role still has it', () => {
    const live = withId('secret', '*')
    const [drifted] = held(withId('secret'), live).changed
    expect(JSON.stringify([drifted?.recorded, drifted?.live, drifted?.words])).not.toContain('secret')
    expect(drifted?.rating).toBe('widening')
    const revert = drifted?.revert
    if (revert === undefined || typeof revert === 'string') throw new Error('it can be reverted')
    expect(JSON.stringify(revert.after)).toContain('"secret"')
    expect(held(withId('secret'), logic.withChanges(live, [revert]))).toEqual(nothing)
  })

  it('that the role has lost is not made up', () => {
    for (const live of [withId('other'), role({ trust: trustOf({ AWS: '222222222222' }) })])
      expect(held(withId('secret'), live).changed).toMatchObject([
        { member: 'trust', revert: expect.stringContaining('only a hash of an external id is recorded') },
      ])
  })

  it('that is a pattern on either side is never decided by its hash', () => {
    const [drifted] = held(withId('a*', '*', 'sts:ExternalId', 'StringLike'), withId('ab', '*')).changed
    expect(drifted?.rating).toBe('undecided')
  })

  it('has no place in a file in clear', () => {
    const value = JSON.parse(trustOf('*', { StringEquals: { 'sts:ExternalId': 'clear' } })) as Json
    expect(logic.recording.wrong('trust' as Member, value)).toMatchObject({
      part: 'value',
      expected: expect.stringContaining('sha256'),
    })
  })
})

describe('what nobody can write', () => {
  it.each<readonly [string, Resource, Resource, string]>([
    ['a path', role({}), exampleRole({}, { facts: { path: '/x/' } }) as unknown as Resource, 'keeps its path'],
    ['an instance profile', role({ instanceProfiles: ['web'] }), role({}), 'put deploy into the instance profile web'],
    [
      'a deleted principal',
      role({ trust: trustOf({ AWS: 'AROAAAAAAAAAAAAAAAAAA' }) }),
      role({ trust: trustOf('*') }),
      'no longer knows',
    ],
  ])('%s says what a person has to do', (_, before, live, says) => {
    const own = held(before, live).changed.filter(({ member }) => !/^(inline|attached)/.test(member))
    expect(own.some(({ revert }) => typeof revert === 'string' && revert.includes(says))).toBe(true)
  })
})

describe('a part that was not read', () => {
  const denied = { known: false, why: 'denied', operation: 'iam:GetRolePolicy' } as const
  it('is unknown, and recorded as such', () => {
    const live = role({}, { inline: denied })
    expect(held(role({ inline: { x: document(statement('*')) } }), live)).toEqual({
      ...nothing,
      unread: [{ about: 'inline', why: 'denied', operation: 'iam:GetRolePolicy' }],
    })
    expect(baseline(live).unread).toEqual(['inline'])
    expect(logic.member(live, 'inline x' as Member)).toEqual(denied)
    expect(logic.shift(live, live, world)).toEqual({ gains: 'no', loses: 'no', words: [] })
    const more = logic.withChanges(live, [{ on: live.ref, member: 'attached x' as Member, before: null, after: true }])
    expect(ratingOf(logic.shift(live, more, world))).toBe('undecided')
  })
})

describe('a file that somebody edited', () => {
  it.each<readonly [Kind, string, Json, 'member' | 'value']>([
    ['iam-role', 'trusts', {}, 'member'],
    ['iam-role', 'trust x', {}, 'member'],
    ['iam-role', 'inline ', {}, 'member'],
    ['iam-role', 'inline a b', {}, 'member'],
    ['iam-role', 'inline a', { Statment: [] }, 'value'],
    ['iam-role', 'inline a', '{"Version":"2012-10-17","Statement":[]}', 'value'],
    ['iam-role', 'attached AdministratorAccess', true, 'member'],
    ['iam-role', 'attached arn:aws:iam::aws:policy/X', 'yes', 'value'],
    ['iam-role', 'boundary', 'read', 'value'],
    ['iam-role', 'path', 'team', 'value'],
    ['iam-role', 'instance-profile a/b', true, 'member'],
    ['iam-role', 'tag aws:x', 'y', 'member'],
    ['iam-policy', 'documents', {}, 'member'],
    ['iam-policy', 'version v1', {}, 'member'],
    ['iam-policy', 'document', { Version: 1 }, 'value'],
    ['iam-policy', 'path', '', 'value'],
  ])('%s: %s is wrong', (kind, member, value, part) => {
    expect(recordedLogic(kind).recording.wrong(member as Member, value)?.part).toBe(part)
  })
})

describe('limits that no account can lift', () => {
  const change = (live: Resource, member: string, after: Json): readonly Change[] => [
    { on: live.ref, member: member as Member, before: null, after },
  ]
  const refused = (live: Resource, member: string, after: Json): string | null =>
    recordedLogic(live.ref.kind).refuses(
      live,
      recordedLogic(live.ref.kind).withChanges(live, change(live, member, after)),
    )
  const long = (length: number): Json => JSON.parse(document(statement('s3:Get*', { Sid: 'x'.repeat(length) }))) as Json

  it('are told before AWS is asked', () => {
    const many = role({ attached: Array.from({ length: 25 }, (_, n) => managed(`p${n}`)) })
    expect(refused(many, `attached ${managed('more')}`, true)).toContain('26 managed policies')
    expect(refused(role({}), `attached ${managed('more')}`, true)).toBeNull()
    expect(refused(role({}), 'inline x', long(10_300))).toContain('10240')
    expect(refused(role({}), 'inline x', long(9_000))).toBeNull()
    expect(refused(policy(document(statement('s3:*'))), 'document', long(6_200))).toContain('6144')
    // What is over it already may shrink.
    const over = policy(JSON.stringify(long(6_500)))
    expect(refused(over, 'document', long(6_400))).toBeNull()
  })
})

describe('roles that AWS makes', () => {
  it('are neither recorded nor missed', () => {
    const index = baselinesOf([], kinds)
    for (const [arn, own] of [
      ['arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/X', true],
      ['arn:aws-cn:iam::111111111111:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_X', true],
      ['arn:aws:iam::111111111111:role/mine/aws-service-role/X', false],
      ['arn:aws:iam::111111111111:role/aws-service-role', false],
    ] as const)
      expect(index.isOfAws({ ...exampleRole().ref, arn })).toBe(own)
  })
})

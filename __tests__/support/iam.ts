import fc from 'fast-check'
import type { Json } from '../../src/model/basics.ts'
import type { Resource } from '../../src/model/resource.ts'
import { exampleRole } from '../../src/resources/iam-role/example.ts'

export const statement = (
  action: Json,
  more: { readonly [key: string]: Json } = {},
): { readonly [key: string]: Json } => ({
  Effect: 'Allow',
  Action: action,
  Resource: '*',
  ...more,
})

export const document = (...statements: readonly Json[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })

export const trustOf = (principal: Json, condition?: Json): string =>
  document({
    Effect: 'Allow',
    Principal: principal,
    Action: 'sts:AssumeRole',
    ...(condition === undefined ? {} : { Condition: condition }),
  })

export const managed = (name: string): string => `arn:aws:iam::111111111111:policy/${name}`

/** What managed policies say, for all roles of these tests. */
export const policies: ReadonlyMap<string, string> = new Map([
  [managed('s3'), document(statement('s3:*'))],
  [managed('read'), document(statement(['s3:Get*', 's3:List*']))],
  [managed('ec2'), document(statement('ec2:*'))],
])

type RoleFacts = Resource<'iam-role'>['facts']

export interface RoleParts {
  readonly trust: string
  readonly inline: Readonly<Record<string, string>>
  readonly attached: readonly string[]
  readonly boundary: string | null
  readonly instanceProfiles: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

export function roleWith(parts: Partial<RoleParts>, more: Partial<RoleFacts> = {}): Resource<'iam-role'> {
  const { inline = {}, attached = [], boundary = null, instanceProfiles = [], tags = {}, trust } = parts
  return exampleRole(tags, {
    facts: {
      ...(trust === undefined ? {} : { trust }),
      inline: { known: true, value: new Map(Object.entries(inline)) },
      attached: { known: true, value: [...attached].sort() },
      boundary,
      instanceProfiles: { known: true, value: [...instanceProfiles].sort() },
      policies,
      ...more,
    },
  })
}

const action = fc.constantFrom('s3:*', 's3:GetObject', 'S3:getobject', 'ec2:*', '*', 'iam:PassRole')
const one = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.oneof(action, fc.uniqueArray(action, { minLength: 1, maxLength: 3 })),
  Resource: fc.constantFrom('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::b'),
})
export const anyDocument = fc.array(one, { minLength: 1, maxLength: 3 }).map((list) => document(...list))

const principal = fc.constantFrom<Json>(
  '*',
  { AWS: '222222222222' },
  { AWS: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::333333333333:role/x'] },
  { Service: 'ec2.amazonaws.com' },
)
const condition = fc.constantFrom<Json | undefined>(
  undefined,
  { StringEquals: { 'sts:ExternalId': 'one' } },
  { StringEquals: { 'sts:ExternalId': ['one', 'two'] } },
)

export const anyRole: fc.Arbitrary<RoleParts> = fc.record({
  trust: fc.tuple(principal, condition).map(([who, when]) => trustOf(who, when)),
  inline: fc.dictionary(fc.constantFrom('a', 'b', 'c+d'), anyDocument),
  attached: fc.uniqueArray(fc.constantFrom(managed('s3'), managed('read'), managed('ec2'), managed('unread'))),
  boundary: fc.constantFrom(null, managed('read'), managed('ec2')),
  instanceProfiles: fc.uniqueArray(fc.constantFrom('web', 'app')),
  tags: fc.dictionary(fc.constantFrom('owner', 'team'), fc.constantFrom('a', 'b')),
})

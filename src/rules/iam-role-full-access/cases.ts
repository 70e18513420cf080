import type { Resource } from '../../model/resource.ts'
import { exampleRole } from '../../resources/iam-role/example.ts'
import type { Case } from '../define.ts'

type Facts = Resource<'iam-role'>['facts']
type Statement = Readonly<Record<string, unknown>>

const doc = (...Statement: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: unknown, Resource: unknown = '*', more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const deny = (Action: unknown, Resource: unknown = '*', more: Statement = {}): Statement => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
})

const aws = 'arn:aws:iam::aws:policy'
const own = 'arn:aws:iam::111111111111:policy'
const [admin, s3Full] = [`${aws}/AdministratorAccess`, `${aws}/AmazonS3FullAccess`]

interface Given {
  readonly inline?: Readonly<Record<string, string>>
  /** ARN → document; null: it was not read. */
  readonly attached?: Readonly<Record<string, string | null>>
  readonly boundary?: readonly [string, string | null]
  readonly more?: Partial<Facts>
}

function role({ inline = {}, attached = {}, boundary, more = {} }: Given): Resource<'iam-role'> {
  const read = [...Object.entries(attached), ...(boundary === undefined ? [] : [boundary])]
  const policies = read.flatMap(([arn, text]): (readonly [string, string])[] => (text === null ? [] : [[arn, text]]))
  return exampleRole(
    {},
    {
      facts: {
        inline: { known: true, value: new Map(Object.entries(inline)) },
        attached: { known: true, value: Object.keys(attached) },
        boundary: boundary?.[0] ?? null,
        policies: new Map(policies),
        ...more,
      },
    },
  )
}

const inline = (...statements: readonly Statement[]): Resource<'iam-role'> =>
  role({ inline: { p: doc(...statements) } })
const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }
const organizations = { services: ['organizations'] }
const s3 = { services: ['s3'] }

const kms = { services: ['kms'] }
/** Actions of KMS that begin with one of these letters. */
const of = (letters: string): readonly string[] => [...letters].map((one) => `kms:${one}*`)

export const cases: readonly Case<'iam-role'>[] = [
  { title: 'a role without policies', group: 'pass', options: {}, resource: role({}), expect: { verdict: 'pass' } },
  {
    title: 'all of a service that is not asked for',
    group: 'pass',
    options: {},
    resource: inline(allow('sqs:*')),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a role that may do everything, by an AWS-managed policy whose text was not read',
    group: 'fail',
    options: {},
    resource: role({ attached: { [admin]: null } }),
    expect: {
      verdict: 'fail',
      says: ['all services (*)', `attached ${admin}`],
      repair: 'ask',
      changes: [`- attached ${admin}`],
    },
  },
  {
    title: 'all of S3, inline',
    group: 'fail',
    options: {},
    resource: inline(allow('s3:*')),
    expect: { verdict: 'fail', says: ['s3 (by inline p)'], repair: 'ask', changes: ['- inline p'] },
  },
  {
    title: 'all of S3 by a wildcard that is spelled otherwise',
    group: 'fail',
    options: s3,
    resource: inline(allow('S3:?*')),
    expect: { verdict: 'fail', repair: 'ask', changes: ['- inline p'] },
  },
  {
    title: 'a wildcard that takes other services as well: the policy holds more',
    group: 'fail',
    options: s3,
    resource: inline(allow('S*')),
    expect: { verdict: 'fail', says: ['s3 (by inline p)'], repair: 'none' },
  },
  {
    title: 'all but a few services, by NotAction',
    group: 'fail',
    options: {},
    resource: inline({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }),
    expect: { verdict: 'fail', says: ['ec2, kms, s3, sts (by inline p)'], repair: 'none' },
  },
  {
    title: 'all of S3 by a customer-managed policy',
    group: 'fail',
    options: {},
    resource: role({ attached: { [`${own}/data`]: doc(allow('s3:*')) } }),
    expect: { verdict: 'fail', says: [`attached ${own}/data`], repair: 'ask', changes: [`- attached ${own}/data`] },
  },
  {
    title: 'all of S3 by an AWS-managed policy that holds a little more',
    group: 'fail',
    options: {},
    resource: role({ attached: { [s3Full]: doc(allow(['s3:*', 's3-object-lambda:*'])) } }),
    expect: { verdict: 'fail', says: [`attached ${s3Full}`], repair: 'none' },
  },
  {
    title: 'all of S3 on every bucket',
    group: 'fail',
    options: {},
    resource: inline(allow('s3:*', 'arn:aws:s3:::*')),
    expect: { verdict: 'fail', repair: 'ask', changes: ['- inline p'] },
  },
  {
    title: 'all of IAM on everything of the account',
    group: 'fail',
    options: {},
    resource: inline(allow('iam:*', 'arn:aws:iam::111111111111:*')),
    expect: { verdict: 'fail', says: ['iam (by inline p)'] },
  },
  {
    title: 'two policies that each give it: both have to go',
    group: 'fail',
    options: s3,
    resource: role({ inline: { p: doc(allow('s3:*')) }, attached: { [`${own}/data`]: doc(allow('s3:*')) } }),
    expect: { verdict: 'fail', repair: 'ask', changes: ['- inline p', `- attached ${own}/data`] },
  },
  {
    title: 'the one of three policies that gives it',
    group: 'fail',
    options: s3,
    resource: role({
      inline: { p: doc(allow('s3:*')), read: doc(allow('s3:Get*')) },
      attached: { [`${own}/logs`]: doc(allow('logs:*')) },
    }),
    expect: { verdict: 'fail', says: ['by inline p)'], repair: 'ask', changes: ['- inline p'] },
  },
  {
    title: 'one that could go, and one that holds more and gives it, too',
    group: 'fail',
    options: s3,
    resource: role({ inline: { p: doc(allow('s3:*')), q: doc(allow(['s3:*', 'logs:*'])) } }),
    expect: { verdict: 'fail', says: ['inline p and inline q'], repair: 'none' },
  },
  {
    title: 'a policy whose Deny keeps something else away: it would go as well',
    group: 'fail',
    options: s3,
    resource: inline(allow('s3:*'), deny('iam:*')),
    expect: { verdict: 'fail', repair: 'none' },
  },
  {
    title: 'two policies that give it only together, by naming all of its actions',
    group: 'fail',
    options: kms,
    resource: role({ inline: { a: doc(allow(of('CDEGI'))), b: doc(allow(of('LPRSTUV'))), c: doc(allow('kms:Get*')) } }),
    expect: { verdict: 'fail', says: ['inline a and inline b together'], repair: 'none' },
  },
  {
    title: 'full access, beside a policy that could not be read: that may only deny some of it',
    group: 'fail',
    options: s3,
    resource: role({ inline: { p: doc(allow('s3:*')) }, attached: { [`${own}/lost`]: null } }),
    expect: { verdict: 'fail', says: [`what ${own}/lost says is not known`], repair: 'none' },
  },
  {
    title: 'a boundary that lets it through',
    group: 'fail',
    options: s3,
    resource: role({
      inline: { p: doc(allow('s3:*')) },
      boundary: [`${own}/bound`, doc(allow(['s3:*', 'logs:*']))],
    }),
    expect: { verdict: 'fail', repair: 'ask', changes: ['- inline p'] },
  },
  {
    title: 'full access where MFA is asked for',
    group: 'unknown',
    options: {},
    resource: inline(allow('iam:*', '*', mfa)),
    expect: { verdict: 'unknown', says: ['aws:MultiFactorAuthPresent'], repair: 'none' },
  },
  {
    title: 'full access with a Deny under a condition',
    group: 'unknown',
    options: organizations,
    resource: inline(
      allow('*'),
      deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
    ),
    expect: { verdict: 'unknown', says: ['aws:RequestedRegion'], repair: 'none' },
  },
  {
    title: 'an attached policy that could not be read',
    group: 'unknown',
    options: {},
    resource: role({ attached: { [`${own}/lost`]: null } }),
    expect: { verdict: 'unknown', says: [`what ${own}/lost says is not known`] },
  },
  {
    title: 'inline policies that could not be read',
    group: 'unknown',
    options: {},
    resource: role({ more: { inline: { known: false, why: 'denied', operation: 'iam:GetRolePolicy' } } }),
    expect: { verdict: 'unknown', says: ['what its inline policies says is not known'] },
  },
  {
    title: 'a boundary that could not be read',
    group: 'unknown',
    options: s3,
    resource: role({ inline: { p: doc(allow('s3:*')) }, boundary: [`${own}/bound`, null] }),
    expect: { verdict: 'unknown', says: [`what ${own}/bound says is not known`] },
  },
  {
    title: 'a document that is none',
    group: 'unknown',
    options: s3,
    resource: role({ inline: { p: '{"Version":' } }),
    expect: { verdict: 'unknown', says: ['what inline p says is not known'] },
  },
  {
    title: 'a resource that is written with a policy variable',
    group: 'unknown',
    options: s3,
    resource: inline(allow('s3:*', `${'$'}{aws:PrincipalTag/scope}`)),
    expect: { verdict: 'unknown', says: ['a policy variable'] },
  },
  {
    title: 'all of S3 on one bucket',
    group: 'near-miss',
    options: {},
    resource: inline(allow('s3:*', ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'])),
    expect: { verdict: 'pass' },
  },
  {
    title: 'nearly all of S3',
    group: 'near-miss',
    options: {},
    resource: inline(allow(['s3:G*', 's3:L*', 's3:P*', 's3:C*', 's3:A*', 's3:R*', 's3:B*', 's3:S*', 's3:U*', 's3:T*'])),
    expect: { verdict: 'pass' },
  },
  {
    title: 'all of IAM, but for one action that is denied',
    group: 'near-miss',
    options: {},
    resource: inline(allow('iam:*'), deny('iam:CreateUser')),
    expect: { verdict: 'pass' },
  },
  {
    title: 'all of S3, but for one bucket that another policy denies',
    group: 'near-miss',
    options: s3,
    resource: role({ inline: { p: doc(allow('s3:*')), q: doc(deny('s3:*', 'arn:aws:s3:::secret/*')) } }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'everything, under a boundary that lets only reading through',
    group: 'near-miss',
    options: {},
    resource: role({
      attached: { [admin]: null },
      boundary: [`${own}/bound`, doc(allow(['s3:Get*', 'ec2:Describe*']))],
    }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a boundary gives nothing by itself',
    group: 'near-miss',
    options: {},
    resource: role({ boundary: [admin, null] }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'everything but what is named, of resources',
    group: 'near-miss',
    options: s3,
    resource: inline({ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::secret*' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a service-linked role',
    group: 'near-miss',
    options: {},
    resource: role({ attached: { [admin]: null }, more: { path: '/aws-service-role/support.amazonaws.com/' } }),
    expect: { verdict: 'not-applicable' },
  },
]

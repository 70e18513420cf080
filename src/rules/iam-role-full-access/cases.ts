import type { Case } from '../define.ts'
import { admin, allow, deny, doc, inline, linked, own, role, s3 } from './example.ts'
import { failing } from './failing-cases.ts'

const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }
const organizations = { services: ['organizations'] }

/** Cases by verdict: those that fail stand in a file of their own. */
export const cases: readonly Case<'iam-role'>[] = [
  { title: 'a role without policies', group: 'pass', options: {}, resource: role({}), expect: { verdict: 'pass' } },
  {
    title: 'all of a service that is not asked for',
    group: 'pass',
    options: {},
    resource: inline(allow('sqs:*')),
    expect: { verdict: 'pass' },
  },
  ...failing,
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
    expect: { verdict: 'unknown', says: ['what the list of its inline policies says is not known'] },
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
    resource: linked(role({ attached: { [admin]: null } })),
    expect: { verdict: 'not-applicable' },
  },
]

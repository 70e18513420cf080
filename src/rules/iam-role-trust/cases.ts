import type { Resource } from '../../model/resource.ts'
import { exampleRole } from '../../resources/iam-role/example.ts'
import type { Case } from '../define.ts'

type Statement = Readonly<Record<string, unknown>>

const own = '111111111111'
const foreign = '999900001111'
const host = 'token.actions.githubusercontent.com'
const github = { Federated: `arn:aws:iam::${own}:oidc-provider/${host}` }
const deleted = 'AROAABCDEFGHIJKLMNOPQ'

const doc = (...Statement: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const role = (...statements: readonly Statement[]): Resource<'iam-role'> =>
  exampleRole({}, { facts: { trust: doc(...statements) } })
const to = (Principal: unknown, Condition: Statement = {}, Action: unknown = 'sts:AssumeRole'): Statement => ({
  Effect: 'Allow',
  Principal,
  Action,
  Condition,
})
const jobs = (Condition: Statement): Statement => to(github, Condition, 'sts:AssumeRoleWithWebIdentity')
const denied = (statement: Statement): Statement => ({ ...statement, Effect: 'Deny' })
const [sub, aud] = [`${host}:sub`, { [`${host}:aud`]: 'sts.amazonaws.com' }]
const claim = (name: string): string => `${host}:${name}`

const infra = { allow: ['repo:octo/infra:ref:refs/heads/main', 'repo:octo/infra:environment:prod'] }
const provider = { allow: [`https://${host}`] }
const partner = { allow: [foreign] }
const partnerWithId = { ...partner, 'require-external-id': true }
const organization = 'o-a1b2c3d4e5'
const main = 'repo:octo/infra:ref:refs/heads/main'

export const cases: readonly Case<'iam-role'>[] = [
  {
    title: 'a service of AWS',
    group: 'pass',
    options: {},
    resource: role(to({ Service: ['ec2.amazonaws.com', 'states.eu-west-1.amazonaws.com'] })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'the own account and a role of it, also where allow names others',
    group: 'pass',
    options: partner,
    resource: role(to({ AWS: [`arn:aws:iam::${own}:root`, `arn:aws:iam::${own}:role/build`] })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'another account that allow names, and a role of it',
    group: 'pass',
    options: partner,
    resource: role(to({ AWS: [foreign, `arn:aws:iam::${foreign}:role/deploy`] })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'roles that a pattern names, and a session of one',
    group: 'pass',
    options: { allow: [`arn:aws:iam::${foreign}:role/team/deploy-*`] },
    resource: role(
      to({
        AWS: [`arn:aws:iam::${foreign}:role/team/deploy-web`, `arn:aws:sts::${foreign}:assumed-role/deploy-web/me`],
      }),
    ),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a branch on GitHub that allow names, in the old form of the subject and in the immutable one',
    group: 'pass',
    options: infra,
    resource: role(jobs({ StringEquals: { [sub]: [main, 'repo:octo@1/infra@2:ref:refs/heads/main'], ...aud } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'any subject of a repository, with the branch in a claim of its own',
    group: 'pass',
    options: infra,
    resource: role(
      jobs({ StringLike: { [sub]: 'repo:octo/infra:*' }, StringEquals: { [claim('ref')]: 'refs/heads/main' } }),
    ),
    expect: { verdict: 'pass' },
  },
  {
    title: 'repository and branch in claims of their own, and no subject',
    group: 'pass',
    options: infra,
    resource: role(
      jobs({ StringEquals: { [claim('repository')]: 'octo/infra', [claim('ref')]: 'refs/heads/main', ...aud } }),
    ),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a repository by its number, which allow names',
    group: 'pass',
    options: { allow: ['repo:octo@1/infra@2:environment:prod'] },
    resource: role(
      jobs({
        StringEquals: { [claim('repository_id')]: '2', [claim('environment')]: 'prod' },
        StringLike: { [sub]: 'repo:*' },
      }),
    ),
    expect: { verdict: 'pass' },
  },
  {
    title: 'GitHub as a provider, with a repository named in full',
    group: 'pass',
    options: provider,
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo/infra:*' }, StringEquals: aud })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a SAML provider that allow names',
    group: 'pass',
    options: { allow: [`arn:aws:iam::${own}:saml-provider/*`] },
    resource: role(to({ Federated: `arn:aws:iam::${own}:saml-provider/staff` }, {}, 'sts:AssumeRoleWithSAML')),
    expect: { verdict: 'pass' },
  },
  {
    title: 'an external id where one is asked for',
    group: 'pass',
    options: partnerWithId,
    resource: role(to({ AWS: foreign }, { StringEquals: { 'sts:ExternalId': 'se-cret' } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'everyone of an organization that allow names',
    group: 'pass',
    options: { allow: [organization] },
    resource: role(to('*', { StringEquals: { 'aws:PrincipalOrgID': organization } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'an account that allow does not name',
    group: 'fail',
    options: {},
    resource: role(to({ AWS: foreign }, { StringEquals: { 'sts:ExternalId': 'se-cret' } })),
    expect: { verdict: 'fail', says: [`account ${foreign} (allow does not name it)`], repair: 'none' },
  },
  {
    title: 'everyone',
    group: 'fail',
    options: {},
    resource: role(to('*')),
    expect: { verdict: 'fail', says: ['every AWS account'], repair: 'none' },
  },
  {
    title: 'everyone, with a condition that everyone meets',
    group: 'fail',
    options: {},
    resource: role(
      to({ AWS: '*' }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, StringLike: { 'sts:RoleSessionName': '*' } }),
    ),
    expect: { verdict: 'fail', says: ['every AWS account'] },
  },
  {
    title: 'everyone who is not named',
    group: 'fail',
    options: {},
    resource: role({ Effect: 'Allow', NotPrincipal: { AWS: foreign }, Action: 'sts:AssumeRole' }),
    expect: { verdict: 'fail', says: ['every AWS account'] },
  },
  {
    title: 'a service where allow names others',
    group: 'fail',
    options: { allow: ['ec2.amazonaws.com'] },
    resource: role(to({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] })),
    expect: { verdict: 'fail', says: ['service lambda.amazonaws.com (allow does not name it)'] },
  },
  {
    title: 'a role that was deleted',
    group: 'fail',
    options: {},
    resource: role(to({ AWS: [`arn:aws:iam::${own}:root`, deleted] })),
    expect: { verdict: 'fail', says: [`the deleted role ${deleted}`], repair: 'none' },
  },
  {
    title: 'GitHub, where allow does not name it',
    group: 'fail',
    options: {},
    resource: role(jobs({ StringEquals: { [sub]: main, ...aud } })),
    expect: { verdict: 'fail', says: [host, 'allow does not name it'] },
  },
  {
    title: 'GitHub without a condition on the subject',
    group: 'fail',
    options: provider,
    resource: role(jobs({ StringEquals: aud })),
    expect: { verdict: 'fail', says: ['no condition says which repository'] },
  },
  {
    title: 'every repository of an owner',
    group: 'fail',
    options: provider,
    resource: role(jobs({ StringLike: { [sub]: ['repo:octo/*', main] } })),
    expect: { verdict: 'fail', says: ['StringLike sub repo:octo/*'] },
  },
  {
    title: 'an owner whose name only begins alike',
    group: 'fail',
    options: { allow: ['repo:octo/*'] },
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo*' } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'any branch of a repository of which allow names one',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo/infra:*' }, StringEquals: aud })),
    expect: { verdict: 'fail', says: ['other jobs than allow names'] },
  },
  {
    title: 'an environment of any repository',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('environment')]: 'prod', ...aud } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'one person in any repository',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('actor_id')]: '42' }, StringLike: { [sub]: 'repo:*' } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'a subject that is asked for only where there is one',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringEqualsIfExists: { [sub]: main } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'a set operator, which a missing claim meets',
    group: 'fail',
    options: infra,
    resource: role(jobs({ 'ForAllValues:StringEquals': { [sub]: main } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'all repositories but one',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringNotLike: { [sub]: 'repo:evil/*' } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'an identity pool of anybody',
    group: 'fail',
    options: { allow: ['cognito-identity.amazonaws.com'] },
    resource: role(to({ Federated: 'cognito-identity.amazonaws.com' }, {}, 'sts:AssumeRoleWithWebIdentity')),
    expect: { verdict: 'fail', says: ['no condition says whose tokens'] },
  },
  {
    title: 'another account without the external id that is asked for',
    group: 'fail',
    options: partnerWithId,
    resource: role(to({ AWS: foreign }), to({ AWS: foreign }, { StringEquals: { 'sts:ExternalId': 'se-cret' } })),
    expect: { verdict: 'fail', says: ['it needs no external id'] },
  },
  {
    title: 'an external id that may be any',
    group: 'fail',
    options: partnerWithId,
    resource: role(to({ AWS: foreign }, { StringLike: { 'sts:ExternalId': '*' } })),
    expect: { verdict: 'fail', says: ['it needs no external id'] },
  },
  {
    title: 'a trust policy that cannot be read',
    group: 'unknown',
    options: {},
    resource: exampleRole({}, { facts: { trust: '' } }),
    expect: { verdict: 'unknown', says: ['cannot be read'], repair: 'none' },
  },
  {
    title: 'everyone who knows an external id',
    group: 'unknown',
    options: {},
    resource: role(to('*', { StringEquals: { 'sts:ExternalId': 'se-cret' } })),
    expect: { verdict: 'unknown', says: ['condition sts:ExternalId'] },
  },
  {
    title: 'everyone of an organization that allow does not name',
    group: 'unknown',
    options: {},
    resource: role(to('*', { StringEquals: { 'aws:PrincipalOrgID': organization } })),
    expect: { verdict: 'unknown', says: ['which accounts the organization has'] },
  },
  {
    title: 'a claim that AWS is not known to take',
    group: 'unknown',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('repository_owner')]: 'octo' }, StringLike: { [sub]: 'repo:*' } })),
    expect: { verdict: 'unknown', says: [claim('repository_owner')] },
  },
  {
    title: 'a repository by its number, where allow has its name',
    group: 'unknown',
    options: infra,
    resource: role(
      jobs({
        StringEquals: { [claim('repository_id')]: '2', [claim('ref')]: 'refs/heads/main' },
        StringLike: { [sub]: 'repo:*' },
      }),
    ),
    expect: { verdict: 'unknown', says: ['whose repository_id it is'] },
  },
  {
    title: 'a principal that no grammar knows',
    group: 'unknown',
    options: {},
    resource: role(to({ AWS: `arn:aws:iam::${foreign}:role/*` })),
    expect: { verdict: 'unknown', says: [`arn:aws:iam::${foreign}:role/*`] },
  },
  {
    title: 'everyone, narrowed to a role of the own account',
    group: 'near-miss',
    options: {},
    resource: role(to('*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/build-*` } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'everyone, and a Deny for all but an account that allow names',
    group: 'near-miss',
    options: partner,
    resource: role(to('*'), denied(to('*', { StringNotEquals: { 'aws:PrincipalAccount': [own, foreign] } }, 'sts:*'))),
    expect: { verdict: 'pass' },
  },
  {
    title: 'every repository of an owner, and a Deny for all but a branch',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo/*' } }), denied(jobs({ StringNotEquals: { [sub]: main } }))),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a star that stands for itself: no job has that subject',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ StringEquals: { [sub]: 'repo:octo/*:ref:refs/heads/main' } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a set operator, with a condition that the claim is there',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ 'ForAllValues:StringEquals': { [sub]: main }, Null: { [sub]: 'false' } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a claim that AWS is not known to take, beside a subject that says it all',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('repository_owner')]: 'octo', [sub]: main } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a stranger who may only tag sessions',
    group: 'near-miss',
    options: {},
    resource: role(to({ AWS: foreign }, {}, 'sts:TagSession')),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a service-linked role',
    group: 'near-miss',
    options: { allow: [] },
    resource: exampleRole(
      {},
      {
        facts: {
          path: '/aws-service-role/support.amazonaws.com/',
          trust: doc(to({ Service: 'support.amazonaws.com' })),
        },
      },
    ),
    expect: { verdict: 'not-applicable' },
  },
]

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { World } from '../../src/model/world.ts'
import { exampleRole } from '../../src/resources/iam-role/example.ts'
import { rule } from '../../src/rules/iam-role-trust/rule.ts'
import { conditionsHold, type RawStatement } from '../lib/iam/brute-force.ts'

const own = '111111111111'
const foreign = '999900001111'
const host = 'token.actions.githubusercontent.com'
const provider = `arn:aws:iam::${own}:oidc-provider/${host}`
const world: World = {
  resources: [],
  others: [],
  gaps: [],
  whole: new Set(),
  baselines: null,
  get: () => ({ known: true, value: null }),
}

function judged(statements: readonly object[], options: object, more: object = {}) {
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: statements, ...more })
  const verdict = rule.check(exampleRole({}, { facts: { trust } }), rule.options.parse(options), world)
  return typeof verdict === 'string' ? { verdict, message: '', evidence: [] } : verdict[0]
}
const verdictOf = (statements: readonly object[], options: object): string => judged(statements, options).verdict

const to = (Principal: unknown, Condition: object = {}, Action: unknown = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal,
  Action,
  Condition,
})
const jobs = (Condition: object, issuer = provider) =>
  to({ Federated: issuer }, Condition, 'sts:AssumeRoleWithWebIdentity')
const claim = (name: string, issuer = host): string => `${issuer}:${name}`
const sub = claim('sub')

describe('the subject of a job', () => {
  const main = { allow: ['repo:octo/infra:ref:refs/heads/main'] }
  it.each([
    ['of the immutable form with other names', 'StringEquals', 'repo:octo@1/other@2:ref:refs/heads/main', main, 'fail'],
    [
      'in which a branch looks like a repository',
      'StringEquals',
      'repo:octo@1/evil@2:ref:refs/heads/infra@3',
      { allow: ['repo:octo/infra'] },
      'fail',
    ],
    ['of another owner', 'StringEquals', 'repo:octo-evil/infra:ref:refs/heads/main', main, 'fail'],
    ['of a branch that begins alike', 'StringLike', 'repo:octo/infra:ref:refs/heads/main*', main, 'fail'],
    ['of a tag', 'StringLike', 'repo:octo/infra:ref:refs/tags/*', main, 'fail'],
    ['of pull requests', 'StringEquals', 'repo:octo/infra:pull_request', main, 'fail'],
    [
      'of any branch, which allow has',
      'StringLike',
      'repo:octo/infra:ref:refs/heads/*',
      { allow: ['repo:octo/infra:ref:*'] },
      'pass',
    ],
    ['of any job, by the repository alone', 'StringLike', 'repo:octo/infra:*', { allow: ['repo:octo/infra'] }, 'pass'],
    ['of any repository of an owner', 'StringLike', 'repo:octo/web:*', { allow: ['repo:octo/*'] }, 'pass'],
    ['with ids, where allow has no ids', 'StringLike', 'repo:octo@1/web@2:*', { allow: ['repo:octo/*'] }, 'pass'],
    ['without ids, where allow has ids', 'StringLike', 'repo:octo/web:*', { allow: ['repo:octo@1/web@2'] }, 'fail'],
    [
      'in any case',
      'StringEqualsIgnoreCase',
      'REPO:Octo/Infra:Environment:Prod',
      { allow: ['repo:octo/infra:environment:prod'] },
      'pass',
    ],
    ['of a branch in any case', 'StringEqualsIgnoreCase', 'repo:octo/infra:ref:refs/heads/main', main, 'fail'],
    [
      'of a customised form that allow has',
      'StringLike',
      'repository_owner:octo:*',
      { allow: ['repository_owner:octo:*'] },
      'pass',
    ],
    ['that a variable fills', 'StringLike', `repo:${'$'}{aws:username}:*`, main, 'unknown'],
    ['that must be one of nothing', 'StringEquals', [], main, 'unknown'],
  ] as const)('%s', (_, operator, value, options, expected) =>
    expect(verdictOf([jobs({ [operator]: { [sub]: value } })], options)).toBe(expected),
  )

  it('counts for the issuer of an enterprise, too', () => {
    const issuer = `${host}/octo-enterprise`
    const statement = (value: string) =>
      jobs({ StringLike: { [claim('sub', issuer)]: value } }, `arn:aws:iam::${own}:oidc-provider/${issuer}`)
    expect(verdictOf([statement('repo:octo/infra:ref:refs/heads/main')], main)).toBe('pass')
    expect(verdictOf([statement('repo:*')], main)).toBe('fail')
    // A condition about the other issuer's key is about a key that its tokens do not have.
    expect(
      verdictOf([jobs({ StringLike: { [sub]: 'repo:octo/infra:*' } }, `arn:aws:iam::${own}:oidc-provider/${issuer}`)], {
        allow: ['repo:octo/infra'],
      }),
    ).toBe('unknown')
  })

  it('of one kind of event that allow has is no other', () => {
    const pulls = { allow: ['repo:octo/infra:pull_request'] }
    const equals = (value: string) => [jobs({ StringEquals: { [sub]: value } })]
    expect(verdictOf(equals('repo:octo/infra:pull_request'), pulls)).toBe('pass')
    expect(verdictOf(equals('repo:octo@1/infra@2:pull_request'), pulls)).toBe('pass')
    expect(verdictOf(equals('repo:octo/infra:ref:refs/heads/main'), pulls)).toBe('fail')
    expect(verdictOf([jobs({ StringEquals: { [claim('repository')]: 'octo/infra' } })], pulls)).toBe('fail')
  })

  it('need not be in allow where that names GitHub, but must name a repository in full', () => {
    const named = { allow: [`https://${host}`] }
    const some = jobs({ StringLike: { [sub]: 'repo:octo/*' } })
    const but = (value: string) => ({ ...jobs({ StringNotLike: { [sub]: value } }), Effect: 'Deny' })
    expect(verdictOf([some], named)).toBe('fail')
    expect(verdictOf([some, but('repo:octo/infra:*')], named)).toBe('pass')
    expect(verdictOf([some, but('repo:octo/i*')], named)).toBe('fail')
    expect(verdictOf([jobs({ StringLike: { [sub]: 'repo:octo/inf?a:*' } })], named)).toBe('fail')
    expect(verdictOf([jobs({ StringEquals: { [sub]: 'environment:prod' } })], named)).toBe('fail')
    expect(verdictOf([jobs({ StringEquals: { [claim('repository_id')]: '42' } })], named)).toBe('pass')
    expect(verdictOf([jobs({ StringLike: { [claim('repository_id')]: '4*' } })], named)).not.toBe('pass')
  })

  it('is taken with all other claims together', () => {
    const like = { StringLike: { [sub]: 'repo:octo/infra:*' } }
    const env = { allow: ['repo:octo/infra:environment:prod'] }
    expect(verdictOf([jobs({ ...like, StringEquals: { [claim('environment')]: 'prod' } })], env)).toBe('pass')
    expect(verdictOf([jobs({ ...like, StringEquals: { [claim('environment')]: 'dev' } })], env)).toBe('fail')
    expect(verdictOf([jobs({ ...like, StringEqualsIfExists: { [claim('environment')]: 'prod' } })], env)).toBe('fail')
    expect(verdictOf([jobs({ ...like, StringEquals: { [claim('repository_visibility')]: 'private' } })], env)).toBe(
      'unknown',
    )
    const workflow = 'octo/infra/.github/workflows/deploy.yml@refs/heads/main'
    const byWorkflow = [
      jobs({ StringEquals: { [claim('job_workflow_ref')]: workflow }, StringLike: { [sub]: 'repo:octo/*' } }),
    ]
    expect(verdictOf(byWorkflow, env)).toBe('fail')
    expect(verdictOf(byWorkflow, { allow: [`job_workflow_ref:${workflow}`] })).toBe('pass')
  })
})

describe('principals', () => {
  it.each([
    [
      'an ARN of the root and an account id are one',
      [to({ AWS: `arn:aws:iam::${foreign}:root` })],
      { allow: [foreign] },
      'pass',
    ],
    [
      'a role outside a pattern',
      [to({ AWS: `arn:aws:iam::${foreign}:role/other` })],
      { allow: [`arn:aws:iam::${foreign}:role/deploy-*`] },
      'fail',
    ],
    [
      'an account of which one role is allowed',
      [to({ AWS: foreign })],
      { allow: [`arn:aws:iam::${foreign}:role/deploy`] },
      'fail',
    ],
    [
      'that account, narrowed to the role',
      [to({ AWS: foreign }, { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${foreign}:role/deploy` } })],
      { allow: [`arn:aws:iam::${foreign}:role/deploy`] },
      'pass',
    ],
    [
      'narrowed by a text operator',
      [to('*', { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${foreign}:role/deploy-*` } })],
      { allow: [`arn:aws:iam::${foreign}:role/*`] },
      'pass',
    ],
    [
      'narrowed only if the key is there',
      [to('*', { StringEqualsIfExists: { 'aws:PrincipalAccount': own } })],
      {},
      'fail',
    ],
    [
      'narrowed by a set operator that a missing key meets',
      [to('*', { 'ForAllValues:StringEquals': { 'aws:PrincipalAccount': own } })],
      {},
      'fail',
    ],
    [
      'narrowed by a set operator that a missing key fails',
      [to('*', { 'ForAnyValue:StringEquals': { 'aws:PrincipalAccount': own } })],
      {},
      'pass',
    ],
    ['services that work for the own account', [to('*', { StringEquals: { 'aws:SourceAccount': own } })], {}, 'pass'],
    [
      'services that work for a bucket of nobody knows whom',
      [to('*', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs' } })],
      {},
      'fail',
    ],
    ['from an address', [to('*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })], {}, 'unknown'],
    ['a user of any account who has this name', [to('*', { StringEquals: { 'aws:username': 'admin' } })], {}, 'fail'],
    ['an account by the ARN of all in it', [to({ AWS: foreign })], { allow: [`arn:aws:iam::${foreign}:*`] }, 'pass'],
    ['a service of another name', [to({ Service: 'portal.example.aws' })], { allow: ['portal.example.aws'] }, 'pass'],
    [
      'everyone, and a Deny for all who are not named',
      [to('*'), { Effect: 'Deny', NotPrincipal: { AWS: [own, `arn:aws:iam::${own}:role/build`] }, Action: 'sts:*' }],
      {},
      'pass',
    ],
    ['a star for services', [to({ Service: '*' })], {}, 'fail'],
    ['a star for providers', [to({ Federated: '*' }, {}, 'sts:*')], { allow: ['https://gitlab.com'] }, 'fail'],
    [
      'GitLab without a subject',
      [to({ Federated: `arn:aws:iam::${own}:oidc-provider/gitlab.com` }, {}, 'sts:AssumeRoleWithWebIdentity')],
      { allow: ['https://gitlab.com'] },
      'fail',
    ],
    [
      'GitLab with a project',
      [
        to(
          { Federated: `arn:aws:iam::${own}:oidc-provider/gitlab.com` },
          { StringLike: { 'gitlab.com:sub': 'project_path:octo/infra:*' } },
          'sts:AssumeRoleWithWebIdentity',
        ),
      ],
      { allow: ['https://gitlab.com/'] },
      'pass',
    ],
    [
      'an identity pool that is named',
      [
        to(
          { Federated: 'cognito-identity.amazonaws.com' },
          { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:1' } },
          'sts:AssumeRoleWithWebIdentity',
        ),
      ],
      { allow: ['cognito-identity.amazonaws.com'] },
      'pass',
    ],
    [
      'a pattern of services names no identity pool',
      [
        to(
          { Federated: 'cognito-identity.amazonaws.com' },
          { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:1' } },
          'sts:AssumeRoleWithWebIdentity',
        ),
      ],
      {},
      'fail',
    ],
    [
      'a cluster of the own account',
      [
        to(
          { Federated: `arn:aws:iam::${own}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB` },
          {},
          'sts:AssumeRoleWithWebIdentity',
        ),
      ],
      { allow: [`arn:aws:iam::${own}:oidc-provider/oidc.eks.*`] },
      'pass',
    ],
    [
      'a provider with an action that is not for providers',
      [to({ Federated: `arn:aws:iam::${own}:saml-provider/x` })],
      {},
      'pass',
    ],
    [
      'a deleted user in a Deny',
      [to({ AWS: own }), { ...to({ AWS: 'AIDAABCDEFGHIJKLMNOPQ' }), Effect: 'Deny' }],
      {},
      'fail',
    ],
    [
      'a Deny of another action',
      [to({ AWS: foreign }), { ...to({ AWS: foreign }), Effect: 'Deny', Action: 'sts:TagSession' }],
      {},
      'fail',
    ],
    [
      'a Deny of the one',
      [to({ AWS: [own, foreign] }), { ...to({ AWS: foreign }), Effect: 'Deny', Action: '*' }],
      {},
      'pass',
    ],
    ['a statement with a resource', [{ ...to({ AWS: foreign }), Resource: '*' }], {}, 'unknown'],
    ['a statement without anybody', [{ Effect: 'Allow', Action: 'sts:AssumeRole' }], {}, 'unknown'],
  ] as const)('%s', (_, statements, options, expected) => expect(verdictOf(statements, options)).toBe(expected))

  it('of a document with keys that no grammar has are not known', () =>
    expect(judged([to({ AWS: own }), to({ AWS: foreign })], {}, { Own: 1 }).verdict).toBe('unknown'))

  it('are told in bounds, without what a terminal or a log would obey', () => {
    const many = Array.from({ length: 40 }, (_, index) => `${100000000000 + index}`)
    const { message, evidence } = judged([to({ AWS: many })], {})
    expect(message).toContain('and 35 more')
    expect(evidence).toHaveLength(40)
    const long = judged([jobs({ StringLike: { [sub]: `repo:\u001b[2K\n::error::x/${'y'.repeat(5000)}*` } })], {
      allow: ['repo:octo/infra'],
    })
    expect(long.message.length).toBeLessThan(900)
    expect(JSON.stringify(long.evidence).length).toBeLessThan(900)
    expect(long.message).not.toMatch(/\p{Cc}/u)
  })

  it('an external id is no part of any answer', () => {
    const condition = { StringEquals: { 'sts:ExternalId': 'se-cret' } }
    for (const options of [{}, { 'require-external-id': true }])
      expect(JSON.stringify(judged([to('*', condition), to({ AWS: foreign }, condition)], options))).not.toContain(
        'se-cret',
      )
  })

  it.each([
    [
      'one of two ways without it',
      [to({ AWS: foreign }), to({ AWS: foreign }, { StringEquals: { 'sts:ExternalId': 'x' } })],
      'fail',
    ],
    [
      'asked for where it is there',
      [to({ AWS: foreign }, { StringEqualsIfExists: { 'sts:ExternalId': 'x' } })],
      'fail',
    ],
    ['any but one', [to({ AWS: foreign }, { StringNotEquals: { 'sts:ExternalId': 'x' } })], 'fail'],
    ['that begins alike', [to({ AWS: foreign }, { StringLike: { 'sts:ExternalId': 'team-*' } })], 'pass'],
    [
      'denied without it',
      [to({ AWS: foreign }), { ...to({ AWS: foreign }, { Null: { 'sts:ExternalId': 'true' } }), Effect: 'Deny' }],
      'fail',
    ],
    [
      'denied without the one',
      [
        to({ AWS: foreign }),
        { ...to({ AWS: foreign }, { StringNotEquals: { 'sts:ExternalId': 'x' } }), Effect: 'Deny' },
      ],
      'pass',
    ],
    ['of the own account', [to({ AWS: own }), to('*', { StringEquals: { 'aws:PrincipalAccount': own } })], 'pass'],
    ['of services', [to({ Service: 'ec2.amazonaws.com' })], 'pass'],
  ] as const)('an external id: %s', (_, statements, expected) =>
    expect(verdictOf(statements, { allow: [foreign, '*.amazonaws.com'], 'require-external-id': true })).toBe(expected),
  )
})

describe('what allow may name', () => {
  it.each([
    '111122223333',
    'arn:aws:iam::111122223333:root',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:*',
    'arn:aws-cn:iam::111122223333:user/me',
    'arn:aws:sts::111122223333:assumed-role/r/s',
    'o-a1b2c3d4e5',
    'ec2.amazonaws.com',
    '*.amazonaws.com.cn',
    'https://gitlab.example.com/',
    'token.actions.githubusercontent.com',
    'arn:aws:iam::*:oidc-provider/*',
    'arn:aws:iam::111122223333:saml-provider/staff',
    'repo:octo/infra',
    'repo:octo@1/infra@2:environment:prod',
    'repo:*',
    'repository_id:42',
  ])('%s', (entry) => expect(rule.options.safeParse({ allow: [entry] }).success).toBe(true))

  it.each([
    '*',
    '',
    '11112222333',
    'arn:aws:s3:::bucket',
    'root',
    'octo/infra',
    'arn:aws:iam::111122223333:policy/p',
    'repo:',
    'o-1',
    'repo',
  ])('not %j', (entry) => expect(rule.options.safeParse({ allow: [entry] }).success).toBe(false))
})

// Jobs of a small world with all their claims, as GitHub gives them: written down here, not asked of the library.
const tokens = ['octo/infra', 'octo/web', 'evil/infra'].flatMap((repository) =>
  ['refs/heads/main', 'refs/heads/dev'].flatMap((ref) =>
    [undefined, 'prod', 'dev'].map((environment) => ({
      repository,
      ref,
      environment,
      sub: `repo:${repository}:${environment === undefined ? `ref:${ref}` : `environment:${environment}`}`,
    })),
  ),
)
type Token = (typeof tokens)[number]
const contextOf = (token: Token) =>
  Object.fromEntries(Object.entries(token).map(([name, value]) => [claim(name), value] as const))

const condition = fc.constantFrom(
  {},
  { StringEquals: { [sub]: ['repo:octo/infra:ref:refs/heads/main'] } },
  { StringLike: { [sub]: ['repo:octo/infra:*'] } },
  { StringLike: { [sub]: ['repo:octo/*'] } },
  { StringLike: { [sub]: ['repo:*:environment:prod'] } },
  { StringNotLike: { [sub]: ['repo:evil/*'] } },
  { StringEqualsIfExists: { [sub]: ['repo:octo/infra:environment:prod'] } },
  { StringEquals: { [claim('repository')]: ['octo/infra'] } },
  { StringEquals: { [claim('ref')]: ['refs/heads/main'] } },
  { StringEquals: { [claim('environment')]: ['prod'] } },
  { Null: { [claim('environment')]: ['true'] } },
)
const merged = fc
  .tuple(condition, condition)
  .map(
    ([a, b]) =>
      Object.fromEntries(
        [...new Set([...Object.keys(a), ...Object.keys(b)])].map((operator) => [
          operator,
          { ...(a as Record<string, object>)[operator], ...(b as Record<string, object>)[operator] },
        ]),
      ) as NonNullable<RawStatement['Condition']>,
  )
const allowing = [
  {
    entry: 'repo:octo/infra:ref:refs/heads/main',
    names: (one: Token) => one.repository === 'octo/infra' && one.ref === 'refs/heads/main',
  },
  {
    entry: 'repo:octo/infra:environment:prod',
    names: (one: Token) => one.repository === 'octo/infra' && one.environment === 'prod',
  },
  { entry: 'repo:octo/web', names: (one: Token) => one.repository === 'octo/web' },
  { entry: 'repo:octo/*', names: (one: Token) => one.repository.startsWith('octo/') },
]

it('no job is let in that allow does not name, where the rule passes', () => {
  const seen = new Set<string>()
  const statement = fc.record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    Condition: merged,
  })
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 3 }),
      fc.subarray(allowing, { minLength: 1 }),
      (statements, allow) => {
        const meets = (token: Token, effect: string): boolean =>
          statements.some((one) => one.Effect === effect && conditionsHold(one, contextOf(token)))
        const stranger = tokens.find(
          (token) => meets(token, 'Allow') && !meets(token, 'Deny') && !allow.some(({ names }) => names(token)),
        )
        const verdict = verdictOf(
          statements.map((one) => ({ ...jobs(one.Condition), Effect: one.Effect })),
          { allow: allow.map(({ entry }) => entry) },
        )
        seen.add(`${verdict} ${stranger === undefined}`)
        if (stranger !== undefined) expect(verdict).toBe('fail')
      },
    ),
    { numRuns: 1000 },
  )
  expect(seen).toContain('pass true')
  expect(seen).toContain('fail false')
})

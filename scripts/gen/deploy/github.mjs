// Who of GitHub may assume a role: the provider, the parameters that name a repository, and trust policies out of them.
import {
  and,
  choice,
  equals,
  given,
  is,
  join,
  listIn,
  not,
  nothing,
  or,
  ref,
  sub,
  text,
  when,
  yesNo,
} from './cloudformation.mjs'

const issuer = 'token.actions.githubusercontent.com'

export const parameters = {
  Owner: text('Owner of the repository, as in octo/infra'),
  Repository: text('Name of the repository, as in octo/infra'),
  OwnerId: text(
    'Id of the owner (gh api repos/octo/infra --jq .owner.id). With RepositoryId, the immutable form of the subject is trusted too: repo:octo@1/infra@2. Repositories made, renamed or transferred since July 2026 have that form',
    '',
  ),
  RepositoryId: text(
    'Id of the repository (gh api repos/octo/infra --jq .id). Also asked of the claim repository_id, where the partition has it',
    '',
  ),
  Branch: text('Default branch of the repository', 'main'),
  Environment: text(
    'Environment of jobs that write after approval; its rules belong on GitHub: reviewers, and the default branch alone',
    'aws-remediate',
  ),
  WriteFrom: choice(
    'Which jobs may write: those of the default branch and those of the environment, or only one of the two',
    ['both', 'environment', 'branch'],
  ),
  PullRequests: yesNo('Whether to make a role that checks of pull requests may read with', 'false'),
  JobWorkflowRef: text(
    'Workflow that may ask, such as octo/infra/.github/workflows/holdfast.yml@refs/heads/main; empty for any. Only where the partition has the claim',
    '',
  ),
  ReadSubjects: text(
    'Subjects by comma that may read, in place of those made of the parameters above; for customised subjects',
    '',
  ),
  WriteSubjects: text('Subjects by comma that may write, in place of those made of the parameters above', ''),
  Audience: text('Audience of the token; empty: sts.amazonaws.com, in China sts.amazonaws.com.cn', ''),
  CreateProvider: yesNo('Whether to make the OIDC provider: an account has one at most', 'true'),
}

export const conditions = {
  WithProvider: equals(ref('CreateProvider'), 'true'),
  InChina: equals(ref('AWS::Partition'), 'aws-cn'),
  DefaultAudience: equals(ref('Audience'), ''),
  // AWS's other partitions do not take these claims of GitHub's tokens yet: a condition on them would never hold there.
  WithClaims: equals(ref('AWS::Partition'), 'aws'),
  WithIds: and(given('OwnerId'), given('RepositoryId')),
  WithRepositoryClaim: and(is('WithClaims'), given('RepositoryId')),
  WithWorkflowClaim: and(is('WithClaims'), given('JobWorkflowRef')),
  WithPullRequests: equals(ref('PullRequests'), 'true'),
  FreeReadSubjects: given('ReadSubjects'),
  FreeWriteSubjects: given('WriteSubjects'),
  ReadByParameters: not(is('FreeReadSubjects')),
  WriteByBranch: and(
    not(is('FreeWriteSubjects')),
    or(equals(ref('WriteFrom'), 'both'), equals(ref('WriteFrom'), 'branch')),
  ),
  WriteByEnvironment: and(
    not(is('FreeWriteSubjects')),
    or(equals(ref('WriteFrom'), 'both'), equals(ref('WriteFrom'), 'environment')),
  ),
}

const audience = when('DefaultAudience', when('InChina', 'sts.amazonaws.com.cn', 'sts.amazonaws.com'), ref('Audience'))

export const provider = {
  Type: 'AWS::IAM::OIDCProvider',
  Condition: 'WithProvider',
  // Others of the account may rely on it by then.
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: { Url: `https://${issuer}`, ClientIdList: [audience] },
}

/** The old form of a subject, and the immutable one where the ids are given. */
const subjects = (...end) => [
  join('repo:', ref('Owner'), '/', ref('Repository'), ':', ...end),
  when(
    'WithIds',
    join('repo:', ref('Owner'), '@', ref('OwnerId'), '/', ref('Repository'), '@', ref('RepositoryId'), ':', ...end),
  ),
]

const statement = (sub_, { claims = {}, match = 'StringEquals' } = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${issuer}`) },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: {
      [`${issuer}:aud`]: audience,
      ...(match === 'StringEquals' ? { [`${issuer}:sub`]: sub_ } : {}),
      [`${issuer}:repository_id`]: when('WithRepositoryClaim', ref('RepositoryId')),
      [`${issuer}:job_workflow_ref`]: when('WithWorkflowClaim', ref('JobWorkflowRef')),
      ...Object.fromEntries(Object.entries(claims).map(([key, value]) => [`${issuer}:${key}`, value])),
    },
    ...(match === 'StringLike' ? { StringLike: { [`${issuer}:sub`]: sub_ } } : {}),
  },
})

const ofBranch = statement(subjects('ref:refs/heads/', ref('Branch')))
/** A subject of an environment carries no branch: the claim `ref` does. */
const ofEnvironment = statement(subjects('environment:', ref('Environment')), {
  claims: {
    environment: when('WithClaims', ref('Environment')),
    ref: when('WithClaims', join('refs/heads/', ref('Branch'))),
  },
})
const free = (name) => statement(listIn(name), { match: 'StringLike' })

export const trust = {
  read: [
    when('FreeReadSubjects', free('ReadSubjects'), nothing),
    when('ReadByParameters', ofBranch),
    when('ReadByParameters', ofEnvironment),
  ],
  write: [
    when('FreeWriteSubjects', free('WriteSubjects')),
    when('WriteByBranch', ofBranch),
    when('WriteByEnvironment', ofEnvironment),
  ],
  check: [
    statement(subjects('pull_request')),
    // What a merge queue runs on is a branch of its own, made for each group.
    statement(subjects('ref:refs/heads/gh-readonly-queue/', ref('Branch'), '/*'), { match: 'StringLike' }),
  ],
}

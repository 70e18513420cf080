// deploy/roles.yaml: the OIDC provider and the roles of one account, with policies out of what kinds and rules declare.
import { stringify } from 'yaml'
import { kinds } from '../../src/resources/index.ts'
import { rules } from '../../src/rules/index.ts'

const issuer = 'token.actions.githubusercontent.com'
const distinct = (actions) => [...new Set(actions)].sort()
const sub = (text) => ({ 'Fn::Sub': text })
const ref = (name) => ({ Ref: name })
const allow = (Sid, Action, Resource, more = {}) => ({ Sid, Effect: 'Allow', Action, Resource, ...more })

const reads = [
  allow(
    'Read',
    distinct(['ec2:DescribeRegions', ...kinds.flatMap(({ reads: { list, detail } }) => [...list, ...detail])]),
    '*',
  ),
]

function networkWrites() {
  const own = distinct(rules.flatMap((rule) => rule.writes(rule.options.parse({}))))
  const all = distinct(kinds.flatMap((kind) => own.flatMap((action) => [action, ...kind.inverse(action)])))
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own form of a reference
  const statements = kinds.flatMap((kind) => kind.narrowed(all, ['arn:${AWS::Partition}:ec2:*:${AWS::AccountId}']))
  const narrowed = statements.map(({ Resource, ...rest }) => ({ ...rest, Resource: Resource.map(sub) }))
  return [allow('ReadAgain', distinct(kinds.flatMap(({ reads: { again } }) => again)), '*'), ...narrowed]
}

/** `IfExists`: a claim that the partition's STS does not know narrows nothing; one that it knows must match. */
const trust = (subjects) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${issuer}`) },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${issuer}:aud`]: ref('Audience') },
        StringLike: { [`${issuer}:sub`]: ref(subjects) },
        StringLikeIfExists: {
          [`${issuer}:repository_id`]: ref('RepositoryId'),
          [`${issuer}:job_workflow_ref`]: ref('JobWorkflowRef'),
        },
      },
    },
  ],
})

const policy = (PolicyName, Statement) => ({ PolicyName, PolicyDocument: { Version: '2012-10-17', Statement } })
const role = (name, subjects, Policies, more = {}) => ({
  Type: 'AWS::IAM::Role',
  ...more,
  Properties: {
    RoleName: ref(name),
    Description: `Holdfast: ${name}`,
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: trust(subjects),
    Policies,
  },
})
const text = (Description, Default) => ({ Type: 'String', Description, Default })
const subjects = (Description, more = {}) => ({ Type: 'CommaDelimitedList', Description, ...more })
const yesNo = (Description, Default) => ({ Type: 'String', Description, Default, AllowedValues: ['true', 'false'] })
const isTrue = (name) => ({ 'Fn::Equals': [ref(name), 'true'] })
const isGiven = (name) => ({ 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', ref(name)] }, ''] }] })
const output = (Description, name, Condition) => ({
  Description,
  ...(Condition ? { Condition } : {}),
  Value: { 'Fn::GetAtt': [name, 'Arn'] },
})

const template = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'Roles that Holdfast assumes through the OIDC provider of GitHub Actions',
  Parameters: {
    ReadSubjects: subjects(
      'Subjects that may read, such as repo:octo/infra:ref:refs/heads/main (repositories made since July 2026: repo:octo@1/infra@2:ref:refs/heads/main)',
    ),
    WriteSubjects: subjects(
      'Subjects that may write, such as repo:octo/infra:environment:aws-remediate; pin the branches of that environment',
    ),
    CheckSubjects: subjects('Subjects of pull requests, such as repo:octo/infra:pull_request; empty: no check role', {
      Default: '',
    }),
    RepositoryId: text('Id of the repository, where STS takes that claim; * for any', '*'),
    JobWorkflowRef: text(
      'Workflow that may ask, such as octo/infra/.github/workflows/holdfast.yml@refs/heads/main; * for any',
      '*',
    ),
    Audience: text('Audience of the token; sts.amazonaws.com.cn in China', 'sts.amazonaws.com'),
    CreateProvider: yesNo('Whether to make the OIDC provider: an account has one at most', 'true'),
    NetworkWrites: yesNo('Whether the write role may change security group rules', 'true'),
    ReadRole: text('Name of the role that reads', 'holdfast-read'),
    WriteRole: text('Name of the role that writes', 'holdfast-write'),
    CheckRole: text('Name of the role of pull requests', 'holdfast-check'),
  },
  Conditions: {
    WithProvider: isTrue('CreateProvider'),
    WithNetworkWrites: isTrue('NetworkWrites'),
    WithCheck: isGiven('CheckSubjects'),
  },
  Resources: {
    Provider: {
      Type: 'AWS::IAM::OIDCProvider',
      Condition: 'WithProvider',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Url: `https://${issuer}`, ClientIdList: [ref('Audience')] },
    },
    Read: role('ReadRole', 'ReadSubjects', [policy('read', reads)]),
    Write: role('WriteRole', 'WriteSubjects', [
      policy('read', reads),
      { 'Fn::If': ['WithNetworkWrites', policy('network', networkWrites()), ref('AWS::NoValue')] },
    ]),
    Check: role('CheckRole', 'CheckSubjects', [policy('read', reads)], { Condition: 'WithCheck' }),
  },
  Outputs: {
    ReadRoleArn: output('roles.read of the policy file', 'Read'),
    WriteRoleArn: output('roles.write of the policy file', 'Write'),
    CheckRoleArn: output('roles.check of the policy file', 'Check', 'WithCheck'),
  },
}

export async function files() {
  const head = '# Generated by `npm run gen` out of what kinds and rules declare: do not edit.\n'
  return new Map([
    ['deploy/roles.yaml', `${head}${stringify(template, { lineWidth: 120, aliasDuplicateObjects: false })}`],
  ])
}

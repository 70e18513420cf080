// deploy/: what a user deploys, with policies out of what kinds and rules declare.
import { stringify } from 'yaml'
import { equals, given, nothing, output, policy, ref, role, sub, text, when, yesNo } from './deploy/cloudformation.mjs'
import * as github from './deploy/github.mjs'
import { protectedRoles, reads, writerReads, writes } from './deploy/statements.mjs'

const areas = {
  network: { parameter: 'NetworkWrites', what: 'rules of security groups', standard: 'true' },
  tags: { parameter: 'TagWrites', what: 'tags', standard: 'true' },
  vpc: {
    parameter: 'VpcWrites',
    what: 'what VPCs are made of: routes, network ACLs, gateways, endpoints, attributes (rule drift)',
    standard: 'false',
  },
  iam: { parameter: 'IamWrites', what: 'tags of IAM roles and policies', standard: 'false' },
  access: {
    parameter: 'IamPolicyWrites',
    what: 'what IAM roles may do and whom they trust (rules drift and iam-role-full-access)',
    standard: 'false',
  },
}
const offered = Object.entries(areas).filter(([area]) => area in writes)

const names = {
  ReadRole: text('Name of the role that reads', 'holdfast-read'),
  WriteRole: text('Name of the role that writes', 'holdfast-write'),
}
const areaParameters = Object.fromEntries(
  offered.map(([, { parameter, what, standard }]) => [
    parameter,
    yesNo(`Whether the write role may change ${what}`, standard),
  ]),
)
const areaConditions = Object.fromEntries(
  offered.map(([, { parameter }]) => [`With${parameter}`, equals(ref(parameter), 'true')]),
)
const readPolicies = [policy('read', reads)]
/** `others`: parameters that name further roles which no run may touch. */
const writePolicies = (...others) => [
  policy('read', writerReads),
  policy('protected', protectedRoles(['ReadRole', 'WriteRole', ...others])),
  ...offered.map(([area, { parameter }]) => when(`With${parameter}`, policy(area, writes[area]))),
]

/** One account: GitHub's provider and the roles that trust it. */
const roles = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'Holdfast: the roles of one account, assumed through the OIDC provider of GitHub Actions',
  Parameters: {
    ...github.parameters,
    ...areaParameters,
    ...names,
    CheckRole: text('Name of the role of pull requests', 'holdfast-check'),
  },
  Conditions: { ...github.conditions, ...areaConditions },
  Resources: {
    Provider: github.provider,
    Read: role('ReadRole', { trust: github.trust.read, policies: readPolicies }),
    Write: role('WriteRole', { trust: github.trust.write, policies: writePolicies('CheckRole') }),
    Check: role('CheckRole', { trust: github.trust.check, policies: readPolicies, condition: 'WithPullRequests' }),
  },
  Outputs: {
    ReadRoleArn: output('roles.read of the policy file', 'Read'),
    WriteRoleArn: output('roles.write of the policy file', 'Write'),
    CheckRoleArn: output('roles.check of the policy file', 'Check', 'WithPullRequests'),
  },
}

/** The one account that GitHub's tokens open; from here the members' roles are assumed. Nothing else is allowed. */
const { PullRequests, ...hubParameters } = github.parameters
const { WithPullRequests, ...hubConditions } = github.conditions
const mayAssume = (name) => [
  {
    Sid: 'Assume',
    Effect: 'Allow',
    Action: ['sts:AssumeRole'],
    Resource: [sub(`arn:\${AWS::Partition}:iam::*:role/\${${name}}`)],
    Condition: when('WithOrganization', { StringEquals: { 'aws:ResourceOrgID': ref('OrganizationId') } }, nothing),
  },
]
const hub = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    'Holdfast: the hub of many accounts (via in the policy file), two roles that may assume the roles of members',
  Parameters: {
    ...hubParameters,
    OrganizationId: text(
      'Id of the organization whose accounts the hub may enter, such as o-abcd123456; empty: any',
      '',
    ),
    HubReadRole: text('Name of the hub role that reads', 'holdfast-hub-read'),
    HubWriteRole: text('Name of the hub role that writes', 'holdfast-hub-write'),
    ReadRole: text('Name of the role that reads, in the members', 'holdfast-read'),
    WriteRole: text('Name of the role that writes, in the members', 'holdfast-write'),
  },
  Conditions: { ...hubConditions, WithOrganization: given('OrganizationId') },
  Resources: {
    Provider: github.provider,
    Read: role('HubReadRole', { trust: github.trust.read, policies: [policy('assume', mayAssume('ReadRole'))] }),
    Write: role('HubWriteRole', { trust: github.trust.write, policies: [policy('assume', mayAssume('WriteRole'))] }),
  },
  Outputs: {
    HubReadRoleArn: output('via.read of the policy file', 'Read'),
    HubWriteRoleArn: output('via.write of the policy file', 'Write'),
  },
}

/** Each role of a member opens to the hub role of its own kind, and to nobody else. */
const trustHub = (name) => [
  {
    Effect: 'Allow',
    Principal: { AWS: sub(`arn:\${AWS::Partition}:iam::\${HubAccount}:role/\${${name}}`) },
    Action: 'sts:AssumeRole',
    Condition: when('WithExternalId', { StringEquals: { 'sts:ExternalId': ref('ExternalId') } }, nothing),
  },
]
const member = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    'Holdfast: the roles of a member account, for a StackSet; they trust the hub roles (deploy/hub.yaml first)',
  Parameters: {
    HubAccount: text('Account of the hub', undefined, { AllowedPattern: '[0-9]{12}' }),
    HubReadRole: text('Name of the hub role that reads', 'holdfast-hub-read'),
    HubWriteRole: text('Name of the hub role that writes', 'holdfast-hub-write'),
    ExternalId: text('External id that the hub must give (via.external-id); empty: none', ''),
    ...areaParameters,
    ...names,
  },
  Conditions: { WithExternalId: given('ExternalId'), ...areaConditions },
  Resources: {
    Read: role('ReadRole', { trust: trustHub('HubReadRole'), policies: readPolicies }),
    Write: role('WriteRole', {
      trust: trustHub('HubWriteRole'),
      policies: writePolicies('HubReadRole', 'HubWriteRole'),
    }),
  },
  Outputs: {
    ReadRoleArn: output('roles.read of the policy file', 'Read'),
    WriteRoleArn: output('roles.write of the policy file', 'Write'),
  },
}

export async function files() {
  const head = '# Generated by `npm run gen` out of what kinds and rules declare: do not edit.\n'
  const yaml = (template) => `${head}${stringify(template, { lineWidth: 120, aliasDuplicateObjects: false })}`
  return new Map(
    Object.entries({ roles, hub, member }).map(([name, template]) => [`deploy/${name}.yaml`, yaml(template)]),
  )
}

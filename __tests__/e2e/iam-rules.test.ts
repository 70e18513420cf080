import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { type Cloud, first } from '../../emulator/cloud.ts'
import type { FindingFile, RunResult } from '../../emulator/runner.ts'
import { policyWith } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

type Statement = Readonly<Record<string, unknown>>

const doc = (...Statement: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: unknown, Resource: unknown = '*'): Statement => ({ Effect: 'Allow', Action, Resource })
const trust = (Principal: unknown, Condition: object = {}, Action = 'sts:AssumeRole'): string =>
  doc({ Effect: 'Allow', Principal, Action, Condition })
const ec2 = trust({ Service: 'ec2.amazonaws.com' })
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'

async function made(cloud: Cloud, RoleName: string, AssumeRolePolicyDocument = ec2, Path = '/'): Promise<void> {
  await (await cloud.iam()).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Path }))
}

async function inline(cloud: Cloud, RoleName: string, PolicyName: string, PolicyDocument: string): Promise<void> {
  await (await cloud.iam()).send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }))
}

async function attached(cloud: Cloud, RoleName: string, PolicyArn: string): Promise<void> {
  await (await cloud.iam()).send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))
}

async function managed(cloud: Cloud, PolicyName: string, PolicyDocument: string): Promise<string> {
  const { Policy } = await (await cloud.iam()).send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))
  return Policy?.Arn ?? ''
}

/** What a role carries, documents included. */
async function carried(cloud: Cloud, RoleName: string): Promise<Readonly<Record<string, unknown>>> {
  const iam = await cloud.iam()
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }))
  const found: Record<string, unknown> = {}
  for (const { PolicyArn = '' } of AttachedPolicies) found[`attached ${PolicyArn}`] = true
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
    found[`inline ${PolicyName}`] = JSON.parse(decodeURIComponent(PolicyDocument))
  }
  return found
}

const about = ({ report }: RunResult, id: string): FindingFile | undefined =>
  report?.findings.find(({ resource }) => resource.id === id)
function stepOf(run: RunResult, id: string) {
  const step = run.report?.plan.steps.find(({ hash }) => hash === about(run, id)?.step)
  if (step === undefined) throw new Error(`no step for ${id}`)
  return step
}

describe('full access of roles', () => {
  const world = testWorld()
  const use = '  - { rule: iam-role-full-access, response: fix }\n'
  const policy = policyWith(use, 'protected: ["arn:aws:iam::*:role/break-glass*"]\n')
  const fixing = { mode: 'remediate' }
  const undoing = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }

  beforeAll(async () => {
    const { cloud } = world
    await made(cloud, 'admin')
    await attached(cloud, 'admin', admin)
    await made(cloud, 'by-inline')
    await inline(cloud, 'by-inline', 'oops', doc(allow('s3:?*')))
    await inline(cloud, 'by-inline', 'reads', doc(allow('s3:Get*')))
    await made(cloud, 'by-managed')
    await attached(cloud, 'by-managed', await managed(cloud, 'keys', doc(allow(['kms:*', 'iam:*']))))
    await made(cloud, 'by-aws')
    await attached(cloud, 'by-aws', 'arn:aws:iam::aws:policy/AmazonS3FullAccess')
    await made(cloud, 'mixed')
    await inline(cloud, 'mixed', 'all', doc(allow(['s3:*', 'logs:*'])))
    await made(cloud, 'bounded')
    await attached(cloud, 'bounded', admin)
    const PermissionsBoundary = await managed(cloud, 'bound', doc(allow(['s3:Get*'])))
    await (await cloud.iam()).send(new PutRolePermissionsBoundaryCommand({ RoleName: 'bounded', PermissionsBoundary }))
    await made(cloud, 'one-bucket')
    await inline(cloud, 'one-bucket', 'shop', doc(allow('s3:*', ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'])))
    await made(cloud, 'break-glass')
    await attached(cloud, 'break-glass', admin)
    await made(cloud, 'sometimes')
    const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
    await inline(cloud, 'sometimes', 'p', doc({ ...allow('*'), Condition }))
  })

  it('is found whichever way it came, told with its way, and asks', async () => {
    await world.cloud.faults([])
    const run = await world.run({ policy, inputs: fixing })
    const found = (run.report?.findings ?? []).map(({ resource, verdict }) => `${resource.id} ${verdict}`).sort()
    expect(found).toEqual([
      'admin fail',
      'break-glass fail',
      'by-aws fail',
      'by-inline fail',
      'by-managed fail',
      'mixed fail',
      'sometimes unknown',
    ])
    expect(about(run, 'admin')?.message).toContain(`all services (*) (by attached ${admin})`)
    expect(about(run, 'by-inline')?.message).toContain('s3 (by inline oops)')
    expect(about(run, 'by-managed')?.message).toContain('iam, kms (by attached ')
    expect(about(run, 'sometimes')?.message).toContain('condition aws:MultiFactorAuthPresent')
    expect(about(run, 'by-aws')).toMatchObject({ severity: 'high', step: null })
    expect(about(run, 'mixed')?.step).toBeNull()
    for (const id of ['admin', 'by-inline', 'by-managed'])
      expect(stepOf(run, id)).toMatchObject({ rating: 'narrowing', decision: 'needs-approval' })
    expect(run.outputs).toMatchObject({ fixed: '0', findings: '6', unknown: '1' })
    const actions = (await world.cloud.log()).map(({ action }) => action)
    expect(actions.filter((one) => /^(Detach|Delete|Put|Attach)/.test(one))).toEqual([])
    expect(actions.filter((one) => one === 'GetAccountAuthorizationDetails').length).toBeGreaterThan(0)
  })

  it('of what is protected is held', async () => {
    const run = await world.run({ policy, inputs: { mode: 'detect' } })
    expect(stepOf(run, 'break-glass')).toMatchObject({ decision: 'hold' })
    const { hash } = stepOf(run, 'break-glass')
    const tried = await world.run({ policy, inputs: { ...fixing, approve: hash } })
    expect(tried.outputs['conclusion']).toBe('fail')
    expect(await carried(world.cloud, 'break-glass')).toEqual({ [`attached ${admin}`]: true })
  })

  it.each(['admin', 'by-inline', 'by-managed'])(
    'of %s is taken away once approved, and given back by an undo',
    async (id) => {
      const before = await carried(world.cloud, id)
      const seen = await world.run({ policy, inputs: { mode: 'detect', only: id } })
      const approve = stepOf(seen, id).hash
      const done = await world.run({ policy, inputs: { ...fixing, only: id, approve } })
      expect(done.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
      const left = Object.fromEntries(Object.entries(before).filter(([member]) => member === 'inline reads'))
      expect(await carried(world.cloud, id)).toEqual(left)
      const planned = await world.run({ policy, inputs: undoing, folder: done.folder })
      expect(planned.report?.plan.steps).toMatchObject([{ decision: 'needs-approval' }])
      const back = { ...undoing, approve: planned.outputs['plan-hash'] ?? '' }
      const undone = await world.run({ policy, inputs: back, folder: done.folder })
      expect(undone.outputs['conclusion']).toBe('pass')
      expect(await carried(world.cloud, id)).toEqual(before)
    },
  )

  it('is neither there nor gone where roles could not be read', async () => {
    const message = 'User is not authorized to perform: iam:GetAccountAuthorizationDetails'
    await world.cloud.faults([{ action: 'GetAccountAuthorizationDetails', status: 403, code: 'AccessDenied', message }])
    const run = await world.run({ policy, inputs: { mode: 'detect' } })
    await world.cloud.faults([])
    expect(run.report?.findings).toEqual([])
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings' })
    expect(run.report?.gaps).toMatchObject([
      { kind: 'iam-role', operation: 'iam:GetAccountAuthorizationDetails', why: 'denied' },
    ])
  })

  it('is looked for where nothing has a region by that name, and left out where another one is named', async () => {
    const use = (region: string): string => `  - { rule: iam-role-full-access, where: { regions: [${region}] } }\n`
    const everywhere = await world.run({ policy: policyWith(use('global')) })
    expect(everywhere.report?.findings.map(({ resource }) => resource.region)).toContain('global')
    const one = await world.run({ policy: policyWith(use('us-east-1')) })
    expect([one.report?.findings, one.outputs['failure-reason']]).toEqual([[], 'nothing-checked'])
  })

  it('is asked for by services that there are, and by a name that is spelled right', async () => {
    const wrong = policyWith('  - { rule: iam-role-full-access, options: { services: [s3, kmss] } }\n')
    const run = await world.run({ policy: wrong, inputs: { mode: 'detect' } })
    expect(run.outputs['failure-reason']).toBe('invalid-policy')
    expect(run.report?.stops[0]?.problems).toMatchObject([{ line: 10, found: '"kmss"', nearest: 'kms' }])
    const escaped = policyWith('  - { rule: "iam\\x2drole-full-access" }\n')
    expect((await world.run({ policy: escaped, inputs: { mode: 'detect' } })).report?.findings.length).toBe(7)
  })
})

describe('trust of roles', () => {
  const world = testWorld()
  const host = 'token.actions.githubusercontent.com'
  const github = { Federated: `arn:aws:iam::${first}:oidc-provider/${host}` }
  const web = 'sts:AssumeRoleWithWebIdentity'
  const use = (allow: readonly string[], more = ''): string =>
    policyWith(`  - { rule: iam-role-trust, response: fix, options: { allow: ${JSON.stringify(allow)}${more} } }\n`)
  const main = 'repo:octo/infra:ref:refs/heads/main'
  const services = ['*.amazonaws.com']

  beforeAll(async () => {
    const { cloud } = world
    await made(cloud, 'service')
    await made(cloud, 'own', trust({ AWS: `arn:aws:iam::${first}:root` }))
    await made(cloud, 'partner', trust({ AWS: 'arn:aws:iam::999900001111:root' }))
    await made(cloud, 'everyone', trust('*'))
    await made(cloud, 'secret', trust({ AWS: '*' }, { StringEquals: { 'sts:ExternalId': 'top-secret-id' } }))
    await made(cloud, 'jobs', trust(github, { StringEquals: { [`${host}:sub`]: main } }, web))
    await made(cloud, 'any-branch', trust(github, { StringLike: { [`${host}:sub`]: 'repo:octo/infra:*' } }, web))
    await made(cloud, 'any-owner', trust(github, { StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' } }, web))
    const hostile = 'repo:##[error]x/@octo <img src=x>:ref::error::y'
    await made(cloud, 'hostile', trust(github, { StringLike: { [`${host}:sub`]: `${hostile}*` } }, web))
    await made(cloud, 'AWSServiceRoleForX', trust({ AWS: '*' }), '/aws-service-role/x.amazonaws.com/')
  })

  const found = ({ report }: RunResult): readonly string[] =>
    (report?.findings ?? []).map(({ resource, verdict }) => `${resource.id} ${verdict}`).sort()
  const others = ['any-branch fail', 'any-owner fail', 'everyone fail', 'hostile fail']

  it('is held against whom the policy names, and only reported', async () => {
    const run = await world.run({ policy: use([...services, main]), inputs: { mode: 'remediate' } })
    expect(found(run)).toEqual([...others, 'partner fail', 'secret unknown'])
    expect(run.report?.plan.steps).toEqual([])
    expect(about(run, 'partner')?.message).toContain('account 999900001111 (allow does not name it)')
    const named = await world.run({ policy: use([...services, main, '999900001111']), inputs: { mode: 'detect' } })
    expect(found(named)).toEqual([...others, 'secret unknown'])
    const asking = use([...services, main, '999900001111'], ', require-external-id: true')
    expect(found(await world.run({ policy: asking, inputs: { mode: 'detect' } }))).toContain('partner fail')
  })

  it('in GitHub as a provider wants a repository that is named in full', async () => {
    const run = await world.run({ policy: use([...services, host]), inputs: { mode: 'detect' } })
    expect(found(run)).toEqual(['any-owner fail', 'everyone fail', 'hostile fail', 'partner fail', 'secret unknown'])
  })

  it('is told without an external id, and without what a hostile condition would do', async () => {
    const run = await world.run({ policy: use([main]), inputs: { mode: 'detect' } })
    expect(about(run, 'service')?.message).toContain('service ec2.amazonaws.com')
    for (const text of [run.stdout, run.summary, JSON.stringify(run.report)])
      expect(text).not.toContain('top-secret-id')
    expect(about(run, 'hostile')?.message).toContain('img src=x')
    expect(run.stdout).not.toMatch(/##\[error\]|^::error::y/m)
    expect(run.summary).not.toContain('<img')
  })
})

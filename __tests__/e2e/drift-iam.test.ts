import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { describe, expect, it } from '@jest/globals'
import { type Cloud, first, keysFor, second } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { baselines, drifted, driftPolicy, filesIn, record } from '../support/drift.ts'
import { document, managed, statement, trustOf } from '../support/iam.ts'
import { policyWith } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

const policy = driftPolicy(['iam-role', 'iam-policy'])
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'
const s3 = document(statement('s3:*'))
const sqs = document(statement('sqs:SendMessage', { Sid: 'Send' }))
const both = document(statement('sqs:SendMessage', { Sid: 'Send' }), statement('s3:*'))
const ec2 = trustOf({ Service: 'ec2.amazonaws.com' })
const remediate = { mode: 'remediate' }
const undo = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }

async function role(
  cloud: Cloud,
  RoleName: string,
  AssumeRolePolicyDocument = ec2,
  more: object = {},
): Promise<string> {
  const iam = await cloud.iam()
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }))
  return Role?.Arn ?? ''
}
const managedPolicy = async (cloud: Cloud, PolicyName: string, PolicyDocument: string): Promise<void> =>
  void (await (await cloud.iam()).send(new CreatePolicyCommand({ PolicyName, PolicyDocument })))

const nextYear = (): string => new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)

/** All that IAM says of roles and of the account's own policies, less the numbers of versions. */
async function state(cloud: Cloud): Promise<unknown> {
  const iam = await cloud.iam()
  const Filter = ['Role', 'LocalManagedPolicy'] as const
  const { RoleDetailList = [], Policies = [] } = await iam.send(
    new GetAccountAuthorizationDetailsCommand({ Filter: [...Filter], MaxItems: 1000 }),
  )
  const text = (one: string | undefined): unknown => JSON.parse(decodeURIComponent(one ?? 'null'))
  return {
    roles: RoleDetailList.map((one) => ({
      name: one.RoleName,
      trust: text(one.AssumeRolePolicyDocument),
      inline: (one.RolePolicyList ?? []).map((own) => [own.PolicyName, text(own.PolicyDocument)]),
      attached: (one.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn).sort(),
      boundary: one.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
      tags: one.Tags ?? [],
    })),
    policies: Policies.map(({ PolicyName, PolicyVersionList = [] }) => [
      PolicyName,
      text(PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion)?.Document),
    ]),
  }
}

describe('a role that gains S3', () => {
  const world = testWorld()

  it('in five ways is found, rated, reverted, and each undone again', async () => {
    const iam = await world.cloud.iam()
    await managedPolicy(world.cloud, 'own', sqs)
    await managedPolicy(world.cloud, 's3', s3)
    for (const name of ['inline', 'customer', 'of-aws', 'version', 'bounded']) await role(world.cloud, name)
    await iam.send(new PutRolePolicyCommand({ RoleName: 'inline', PolicyName: 'a', PolicyDocument: sqs }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'version', PolicyArn: managed('own') }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'bounded', PolicyArn: managed('s3') }))
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'bounded', PermissionsBoundary: managed('own') }))
    const { folder, code } = await record(world, policy)
    expect(code).toBe(0)
    const files = filesIn(folder)
    expect(Object.keys(files)).toContain(`${first}/global/iam-role/inline.json`)
    expect(Object.keys(files)).toContain(`${first}/global/iam-policy/own.json`)
    await record(world, policy, { folder })
    expect(filesIn(folder)).toEqual(files)
    const clean = await world.run({ policy, folder })
    expect(clean.outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    const recorded = await state(world.cloud)

    const ofAws = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
    await iam.send(new PutRolePolicyCommand({ RoleName: 'inline', PolicyName: 'oops', PolicyDocument: s3 }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'customer', PolicyArn: managed('s3') }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'of-aws', PolicyArn: ofAws }))
    await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn: managed('own'), PolicyDocument: both, SetAsDefault: true }),
    )
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'bounded' }))
    const changed = await state(world.cloud)
    const found = await world.run({ policy, folder })
    const all = [
      'bounded: boundary widening',
      `customer: attached ${managed('s3')} widening`,
      'inline: inline oops widening',
      `of-aws: attached ${ofAws} widening`,
      'own: document widening',
    ]
    expect(drifted(found)).toEqual(all.map((one) => `${one} open`))
    const told = found.report?.findings.map(({ message }) => message).join('\n') ?? ''
    expect(told).toMatch(/gains all of S3 \(s3:\*, \d+ actions\)/)
    expect(found.report?.plan.steps.map(({ rating, decision }) => `${rating} ${decision}`)).toEqual(
      all.map(() => 'narrowing apply'),
    )
    // One listing, whatever the number of roles.
    const { calls } = found.report?.cost ?? {}
    expect(calls).toMatchObject({ 'iam:GetAccountAuthorizationDetails': 1 })
    expect(Object.keys(calls ?? {})).not.toContain('iam:GetRole')

    const fixed = await world.run({ policy, folder, inputs: remediate })
    expect(drifted(fixed)).toEqual(all.map((one) => `${one} fixed`))
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '5' })
    expect(await state(world.cloud)).toEqual(recorded)
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })

    // Not proved: what gives S3 back asks.
    const planned = await world.run({ policy, folder, inputs: undo })
    expect(planned.report?.plan.steps.map(({ rating, decision }) => `${rating} ${decision}`)).toEqual(
      all.map(() => 'widening needs-approval'),
    )
    expect(await state(world.cloud)).toEqual(recorded)
    const undone = await world.run({ policy, folder, inputs: { ...undo, approve: planned.outputs['plan-hash'] ?? '' } })
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await state(world.cloud)).toEqual(changed)
  }, 240_000)
})

describe('one role that gains S3 in five ways at once', () => {
  const world = testWorld()

  it('has each of them rated as what it gains over what is recorded', async () => {
    const iam = await world.cloud.iam()
    const ofAws = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
    await managedPolicy(world.cloud, 'own', sqs)
    await managedPolicy(world.cloud, 's3', s3)
    await role(world.cloud, 'app')
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: managed('own') }))
    const { folder } = await record(world, policy)
    await iam.send(new PutRolePolicyCommand({ RoleName: 'app', PolicyName: 'oops', PolicyDocument: s3 }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: managed('s3') }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: ofAws }))
    await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn: managed('own'), PolicyDocument: both, SetAsDefault: true }),
    )
    const all = [`attached ${managed('s3')}`, `attached ${ofAws}`, 'inline oops'].map((one) => `app: ${one} widening`)
    const told = [...all, 'own: document widening']
    expect(drifted(await world.run({ policy, folder }))).toEqual(told.map((one) => `${one} open`))
    const fixed = await world.run({ policy, folder, inputs: remediate })
    expect(drifted(fixed)).toEqual(told.map((one) => `${one} fixed`))
  }, 120_000)
})

describe('members of one role', () => {
  const world = testWorld()

  it('are decided apart: what can be decided is reverted though the rest cannot', async () => {
    const iam = await world.cloud.iam()
    await role(world.cloud, 'app', ec2, { Tags: [{ Key: 'owner', Value: 'net' }] })
    await managedPolicy(world.cloud, 'needed', sqs)
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: managed('needed') }))
    const { folder } = await record(world, policy)
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: admin }))
    await iam.send(new TagRoleCommand({ RoleName: 'app', Tags: [{ Key: 'team', Value: 'x' }] }))
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'app', PolicyArn: managed('needed') }))
    const run = await world.run({ policy, folder, inputs: remediate })
    expect(drifted(run)).toEqual([
      `app: attached ${managed('needed')} narrowing open`,
      `app: attached ${admin} widening fixed`,
      'app: tag team undecided open',
    ])
    // What it lost is given back only after approval.
    const asked = run.report?.plan.steps.filter(({ decision }) => decision === 'needs-approval') ?? []
    expect(asked.map(({ rating }) => rating).sort()).toEqual(['undecided', 'widening'])
    const approve = run.outputs['plan-hash'] ?? ''
    const given = await world.run({ policy, folder, inputs: { ...remediate, approve } })
    expect(given.outputs).toMatchObject({ conclusion: 'pass', fixed: '2' })
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ findings: '0' })
    // A tag that is gone is neutral, and by this policy reported alone.
    await iam.send(new UntagRoleCommand({ RoleName: 'app', TagKeys: ['owner'] }))
    const untagged = await world.run({ policy, folder, inputs: remediate })
    expect(drifted(untagged)).toEqual(['app: tag owner neutral open'])
    expect(untagged.report?.plan.steps).toEqual([])
  }, 120_000)

  it('that nobody carries any more are asked for, and where that is denied it is said', async () => {
    const iam = await world.cloud.iam()
    await role(world.cloud, 'reader')
    const ofAws = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'reader', PolicyArn: ofAws }))
    const { folder } = await record(world, policy)
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'reader', PolicyArn: ofAws }))
    const only = { only: 'reader' }
    const found = await world.run({ policy, folder, inputs: only })
    expect(drifted(found)).toEqual([`reader: attached ${ofAws} narrowing open`])
    expect(found.report?.cost.calls).toMatchObject({ 'iam:GetPolicy': 1, 'iam:GetPolicyVersion': 1 })
    await world.cloud.faults([{ action: '^GetPolicy$', status: 403, code: 'AccessDenied', message: 'no' }])
    const denied = await world.run({ policy, folder, inputs: only })
    expect(drifted(denied)).toEqual([`reader: attached ${ofAws} undecided open`])
    expect(denied.report?.gaps).toMatchObject([{ kind: 'iam-role', why: 'denied' }])
    await world.cloud.faults([])
  }, 120_000)

  it('that are what they were again between plan and apply, or something else, are stale', async () => {
    const iam = await world.cloud.iam()
    await role(world.cloud, 'flips')
    const { folder } = await record(world, policy)
    await iam.send(new PutRolePolicyCommand({ RoleName: 'flips', PolicyName: 'x', PolicyDocument: s3 }))
    const only = { ...remediate, only: 'flips' }
    const other = encodeURIComponent(document(statement('ec2:*')))
    await world.cloud.faults([
      {
        action: '^GetRole$',
        times: 1,
        first: [`Action=PutRolePolicy&RoleName=flips&PolicyName=x&PolicyDocument=${other}&Version=2010-05-08`],
      },
    ])
    const stale = await world.run({ policy, folder, inputs: only })
    expect(stale.report?.outcomes).toMatchObject([{ state: 'stale', why: expect.stringContaining('inline x') }])
    await world.cloud.faults([
      {
        action: '^GetRole$',
        times: 1,
        first: ['Action=DeleteRolePolicy&RoleName=flips&PolicyName=x&Version=2010-05-08'],
      },
    ])
    const gone = await world.run({ policy, folder, inputs: only })
    expect(gone.report?.outcomes).toMatchObject([{ state: 'stale', why: expect.stringContaining('as recorded again') }])
    expect((await world.cloud.log()).map(({ action }) => action).filter((one) => one === 'DeleteRolePolicy')).toEqual(
      [],
    )
  }, 120_000)
})

describe('what is no drift', () => {
  const world = testWorld()

  it('is another spelling, or what AWS changes in a policy of its own', async () => {
    const iam = await world.cloud.iam()
    await role(world.cloud, 'same', trustOf({ AWS: `arn:aws:iam::${first}:root` }))
    await iam.send(new PutRolePolicyCommand({ RoleName: 'same', PolicyName: 'x', PolicyDocument: sqs }))
    const ofAws = 'arn:aws:iam::aws:policy/SecurityAudit'
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'same', PolicyArn: ofAws }))
    const { folder } = await record(world, policy)
    const files = filesIn(folder)
    const spelled = JSON.stringify({
      Statement: { Resource: ['*'], Action: ['sqs:sendmessage', 'SQS:SendMessage'], Effect: 'Allow', Condition: {} },
      Version: '2012-10-17',
    })
    await iam.send(new PutRolePolicyCommand({ RoleName: 'same', PolicyName: 'x', PolicyDocument: spelled }))
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'same', PolicyDocument: trustOf({ AWS: [first] }) }))
    // The emulator lets anybody do what only AWS can.
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn: ofAws, PolicyDocument: s3, SetAsDefault: true }))
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    await record(world, policy, { folder })
    expect(filesIn(folder)).toEqual(files)
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'same', PolicyDocument: trustOf('*') }))
    expect(drifted(await world.run({ policy, folder }))).toEqual(['same: trust widening open'])
  }, 120_000)

  it('is not what a principal leaves behind that was deleted: that is drift, and reverted once it is there again', async () => {
    const iam = await world.cloud.iam()
    const arn = await role(world.cloud, 'partner')
    await role(world.cloud, 'trusting', trustOf({ AWS: arn }))
    const { folder } = await record(world, policy)
    await iam.send(new DeleteRoleCommand({ RoleName: 'partner' }))
    const found = drifted(await world.run({ policy, folder, inputs: { only: 'trusting' } }))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^trusting: trust \S+ open$/)
    await role(world.cloud, 'partner')
    const plan = await world.run({ policy, folder, inputs: { ...remediate, only: 'trusting' } })
    const approve = plan.outputs['plan-hash'] ?? ''
    const given = await world.run({ policy, folder, inputs: { ...remediate, only: 'trusting', approve } })
    expect(given.outputs).toMatchObject({ fixed: '1' })
    // Another role of the same name is not the one that was recorded.
    const replaced = await world.run({ policy, folder, inputs: { only: 'partner' } })
    expect(replaced.report?.findings).toMatchObject([{ message: expect.stringContaining('another one has its name') }])
  }, 120_000)

  it('is what could not be read: it is unknown', async () => {
    const { folder } = await record(world, policy)
    const denied = { status: 403, code: 'AccessDenied', message: 'no' }
    await world.cloud.faults([{ action: 'GetAccountAuthorizationDetails', ...denied }])
    const run = await world.run({ policy, folder })
    expect(run.report?.findings).toEqual([])
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings' })
    const files = filesIn(folder)
    expect([(await record(world, policy, { folder })).code, filesIn(folder)]).toEqual([3, files])
  }, 120_000)
})

describe('what could not be read again', () => {
  const world = testWorld()

  it('is not fixed: before the write it fails, after it it is unverified', async () => {
    const iam = await world.cloud.iam()
    await role(world.cloud, 'dark')
    const { folder } = await record(world, policy)
    await iam.send(new PutRolePolicyCommand({ RoleName: 'dark', PolicyName: 'x', PolicyDocument: s3 }))
    const denied = { action: '^ListRolePolicies$', status: 403, code: 'AccessDenied', message: 'no' }
    const inputs = { ...remediate, only: 'dark' }
    await world.cloud.faults([denied])
    const before = await world.run({ policy, folder, inputs })
    expect(before.report?.outcomes).toMatchObject([{ state: 'failed' }])
    expect(drifted(before)).toContain('dark: inline x widening open')
    expect(before.outputs).toMatchObject({ 'failure-reason': 'apply-failed', fixed: '0', findings: '1' })
    await world.cloud.faults([{ ...denied, skip: 1 }])
    const after = await world.run({ policy, folder, inputs })
    expect(after.report?.outcomes).toMatchObject([
      { state: 'unverified', why: expect.stringContaining('inline x could not be read back: iam:ListRolePolicies') },
    ])
    expect(drifted(after)).toContain('dark: inline x widening open')
    await world.cloud.faults([])
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
  }, 120_000)
})

describe('what is new', () => {
  const world = testWorld()

  it('is rated as if nothing had been there: whom a trust policy lets in, what a policy allows', async () => {
    const { folder } = await record(world, policy)
    await role(world.cloud, 'anybody', trustOf('*'))
    await managedPolicy(world.cloud, 'fresh', s3)
    await managedPolicy(world.cloud, 'old', sqs)
    await record(world, policy, { folder, args: ['--only', 'old'] })
    const rated = policy.replace(
      'kinds: [iam-role, iam-policy] }',
      'kinds: [iam-role, iam-policy] }\n    options: { new: drift }',
    )
    expect(drifted(await world.run({ policy: rated, folder }))).toEqual([
      'anybody: - null open',
      'anybody: path neutral open',
      'anybody: trust widening open',
      'fresh: - null open',
      'fresh: document widening open',
      'fresh: path neutral open',
    ])
  }, 120_000)
})

describe('steps of one role', () => {
  const world = testWorld()
  const all = policy.replace(/response: \{[^}]*\}/, 'response: fix')

  it('are rated without those that wait: a deny is not taken away for the sake of one that nobody approved', async () => {
    const iam = await world.cloud.iam()
    const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' }
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `guarded-${name}`)
    for (const RoleName of names) {
      await role(world.cloud, RoleName)
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'allow', PolicyDocument: s3 }))
      const guard = document(statement('sqs:*'), deny)
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'guard', PolicyDocument: guard }))
    }
    const { folder } = await record(world, all)
    for (const RoleName of names) {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'other', PolicyDocument: document(deny) }))
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'guard' }))
    }
    const before = await state(world.cloud)
    const run = await world.run({ policy: all, folder, inputs: remediate })
    expect(run.report?.plan.steps.map(({ decision }) => decision)).toEqual(
      names.flatMap(() => Array(2).fill('needs-approval')),
    )
    expect(await state(world.cloud)).toEqual(before)
  }, 120_000)

  it('put back before they take away, in one run as in the calls of one step', async () => {
    const iam = await world.cloud.iam()
    await managedPolicy(world.cloud, 'had', sqs)
    await managedPolicy(world.cloud, 'has', s3)
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `swapped-${name}`)
    for (const RoleName of names) {
      await role(world.cloud, RoleName)
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: managed('had') }))
    }
    const { folder } = await record(world, all)
    for (const RoleName of names) {
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: managed('has') }))
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: managed('had') }))
    }
    const only = names.join(',')
    const planned = await world.run({ policy: all, folder, inputs: { ...remediate, only, 'dry-run': 'true' } })
    const approve = planned.report?.plan.steps.map(({ hash }) => hash).join(',') ?? ''
    await world.cloud.faults([])
    const run = await world.run({ policy: all, folder, inputs: { ...remediate, only, approve } })
    expect(run.outputs).toMatchObject({ fixed: '12', findings: '0' })
    const log = (await world.cloud.log()).filter(({ action }) => /^(At|De)tachRolePolicy$/.test(action))
    for (const name of names)
      expect(log.filter(({ parameters }) => parameters?.['RoleName'] === name).map(({ action }) => action)).toEqual([
        'AttachRolePolicy',
        'DetachRolePolicy',
      ])
  }, 120_000)
})

describe('a role that is gone', () => {
  const world = testWorld()

  it('is found, and recorded as gone, by a run that is narrowed to it', async () => {
    const iam = await world.cloud.iam()
    for (const name of ['one', 'two']) await role(world.cloud, name)
    const { folder } = await record(world, policy)
    for (const RoleName of ['one', 'two']) await iam.send(new DeleteRoleCommand({ RoleName }))
    for (const only of ['one', `arn:aws:iam::${first}:role/one`]) {
      const run = await world.run({ policy, folder, inputs: { only } })
      expect(run.report?.findings).toMatchObject([
        { resource: { id: 'one' }, message: 'The recorded iam-role is gone.' },
      ])
    }
    // Of another account's role, or of a policy, the same name says nothing.
    for (const only of ['arn:aws:iam::222222222222:role/one', `arn:aws:iam::${first}:policy/one`])
      expect((await world.run({ policy, folder, inputs: { only } })).report?.findings).toEqual([])
    const silent = `${policy}exceptions:
  - { uses: [drift], where: { ids: [one] }, reason: moved, owner: "@octo/net", until: ${nextYear()} }
`
    expect((await world.run({ policy: silent, folder, inputs: { only: 'one' } })).outputs).toMatchObject({
      conclusion: 'pass',
    })
    expect((await record(world, policy, { folder, args: ['--only', 'one'] })).code).toBe(0)
    const left = Object.keys(filesIn(folder))
    expect(left).not.toContain(`${first}/global/iam-role/one.json`)
    expect(left).toContain(`${first}/global/iam-role/two.json`)
  }, 120_000)
})

describe('a revert that must not be', () => {
  const world = testWorld()

  it('is one that grants, of the roles of this run, and of what they carry', async () => {
    const iam = await world.cloud.iam()
    await role(world.cloud, 'app')
    await managedPolicy(world.cloud, 'carried', sqs)
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'holdfast-write', PolicyArn: managed('carried') }))
    await role(world.cloud, 'OrganizationAccountAccessRole')
    const { folder } = await record(world, policy)
    // Somebody edits a baseline, so that the run itself would grant it.
    const path = join(folder, baselines, first, 'global/iam-role/app.json')
    const edited = readFileSync(path, 'utf8').replace('"members": {', `"members": {\n    "attached ${admin}": true,`)
    writeFileSync(path, edited)
    for (const RoleName of ['holdfast-read', 'OrganizationAccountAccessRole'])
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: s3 }))
    await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn: managed('carried'), PolicyDocument: s3, SetAsDefault: true }),
    )
    const before = await state(world.cloud)
    const strict = policy.replace(
      'mixed: approve, undecided: approve, narrowing: approve',
      'mixed: fix, undecided: fix, narrowing: fix',
    )
    const run = await world.run({ policy: strict, folder, inputs: remediate })
    const decided = run.report?.plan.steps.map(({ decision, reason, changes }) => [
      changes[0]?.['member'],
      decision,
      reason,
    ])
    expect(decided).toHaveLength(4)
    expect(decided).toContainEqual([`attached ${admin}`, 'needs-approval', expect.stringContaining('widening')])
    expect(decided).toContainEqual(['document', 'hold', 'protected: holdfast-write, a role of this run, carries it'])
    expect(decided?.filter(([member, decision]) => member === 'inline x' && decision === 'hold')).toHaveLength(2)
    expect(await state(world.cloud)).toEqual(before)
  }, 120_000)

  it('is one of the role that the environment has credentials of', async () => {
    // Before there is such a role, the emulator gives keys for it to anybody.
    const keys = await keysFor(world.cloud.url, second)
    const iam = await world.cloud.iam(second)
    const env = {
      ...world.env,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
    }
    const own = { RoleName: 'seed', AssumeRolePolicyDocument: ec2, Path: '/team/' }
    await iam.send(new CreateRoleCommand(own))
    await iam.send(new CreateRoleCommand({ ...own, RoleName: 'other' }))
    const policy = policyWith(
      '  - rule: drift\n    response: { widening: fix }\n    where: { kinds: [iam-role] }\n',
      'limits: { share: 100% }\n',
      `  - { account: "${second}", regions: [us-east-1] }\n`,
    )
    const { folder } = await runCommand(['record'], { policy, env })
    for (const RoleName of ['seed', 'other'])
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: s3 }))
    const run = await runCommand(['remediate'], { policy, folder, env })
    expect(drifted(run)).toEqual(['other: inline x widening fixed', 'seed: inline x widening open'])
    expect(run.report?.outcomes.map(({ state }) => state).sort()).toEqual(['fixed', 'held'])
  }, 120_000)

  it('is one of a role that AWS makes: it is not even recorded', async () => {
    await role(world.cloud, 'AWSServiceRoleForX', ec2, { Path: '/aws-service-role/x.amazonaws.com/' })
    const { folder } = await record(world, policy)
    expect(Object.keys(filesIn(folder)).filter((name) => name.includes('AWSServiceRole'))).toEqual([])
    const iam = await world.cloud.iam()
    await iam.send(new PutRolePolicyCommand({ RoleName: 'AWSServiceRoleForX', PolicyName: 'x', PolicyDocument: s3 }))
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'AWSServiceRoleForX', PolicyName: 'x' }))
    expect(drifted(await world.run({ policy, folder })).filter((one) => one.includes('AWSServiceRole'))).toEqual([])
  }, 120_000)
})

describe('an external id', () => {
  const world = testWorld()

  it('stands in no baseline, and a revert fills it in or is held', async () => {
    const iam = await world.cloud.iam()
    const secret = 'vendor-7f3a'
    const own = trustOf({ AWS: '222222222222' }, { StringEquals: { 'sts:ExternalId': secret } })
    await role(world.cloud, 'vendor', own)
    const { folder } = await record(world, policy)
    expect(JSON.stringify(filesIn(folder))).not.toContain(secret)
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ findings: '0' })
    const recorded = await state(world.cloud)
    const open = trustOf({ AWS: ['222222222222', '333333333333'] }, { StringEquals: { 'sts:ExternalId': secret } })
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'vendor', PolicyDocument: open }))
    const fixed = await world.run({ policy, folder, inputs: remediate })
    expect(drifted(fixed)).toEqual(['vendor: trust widening fixed'])
    for (const name of ['report.json', 'plan.json', 'summary.md', 'report.sarif'])
      expect(readFileSync(join(folder, 'holdfast-report', name), 'utf8')).not.toContain(secret)
    expect(await state(world.cloud)).toEqual(recorded)
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: 'vendor', PolicyDocument: trustOf({ AWS: '222222222222' }) }),
    )
    const lost = await world.run({ policy, folder, inputs: remediate })
    expect(drifted(lost)).toEqual(['vendor: trust widening open'])
    expect(lost.report?.plan.steps).toEqual([])
    expect(readFileSync(join(folder, 'holdfast-report', 'summary.md'), 'utf8')).toContain(
      'only a hash of an external id',
    )
  }, 120_000)

  it('is as secret in what a role or policy may do', async () => {
    const iam = await world.cloud.iam()
    const secret = 'vendor-9c1d'
    const asking = (Action: string): string =>
      document(statement(Action, { Condition: { StringEquals: { 'sts:ExternalId': secret } } }))
    await role(world.cloud, 'asks')
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'asks', PolicyName: 'x', PolicyDocument: asking('sts:AssumeRole') }),
    )
    await managedPolicy(world.cloud, 'asking', asking('sts:AssumeRole'))
    const { folder } = await record(world, policy)
    expect(JSON.stringify(filesIn(folder))).not.toContain(secret)
    const only = { only: 'asks,asking' }
    expect((await world.run({ policy, folder, inputs: only })).outputs).toMatchObject({ findings: '0' })
    const recorded = await state(world.cloud)
    await iam.send(new PutRolePolicyCommand({ RoleName: 'asks', PolicyName: 'x', PolicyDocument: asking('sts:*') }))
    await iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: managed('asking'),
        PolicyDocument: asking('sts:*'),
        SetAsDefault: true,
      }),
    )
    const fixed = await world.run({ policy, folder, inputs: { ...remediate, ...only } })
    expect(drifted(fixed)).toEqual(['asking: document widening fixed', 'asks: inline x widening fixed'])
    expect(JSON.stringify(fixed.report)).not.toContain(secret)
    expect(await state(world.cloud)).toEqual(recorded)
  }, 120_000)
})

describe('a policy with five versions', () => {
  const world = testWorld()

  it('loses its oldest, which the journal keeps and an undo does not pretend to give back', async () => {
    const iam = await world.cloud.iam()
    await managedPolicy(world.cloud, 'full', sqs)
    const { folder } = await record(world, policy)
    for (const action of ['a', 'b', 'c', 's3:*'])
      await iam.send(
        new CreatePolicyVersionCommand({
          PolicyArn: managed('full'),
          PolicyDocument: document(statement(action === 's3:*' ? action : `sqs:${action}`)),
          SetAsDefault: true,
        }),
      )
    const fixed = await world.run({ policy, folder, inputs: remediate })
    expect(drifted(fixed)).toEqual(['full: document mixed open'])
    const approve = fixed.outputs['plan-hash'] ?? ''
    const done = await world.run({ policy, folder, inputs: { ...remediate, approve } })
    expect(done.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: managed('full') }))
    expect(Versions.map(({ VersionId }) => VersionId)).toEqual(['v2', 'v3', 'v4', 'v5', 'v6'])
    const journal = readFileSync(join(folder, 'holdfast-report', 'journal.jsonl'), 'utf8')
    expect(journal).toContain('"member":"version v1"')
    expect(journal).toContain('"Sid":"Send"')
    const planned = await world.run({ policy, folder, inputs: undo })
    const steps = planned.report?.plan.steps.map(({ changes, decision }) => `${changes[0]?.['member']} ${decision}`)
    expect([...(steps ?? [])].sort()).toEqual(['document needs-approval', 'version v1 hold'])
  }, 120_000)
})

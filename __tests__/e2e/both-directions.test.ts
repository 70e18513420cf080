import type { IpPermission } from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { anywhere, first } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { runCommand } from '../../emulator/runner.ts'
import { isProtected } from '../../src/plan/protected.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { environmentKeys } from '../support/told.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const allTraffic: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
const fix = { mode: 'remediate' }
let made = 0

describe('approvals.environments', () => {
  const world = testWorld()
  const guarded = policyWith(ssh(), 'approvals: { environments: [aws-remediate, aws-emergency] }\n')
  let group = ''
  let approve = ''
  beforeEach(async () => {
    group = await world.cloud.group(`approved-${++made}`, [allTraffic])
    approve = (await world.run({ policy: guarded, inputs: { only: group } })).outputs['plan-hash'] ?? ''
    expect(approve).toMatch(/^[0-9a-f]{64}$/)
    await world.cloud.faults([])
  })

  async function approving(claims: Readonly<Record<string, unknown>>, env: Readonly<Record<string, string>> = {}) {
    const issuer = await startIssuer({ claims })
    const run = await world.run({
      policy: guarded,
      inputs: { ...fix, approve, only: group },
      env: { ...issuer.env, ...env },
    })
    issuer.close()
    return run
  }

  it.each(['aws-remediate', 'aws-emergency'])('the token names %s: what was approved is done', async (environment) => {
    expect((await approving({ environment })).outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    expect(await ingressOf(world.cloud, group)).toEqual([])
  })

  it.each([
    ['another', { environment: 'test' }, "this job's token names test"],
    ['one that begins like it', { environment: 'aws-remediate-2' }, "this job's token names aws-remediate-2"],
    ['none', {}, "this job's token names none"],
    ['none, and its subject says so', { sub: 'repo:octo/infra:environment:aws-remediate' }, 'token names none'],
    ['one that is no text', { environment: ['aws-remediate'] }, "this job's token names none"],
  ])('the token names %s: refused, and AWS is asked nothing', async (_, claims, said) => {
    const run = await approving(claims)
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'not-allowed-on-event', fixed: '0' })
    expect(run.report?.stops[0]?.message).toContain(
      'approve works only in a job of environment aws-remediate or aws-emergency (approvals.environments)',
    )
    expect(run.report?.stops[0]?.message).toContain(said)
    expect(await world.cloud.log()).toEqual([])
    expect(await ingressOf(world.cloud, group)).toHaveLength(1)
  })

  it('no token at all: refused, with the permission to give', async () => {
    const keys = await environmentKeys(world.cloud, first)
    await world.cloud.faults([])
    const run = await approving({ environment: 'aws-remediate' }, keys)
    expect(run.outputs['failure-reason']).toBe('not-allowed-on-event')
    expect(run.report?.stops[0]?.message).toContain('id-token: write')
    expect(await world.cloud.log()).toEqual([])
  })

  it('what needs no approval is done from any job', async () => {
    const plain = await world.cloud.group(`plain-${++made}`, [anywhere(22)])
    const run = await world.run({ policy: guarded, inputs: { ...fix, only: plain } })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
  })

  it('where the policy names none, any job may approve', async () => {
    const run = await world.run({ policy: policyWith(ssh()), inputs: { ...fix, approve, only: group } })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
  })
})

describe("the token's ref", () => {
  const world = testWorld()
  const policy = policyWith(ssh())
  beforeEach(() => world.cloud.faults([]))

  async function at(ref: string, claimed: string) {
    const issuer = await startIssuer({ claims: { ref: claimed } })
    const run = await world.run({ policy, ref, env: issuer.env })
    issuer.close()
    return run
  }

  it.each(['refs/heads/main', 'refs/heads/feature', 'refs/tags/v1'])('that is GITHUB_REF passes: %s', async (ref) => {
    expect((await at(ref, ref)).report?.targets).toMatchObject([{ state: 'read' }])
  })

  it.each([
    ['refs/heads/main', 'refs/heads/feature'],
    ['refs/heads/feature', 'refs/heads/main'],
    ['refs/heads/main', 'refs/tags/main'],
    ['refs/heads/main', 'refs/heads/Main'],
    ['refs/heads/main', ''],
  ])('on %s that is "%s" is refused, and AWS is asked nothing', async (ref, claimed) => {
    const run = await at(ref, claimed)
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'credentials' })
    expect(run.report?.targets[0]?.reason).toContain(`the OIDC token is for ${claimed}, and the run is on ${ref}`)
    expect(await world.cloud.log()).toEqual([])
  })
})

describe('what is protected', () => {
  const world = testWorld()
  let group = ''
  beforeEach(async () => {
    group = await world.cloud.group(`kept-${++made}`, [anywhere(22)])
  })
  afterEach(() => world.cloud.faults([]))
  const protecting = (pattern: string): string => policyWith(ssh(), `protected: ["${pattern}"]\n`)
  const run = (policy: string, more: Readonly<Record<string, string>> = {}) =>
    world.run({ policy, inputs: { ...fix, only: group, ...more } })

  it.each([
    ['its ARN', () => `arn:aws:ec2:us-east-1:${first}:security-group/${group}`],
    ['a pattern', () => `arn:aws:ec2:*:*:security-group/${group.slice(0, -2)}*`],
  ])('by %s is held, approved or not; the pattern taken away, it is done', async (_, pattern) => {
    await world.cloud.faults([])
    const held = await run(protecting(pattern()))
    expect(held.report?.plan.steps).toMatchObject([{ decision: 'hold', reason: expect.stringContaining('protected') }])
    expect(held.report?.outcomes).toMatchObject([{ state: 'held' }])
    const hash = held.report?.plan.steps[0]?.hash ?? ''
    expect((await run(protecting(pattern()), { approve: hash })).report?.outcomes).toMatchObject([{ state: 'held' }])
    const writes = (await world.cloud.log()).filter(({ action }) => /^(Revoke|Authorize)/.test(action))
    expect(writes).toEqual([])
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
    const done = await run(policyWith(ssh()), { approve: hash })
    expect(done.report?.outcomes).toMatchObject([{ step: hash, state: 'fixed' }])
    expect(await ingressOf(world.cloud, group)).toEqual([])
  })

  it('by a pattern for something else is done', async () => {
    const others = protecting(`arn:aws:ec2:eu-west-1:*:security-group/${group}`)
    expect((await run(others)).outputs['fixed']).toBe('1')
  })

  it('since it was changed is not changed back either; the pattern taken away, it is', async () => {
    const fixed = await run(policyWith(ssh()))
    const undo = async (policy: string) => {
      const at = { folder: fixed.folder, policy }
      const inputs = { mode: 'undo', journal: fixed.outputs['journal-file'] ?? '' }
      const planned = await world.run({ ...at, inputs: { ...inputs, 'dry-run': 'true' } })
      const approve = planned.report?.plan.steps[0]?.hash ?? ''
      return world.run({ ...at, inputs: { ...inputs, approve } })
    }
    const held = await undo(protecting(`arn:aws:ec2:*:*:security-group/${group}`))
    expect(held.report?.outcomes).toMatchObject([{ state: 'held' }])
    expect(await ingressOf(world.cloud, group)).toEqual([])
    const undone = await undo(policyWith(ssh()))
    expect(undone.report?.outcomes).toMatchObject([{ state: 'fixed' }])
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
  })
})

describe('protected principals', () => {
  const role = (path: string, partition = 'aws'): string => `arn:${partition}:iam::${first}:role/${path}`
  const own = [role('holdfast-read'), 'arn:aws:iam::999900001111:role/hub-read']

  it.each([
    ['a service-linked role', role('aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS'), true],
    ['a role of the identity centre', role('aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0'), true],
    ["the organization's way in", role('OrganizationAccountAccessRole'), true],
    ["Control Tower's way in", role('AWSControlTowerExecution', 'aws-us-gov'), true],
    ["the run's own role", role('holdfast-read'), true],
    ["the run's hub", 'arn:aws:iam::999900001111:role/hub-read', true],
    ['what the policy names', role('break-glass-1'), true],
    ['a role that only sounds like one', role('MyOrganizationAccountAccessRole'), false],
    ['a role of another path', role('app/aws-service-role'), false],
    ["another account's role of the run's name", 'arn:aws:iam::222222222222:role/holdfast-read', false],
    ['any other role', role('web'), false],
  ])('%s: %s is protected: %p', (_, arn, expected) => {
    expect(isProtected(arn, { policy: ['arn:aws:iam::*:role/break-glass*'], own })).toBe(expected)
  })

  it('no longer, once neither policy nor run names them', () => {
    for (const arn of [role('break-glass-1'), ...own]) expect(isProtected(arn, { policy: [], own: [] })).toBe(false)
  })

  it('are denied to the role by what permissions prints, as long as the policy names them', async () => {
    const denied = async (policy: string): Promise<readonly string[]> => {
      const { stdout } = await runCommand(['permissions', '--mode', 'remediate'], { policy })
      const document = JSON.parse(stdout) as { Statement: readonly { Effect: string; Resource: readonly string[] }[] }
      return document.Statement.flatMap(({ Effect, Resource }) => (Effect === 'Deny' ? Resource : []))
    }
    const pattern = 'arn:aws:iam::*:role/break-glass*'
    const always = await denied(policyWith(ssh()))
    expect(always).toContain('arn:aws:iam::*:role/OrganizationAccountAccessRole')
    expect(always).toContain(role('holdfast-write'))
    expect(always).not.toContain(pattern)
    expect([...(await denied(policyWith(ssh(), `protected: ["${pattern}"]\n`)))].sort()).toEqual(
      [...always, pattern].sort(),
    )
  })
})

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { CreateManagedPrefixListCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { anywhere, second } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

interface Document {
  readonly Statement: readonly {
    readonly Sid: string
    readonly Effect: string
    readonly Action: readonly string[]
    readonly Resource: unknown
  }[]
}

async function printed(policy: string, mode: string, more: readonly string[] = []): Promise<Document> {
  const { stdout, code } = await runCommand(['permissions', '--mode', mode, ...more], { policy })
  expect(code).toBe(0)
  return JSON.parse(stdout) as Document
}

/** What nobody's credentials may touch, whatever the policy names: without these an account cannot be recovered, or is taken. */
const always = [
  'AWSControlTowerExecution',
  'OrganizationAccountAccessRole',
  'aws-reserved/*',
  'aws-service-role/*',
].map((role) => `arn:aws:iam::*:role/${role}`)
const ownRoles = ['read', 'write'].map((role) => `arn:aws:iam::111111111111:role/holdfast-${role}`)

/** Tags of rules are carried by the authorise that makes them: IAM asks for CreateTags, and no call of that name is made. */
const called = ({ Statement }: Document): readonly string[] =>
  Statement.flatMap(({ Action, Effect }) => (Effect === 'Allow' ? Action : []))
    .filter((action) => action !== 'ec2:CreateTags')
    .sort()

describe('what permissions prints', () => {
  const world = testWorld()
  const policy = policyWith(
    `${ssh()}  - { rule: default-security-group-closed, response: fix }\n  - { rule: network-acl-open-ingress }\n`,
    'limits: { share: 100% }\n',
  )
  const actions = async (): Promise<readonly string[]> =>
    [
      ...new Set(
        (await world.cloud.log()).filter(({ service }) => service === 'ec2').map(({ action }) => `ec2:${action}`),
      ),
    ].sort()

  it('is what the runs of each mode call: none missing, none unused', async () => {
    const ec2 = await world.cloud.ec2()
    const made = await ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'all',
        AddressFamily: 'IPv4',
        MaxEntries: 2,
        Entries: [{ Cidr: '0.0.0.0/0' }],
      }),
    )
    const PrefixListIds = [{ PrefixListId: made.PrefixList?.PrefixListId ?? '' }]
    await world.cloud.group('range', [anywhere(20, 25), { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, PrefixListIds }])
    await world.cloud.faults([])
    await world.run({ policy })
    expect(await actions()).toEqual(called(await printed(policy, 'detect')))
    await world.cloud.faults([])
    const fixed = await world.run({ policy, inputs: { mode: 'remediate' } })
    expect(fixed.outputs['conclusion']).toBe('pass')
    expect(await actions()).toEqual(called(await printed(policy, 'remediate')))
    const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    const asked = await world.run({ inputs: journal, folder: fixed.folder })
    await world.cloud.faults([])
    const undone = await world.run({
      inputs: { ...journal, approve: asked.outputs['plan-hash'] ?? '' },
      folder: fixed.folder,
    })
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await actions()).toEqual(called(await printed(policy, 'undo')))
  })

  it('asks for no authorise where nothing is split or narrowed, and for no write where nothing is fixed', async () => {
    const whole = await printed(policyWith(ssh(', split: false')), 'remediate')
    expect(called(whole).filter((action) => /Authorize|Revoke/.test(action))).toEqual([
      'ec2:RevokeSecurityGroupIngress',
    ])
    const reporting = await printed(policyWith(ssh().replace('response: fix', 'response: report')), 'remediate')
    expect(called(reporting).filter((action) => /Authorize|Revoke|Rules/.test(action))).toEqual([])
  })

  it('names no wildcard action, narrows writes to the targets, and denies what is protected', async () => {
    const document = await printed(
      policyWith(ssh(), 'protected: ["arn:aws:ec2:*:*:security-group/sg-1", "arn:aws:iam::*:role/break-glass*"]\n'),
      'remediate',
    )
    for (const { Action } of document.Statement)
      for (const action of Action) expect(action).toMatch(/^(ec2|iam):[A-Za-z]+$/)
    const allowed = document.Statement.filter(({ Effect }) => Effect === 'Allow')
    const writes = allowed.filter(({ Sid }) => !Sid.startsWith('Read'))
    for (const { Resource } of writes)
      for (const arn of Resource as readonly string[])
        expect(arn).toMatch(/^arn:aws:ec2:us-east-1:111111111111:security-group(-rule)?\/\*$/)
    const denied = document.Statement.filter(({ Effect }) => Effect === 'Deny')
    expect(denied.map(({ Resource }) => Resource)).toEqual([
      ['arn:aws:ec2:*:*:security-group/sg-1'],
      [...always, 'arn:aws:iam::*:role/break-glass*', ...ownRoles],
    ])
  })

  it('denies protected users, too, and what a wildcard may stand for', async () => {
    const [user, any, part] = ['arn:aws:iam::*:user/root*', 'arn:aws:iam::111111111111:*', 'arn:aws:iam::*:ro*']
    const patterns = `protected: ["${user}", "${any}", "${part}", "arn:aws:s3:::logs"]\n`
    const { Statement } = await printed(policyWith(ssh(), patterns), 'remediate')
    const denied = Statement.filter(({ Effect }) => Effect === 'Deny').map(({ Sid, Resource }) => [Sid, Resource])
    expect(denied).toEqual([
      ['ProtectedRoles', [part, ...always, any, ...ownRoles]],
      ['ProtectedPolicies', [any]],
      ['ProtectedUsers', [user, any].sort()],
    ])
  })

  const revoked = ({ Statement }: Document): unknown => Statement.find(({ Sid }) => Sid === 'Revoke')?.Resource

  it('is for the role and regions that the options name, where the policy has no targets', async () => {
    const bare = `version: 1\nrules:\n${ssh()}`
    const role = 'arn:aws-cn:iam::111111111111:role/holdfast-write'
    const more = ['--role-to-assume', role, '--aws-region', 'cn-north-1']
    expect(revoked(await printed(bare, 'remediate', more))).toEqual([
      'arn:aws-cn:ec2:cn-north-1:111111111111:security-group/*',
    ])
    expect(revoked(await printed(bare, 'remediate'))).toEqual(['arn:aws:ec2:*:*:security-group/*'])
    const both = await runCommand(['permissions', '--mode', 'detect', ...more], { policy: policyWith(ssh()) })
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('the policy file has targets')])
  })

  it('is for one account of many, or one rule, where --only says so', async () => {
    const two = policyWith(`${ssh()}  - { rule: network-acl-open-ingress }\n`, '', `${target()}${target(second)}`)
    expect(revoked(await printed(two, 'remediate'))).toHaveLength(2)
    expect(revoked(await printed(two, 'remediate', ['--only', second]))).toEqual([
      `arn:aws:ec2:us-east-1:${second}:security-group/*`,
    ])
    expect(called(await printed(two, 'remediate', ['--only', 'network-acl-open-ingress']))).toEqual([
      'ec2:DescribeNetworkAcls',
    ])
    const none = await runCommand(['permissions', '--mode', 'detect', '--only', '999999999999'], { policy: two })
    expect([none.code, none.stdout]).toEqual([2, ''])
  })
})

describe('parliament, which checks IAM policy documents', () => {
  const judge = (document: string): { code: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync(join('.venv-checks', 'bin', 'parliament'), [], {
      input: document,
      encoding: 'utf8',
    })
    return { code: status, said: `${stdout}${/Error/.test(stderr) ? stderr : ''}` }
  }
  const policy = policyWith(
    `${ssh()}  - { rule: default-security-group-closed, response: approve }\n  - { rule: network-acl-open-ingress }\n`,
    'protected: ["arn:aws:ec2:*:*:security-group/sg-0123456789abcdef0", "arn:aws:iam::*:role/break-glass*", "arn:aws:iam::*:*/root"]\n',
  )

  it.each(['detect', 'remediate', 'undo'])('finds nothing in what is printed for %s', async (mode) => {
    const { stdout } = await runCommand(['permissions', '--mode', mode], { policy })
    expect(judge(stdout)).toEqual({ code: 0, said: '' })
  })

  it('finds what is wrong where something is', async () => {
    const { stdout } = await runCommand(['permissions', '--mode', 'remediate'], { policy })
    expect(judge(stdout.replace('ec2:DescribeSecurityGroups"', 'ec2:DescribeSafetyGroups"')).said).toContain('Unknown')
  })
})

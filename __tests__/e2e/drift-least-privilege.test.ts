import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  GetPolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { type Ministack, ministackAccount, startMinistack } from '../../emulator/ministack.ts'
import { runAction, runCommand } from '../../emulator/runner.ts'
import { drifted } from '../support/drift.ts'
import { document, statement, trustOf } from '../support/iam.ts'
import { policyWith, target } from '../support/policy.ts'

const policy = policyWith(
  `  - rule: drift
    response: { widening: fix, mixed: approve, undecided: approve, narrowing: approve, neutral: report }
    where: { kinds: [iam-role, iam-policy], not: { names: ["holdfast-*"] } }
`,
  'limits: { share: 100% }\n',
  target(ministackAccount),
)
const arn = (what: string): string => `arn:aws:iam::${ministackAccount}:${what}`
const s3 = document(statement('s3:*'))
const sqs = document(statement('sqs:SendMessage'))

// Permissions are proved where IAM is enforced, on an emulator that others wrote.
describe('roles and policies under an emulator that enforces IAM', () => {
  let aws: Ministack | null = null
  let issuer: Issuer | null = null
  const there = <T>(value: T | null): T => {
    if (value === null) throw new Error('asked for before the block began')
    return value
  }
  const iam = () => new IAMClient(there(aws).config)

  beforeAll(async () => {
    aws = await startMinistack()
    issuer = await startIssuer()
    await aws.deploy('holdfast', 'deploy/roles.yaml', { Owner: 'octo', Repository: 'infra' })
  })
  afterAll(() => {
    issuer?.close()
    aws?.stop()
  })

  /** The role has what is printed for a mode, and nothing else. */
  async function allow(RoleName: string, mode: string): Promise<void> {
    const { stdout } = await runCommand(['permissions', '--mode', mode], { policy })
    const { PolicyNames = [] } = await iam().send(new ListRolePoliciesCommand({ RoleName }))
    for (const PolicyName of PolicyNames) await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName }))
    await iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'printed', PolicyDocument: stdout }))
  }

  it('are read, reverted and given back with what is printed, and no role of the run is among it', async () => {
    const run = (inputs: Readonly<Record<string, string>>, folder: string) =>
      runAction({ inputs, policy, folder, env: { AWS_ENDPOINT_URL: there(aws).url, ...there(issuer).env } })
    await iam().send(
      new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: trustOf({ Service: 'ec2.amazonaws.com' }) }),
    )
    for (const [PolicyName, PolicyDocument] of [
      ['own', sqs],
      ['s3', s3],
    ])
      await iam().send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))
    await allow('holdfast-read', 'detect')
    const { folder } = await runAction({
      policy,
      env: { AWS_ENDPOINT_URL: there(aws).url, ...there(issuer).env },
    })
    const recorded = await runCommand(['record', '--write'], {
      policy,
      folder,
      env: { AWS_ENDPOINT_URL: there(aws).url, ...there(issuer).env },
    })
    expect([recorded.code, recorded.stdout]).toEqual([0, expect.stringContaining('app')])
    await iam().send(new PutRolePolicyCommand({ RoleName: 'app', PolicyName: 'oops', PolicyDocument: s3 }))
    await iam().send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: arn('policy/s3') }))
    await iam().send(
      new CreatePolicyVersionCommand({
        PolicyArn: arn('policy/own'),
        PolicyDocument: document(statement('sqs:*')),
        SetAsDefault: true,
      }),
    )
    const found = await run({}, folder)
    expect(found.report?.gaps).toEqual([])
    expect(drifted(found)).toEqual([
      `app: attached ${arn('policy/s3')} widening open`,
      'app: inline oops widening open',
      'own: document widening open',
    ])
    await allow('holdfast-write', 'remediate')
    const fixed = await run({ mode: 'remediate' }, folder)
    expect(fixed.report?.outcomes.map(({ state, why }) => [state, why])).toEqual(
      fixed.report?.outcomes.map(() => ['fixed', null]),
    )
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '3' })
    const { AttachedPolicies } = await iam().send(new ListAttachedRolePoliciesCommand({ RoleName: 'app' }))
    expect(AttachedPolicies).toEqual([])
    await allow('holdfast-write', 'undo')
    const undo = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    const planned = await run(undo, folder)
    const undone = await run({ ...undo, approve: planned.outputs['plan-hash'] ?? '' }, folder)
    expect(undone.report?.outcomes.map(({ state, why }) => [state, why])).toEqual(
      undone.report?.outcomes.map(() => ['fixed', null]),
    )
    expect(undone.outputs['conclusion']).toBe('pass')
    const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn: arn('policy/own') }))
    expect(Policy?.DefaultVersionId).toBe('v4')
  }, 120_000)
})

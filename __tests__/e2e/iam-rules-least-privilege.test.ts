import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { type Ministack, ministackAccount, startMinistack } from '../../emulator/ministack.ts'
import { type RunResult, runAction, runCommand } from '../../emulator/runner.ts'
import { policyWith, target } from '../support/policy.ts'

interface Document {
  readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[] }[]
}

const whole = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
})
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '999900001111' }, Action: 'sts:AssumeRole' }],
})
const ours = `  - { rule: iam-role-full-access, response: fix, where: { names: [victim] } }
  - { rule: iam-role-trust, response: fix, where: { names: [victim] } }
`
const policy = policyWith(ours, 'limits: { share: 100% }\n', target(ministackAccount))

/** Read with the whole of a role, and no part of this: what no policy says is left to be read, and instance profiles. */
const idle = new Set(['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:ListInstanceProfilesForRole'])

describe('rules about roles under an emulator that enforces IAM', () => {
  let aws: Ministack | null = null
  let issuer: Issuer | null = null
  const there = <T>(value: T | null): T => {
    if (value === null) throw new Error('asked for before the block began')
    return value
  }
  const iam = (): IAMClient => new IAMClient(there(aws).config)

  beforeAll(async () => {
    aws = await startMinistack()
    issuer = await startIssuer()
    await aws.deploy('holdfast', 'deploy/roles.yaml', { Owner: 'octo', Repository: 'infra' })
    await iam().send(new CreateRoleCommand({ RoleName: 'victim', AssumeRolePolicyDocument: trust }))
    await iam().send(new PutRolePolicyCommand({ RoleName: 'victim', PolicyName: 'p', PolicyDocument: whole }))
    const { Policy } = await iam().send(new CreatePolicyCommand({ PolicyName: 'buckets', PolicyDocument: whole }))
    await iam().send(new AttachRolePolicyCommand({ RoleName: 'victim', PolicyArn: Policy?.Arn ?? '' }))
  })
  afterAll(() => {
    issuer?.close()
    aws?.stop()
  })

  /** Names of what the role carries. */
  async function carried(): Promise<readonly string[]> {
    const { AttachedPolicies = [] } = await iam().send(new ListAttachedRolePoliciesCommand({ RoleName: 'victim' }))
    const { PolicyNames = [] } = await iam().send(new ListRolePoliciesCommand({ RoleName: 'victim' }))
    return [...AttachedPolicies.map(({ PolicyName = '' }) => PolicyName), ...PolicyNames].sort()
  }
  /** The role has this document and no other. */
  async function allow(RoleName: string, document: Document): Promise<void> {
    const { PolicyNames = [] } = await iam().send(new ListRolePoliciesCommand({ RoleName }))
    for (const PolicyName of PolicyNames) await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName }))
    const PolicyDocument = JSON.stringify(document)
    await iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'printed', PolicyDocument }))
  }
  const printed = async (mode: string): Promise<Document> =>
    JSON.parse((await runCommand(['permissions', '--mode', mode], { policy })).stdout) as Document
  const run = (inputs: Readonly<Record<string, string>>, folder?: string): Promise<RunResult> =>
    runAction({
      inputs,
      policy,
      env: { AWS_ENDPOINT_URL: there(aws).url, ...there(issuer).env },
      ...(folder === undefined ? {} : { folder }),
    })
  const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }

  it('every mode does its work with exactly what permissions prints for it', async () => {
    await allow('holdfast-read', await printed('detect'))
    await allow('holdfast-write', await printed('remediate'))
    const seen = await run({ mode: 'detect' })
    expect(seen.report?.gaps).toEqual([])
    expect(seen.report?.findings.map(({ rule, verdict }) => `${rule} ${verdict}`).sort()).toEqual([
      'iam-role-full-access fail',
      'iam-role-trust fail',
    ])
    const approve = seen.report?.plan.hash ?? ''
    const fixed = await run({ mode: 'remediate', approve })
    expect(fixed.report?.outcomes.map(({ state, why }) => [state, why])).toEqual([['fixed', null]])
    expect(await carried()).toEqual([])
    await allow('holdfast-write', await printed('undo'))
    const planned = await run(journal, fixed.folder)
    const undone = await run({ ...journal, approve: planned.outputs['plan-hash'] ?? '' }, fixed.folder)
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await carried()).toEqual(['buckets', 'p'])
  })

  it('with any one action taken out, a run says so, and claims no fix that is none', async () => {
    const all = await printed('remediate')
    const actions = new Set(all.Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : [])))
    const reads = await printed('detect')
    await allow('holdfast-read', reads)
    const approve = (await run({ mode: 'detect' })).report?.plan.hash ?? ''
    for (const action of actions) {
      const Statement = all.Statement.flatMap((one) => {
        const Action = one.Effect === 'Allow' ? one.Action.filter((name) => name !== action) : one.Action
        return Action.length === 0 ? [] : [{ ...one, Action }]
      })
      await allow('holdfast-write', { ...all, Statement })
      const less = await run({ mode: 'remediate', approve })
      // Whom the role trusts is open in any case.
      expect([action, less.outputs['conclusion']]).toEqual([action, 'fail'])
      if (idle.has(action)) expect(await carried()).toEqual([])
      else expect([action, less.outputs['fixed'], less.summary.includes(action)]).toEqual([action, '0', true])
      await iam().send(new PutRolePolicyCommand({ RoleName: 'victim', PolicyName: 'p', PolicyDocument: whole }))
      const PolicyArn = `arn:aws:iam::${ministackAccount}:policy/buckets`
      await iam().send(new AttachRolePolicyCommand({ RoleName: 'victim', PolicyArn }))
    }
    expect(actions.size).toBeGreaterThan(5)
  })
})

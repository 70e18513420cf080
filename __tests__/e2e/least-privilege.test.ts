import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import { DeleteRolePolicyCommand, IAMClient, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { type Ministack, ministackAccount, startMinistack } from '../../emulator/ministack.ts'
import { type RunResult, runAction, runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'

interface Statement {
  readonly Sid: string
  readonly Effect: string
  readonly Action: readonly string[]
}
interface Document {
  readonly Statement: readonly Statement[]
}

const policy = policyWith(
  `${ssh()}  - { rule: default-security-group-closed, response: fix }\n  - { rule: network-acl-open-ingress }\n`,
  'limits: { share: 100% }\ngate: { fail-on: critical }\n',
  target(ministackAccount),
)

// Permissions are proved where IAM is enforced, on an emulator that is not the one that everything else is tested on.
describe('under an emulator that enforces IAM', () => {
  let aws: Ministack | null = null
  let issuer: Issuer | null = null
  const there = <T>(value: T | null): T => {
    if (value === null) throw new Error('asked for before the block began')
    return value
  }
  const config = () => there(aws).config

  beforeAll(async () => {
    aws = await startMinistack()
    issuer = await startIssuer()
    await aws.deploy('holdfast', 'deploy/roles.yaml', { Owner: 'octo', Repository: 'infra' })
  })
  afterAll(() => {
    issuer?.close()
    aws?.stop()
  })

  /** The role has this document and no other. */
  async function allow(role: string, document: Document): Promise<void> {
    const iam = new IAMClient(config())
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }))
    for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName }))
    const PolicyDocument = JSON.stringify(document)
    await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: 'printed', PolicyDocument }))
  }

  const printed = async (mode: string): Promise<Document> =>
    JSON.parse((await runCommand(['permissions', '--mode', mode], { policy })).stdout) as Document

  /** A group with ports open to everybody, in a VPC of its own, whose default group is open as well. */
  async function group(name: string): Promise<string> {
    const ec2 = new EC2Client(config())
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }))
    const { GroupId = '' } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId: Vpc?.VpcId ?? '' }),
    )
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [anywhere(20, 25)] }))
    return GroupId
  }

  const run = (inputs: Readonly<Record<string, string>>, folder?: string): Promise<RunResult> =>
    runAction({
      inputs,
      policy,
      env: { AWS_ENDPOINT_URL: there(aws).url, ...there(issuer).env },
      ...(folder === undefined ? {} : { folder }),
    })

  async function openTo(id: string): Promise<readonly string[]> {
    const { SecurityGroups = [] } = await new EC2Client(config()).send(
      new DescribeSecurityGroupsCommand({ GroupIds: [id] }),
    )
    return (SecurityGroups[0]?.IpPermissions ?? []).map(({ FromPort, ToPort }) => `${FromPort}-${ToPort}`).sort()
  }

  it('every mode passes with exactly what permissions prints for it', async () => {
    const id = await group('whole')
    await allow('holdfast-read', await printed('detect'))
    const seen = await run({ mode: 'detect' })
    expect(seen.report?.gaps).toEqual([])
    expect(seen.report?.findings.map(({ resource }) => resource.id)).toContain(id)
    await allow('holdfast-write', await printed('remediate'))
    const fixed = await run({ mode: 'remediate' })
    expect([fixed.outputs['conclusion'], await openTo(id)]).toEqual(['pass', ['20-21', '23-25']])
    await allow('holdfast-write', await printed('undo'))
    const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    const asked = await run(journal, fixed.folder)
    const undone = await run({ ...journal, approve: asked.outputs['plan-hash'] ?? '' }, fixed.folder)
    expect([undone.outputs['conclusion'], await openTo(id)]).toEqual(['pass', ['20-25']])
  })

  const actions = ({ Statement }: Document): readonly string[] =>
    // This emulator asks nothing for tags of new rules, and its groups name no prefix lists.
    [...new Set(Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : [])))].filter(
      (action) => !['ec2:CreateTags', 'ec2:GetManagedPrefixListEntries'].includes(action),
    )
  const without = ({ Statement, ...rest }: Document, action: string): Document => ({
    ...rest,
    Statement: Statement.flatMap((one) => {
      const Action = one.Action.filter((name) => name !== action)
      return Action.length === 0 ? [] : [{ ...one, Action }]
    }),
  })

  /** What a person reads names the action that lacks, the role and where. */
  function expectNamed({ summary, report }: RunResult, action: string, role: string): void {
    if (!summary.includes(action)) throw new Error(summary)
    expect(summary).toContain(`allow ${action} to arn:aws:iam::${ministackAccount}:role/${role}`)
    expect(summary).toContain(`${ministackAccount} us-east-1`)
    expect(report?.conclusion).toBe('fail')
  }

  it('with any one action taken out, a run that reads names it and takes nothing for clean', async () => {
    await group('seen')
    const whole = await printed('detect')
    await allow('holdfast-read', whole)
    expect((await run({ mode: 'detect' })).report?.gaps).toEqual([])
    expect(actions(whole).length).toBe(3)
    for (const action of actions(whole)) {
      await allow('holdfast-read', without(whole, action))
      const less = await run({ mode: 'detect' })
      expectNamed(less, action, 'holdfast-read')
      expect(less.report?.gaps).toContainEqual(
        expect.objectContaining({ operation: action, why: 'denied', account: ministackAccount, region: 'us-east-1' }),
      )
      expect(less.report?.reasons).toContain('unknown-findings')
    }
  })

  it('with any one action taken out, a run that writes names it, and claims no fix that is not there', async () => {
    const whole = await printed('remediate')
    for (const action of actions(whole)) {
      const id = await group(`less-${action.split(':')[1]}`)
      const before = await openTo(id)
      await allow('holdfast-write', without(whole, action))
      const less = await run({ mode: 'remediate' })
      expectNamed(less, action, 'holdfast-write')
      const finding = less.report?.findings.find(({ resource }) => resource.id === id)
      expect([action, finding?.state === 'fixed']).toEqual([action, same(await openTo(id), ['20-21', '23-25'])])
      if (/Authorize|Revoke.*Ingress|DescribeSecurityGroup/.test(action))
        expect(await openTo(id)).toEqual(expect.arrayContaining([...before]))
    }
  })

  it('with any one action taken out, an undo names it, and claims nothing back that is not', async () => {
    const whole = await printed('undo')
    const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    expect(actions(whole).length).toBe(5)
    for (const action of actions(whole)) {
      const id = await group(`undo-${action.split(':')[1]}`)
      await allow('holdfast-write', await printed('remediate'))
      const { folder } = await run({ mode: 'remediate' })
      await allow('holdfast-write', whole)
      const approve = (await run(journal, folder)).outputs['plan-hash'] ?? ''
      await allow('holdfast-write', without(whole, action))
      // Without its reads no step waits any more, and the hash that was approved stands no more either.
      const inputs = action.includes(':Describe') ? journal : { ...journal, approve }
      const less = await run(inputs, folder)
      expectNamed(less, action, 'holdfast-write')
      const step = less.report?.plan.steps.find(({ resource }) => resource.id === id)
      const state = less.report?.outcomes.find((outcome) => outcome.step === step?.hash)?.state
      expect([action, state === 'fixed']).toEqual([action, same(await openTo(id), ['20-25'])])
      if (!action.includes(':Describe')) continue
      expect(less.report?.gaps).toContainEqual(
        expect.objectContaining({ operation: action, why: 'denied', id, account: ministackAccount }),
      )
      expect(less.report?.reasons).toContain('unknown-findings')
      expectNamed(await run({ ...journal, approve }, folder), action, 'holdfast-write')
    }
  })
})

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b)

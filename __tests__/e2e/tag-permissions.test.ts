import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { CreateVolumeCommand, DescribeSubnetsCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { CreatePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import { CreateDBInstanceCommand } from '@aws-sdk/client-rds'
import { describe, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { policyWith, target } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

interface Statement {
  readonly Sid: string
  readonly Effect: string
  readonly Action: readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}'
const use = (resources: string, tags: string, response = 'fix'): string =>
  `  - { rule: required-tags, response: ${response}, options: { resources: [${resources}], tags: { ${tags} } } }\n`
const six = '"ec2:instance", "ec2:volume", "s3:bucket", "iam:role", "iam:policy", "rds:db"'
const loose = 'limits: { share: 100% }\n'

async function printed(policy: string, mode: string): Promise<readonly Statement[]> {
  const { stdout, code } = await runCommand(['permissions', '--mode', mode], { policy })
  expect(code).toBe(0)
  return (JSON.parse(stdout) as { Statement: readonly Statement[] }).Statement
}
const allowed = (statements: readonly Statement[]): readonly string[] => [
  ...new Set(statements.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []))),
]
const named = (statements: readonly Statement[], Sid: string): Statement | undefined =>
  statements.find((one) => one.Sid === Sid)

/** The emulator's names of services that IAM names otherwise. */
const services: Readonly<Record<string, string>> = { 's3-control': 's3', tagging: 'tag' }
/** Operations whose IAM action has another name. */
const actionOf: Readonly<Record<string, string>> = { 's3:ListBuckets': 's3:ListAllMyBuckets' }

describe('what permissions prints for tags', () => {
  const world = testWorld()
  const called = async (): Promise<readonly string[]> => {
    const log = await world.cloud.log()
    const names = log
      .filter(({ service }) => service !== 'sts')
      .map(({ service, action }) => `${services[service] ?? service}:${action}`)
    return [...new Set(names.map((name) => actionOf[name] ?? name))].sort()
  }
  /** Asked for beside the call that is made: the tagging API's own, and what S3 takes where it has no S3 Control. */
  const behind = ['rds:AddTagsToResource', 'rds:RemoveTagsFromResource', 's3:PutBucketTagging']
  const expected = async (policy: string, mode: string): Promise<readonly string[]> =>
    allowed(await printed(policy, mode))
      .filter((action) => !behind.includes(action))
      .sort()

  it('is what the runs of each mode call: none missing, none unused', async () => {
    const [ec2, iam, rds] = [await world.cloud.ec2(), await world.cloud.iam(), await world.cloud.rds()]
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
    const tagged = [{ Key: 'Owner', Value: 'team' }]
    await ec2.send(
      new RunInstancesCommand({
        MinCount: 1,
        MaxCount: 1,
        ImageId: 'ami-12c6146b',
        SubnetId: Subnets[0]?.SubnetId ?? '',
      }),
    )
    await ec2.send(
      new CreateVolumeCommand({
        Size: 1,
        AvailabilityZone: 'us-east-1a',
        TagSpecifications: [{ ResourceType: 'volume', Tags: tagged }],
      }),
    )
    await world.cloud.bucket('never-tagged')
    await world.cloud.bucket('misspelled', { Owner: 'team' })
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'worker',
        AssumeRolePolicyDocument: document,
        Tags: [{ Key: 'Owner', Value: 'TEAM' }],
      }),
    )
    for (const [PolicyName, Tags] of [
      ['none', []],
      ['some', tagged],
    ] as const)
      await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: document, Tags: [...Tags] }))
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'orders',
        DBInstanceClass: 'db.t3.micro',
        Engine: 'mysql',
        Tags: tagged,
      }),
    )
    const keys = 'owner: { values: [team], normalise: true, default: team, fill: fix, strict-case: true }'
    const policy = policyWith(use(six, keys), loose)
    await world.cloud.faults([])
    await world.run({ policy })
    expect(await called()).toEqual(await expected(policy, 'detect'))
    const asked = await world.run({ policy })
    const hashes = asked.report?.plan.steps.filter(({ decision }) => decision !== 'hold').map(({ hash }) => hash) ?? []
    await world.cloud.faults([])
    const fixed = await world.run({ policy, inputs: { mode: 'remediate', approve: hashes.join(',') } })
    // The run's own two roles are protected: their findings stay.
    expect(fixed.report?.counts).toMatchObject({ open: 2, fixed: hashes.length })
    expect(await called()).toEqual(await expected(policy, 'remediate'))
    const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    const back = await world.run({ inputs: { ...journal, 'dry-run': 'true' }, folder: fixed.folder })
    const steps = back.report?.plan.steps.map(({ hash }) => hash) ?? []
    await world.cloud.faults([])
    const undone = await world.run({ inputs: { ...journal, approve: steps.join(',') }, folder: fixed.folder })
    expect(undone.report?.outcomes.map(({ state }) => state)).toEqual(steps.map(() => 'fixed'))
    expect(await called()).toEqual(await expected(policy, 'undo'))
  })
})

describe('the statements for tags', () => {
  it('name no wildcard action, and narrow writes to keys, and where services name resources alike to ARNs', async () => {
    const statements = await printed(policyWith(use(six, 'owner: {}, Team: {}')), 'remediate')
    for (const action of allowed(statements)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/)
    const keys = { 'ForAllValues:StringEqualsIgnoreCase': { 'aws:TagKeys': ['Team', 'owner'] } }
    const region = { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }
    const ec2 = ['instance', 'volume'].map((type) => `arn:aws:ec2:us-east-1:${first}:${type}/*`)
    expect(named(statements, 'TagNetwork')).toMatchObject({ Resource: ec2, Condition: keys })
    expect(named(statements, 'TagRole')).toMatchObject({ Resource: [`arn:aws:iam::${first}:role/*`], Condition: keys })
    expect(named(statements, 'TagPolicy')).toMatchObject({ Condition: keys })
    expect(named(statements, 'TagBuckets')).toMatchObject({ Resource: ['arn:aws:s3:::*'], Condition: keys })
    expect(named(statements, 'TagServices')).toMatchObject({
      Resource: [`arn:aws:rds:*:${first}:*`, 'arn:aws:rds:*::*'],
      Action: ['rds:AddTagsToResource', 'rds:RemoveTagsFromResource'],
      Condition: { ...keys, ...region },
    })
    expect(named(statements, 'Write')).toMatchObject({
      Action: ['tag:TagResources', 'tag:UntagResources'],
      Condition: region,
    })
    expect(named(statements, 'ReadGlobal')).not.toHaveProperty('Condition')
  })

  it('look up what is inherited from only where that is asked, and never write it', async () => {
    const plain = await printed(policyWith(use('"ec2:volume"', 'owner: {}')), 'remediate')
    expect(allowed(plain)).toEqual(['ec2:DescribeVolumes', 'ec2:CreateTags', 'ec2:DeleteTags'])
    const inherit = 'owner: { inherit: [instance, vpc, auto-scaling-group, stack] }'
    const statements = await printed(policyWith(use('"ec2:volume"', inherit)), 'remediate')
    expect(allowed(statements)).toEqual([
      'autoscaling:DescribeAutoScalingGroups',
      'ec2:DescribeInstances',
      'ec2:DescribeVolumes',
      'ec2:DescribeVpcs',
      'tag:GetResources',
      'ec2:CreateTags',
      'ec2:DeleteTags',
    ])
    expect(named(statements, 'TagNetwork')?.Resource).toEqual([`arn:aws:ec2:us-east-1:${first}:volume/*`])
  })

  it('write nothing where the response is report, also beside a use that fixes', async () => {
    const reporting = policyWith(use(six, 'owner: {}', 'report'))
    for (const mode of ['remediate', 'undo'])
      expect(allowed(await printed(reporting, mode)).filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual(
        [],
      )
    const beside = policyWith(
      `${use('"ec2:volume"', 'owner: {}')}  - { rule: required-tags, name: other, options: { resources: ["ec2:vpc"], tags: { team: {} } } }\n`,
    )
    const fixing = named(await printed(beside, 'remediate'), 'TagNetwork')
    expect(fixing?.Resource).toEqual([`arn:aws:ec2:us-east-1:${first}:volume/*`])
    expect(fixing?.Condition).toEqual({ 'ForAllValues:StringEqualsIgnoreCase': { 'aws:TagKeys': ['owner'] } })
  })

  it('read tags of IAM’s policies at the partition’s home, whichever regions the policy names', async () => {
    const statements = await printed(
      policyWith(use('"iam:policy"', 'owner: {}'), '', target(first, ['eu-west-1'])),
      'detect',
    )
    expect(named(statements, 'ReadHome')).toMatchObject({
      Action: ['tag:GetResources'],
      Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } },
    })
    expect(named(await printed(policyWith(use('"iam:policy"', 'owner: {}')), 'detect'), 'ReadHome')).toBeUndefined()
  })

  it.each(['detect', 'remediate', 'undo'])('parliament finds nothing in what is printed for %s', async (mode) => {
    const keys = 'owner: { inherit: [vpc, stack, auto-scaling-group] }'
    const all = `${six}, "ec2:snapshot", "ec2:image", "lambda:function", "dynamodb:table", "sns:topic"`
    const { stdout } = await runCommand(['permissions', '--mode', mode], { policy: policyWith(use(all, keys)) })
    const judged = spawnSync(join('.venv-checks', 'bin', 'parliament'), [], { input: stdout, encoding: 'utf8' })
    expect([judged.status, judged.stdout]).toEqual([0, ''])
  })
})

import { CreateVolumeCommand, DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2'
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startIssuer } from '../../emulator/issuer.ts'
import { type Ministack, ministackAccount, startMinistack } from '../../emulator/ministack.ts'
import { runAction } from '../../emulator/runner.ts'
import { kinds } from '../../src/resources/index.ts'
import { policyWith, target } from '../support/policy.ts'

const there = <T>(value: T | null): T => {
  if (value === null) throw new Error('asked for before the block began')
  return value
}
const owner = { Owner: 'octo', Repository: 'infra' }

describe('what the roles of deploy/ may do', () => {
  let aws: Ministack | null = null
  beforeAll(async () => {
    aws = await startMinistack()
    await aws.deploy('plain', 'deploy/roles.yaml', owner)
    const drift = { IamPolicyWrites: 'true', VpcWrites: 'true' }
    const names = { ReadRole: 'all-read', WriteRole: 'all-write', CreateProvider: 'false' }
    await aws.deploy('all', 'deploy/roles.yaml', { ...owner, ...names, IamWrites: 'true', ...drift })
    const off = { ReadRole: 'no-read', WriteRole: 'no-write', CreateProvider: 'false', TagWrites: 'false' }
    await aws.deploy('none', 'deploy/roles.yaml', { ...owner, ...off })
  })
  afterAll(() => aws?.stop())

  interface Inline {
    readonly Statement: readonly {
      readonly Sid: string
      readonly Effect: string
      readonly Action: readonly string[]
      readonly Resource: string | readonly string[]
    }[]
  }
  async function inline(RoleName: string): Promise<Readonly<Record<string, Inline>>> {
    const iam = new IAMClient(there(aws).config)
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }))
    const documents: Record<string, Inline> = {}
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
      documents[PolicyName] = JSON.parse(decodeURIComponent(PolicyDocument)) as Inline
    }
    return documents
  }
  const actions = (documents: Readonly<Record<string, Inline>>): readonly string[] =>
    Object.values(documents).flatMap(({ Statement }) =>
      Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : [])),
    )

  it('writes tags unless told otherwise, and IAM’s only where asked', async () => {
    expect(Object.keys(await inline('holdfast-write')).sort()).toEqual(['network', 'protected', 'read', 'tags'])
    const everything = ['access', 'iam', 'network', 'protected', 'read', 'tags', 'vpc']
    expect(Object.keys(await inline('all-write')).sort()).toEqual(everything)
    expect(Object.keys(await inline('no-write')).sort()).toEqual(['network', 'protected', 'read'])
    const iamWrites = /^iam:(?!Get|List)/
    expect(actions(await inline('holdfast-write')).filter((action) => iamWrites.test(action))).toEqual([])
    const { iam = { Statement: [] }, access = { Statement: [] } } = await inline('all-write')
    expect(actions({ iam }).toSorted()).toEqual(['iam:TagPolicy', 'iam:TagRole', 'iam:UntagPolicy', 'iam:UntagRole'])
    expect(actions({ access })).toContain('iam:AttachRolePolicy')
    expect(actions({ access }).filter((action) => /Tag|Create(Role|User)|PassRole|User/.test(action))).toEqual([])
  })

  it('never lets the write role change the roles of Holdfast, nor the ways into an account', async () => {
    const { protected: own = { Statement: [] } } = await inline('all-write')
    expect(own.Statement).toHaveLength(1)
    expect(own.Statement[0]).toMatchObject({ Effect: 'Deny' })
    expect(own.Statement[0]?.Action).toEqual(expect.arrayContaining(['iam:AttachRolePolicy', 'iam:PutRolePolicy']))
    const roles = ['all-read', 'all-write', 'OrganizationAccountAccessRole', 'aws-service-role/*']
    expect(own.Statement[0]?.Resource).toEqual(
      expect.arrayContaining(roles.map((name) => `arn:aws:iam::${ministackAccount}:role/${name}`)),
    )
  })

  it('has room in IAM’s 10,240 characters for a role’s inline policies, and names no statement twice', async () => {
    for (const role of ['holdfast-read', 'all-write']) {
      const documents = Object.values(await inline(role))
      expect(documents.map((one) => JSON.stringify(one).length).reduce((a, b) => a + b)).toBeLessThan(8000)
      for (const { Statement } of documents)
        expect(new Set(Statement.map(({ Sid }) => Sid)).size).toBe(Statement.length)
    }
  })

  it('lists no action that no kind declares', async () => {
    const declared = new Set(
      kinds.flatMap(({ reads, writes, tagging }) => [
        ...[
          reads.list,
          reads.detail,
          reads.again,
          reads.whole?.list ?? [],
          reads.whole?.again ?? [],
          writes,
          tagging.writes,
        ].flat(),
      ]),
    )
    // Regions of the account, tags of new rules, and what the tagging API is asked with.
    for (const other of ['ec2:DescribeRegions', 'ec2:CreateTags', 'tag:TagResources', 'tag:UntagResources'])
      declared.add(other)
    expect(actions(await inline('all-write')).filter((action) => !declared.has(action))).toEqual([])
  })

  it('is enough to tag a volume: where the emulator lets ARNs of tagged resources be told', async () => {
    const { config } = there(aws)
    const iam = new IAMClient(config)
    // It does not see which resources CreateTags names, and takes "*" for them.
    const { tags } = await inline('holdfast-write')
    const PolicyDocument = JSON.stringify(tags, (_, value) =>
      value?.Sid === 'TagNetwork' ? { ...value, Resource: '*' } : value,
    )
    await iam.send(new PutRolePolicyCommand({ RoleName: 'holdfast-write', PolicyName: 'tags', PolicyDocument }))
    const ec2 = new EC2Client(config)
    const { VolumeId = '' } = await ec2.send(new CreateVolumeCommand({ Size: 1, AvailabilityZone: 'us-east-1a' }))
    const use =
      '  - { rule: required-tags, response: fix, options: { resources: ["ec2:volume"], tags: { owner: { default: team, fill: fix } } } }\n'
    const issuer = await startIssuer()
    const done = await runAction({
      policy: policyWith(use, 'limits: { share: 100% }\n', target(ministackAccount)),
      inputs: { mode: 'remediate' },
      env: { AWS_ENDPOINT_URL: there(aws).url, ...issuer.env },
    })
    issuer.close()
    expect([done.outputs['conclusion'], done.report?.gaps]).toEqual(['pass', []])
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }))
    expect(Volumes[0]?.Tags).toEqual([{ Key: 'owner', Value: 'team' }])
  })
})

import { CreateVolumeCommand, DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  ListPolicyTagsCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetBucketTaggingCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { type Ministack, ministackAccount, startMinistack } from '../../emulator/ministack.ts'
import { type RunResult, runAction, runCommand } from '../../emulator/runner.ts'
import { policyWith, target } from '../support/policy.ts'

interface Document {
  readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[] }[]
}
type Tags = Readonly<Record<string, string>>

const keys = 'owner: { values: [team], default: team, fill: fix, strict-case: true }'
const policyOf = (kinds: string): string =>
  policyWith(
    `  - { rule: required-tags, response: fix, options: { resources: [${kinds}], tags: { ${keys} } } }\n`,
    'limits: { share: 100% }\n',
    target(ministackAccount),
  )
const arn = (what: string): string => `arn:aws:iam::${ministackAccount}:${what}`
const tagsOf = (
  list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Tags => Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]))
const wrong = [{ Key: 'Owner', Value: 'team' }]

/** Each kind with a resource that carries nothing and one whose key is misspelled. */
const kinds = ['"ec2:volume"', '"s3:bucket"', '"iam:role", "iam:policy"']

describe('tags under an emulator that enforces IAM', () => {
  let aws: Ministack | null = null
  let issuer: Issuer | null = null
  const there = <T>(value: T | null): T => {
    if (value === null) throw new Error('asked for before the block began')
    return value
  }
  const clients = () => {
    const { config } = there(aws)
    return {
      ec2: new EC2Client(config),
      iam: new IAMClient(config),
      s3: new S3Client({ ...config, forcePathStyle: true }),
    }
  }
  let volumes: readonly string[] = []

  beforeAll(async () => {
    aws = await startMinistack()
    issuer = await startIssuer()
    await aws.deploy('holdfast', 'deploy/roles.yaml', { Owner: 'octo', Repository: 'infra' })
    const { ec2, iam, s3 } = clients()
    const trust =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
    const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}'
    const made: string[] = []
    for (const [name, Tags] of [
      ['never-tagged', []],
      ['misspelled', wrong],
    ] as const) {
      const TagSpecifications =
        Tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType: 'volume' as const, Tags: [...Tags] }] }
      const { VolumeId = '' } = await ec2.send(
        new CreateVolumeCommand({ Size: 1, AvailabilityZone: 'us-east-1a', ...TagSpecifications }),
      )
      made.push(VolumeId)
      await s3.send(new CreateBucketCommand({ Bucket: name }))
      if (Tags.length > 0) await s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: [...Tags] } }))
      await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust, Tags: [...Tags] }))
      await iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument: document, Tags: [...Tags] }))
    }
    volumes = made
  })
  afterAll(() => {
    issuer?.close()
    aws?.stop()
  })

  /** Every tag of what the tests made. */
  async function live(): Promise<Readonly<Record<string, Tags>>> {
    const { ec2, iam, s3 } = clients()
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [...volumes] }))
    const found: Record<string, Tags> = {}
    for (const { VolumeId = '', Tags } of Volumes) found[VolumeId] = tagsOf(Tags)
    for (const name of ['never-tagged', 'misspelled']) {
      const set = await s3.send(new GetBucketTaggingCommand({ Bucket: name })).catch(() => null)
      found[`bucket ${name}`] = tagsOf(set?.TagSet)
      found[`role ${name}`] = tagsOf((await iam.send(new ListRoleTagsCommand({ RoleName: name }))).Tags)
      const told = await iam.send(new ListPolicyTagsCommand({ PolicyArn: arn(`policy/${name}`) }))
      found[`policy ${name}`] = tagsOf(told.Tags)
    }
    return found
  }

  /** The role has this document and no other. */
  async function allow(role: string, document: Document): Promise<void> {
    const { iam } = clients()
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }))
    for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName }))
    const PolicyDocument = JSON.stringify(document)
    await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: 'printed', PolicyDocument }))
  }
  /** This emulator does not see which resources EC2's tagging calls name: their ARNs are no part of what is proved here. */
  async function printed(policy: string, mode: string): Promise<Document> {
    const { stdout } = await runCommand(['permissions', '--mode', mode], { policy })
    return JSON.parse(stdout, (_, value) =>
      value?.Sid === 'TagNetwork' ? { ...value, Resource: '*' } : value,
    ) as Document
  }
  const actions = ({ Statement }: Document): readonly string[] => [
    ...new Set(Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []))),
  ]
  const without = ({ Statement, ...rest }: Document, action: string): Document => ({
    ...rest,
    // A document says something: what everybody may is nothing.
    Statement: [...Statement, { Effect: 'Allow', Action: ['sts:GetCallerIdentity'], Resource: '*' }].flatMap((one) => {
      const Action = one.Action.filter((name) => name !== action)
      return Action.length === 0 ? [] : [{ ...one, Action }]
    }),
  })
  const run = (policy: string, inputs: Readonly<Record<string, string>>, folder?: string): Promise<RunResult> =>
    runAction({
      inputs,
      policy,
      env: { AWS_ENDPOINT_URL: there(aws).url, ...there(issuer).env },
      ...(folder === undefined ? {} : { folder }),
    })
  const stepsOf = ({ report }: RunResult): string =>
    (report?.plan.steps ?? []).flatMap(({ decision, hash }) => (decision === 'hold' ? [] : [hash])).join(',')
  const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }

  /** Everything that can be done is approved: what would wait asks for the same permissions. */
  async function fix(policy: string): Promise<RunResult> {
    const seen = await run(policy, { mode: 'detect' })
    return run(policy, { mode: 'remediate', approve: stepsOf(seen) })
  }
  /** What needs nobody is taken back at once; the tags of principals wait. */
  async function undo(policy: string, folder: string): Promise<RunResult> {
    const asked = await run(policy, journal, folder)
    const approve = asked.outputs['plan-hash'] ?? ''
    return approve === '' ? asked : run(policy, { ...journal, approve }, folder)
  }

  it.each(kinds)('%s: every mode passes with exactly what permissions prints for it', async (kind) => {
    const policy = policyOf(kind)
    const before = await live()
    await allow('holdfast-read', await printed(policy, 'detect'))
    await allow('holdfast-write', await printed(policy, 'remediate'))
    const seen = await run(policy, { mode: 'detect' })
    expect(seen.report?.gaps).toEqual([])
    const fixed = await fix(policy)
    const states = fixed.report?.outcomes.map(({ state }) => state) ?? []
    expect(states.filter((state) => state !== 'held')).toEqual(
      stepsOf(seen)
        .split(',')
        .map(() => 'fixed'),
    )
    expect(await live()).not.toEqual(before)
    await allow('holdfast-write', await printed(policy, 'undo'))
    const undone = await undo(policy, fixed.folder)
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await live()).toEqual(before)
  })

  it.each(kinds)('%s: with any one action taken out, a run that reads names it, and nothing is clean', async (kind) => {
    const policy = policyOf(kind)
    const whole = await printed(policy, 'detect')
    // A set of tags that was emptied is told by the tagging API; one that never was is S3's to tell.
    await clients().s3.send(new CreateBucketCommand({ Bucket: `new-${kinds.indexOf(kind)}` }))
    for (const action of actions(whole)) {
      await allow('holdfast-read', without(whole, action))
      const less = await run(policy, { mode: 'detect' })
      expect([action, less.summary.includes(`allow ${action} to ${arn('role/holdfast-read')}`)]).toEqual([action, true])
      expect(less.report?.gaps).toContainEqual(expect.objectContaining({ operation: action, why: 'denied' }))
      expect(less.report?.reasons).toContain('unknown-findings')
    }
  })

  it.each(kinds)('%s: with any one write taken out, a run names it, and claims no fix', async (kind) => {
    const policy = policyOf(kind)
    const [whole, back] = [await printed(policy, 'remediate'), await printed(policy, 'undo')]
    await allow('holdfast-read', await printed(policy, 'detect'))
    const before = await live()
    for (const action of actions(whole).filter((one) => !/:(Describe|Get|List)|:PutBucketTagging/.test(one))) {
      await allow('holdfast-write', without(whole, action))
      const less = await fix(policy)
      expect([action, less.summary.includes(`allow ${action} to ${arn('role/holdfast-write')}`)]).toEqual([
        action,
        true,
      ])
      const after = await live()
      const fixed = new Set(less.report?.outcomes.flatMap(({ state, step }) => (state === 'fixed' ? [step] : [])))
      const steps = less.report?.plan.steps ?? []
      const names = steps.map(({ hash, resource }) => ({ name: nameOf(resource), claimed: fixed.has(hash) }))
      expect(names.length).toBeGreaterThan(fixed.size)
      for (const { name, claimed } of names)
        if (after[name] !== undefined) expect([action, name, isRight(after[name])]).toEqual([action, name, claimed])
      await allow('holdfast-write', back)
      await undo(policy, less.folder)
      expect(await live()).toEqual(before)
    }
  })
})

const words: Readonly<Record<string, string>> = { 's3-bucket': 'bucket ', 'iam-role': 'role ', 'iam-policy': 'policy ' }
/** As `live` names it. */
const nameOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${words[kind] ?? ''}${id}`
const isRight = (tags: Tags): boolean => JSON.stringify(tags) === '{"owner":"team"}'

import { CreatePolicyCommand } from '@aws-sdk/client-iam'
import { afterEach, describe, expect, it } from '@jest/globals'
import { first, type Tags } from '../../emulator/cloud.ts'
import { database, keysOf, machine, role, tagFinding, tagPolicy, tagsOn, volume } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

describe('what nobody ever tagged', () => {
  const world = testWorld()

  it('is found: instance, volume, bucket, role and policy', async () => {
    const { cloud } = world
    const { id, disk } = await machine(cloud)
    const ids = [id, disk, await volume(cloud), 'never-tagged']
    await cloud.bucket('never-tagged')
    const arn = await role(cloud, 'never-tagged')
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
    })
    const iam = await cloud.iam()
    const made = await iam.send(new CreatePolicyCommand({ PolicyName: 'never-tagged', PolicyDocument }))
    // The same kinds with the tag, which are not to be found.
    await machine(cloud, { owner: 'web' })
    await volume(cloud, { owner: 'web' })
    await cloud.bucket('tagged', { owner: 'web' })
    await role(cloud, 'tagged', { owner: 'web' })
    const kinds = ['ec2:instance', 's3:bucket', 'iam-role', 'iam:policy']
    const run = await world.run({ policy: tagsOn([...kinds, 'volume'], { owner: {} }) })
    const found = run.report?.findings.filter(({ resource }) => !resource.id.startsWith('holdfast-')) ?? []
    const expected = [...ids, 'never-tagged', 'never-tagged', `disk of ${id}`]
    // The second machine's disk has no tag of its own.
    expect(found).toHaveLength(expected.length)
    expect(new Set(found.map(({ resource }) => resource.id)).size).toBe(expected.length - 2)
    expect(found.map(({ resource }) => resource.arn)).toEqual(
      expect.arrayContaining([
        `arn:aws:ec2:us-east-1:${first}:instance/${id}`,
        `arn:aws:ec2:us-east-1:${first}:volume/${disk}`,
        'arn:aws:s3:::never-tagged',
        arn,
        made.Policy?.Arn,
      ]),
    )
    expect(new Set(found.map(({ verdict }) => verdict))).toEqual(new Set(['fail']))
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'open-findings', unknown: '0' })
    expect(run.report?.gaps).toEqual([])
  })

  it('is found key by key, of twelve as of one', async () => {
    const letters = [...'abcdefghijkl']
    const all = Object.fromEntries(letters.map((key) => [key, 'x']))
    const { f: _, ...eleven } = all
    const [whole, lacking, blank] = [
      await volume(world.cloud, all),
      await volume(world.cloud, eleven),
      await volume(world.cloud, Object.fromEntries(letters.map((key) => [key, '']))),
    ]
    const wanted = Object.fromEntries(letters.map((key) => [key, {}]))
    const run = await world.run({ policy: tagsOn(['ec2:volume'], wanted) })
    expect([keysOf(run, whole), keysOf(run, lacking), keysOf(run, blank)]).toEqual([[], ['f'], letters])
    const findings = run.report?.findings ?? []
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  })
})

describe('values and keys', () => {
  const world = testWorld()
  const tags = {
    owner: { pattern: '[a-z.]+@example\\.com' },
    environment: { values: ['prod', 'stage', 'dev'], normalise: true, aliases: { production: 'prod' } },
    team: { required: false, aliases: { ops: 'platform' } },
    tier: { values: ['web-*'], required: false },
  }
  const good = { owner: 'a.b@example.com', environment: 'prod' }
  /** Tags beside the good ones, and the keys that are found then. */
  const cases: Readonly<Record<string, readonly [Tags, readonly string[]]>> = {
    'all as it should be': [{ team: 'platform', tier: 'web-1' }, []],
    'blank, and nothing but space': [{ owner: '', environment: ' \t' }, ['environment', 'owner']],
    'a value that matches in part': [{ owner: 'a@example.com.evil.org' }, ['owner']],
    'two lines of which one matches': [{ owner: 'a@example.com\nb' }, ['owner']],
    'a value in another case': [{ environment: 'Prod' }, ['environment']],
    'space around it': [{ environment: ' prod' }, ['environment']],
    'an alias in another case': [{ environment: 'PRODUCTION' }, ['environment']],
    'an alias where any value would do': [{ team: 'ops' }, ['team']],
    'a key beside its variant': [{ Environment: 'prod' }, ['environment']],
    'a key that only begins alike': [{ 'environment-of': 'x', teams: 'ops' }, []],
    'case counts where nothing is normalised': [{ tier: 'Web-1' }, ['tier']],
    'keys that only AWS writes': [{}, []],
  }

  it('are judged as the policy says, each key for itself', async () => {
    const ids = new Map<string, string>()
    for (const [name, [more]] of Object.entries(cases)) ids.set(name, await volume(world.cloud, { ...good, ...more }))
    await world.cloud.awsTags(ids.get('keys that only AWS writes') ?? '', { 'aws:owner': 'x', 'aws:Environment': 'y' })
    const run = await world.run({ policy: tagsOn(['ec2:volume'], tags) })
    for (const [name, [, keys]] of Object.entries(cases))
      expect([name, keysOf(run, ids.get(name) ?? '')]).toEqual([name, keys])
  })

  it('take no longer for a pattern that hangs other engines', async () => {
    const id = await volume(world.cloud, { owner: `${'a'.repeat(255)}!`, hangs: `${'a'.repeat(255)}!` })
    const hangs = { pattern: '(a+)+(a|a)*(a|aa)+$', required: false }
    const run = await world.run({ policy: tagsOn(['ec2:volume'], { hangs }) })
    expect(keysOf(run, id)).toEqual(['hangs'])
    const refused = await world.run({ policy: tagsOn(['ec2:volume'], { hangs: { pattern: '(?=a)(a+)\\1' } }) })
    expect(refused.outputs['failure-reason']).toBe('invalid-policy')
    expect(refused.report?.stops[0]?.problems[0]?.at).toContain('pattern')
  })
})

describe('tags that could not be read', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))
  const denied = { status: 403, code: 'AccessDenied', message: 'no' }
  const fill = { owner: { default: 'web', fill: 'fix' } }

  it('are unknown, bucket by bucket, and never missing', async () => {
    await world.cloud.bucket('never')
    await world.cloud.bucket('known', { team: 'a' })
    await world.cloud.faults([{ action: 'GetBucketTagging', ...denied }])
    const run = await world.run({
      policy: tagsOn(['s3:bucket'], fill),
      inputs: { mode: 'remediate', 'dry-run': 'true' },
    })
    expect(run.report?.gaps).toMatchObject([
      { kind: 's3-bucket', id: 'never', region: 'us-east-1', operation: 's3:GetBucketTagging', why: 'denied' },
    ])
    expect(tagFinding(run, 'never', 'owner')).toMatchObject({ verdict: 'unknown', step: null })
    // GetResources answered for the other: that one is missing its tag, for certain.
    expect(tagFinding(run, 'known', 'owner').verdict).toBe('fail')
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings', unknown: '1' })
    expect(run.report?.targets[0]).toMatchObject({ region: 'us-east-1', state: 'partial' })
    expect(run.summary).toContain('s3:GetBucketTagging')
  })

  it('are a gap where GetResources is denied, and nothing is found "untagged"', async () => {
    const arn = await database(world.cloud, 'orders', { team: 'a' })
    await world.cloud.faults([{ action: 'GetResources', ...denied }])
    const policy = tagsOn(['rds:db', 's3:bucket'], fill)
    const run = await world.run({ policy, inputs: { mode: 'remediate', 'dry-run': 'true' } })
    expect(run.report?.findings.filter(({ resource }) => resource.arn === arn)).toEqual([])
    const gaps = run.report?.gaps.map(({ kind, operation, why }) => `${kind} ${operation} ${why}`)
    expect(gaps?.sort()).toEqual(['rds:db tag:GetResources denied', 's3-bucket tag:GetResources denied'])
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings' })
    // Buckets are read one by one then.
    expect([keysOf(run, 'never'), keysOf(run, 'known')]).toEqual([['owner'], ['owner']])
  })

  it('are a gap where IAM and EC2 deny their lists', async () => {
    await volume(world.cloud)
    await world.cloud.faults([
      { action: 'DescribeVolumes', status: 403, code: 'UnauthorizedOperation' },
      { action: 'GetAccountAuthorizationDetails', ...denied },
    ])
    const run = await world.run({ policy: tagsOn(['ec2:volume', 'iam:role'], fill) })
    expect(run.report?.findings).toEqual([])
    expect(run.report?.gaps.map(({ kind, region }) => `${kind} ${region}`).sort()).toEqual([
      'iam-role global',
      'volume us-east-1',
    ])
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
  })

  it('of a kind that no API lists in full, are said to be partial', async () => {
    const policy = tagPolicy([{ name: 'databases', options: { resources: ['rds:db'], tags: { owner: {} } } }])
    const run = await world.run({ policy })
    expect(run.report?.targets).toMatchObject([
      { state: 'partial', partial: [{ kind: 'rds:db', why: 'never-tagged resources of this kind cannot be listed' }] },
    ])
    expect(run.summary).toContain('never-tagged resources of this kind cannot be listed')
    expect(run.outputs['failure-reason']).toBe('open-findings')
    expect(keysOf(run, 'orders')).toEqual(['owner'])
  })
})

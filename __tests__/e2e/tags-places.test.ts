import { CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { first, second } from '../../emulator/cloud.ts'
import { target } from '../support/policy.ts'
import { callsIn, fix, keysOf, onEmulator, role, tagPolicy, tagsOn, volume, writesIn } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

const regions = ['us-east-1', 'eu-west-1']
const owner = { owner: { default: 'web', fill: 'fix' } }

describe('two accounts, two regions', () => {
  const world = testWorld([first, second])
  const policy = tagsOn(
    ['s3:bucket', 'ec2:volume', 'iam:role'],
    owner,
    target(first, regions) + target(second, regions),
  )

  it('have each bucket once, in its own region, and each role once', async () => {
    for (const account of [first, second])
      for (const region of regions) {
        await world.cloud.bucket(`b-${account}-${region}`, {}, { account, region })
        await world.cloud.bucket(`t-${account}-${region}`, { team: 'a' }, { account, region })
        await volume(world.cloud, {}, { account, region })
      }
    await world.cloud.faults([])
    const run = await world.run({ policy })
    const found = run.report?.findings ?? []
    const places = found.flatMap(({ resource: { id, account, region } }) =>
      id.startsWith('vol-') || id.startsWith('holdfast') ? [] : [`${id} ${account} ${region}`],
    )
    expect(places.sort()).toEqual(
      [first, second]
        .flatMap((account) => regions.map((region) => `${account}-${region} ${account} ${region}`))
        .flatMap((place) => [`b-${place}`, `t-${place}`])
        .sort(),
    )
    const counts = run.report?.targets.map(({ account, region, resources }) => [account, region, resources])
    expect(counts).toEqual(
      expect.arrayContaining(
        [first, second].flatMap((account) => [
          ...regions.map((region) => [account, region, { 's3-bucket': 2, volume: 1 }]),
          [account, 'global', { 'iam-role': 2 }],
        ]),
      ),
    )
    // Listed once an account; only the bucket of each region that the tagging API did not know is asked for its tags.
    expect(callsIn(await world.cloud.log())).toMatchObject({
      ListBuckets: 2,
      GetResources: 4,
      GetBucketTagging: 4,
      GetAccountAuthorizationDetails: 2,
    })
    const done = await world.run({ policy, inputs: fix })
    expect(done.outputs).toMatchObject({ fixed: '12' })
    const others = [first, second].map(
      async (account) => (await world.cloud.tags(account))[`arn:aws:s3:::b-${account}-eu-west-1`],
    )
    expect(await Promise.all(others)).toEqual([{ owner: 'web' }, { owner: 'web' }])
  })
})

describe('what a run is about', () => {
  const world = testWorld()
  const kinds = ['s3:bucket', 'ec2:volume', 'iam:role', 'ec2:subnet']

  it('is narrowed by the ARN or name of a bucket, the ARN of a role, the id of a volume', async () => {
    const { cloud } = world
    const [bucket, arn, id] = [await cloud.bucket('one'), await role(cloud, 'one-role'), await volume(cloud)]
    await cloud.bucket('two')
    for (const [only, expected] of [
      [bucket, [bucket]],
      ['two', ['arn:aws:s3:::two']],
      [arn, [arn]],
      [id, [`arn:aws:ec2:us-east-1:${first}:volume/${id}`]],
      [`${bucket}\n${id}`, [`arn:aws:ec2:us-east-1:${first}:volume/${id}`, bucket]],
    ] as const) {
      const run = await world.run({ policy: tagsOn(kinds, { owner: {} }), inputs: { only } })
      expect([only, run.report?.findings.map(({ resource }) => resource.arn).sort()]).toEqual([only, expected])
    }
  })

  it('is what where says, by kind and by tag, and exceptions stand for a bucket', async () => {
    const { cloud } = world
    const tagged = await volume(cloud, { stage: 'prod' })
    const options = { resources: kinds, tags: { owner: {} } }
    const policy = tagPolicy(
      [
        { name: 'buckets', where: { kinds: ['s3:bucket'] }, options },
        { name: 'production', where: { kinds: ['volume'], tags: { stage: ['prod'] } }, options },
      ],
      {
        exceptions: [
          {
            uses: ['buckets'],
            where: { ids: ['arn:aws:s3:::two'] },
            reason: 'goes away',
            owner: '@octo/web',
            until: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10),
          },
        ],
      },
    )
    const run = await world.run({ policy })
    const told = run.report?.findings.map(({ name, state, resource }) => `${name} ${resource.id} ${state}`)
    expect(told?.sort()).toEqual(['buckets one open', 'buckets two excepted', `production ${tagged} open`])
    expect(run.report?.exceptions).toMatchObject([{ matched: 1, state: 'active' }])
    expect(run.report?.['left-out']).toContainEqual({ use: 'production', by: 'tags', count: expect.any(Number) })
  })
})

it.each([
  ['aws-us-gov', 'us-gov-west-1', 'sts.amazonaws.com'],
  ['aws-cn', 'cn-north-1', 'sts.amazonaws.com.cn'],
])('buckets and roles of %s have its ARNs', async (name, region, audience) => {
  await onEmulator(['--regions', region], { audience, partition: { name, region } }, async (world) => {
    const { cloud } = world
    await cloud.bucket('plain', {}, { region })
    const targets = target(first, [region]).replaceAll('arn:aws:', `arn:${name}:`)
    const run = await world.run({ policy: tagsOn(['s3:bucket', 'iam:role'], owner, targets), inputs: fix })
    expect(run.report?.gaps).toEqual([])
    const arns = run.report?.findings.map(({ resource }) => resource.arn)
    expect(arns).toEqual(
      expect.arrayContaining([`arn:${name}:s3:::plain`, `arn:${name}:iam::${first}:role/holdfast-read`]),
    )
    expect(run.outputs['fixed']).toBe('1')
    expect((await cloud.tags())[`arn:${name}:s3:::plain`]).toEqual({ owner: 'web' })
  })
})

describe('what is not the account’s own', () => {
  const world = testWorld()

  it('is left alone: a subnet that another account shares', async () => {
    const ec2 = await world.cloud.ec2()
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.79.0.0/16' }))
    const input = { VpcId: Vpc?.VpcId ?? '', CidrBlock: '10.79.1.0/24' }
    const { Subnet } = await ec2.send(new CreateSubnetCommand(input))
    const id = Subnet?.SubnetId ?? ''
    const group = await world.cloud.group('shared', [])
    await world.cloud.owner(group, second)
    const shared = `<DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><subnetSet><item><subnetId>${id}</subnetId><vpcId>${input.VpcId}</vpcId><ownerId>${second}</ownerId><state>available</state></item></subnetSet></DescribeSubnetsResponse>`
    await world.cloud.faults([{ action: 'DescribeSubnets', body: shared }])
    const run = await world.run({ policy: tagsOn(['ec2:subnet', 'ec2:security-group'], owner), inputs: fix })
    expect([keysOf(run, id), keysOf(run, group)]).toEqual([[], []])
    expect(run.report?.gaps).toEqual([])
    const named = JSON.stringify((await world.cloud.log()).map(({ parameters }) => parameters))
    expect(writesIn(await world.cloud.log())).toContain('CreateTags')
    expect(named).not.toContain(id)
    expect(named).not.toContain(group)
  })
})

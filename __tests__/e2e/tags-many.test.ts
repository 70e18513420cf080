import { expect, it } from '@jest/globals'
import { callsIn, fix, machine, onEmulator, role, tagsOn, takenBack, volume } from '../support/tags.ts'

it('20,001 resources in many pages are each looked at once, and what is wrong is found', async () => {
  const seeded = [
    '--snapshots',
    '8000',
    '--subnets',
    '2000',
    '--elastic-ips',
    '0',
    '--buckets',
    '2000',
    '--roles',
    '2000',
  ]
  await onEmulator(
    ['--volumes', '6000', '--untagged', '0.001', '--bad', '0', ...seeded],
    {},
    async ({ cloud, run: runOn }) => {
      const tags = Object.entries(await cloud.tags())
      const kinds = {
        volume: ':volume/',
        snapshot: ':snapshot/',
        subnet: ':subnet/',
        's3-bucket': ':s3:::',
        'iam-role': ':role/',
      }
      const own = (part: string) => tags.filter(([arn]) => arn.includes(part))
      const all = Object.values(kinds).flatMap(own)
      expect(all.length).toBeGreaterThanOrEqual(20_001)
      const lacking = all.filter(([, held]) => !('Owner' in held)).map(([arn]) => arn.split(/[/:]/).at(-1))
      await cloud.faults([])
      const policy = tagsOn(['ec2:volume', 'ec2:snapshot', 'ec2:subnet', 's3:bucket', 'iam:role'], { Owner: {} })
      const run = await runOn({ policy })
      expect(run.report?.gaps).toEqual([])
      const counted: Record<string, number> = {}
      for (const { resources } of run.report?.targets ?? [])
        for (const [kind, count] of Object.entries(resources)) counted[kind] = (counted[kind] ?? 0) + count
      expect(counted).toEqual(Object.fromEntries(Object.entries(kinds).map(([kind, part]) => [kind, own(part).length])))
      expect(run.report?.findings.map(({ resource }) => resource.id).sort()).toEqual(lacking.sort())
      const pages = (part: string, size: number) => Math.ceil(own(part).length / size)
      const buckets = own(':s3:::')
      expect(callsIn(await cloud.log())).toMatchObject({
        DescribeVolumes: pages(':volume/', 1000),
        DescribeSnapshots: pages(':snapshot/', 1000),
        DescribeSubnets: pages(':subnet/', 1000),
        GetAccountAuthorizationDetails: pages(':role/', 1000),
        ListBuckets: 1,
        GetResources: Math.ceil(buckets.filter(([, held]) => Object.keys(held).length > 0).length / 100),
      })
    },
  )
}, 180_000)

it('on stock moto, with no patch of ours: found, fixed, proved and taken back', async () => {
  await onEmulator(['--stock'], {}, async (world) => {
    const { cloud } = world
    const { id } = await machine(cloud, { Environment: 'Production' })
    await volume(cloud)
    await cloud.bucket('never-tagged')
    await cloud.bucket('tagged', { environment: 'prod', team: 'a' })
    await role(cloud, 'plain')
    const before = await cloud.tags()
    const environment = { values: ['prod', 'dev'], aliases: { Production: 'prod' }, default: 'dev', fill: 'fix' }
    const policy = tagsOn(['ec2:instance', 'ec2:volume', 's3:bucket', 'iam:role'], { environment })
    const run = await world.run({ policy, inputs: fix })
    expect(run.outputs).toMatchObject({ fixed: '4', 'failure-reason': 'open-findings' })
    const after = await cloud.tags()
    expect(after[`arn:aws:ec2:us-east-1:111111111111:instance/${id}`]).toEqual({ environment: 'prod' })
    expect([after['arn:aws:s3:::never-tagged'], after['arn:aws:s3:::tagged']]).toEqual([
      { environment: 'dev' },
      { environment: 'prod', team: 'a' },
    ])
    expect((await takenBack(world, run)).outputs['conclusion']).toBe('pass')
    expect(await cloud.tags()).toEqual(before)
  })
})

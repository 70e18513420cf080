import { PutBucketTaggingCommand } from '@aws-sdk/client-s3'
import { afterEach, describe, expect, it } from '@jest/globals'
import { first, type Tags } from '../../emulator/cloud.ts'
import { callsIn, database, fix, listed, outcomeOf, role, stepOf, tagsOn, takenBack, volume } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

const many = (count: number): Tags =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']))
const environment = { values: ['prod', 'dev'], aliases: { production: 'prod' }, default: 'dev', fill: 'fix' }

describe('TagResources that fails for some', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))

  it('tells the one that failed, and fixes the others', async () => {
    const arns: string[] = []
    for (let index = 0; index < 5; index++)
      arns.push(await database(world.cloud, `db-${index}`, { environment: 'production' }))
    const bad = arns[2] ?? ''
    const code = { status: 403, code: 'AccessDeniedException', message: 'User is not authorized' }
    await world.cloud.faults([{ action: 'TagResources', fail_arns: [bad], ...code }])
    const policy = tagsOn(['rds:db'], { environment })
    const run = await world.run({ policy, inputs: fix })
    expect(run.outputs).toMatchObject({ fixed: '4', findings: '1', 'failure-reason': 'apply-failed' })
    expect(outcomeOf(run, 'db-2', 'environment')).toMatchObject({ state: 'failed' })
    const why = outcomeOf(run, 'db-2', 'environment')?.why ?? ''
    // The tagging API needs the service's own permission, too.
    expect(why).toContain('rds:AddTagsToResource')
    expect(run.summary).toContain('rds:AddTagsToResource')
    const tags = await world.cloud.tags()
    expect(arns.map((arn) => tags[arn]?.['environment'])).toEqual(['prod', 'prod', 'production', 'prod', 'prod'])
    expect(callsIn(await world.cloud.log())).toMatchObject({ TagResources: 1 })
    await world.cloud.faults([])
    const undone = await takenBack(world, run)
    expect(undone.outputs['conclusion']).toBe('pass')
    const back = await world.cloud.tags()
    expect(arns.map((arn) => back[arn]?.['environment'])).toEqual(Array(5).fill('production'))
    // What failed was never written, and undo has nothing to say of it.
    expect(undone.report?.outcomes).toHaveLength(4)
  })
})

describe('changed between plan and write', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))

  it('is stale and untouched: a volume', async () => {
    const id = await volume(world.cloud, { environment: 'production' })
    const write = `Action=CreateTags&Version=2016-11-15&ResourceId.1=${id}&Tag.1.Key=environment&Tag.1.Value=mine`
    await world.cloud.faults([{ action: 'DescribeVolumes', skip: 1, times: 1, first: [write] }])
    const run = await world.run({ policy: tagsOn(['ec2:volume'], { environment }), inputs: fix })
    expect(outcomeOf(run, id, 'environment')).toMatchObject({ state: 'stale' })
    expect(run.outputs).toMatchObject({ fixed: '0', 'failure-reason': 'open-findings' })
    expect(callsIn(await world.cloud.log())).not.toHaveProperty('CreateTags')
    const tags = await world.cloud.tags()
    expect(tags[`arn:aws:ec2:us-east-1:${first}:volume/${id}`]).toEqual({ environment: 'mine' })
  })

  it('another tag of it goes its own way: fixed, and the other stays', async () => {
    const id = await volume(world.cloud, { environment: 'production' })
    const write = `Action=CreateTags&Version=2016-11-15&ResourceId.1=${id}&Tag.1.Key=owner&Tag.1.Value=mine`
    await world.cloud.faults([{ action: 'DescribeVolumes', skip: 1, times: 1, first: [write] }])
    const policy = tagsOn(['ec2:volume'], { environment })
    const run = await world.run({ policy, inputs: { ...fix, only: id } })
    expect(outcomeOf(run, id, 'environment')).toMatchObject({ state: 'fixed' })
    const tags = await world.cloud.tags()
    expect(tags[`arn:aws:ec2:us-east-1:${first}:volume/${id}`]).toEqual({ environment: 'prod', owner: 'mine' })
  })

  it('is stale and untouched: a role', async () => {
    const arn = await role(world.cloud, 'changes', { environment: 'production' })
    const policy = tagsOn(['iam:role'], { environment })
    const plan = await world.run({ policy })
    const approve = stepOf(plan, 'changes', 'environment').hash
    const write =
      'Action=TagRole&Version=2010-05-08&RoleName=changes&Tags.member.1.Key=environment&Tags.member.1.Value=mine'
    await world.cloud.faults([{ action: 'GetRole', times: 1, first: [write] }])
    const run = await world.run({ policy, inputs: { ...fix, approve } })
    expect(run.report?.outcomes.find(({ step }) => step === approve)).toMatchObject({ state: 'stale' })
    expect((await world.cloud.tags())[arn]).toEqual({ environment: 'mine' })
  })

  it('is stale and untouched: a bucket', async () => {
    const arn = await world.cloud.bucket('changes', { environment: 'production' })
    await world.cloud.bucket('never-tagged')
    await world.cloud.faults([{ action: 'DescribeVolumes', times: 1, hold: true }])
    const policy = tagsOn(['s3:bucket', 'ec2:volume'], { environment })
    const done = world.run({ policy, inputs: fix })
    // By then GetResources has answered for the bucket, and the held list keeps the run from planning.
    while (!('GetBucketTagging' in callsIn(await world.cloud.log()))) await new Promise((next) => setTimeout(next, 20))
    const Tagging = { TagSet: listed({ environment: 'mine' }) }
    await (await world.cloud.s3()).send(new PutBucketTaggingCommand({ Bucket: 'changes', Tagging }))
    await world.cloud.release()
    const run = await done
    expect(outcomeOf(run, 'changes', 'environment')).toMatchObject({ state: 'stale' })
    expect(outcomeOf(run, 'never-tagged', 'environment')).toMatchObject({ state: 'fixed' })
    expect((await world.cloud.tags())[arn]).toEqual({ environment: 'mine' })
  })
})

describe('buckets', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))
  const policy = tagsOn(['s3:bucket'], { environment, owner: { required: false } })
  const notOffered = { service: 's3-control', status: 405, code: 'MethodNotAllowed', message: 'no' }
  const before = { environment: 'production', Owner: 'a', 'x y': 'ü=&' }
  const ofAws = { 'aws:cloudformation:stack-name': 'web' }

  it('with ABAC are tagged by key', async () => {
    const arn = await world.cloud.bucket('abac', before)
    await world.cloud.abac('abac')
    await world.cloud.faults([])
    const run = await world.run({ policy, inputs: { ...fix, only: 'abac' } })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: '2' })
    expect((await world.cloud.tags())[arn]).toEqual({ environment: 'prod', owner: 'a', 'x y': 'ü=&' })
    expect(callsIn(await world.cloud.log())).not.toHaveProperty('PutBucketTagging')
  })

  it('at an endpoint without S3 Control have their set read, merged, written and read back', async () => {
    const arn = await world.cloud.bucket('whole-set', before)
    await world.cloud.awsTags(arn, ofAws)
    const bare = await world.cloud.bucket('bare')
    const all = await world.cloud.tags()
    await world.cloud.faults([notOffered])
    const run = await world.run({ policy, inputs: { ...fix, only: 'whole-set, bare' } })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: '3' })
    const tags = await world.cloud.tags()
    expect(tags[arn]).toEqual({ environment: 'prod', owner: 'a', 'x y': 'ü=&', ...ofAws })
    expect(tags[bare]).toEqual({ environment: 'dev' })
    const undone = await takenBack(world, run)
    expect(undone.outputs['conclusion']).toBe('pass')
    // What never had a set has none again.
    expect(await world.cloud.tags()).toEqual(all)
  })

  it('that changed meanwhile are not written over', async () => {
    const arn = await world.cloud.bucket('meanwhile', before)
    const theirs =
      '<TagResourceRequest xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><Tags><Tag><Key>environment</Key><Value>mine</Value></Tag></Tags></TagResourceRequest>'
    await world.cloud.faults([{ ...notOffered, times: 1, first: [theirs] }, notOffered])
    const run = await world.run({ policy, inputs: { ...fix, only: 'meanwhile' } })
    expect(outcomeOf(run, 'meanwhile', 'environment')).toMatchObject({ state: 'failed' })
    expect(outcomeOf(run, 'meanwhile', 'environment')?.why).toContain('changed since they were read')
    const { environment: now, ...others } = (await world.cloud.tags())[arn] ?? {}
    expect(now).toBe('mine')
    expect(others).toMatchObject({ 'x y': 'ü=&' })
  })

  it('with ABAC and without S3 Control are refused, and nothing is lost', async () => {
    const arn = await world.cloud.bucket('neither', before)
    await world.cloud.abac('neither')
    await world.cloud.faults([notOffered])
    const run = await world.run({ policy, inputs: { ...fix, only: arn } })
    expect(run.outputs).toMatchObject({ fixed: '0', 'failure-reason': 'apply-failed' })
    expect((await world.cloud.tags())[arn]).toEqual(before)
  })
})

describe('fifty tags', () => {
  const world = testWorld()

  it('hold what would be one more, with the reason; what takes no more room goes on', async () => {
    const full = await volume(world.cloud, many(50))
    const wrong = await volume(world.cloud, { ...many(49), environment: 'production' })
    const named = await volume(world.cloud, { ...many(49), Environment: 'prod' })
    await world.cloud.awsTags(wrong, { 'aws:cloudformation:stack-name': 'web' })
    const bucket = await world.cloud.bucket('full', many(50))
    const before = await world.cloud.tags()
    await world.cloud.faults([])
    const run = await world.run({ policy: tagsOn(['ec2:volume', 's3:bucket'], { environment }), inputs: fix })
    const reason = 'the resource would carry 51 tags, and AWS takes 50'
    // A rename adds before it removes, so it needs room for both.
    for (const id of [full, 'full', named]) {
      expect(stepOf(run, id, 'environment')).toMatchObject({ decision: 'hold', reason })
      expect(outcomeOf(run, id, 'environment')).toMatchObject({ state: 'held', why: reason })
    }
    expect(outcomeOf(run, wrong, 'environment')?.state).toBe('fixed')
    expect(run.summary).toContain(reason)
    const after = await world.cloud.tags()
    expect([after[bucket], after[`arn:aws:ec2:us-east-1:${first}:volume/${full}`]]).toEqual([many(50), many(50)])
    expect((await takenBack(world, run)).outputs['conclusion']).toBe('pass')
    expect(await world.cloud.tags()).toEqual(before)
  })
})

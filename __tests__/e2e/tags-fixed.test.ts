import { CreatePolicyCommand, TagPolicyCommand } from '@aws-sdk/client-iam'
import { describe, expect, it } from '@jest/globals'
import type { Tags } from '../../emulator/cloud.ts'
import {
  callsIn,
  database,
  fix,
  keysOf,
  listed,
  machine,
  outcomeOf,
  stepOf,
  tagFinding,
  tagPolicy,
  tagsOn,
  takenBack,
  undoing,
  volume,
  writesIn,
} from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

const environment = {
  values: ['prod', 'stage', 'dev'],
  normalise: true,
  aliases: { production: 'prod' },
  default: 'dev',
  fill: 'fix',
}

describe('what a fix writes', () => {
  const world = testWorld()
  const kinds = ['ec2:*', 's3:bucket', 'iam:policy', 'rds:db']
  const policy = tagPolicy([{ options: { resources: kinds, tags: { environment } } }], {
    limits: { changes: 500, share: '100%' },
  })
  const cases: Readonly<Record<string, readonly [before: Tags, after: Tags]>> = {
    missing: [{}, { environment: 'dev' }],
    blank: [{ environment: ' ' }, { environment: 'dev' }],
    'in another case': [{ environment: ' PROD ' }, { environment: 'prod' }],
    'an alias': [{ environment: 'Production' }, { environment: 'prod' }],
    'a key in another case': [{ Environment: 'stage' }, { environment: 'stage' }],
    'a key in another case, its value an alias': [{ ENVIRONMENT: 'production' }, { environment: 'prod' }],
    'two spellings of one value': [{ environment: 'prod', Environment: 'PROD' }, { environment: 'prod' }],
    'nothing but what is right': [{ environment: 'stage' }, { environment: 'stage' }],
    'what nobody can say': [{ environment: 'test' }, { environment: 'test' }],
    'spellings that differ': [
      { environment: 'prod', Environment: 'dev' },
      { environment: 'prod', Environment: 'dev' },
    ],
  }

  it('is the keys of its findings alone, of every kind; a second run writes nothing, and undo restores all', async () => {
    const { cloud } = world
    const others = { Name: 'a', 'environment-of': 'Production', owner: '' }
    const made = new Map<string, readonly [string, Tags, Tags]>()
    const iam = await cloud.iam()
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
    })
    for (const [index, [name, [before, after]]] of Object.entries(cases).entries()) {
      const tags = { ...others, ...before }
      const named = await iam.send(new CreatePolicyCommand({ PolicyName: `p-${index}`, PolicyDocument }))
      const arn = named.Policy?.Arn ?? ''
      await iam.send(new TagPolicyCommand({ PolicyArn: arn, Tags: listed(tags) }))
      const arns = [
        `arn:aws:ec2:us-east-1:111111111111:volume/${await volume(cloud, tags)}`,
        `arn:aws:ec2:us-east-1:111111111111:instance/${(await machine(cloud, tags)).id}`,
        await cloud.bucket(`b-${index}`, tags),
        arn,
        await database(cloud, `db-${index}`, tags),
      ]
      for (const one of arns) made.set(one, [name, before, { ...others, ...after }])
    }
    const id = [...made.keys()][0]?.split('/').at(-1) ?? ''
    const ofAws = { 'aws:cloudformation:stack-name': 'web', 'aws:environment': 'x' }
    await cloud.awsTags(id, ofAws)
    await cloud.awsTags('arn:aws:s3:::b-0', ofAws)
    const before = await cloud.tags()
    await cloud.faults([])
    const run = await world.run({ policy, inputs: fix })
    const after = await cloud.tags()
    for (const [arn, [name, , wanted]] of made) {
      const own = arn.endsWith(id) || arn.endsWith(':b-0') ? ofAws : {}
      expect([name, arn, after[arn]]).toEqual([name, arn, { ...wanted, ...own }])
    }
    // Keys that no finding names are as they were, of every resource of the account.
    const unnamed = (tags: Tags = {}) => Object.entries(tags).filter(([key]) => key.toLowerCase() !== 'environment')
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const [arn, tags] of Object.entries(after)) expect([arn, unnamed(tags)]).toEqual([arn, unnamed(before[arn])])
    expect(new Set(run.report?.outcomes.map(({ state }) => state))).toEqual(new Set(['fixed']))
    const open = run.report?.findings.filter(({ state }) => state === 'open') ?? []
    expect(open).toHaveLength(10)
    expect(open.every(({ step }) => step === null)).toBe(true)
    const calls = callsIn(await cloud.log())
    // Equal changes of many resources are one call, of EC2's kinds together.
    expect(calls['CreateTags']).toBe(3)
    expect(calls['TagResources']).toBe(3)
    expect(calls).not.toHaveProperty('PutBucketTagging')

    await cloud.faults([])
    const again = await world.run({ policy, inputs: fix })
    expect(again.report?.plan.steps).toEqual([])
    expect(again.report?.counts).toMatchObject({ open: 10, fixed: 0 })
    expect(writesIn(await cloud.log())).toEqual([])
    expect(await cloud.tags()).toEqual(after)

    const undone = await takenBack(world, run)
    expect(undone.outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    expect(await cloud.tags()).toEqual(before)
  })
})

describe('one resource', () => {
  const world = testWorld()

  it('has one key put right while another stays open, and a third waits', async () => {
    const id = await volume(world.cloud, { environment: 'Production', owner: '', team: 'x' })
    const tags = { environment, owner: {}, 'cost-center': { default: '100' }, Team: {} }
    const run = await world.run({ policy: tagsOn(['ec2:volume'], tags), inputs: fix })
    expect(keysOf(run, id)).toEqual(['Team', 'cost-center', 'environment', 'owner'])
    expect(outcomeOf(run, id, 'environment')?.state).toBe('fixed')
    expect(outcomeOf(run, id, 'Team')?.state).toBe('fixed')
    expect(outcomeOf(run, id, 'cost-center')?.state).toBe('not-approved')
    expect(tagFinding(run, id, 'owner')).toMatchObject({ state: 'open', step: null })
    expect(run.outputs).toMatchObject({ fixed: '2', findings: '2', 'failure-reason': 'open-findings' })
    const now = await world.cloud.tags()
    const arn = `arn:aws:ec2:us-east-1:111111111111:volume/${id}`
    expect(now[arn]).toEqual({ environment: 'prod', owner: '', Team: 'x' })
    // The step that waits is rated like any other tag: what asks is that somebody has to say the value.
    expect(stepOf(run, id, 'cost-center')).toMatchObject({ rating: 'neutral', decision: 'needs-approval' })
    const approve = run.outputs['plan-hash'] ?? ''
    const approved = await world.run({ policy: tagsOn(['ec2:volume'], tags), inputs: { ...fix, approve } })
    expect(outcomeOf(approved, id, 'cost-center')?.state).toBe('fixed')
    expect((await world.cloud.tags())[arn]).toMatchObject({ 'cost-center': '100', owner: '' })
    const again = await world.run({ policy: tagsOn(['ec2:volume'], tags), inputs: { ...fix, approve } })
    expect(again.outputs['failure-reason']).toBe('plan-changed')
  })
})

describe('a call for many', () => {
  const world = testWorld()
  const policy = tagsOn(['ec2:volume'], { environment })

  it('over the limit waits, and approved by the plan goes out in few', async () => {
    const { cloud } = world
    for (let index = 0; index < 60; index++) await volume(cloud)
    const waiting = await world.run({ policy, inputs: fix })
    expect(waiting.outputs).toMatchObject({ 'failure-reason': 'limit-reached', fixed: '0', 'plan-steps': '60' })
    expect(new Set(waiting.report?.plan.steps.map(({ reason }) => reason))).toEqual(
      new Set(['limit reached: 60 changes, and limits.changes is 50']),
    )
    await cloud.faults([])
    const run = await world.run({ policy, inputs: { ...fix, approve: waiting.outputs['plan-hash'] ?? '' } })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: '60' })
    expect(callsIn(await cloud.log())).toMatchObject({ CreateTags: 1, DescribeVolumes: 3 })
    await takenBack(world, run)
  })

  it('that was killed in its middle is taken back as a whole', async () => {
    const { cloud } = world
    const before = await cloud.tags()
    await cloud.faults([{ action: 'CreateTags', times: 1, after: true, hold: true }])
    const wide = tagPolicy([{ options: { resources: ['ec2:volume'], tags: { environment } } }], {
      limits: { changes: 100, share: '100%' },
    })
    const killed = await world.run({
      policy: wide,
      inputs: fix,
      started: (child) => {
        const poll = setInterval(() => {
          cloud
            .tags()
            .then(async (tags) => {
              if (Object.values(tags).filter((one) => one['environment'] === 'dev').length < 60) return
              clearInterval(poll)
              child.kill('SIGKILL')
              await cloud.release()
            })
            .catch(() => clearInterval(poll))
        }, 30)
      },
    })
    expect(killed.code).toBeNull()
    expect(killed.journal.map(({ kind }) => kind)).toEqual(['run', 'intent'])
    await cloud.faults([])
    expect(await cloud.tags()).not.toEqual(before)
    // What is neutral needs nobody's word, and goes back with as few calls.
    const undone = await world.run({ inputs: undoing, folder: killed.folder })
    expect(undone.outputs).toMatchObject({ conclusion: 'pass', 'failure-reason': '' })
    expect(await cloud.tags()).toEqual(before)
    expect(callsIn(await cloud.log())).toMatchObject({ DeleteTags: 1 })
  })

  it('is refused for one resource: the others are tagged all the same', async () => {
    const { cloud } = world
    const gone = await volume(cloud)
    const remove = `Action=DeleteVolume&Version=2016-11-15&VolumeId=${gone}`
    await cloud.faults([{ action: 'CreateTags', times: 1, first: [remove] }])
    const wide = tagPolicy([{ options: { resources: ['ec2:volume'], tags: { environment } } }], {
      limits: { changes: 100, share: '100%' },
    })
    const run = await world.run({ policy: wide, inputs: fix })
    const states = run.report?.outcomes.map(({ state }) => state) ?? []
    expect(states.filter((state) => state === 'fixed')).toHaveLength(60)
    expect(outcomeOf(run, gone, 'environment')).toMatchObject({ state: 'failed' })
    expect(run.outputs).toMatchObject({ fixed: '60', 'failure-reason': 'apply-failed' })
  })
})

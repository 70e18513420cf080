import { describe, expect, it } from '@jest/globals'
import { callsIn, fix, role, stepOf, tagFinding, tagsOn, undoing } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

describe('tags of roles', () => {
  const world = testWorld()
  const tags = (more: object = {}) => ({
    owner: { default: 'web', fill: 'fix', aliases: { webb: 'web' }, ...more },
  })
  const policy = tagsOn(['iam:role'], tags())
  const only = (name: string) => ({ ...fix, only: name })

  it('always ask, for they decide access; approved they are written, and undo asks again', async () => {
    const arn = await role(world.cloud, 'asks', { owner: 'webb', Team: 'a' })
    const before = await world.cloud.tags()
    await world.cloud.faults([])
    const run = await world.run({ policy, inputs: only('asks') })
    const step = stepOf(run, 'asks', 'owner')
    expect(step).toMatchObject({ rating: 'undecided', decision: 'needs-approval' })
    expect(step.reason).toContain('tags of a principal decide what it may do')
    expect(run.outputs).toMatchObject({ fixed: '0', 'failure-reason': 'open-findings' })
    expect(callsIn(await world.cloud.log())).not.toHaveProperty('TagRole')
    const done = await world.run({ policy, inputs: { ...only('asks'), approve: step.hash } })
    expect(done.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    expect((await world.cloud.tags())[arn]).toEqual({ owner: 'web', Team: 'a' })
    const planned = await world.run({ inputs: undoing, folder: done.folder })
    expect(planned.report?.plan.steps).toMatchObject([{ rating: 'undecided', decision: 'needs-approval' }])
    expect(planned.outputs['failure-reason']).toBe('open-findings')
    const approve = planned.outputs['plan-hash'] ?? ''
    const undone = await world.run({ inputs: { ...undoing, approve }, folder: done.folder })
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await world.cloud.tags()).toEqual(before)
  })

  it('have keys that are one whatever their case: renamed under strict-case alone, the old one first', async () => {
    const arn = await role(world.cloud, 'spelled', { Owner: 'web', Team: 'a' })
    const loose = await world.run({ policy, inputs: only('spelled') })
    expect(loose.report?.findings).toEqual([])
    expect(loose.outputs['conclusion']).toBe('pass')
    const strict = tagsOn(['iam:role'], tags({ 'strict-case': true }))
    const run = await world.run({ policy: strict, inputs: only('spelled') })
    const { hash, decision } = stepOf(run, 'spelled', 'owner')
    expect(decision).toBe('needs-approval')
    const before = await world.cloud.tags()
    await world.cloud.faults([])
    const done = await world.run({ policy: strict, inputs: { ...only('spelled'), approve: hash } })
    expect(done.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    const writes = (await world.cloud.log()).flatMap(({ action }) => (/agRole$/.test(action) ? [action] : []))
    expect(writes).toEqual(['UntagRole', 'TagRole'])
    expect((await world.cloud.tags())[arn]).toEqual({ owner: 'web', Team: 'a' })
    // One change in the journal, so that a run that ends in between can be taken back.
    expect(done.journal.filter(({ kind }) => kind === 'intent')).toHaveLength(1)
    const planned = await world.run({ inputs: undoing, folder: done.folder })
    const approve = planned.outputs['plan-hash'] ?? ''
    const undone = await world.run({ inputs: { ...undoing, approve }, folder: done.folder })
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await world.cloud.tags()).toEqual(before)
  })

  it('whose rename broke off in its middle are told, and taken back', async () => {
    const arn = await role(world.cloud, 'half', { Owner: 'web' })
    const strict = tagsOn(['iam:role'], tags({ 'strict-case': true }))
    const run = await world.run({ policy: strict, inputs: only('half') })
    const approve = stepOf(run, 'half', 'owner').hash
    await world.cloud.faults([{ action: 'TagRole', status: 403, code: 'AccessDenied', message: 'no' }])
    const broken = await world.run({ policy: strict, inputs: { ...only('half'), approve } })
    await world.cloud.faults([])
    expect(broken.outputs['failure-reason']).toBe('apply-failed')
    const outcome = broken.report?.outcomes.find(({ step }) => step === approve)
    expect(outcome).toMatchObject({ state: 'failed', why: expect.stringContaining('iam:TagRole') })
    expect((await world.cloud.tags())[arn]).toEqual({})
    const planned = await world.run({ inputs: undoing, folder: broken.folder })
    const back = { ...undoing, approve: planned.outputs['plan-hash'] ?? '' }
    const undone = await world.run({ inputs: back, folder: broken.folder })
    expect(undone.outputs['conclusion']).toBe('pass')
    expect((await world.cloud.tags())[arn]).toEqual({ Owner: 'web' })
  })

  it('of the run itself are left alone', async () => {
    const run = await world.run({ policy, inputs: only('holdfast-write') })
    expect(stepOf(run, 'holdfast-write', 'owner')).toMatchObject({ decision: 'hold' })
    expect(tagFinding(run, 'holdfast-write', 'owner').state).toBe('open')
  })
})

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { anywhere, first, from } from '../../emulator/cloud.ts'
import { findingOf, journalIn } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const fix = { mode: 'remediate' }
const policy = policyWith(ssh())

describe('reads that fail are never "nothing found"', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))
  const quick = { HOLDFAST_REQUEST_TIMEOUT_MS: '400' }
  const listing = { service: 'ec2', action: 'DescribeSecurityGroups' }

  for (const [name, fault, why] of [
    ['denied', { status: 403, code: 'UnauthorizedOperation' }, 'denied'],
    ['throttled to the end', { status: 503, code: 'RequestLimitExceeded' }, 'throttled'],
    ['reset again and again', { drop: true }, 'unreachable'],
    ['hung', { delay_ms: 900 }, 'unreachable'],
    ['cut', { truncate: true }, 'malformed'],
    ['a page of something else', { body: '<html><body>proxy</body></html>' }, 'malformed'],
    ['expired in between', { status: 400, code: 'RequestExpired' }, 'denied'],
  ] as const) {
    it(name, async () => {
      await world.cloud.faults([{ ...listing, ...fault }])
      const run = await world.run({ policy, env: quick })
      expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings' })
      expect(run.report?.gaps).toMatchObject([
        { account: first, region: 'us-east-1', kind: 'security-group', operation: 'ec2:DescribeSecurityGroups', why },
      ])
      expect(run.report?.targets).toMatchObject([{ state: 'partial' }])
    })
  }

  it('is patient with what passes: throttled twice and reset once', async () => {
    await world.cloud.group('open', [anywhere(22)])
    await world.cloud.faults([
      { ...listing, times: 2, status: 503, code: 'RequestLimitExceeded' },
      { ...listing, times: 1, drop: true },
    ])
    const run = await world.run({ policy })
    expect(run.report?.gaps).toEqual([])
    expect(run.outputs['findings']).toBe('1')
  })

  it('says who uses a group is not known, and counts that as unknown', async () => {
    await world.cloud.faults([
      { service: 'ec2', action: 'DescribeNetworkInterfaces', status: 403, code: 'UnauthorizedOperation' },
    ])
    const run = await world.run({ policy })
    expect(run.report?.gaps).toMatchObject([{ operation: 'ec2:DescribeNetworkInterfaces', why: 'denied' }])
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
    expect(run.report?.findings[0]?.message).toContain('could not be read')
  })
})

describe('writes that go wrong', () => {
  const world = testWorld()
  afterEach(() => world.cloud.faults([]))

  it('changed between plan and write: stale, and untouched', async () => {
    const group = await world.cloud.group('changes', [anywhere(22)])
    const describeGroup = `Action=UpdateSecurityGroupRuleDescriptionsIngress&Version=2016-11-15&GroupId=${group}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0&IpPermissions.1.IpRanges.1.Description=changed`
    await world.cloud.faults([
      { service: 'ec2', action: 'DescribeSecurityGroups', skip: 1, times: 1, first: [describeGroup] },
    ])
    const run = await world.run({ policy, inputs: fix })
    expect(run.report?.outcomes).toMatchObject([{ state: 'stale' }])
    expect(run.outputs).toMatchObject({ fixed: '0', 'failure-reason': 'open-findings' })
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
    await world.cloud.faults([])
    await world.run({ policy, inputs: fix })
  })

  it('somebody else was faster: done already, and proved', async () => {
    const group = await world.cloud.group('faster', [anywhere(22)])
    const revoke = `Action=RevokeSecurityGroupIngress&Version=2016-11-15&GroupId=${group}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0`
    await world.cloud.faults([{ service: 'ec2', action: 'DescribeSecurityGroups', skip: 1, times: 1, first: [revoke] }])
    const run = await world.run({ policy, inputs: fix })
    expect(run.report?.outcomes).toMatchObject([{ state: 'fixed' }])
    expect(run.journal.filter(({ kind }) => kind === 'intent')).toEqual([])
  })

  it('refused revoke after an authorise: siblings kept, journal right, undo restores', async () => {
    const group = await world.cloud.group('range', [from('10.0.0.0/8', 22), anywhere(20, 25)])
    const before = await world.cloud.state()
    await world.cloud.faults([
      {
        service: 'ec2',
        action: 'RevokeSecurityGroupIngress',
        status: 403,
        code: 'UnauthorizedOperation',
        message: 'no',
      },
    ])
    const run = await world.run({ policy, inputs: fix })
    expect(run.outputs).toMatchObject({ fixed: '0', 'failure-reason': 'apply-failed' })
    expect(run.report?.outcomes).toMatchObject([{ state: 'failed' }])
    expect(run.report?.outcomes[0]?.why).toContain('ec2:RevokeSecurityGroupIngress')
    expect(await ingressOf(world.cloud, group)).toEqual([
      'tcp 20-21 0.0.0.0/0',
      'tcp 20-25 0.0.0.0/0',
      'tcp 22-22 10.0.0.0/8',
      'tcp 23-25 0.0.0.0/0',
    ])
    await world.cloud.faults([])
    const undone = await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl' },
      folder: run.folder,
    })
    // What it authorised lies within what was open anyway: taking it away widens nothing, and asks nobody.
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await world.cloud.state()).toEqual(before)
    await world.run({ policy, inputs: fix })
  })

  it('a call that did not throw is no fix', async () => {
    const group = await world.cloud.group('liar', [anywhere(22)])
    const yes =
      '<RevokeSecurityGroupIngressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>x</requestId><return>true</return></RevokeSecurityGroupIngressResponse>'
    await world.cloud.faults([{ service: 'ec2', action: 'RevokeSecurityGroupIngress', body: yes }])
    const run = await world.run({ policy, inputs: fix })
    expect(run.report?.outcomes).toMatchObject([{ state: 'unverified' }])
    expect(run.outputs).toMatchObject({ fixed: '0', findings: '1', 'failure-reason': 'apply-failed' })
    expect(findingOf(run, group).state).toBe('open')
    await world.cloud.faults([])
    await world.run({ policy, inputs: fix })
  })

  it('an authorise that was answered by something else than EC2 is followed by no revoke', async () => {
    const group = await world.cloud.group('not-ec2', [anywhere(20, 25)])
    await world.cloud.faults([{ action: 'AuthorizeSecurityGroupIngress', body: '<html>proxy</html>' }])
    const run = await world.run({ policy, inputs: fix })
    expect(run.report?.outcomes).toMatchObject([{ state: 'failed' }])
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 20-25 0.0.0.0/0'])
    await world.cloud.faults([])
    await world.run({ policy, inputs: fix })
  })

  it('an answer that was lost is asked for again by reading', async () => {
    const group = await world.cloud.group('lost', [anywhere(22)])
    await world.cloud.faults([
      { service: 'ec2', action: 'RevokeSecurityGroupIngress', times: 1, after: true, drop: true },
    ])
    const run = await world.run({ policy, inputs: fix })
    expect(run.report?.outcomes).toMatchObject([{ state: 'fixed' }])
    expect(await ingressOf(world.cloud, group)).toEqual([])
  })

  it('three refusals in a row leave the target alone', async () => {
    const groups = await Promise.all([1, 2, 3, 4, 5].map((n) => world.cloud.group(`refused-${n}`, [anywhere(22)])))
    await world.cloud.faults([
      { service: 'ec2', action: 'RevokeSecurityGroupIngress', status: 403, code: 'UnauthorizedOperation' },
    ])
    const run = await world.run({ policy, inputs: fix })
    expect(run.report?.outcomes.map(({ state }) => state).sort()).toEqual([
      'failed',
      'failed',
      'failed',
      'not-reached',
      'not-reached',
    ])
    expect((await world.cloud.log()).filter(({ action }) => action === 'RevokeSecurityGroupIngress')).toHaveLength(3)
    expect(run.outputs['failure-reason']).toBe('apply-failed')
    await world.cloud.faults([])
    const done = await world.run({ policy, inputs: fix })
    expect(done.outputs['fixed']).toBe(String(groups.length))
  })

  it('killed between write and answer: the journal holds what is needed to go back', async () => {
    const group = await world.cloud.group('killed', [anywhere(20, 25)])
    const before = await world.cloud.state()
    await world.cloud.faults([
      { service: 'ec2', action: 'RevokeSecurityGroupIngress', times: 1, after: true, hold: true },
    ])
    const killed = await world.run({
      policy,
      inputs: fix,
      started: (child) => {
        const poll = setInterval(() => {
          world.cloud
            .hits()
            .then(async (hits) => {
              if (hits[0] !== 1 || (await ingressOf(world.cloud, group)).includes('tcp 20-25 0.0.0.0/0')) return
              clearInterval(poll)
              child.kill('SIGKILL')
              await world.cloud.release()
            })
            .catch(() => clearInterval(poll))
        }, 30)
      },
    })
    expect(killed.code).toBeNull()
    expect(killed.journal.map(({ kind }) => kind)).toEqual(['run', 'intent', 'answer', 'intent'])
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 20-21 0.0.0.0/0', 'tcp 23-25 0.0.0.0/0'])
    await world.cloud.faults([])
    const plan = await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl' },
      folder: killed.folder,
    })
    const undone = await world.run({
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl', approve: plan.outputs['plan-hash'] ?? '' },
      folder: killed.folder,
    })
    expect(undone.outputs['conclusion']).toBe('pass')
    expect(await world.cloud.state()).toEqual(before)
    // No run overwrites a journal: the undo wrote its own beside the first.
    expect(existsSync(join(killed.folder, 'holdfast-report/journal-2.jsonl'))).toBe(true)
    expect(journalIn(join(killed.folder, 'holdfast-report/journal.jsonl'))).toEqual(killed.journal)
  })
})

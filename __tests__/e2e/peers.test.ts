import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { anywhere, first, from } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

/** What other tools get wrong about groups, each as a group of its own: found or not, and what a fix leaves. */
const groups = {
  'all traffic': { ingress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }], found: true, left: [] },
  'udp 22 is not SSH': {
    ingress: [{ ...anywhere(22), IpProtocol: 'udp' }],
    found: false,
    left: ['udp 22-22 0.0.0.0/0'],
  },
  'two halves': { ingress: [from('0.0.0.0/1', 22), from('128.0.0.0/1', 22)], found: true, left: [] },
  'IPv6, spelled long': { ingress: [from('::0/0', 22)], found: true, left: [] },
  'a range that holds the port': {
    ingress: [anywhere(0, 1024)],
    found: true,
    left: ['tcp 0-21 0.0.0.0/0', 'tcp 23-1024 0.0.0.0/0'],
  },
  'open among good sources of one permission': {
    ingress: [
      {
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: ['10.0.0.0/8', '0.0.0.0/0', '192.168.0.0/16'].map((CidrIp) => ({ CidrIp })),
      },
    ],
    found: true,
    left: ['tcp 22-22 10.0.0.0/8', 'tcp 22-22 192.168.0.0/16'],
  },
  'a single public address': { ingress: [from('8.8.8.8/32', 22)], found: false, left: ['tcp 22-22 8.8.8.8/32'] },
} as const

describe('what others get wrong', () => {
  const world = testWorld()

  it('is found, and only that; a fix takes exactly the bad source and keeps its siblings', async () => {
    const ids = new Map<string, string>()
    for (const [name, { ingress }] of Object.entries(groups))
      ids.set(await world.cloud.group(name, ingress as never), name)
    const self = await world.cloud.group('open after a self rule', [])
    const ec2 = await world.cloud.ec2()
    for (const permission of [
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupId: self }] },
      anywhere(22),
    ]) {
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: self, IpPermissions: [permission] }))
    }
    const policy = policyWith(ssh(', all-traffic: revoke'), 'limits: { share: 100% }\n')
    const detected = await world.run({ policy })
    const expected = [...ids].flatMap(([id, name]) => (groups[name as keyof typeof groups].found ? [id] : []))
    expect(detected.report?.findings.map(({ resource }) => resource.id).sort()).toEqual([...expected, self].sort())
    const fixed = await world.run({ policy, inputs: { mode: 'remediate' } })
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: String(expected.length + 1) })
    for (const [id, name] of ids)
      expect([name, await ingressOf(world.cloud, id)]).toEqual([name, groups[name as keyof typeof groups].left])
    expect(await ingressOf(world.cloud, self)).toEqual([`tcp 22-22 ${self}`])
  })
})

describe('a policy with problems', () => {
  const world = testWorld()

  it('is annotated on the file, all at once, and AWS is asked nothing', async () => {
    await world.cloud.faults([])
    const run = await world.run({
      policy: 'version: 1\nrules:\n  - rule: security-group-open-ingres\n    respons: fix\nlimits: { share: 20 }\n',
    })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'invalid-policy' })
    expect(run.stdout.match(/^::error title=[^\n]*file=\.github\/holdfast\.yml,line=\d+,col=\d+::/gm)).toHaveLength(3)
    expect(run.stdout).toContain('did you mean "response"?')
    expect(run.report?.stops[0]?.problems.map(({ line }) => line)).toEqual([3, 4, 5])
    expect(await world.cloud.log()).toEqual([])
    expect(world.issuer.asked).toEqual([])
    const missing = await world.run({})
    expect(missing.outputs['failure-reason']).toBe('invalid-policy')
    expect(missing.stdout).toContain('check out the repository before this step')
    const input = await world.run({ policy: policyWith(ssh()), inputs: { mode: 'detekt', dryrun: 'true' } })
    expect(input.outputs['failure-reason']).toBe('invalid-input')
    expect(input.report?.stops[0]?.problems.map(({ nearest }) => nearest)).toEqual(['dry-run', 'detect'])
  })

  it('validate and rules say what they know', async () => {
    expect(await runCommand(['validate'], { policy: policyWith(ssh()) })).toMatchObject({ code: 0, stderr: '' })
    const bad = await runCommand(['validate', '--format', 'json'], { policy: 'version: 2\n' })
    expect(bad.code).toBe(2)
    expect(JSON.parse(bad.stdout)).toMatchObject({
      file: '.github/holdfast.yml',
      problems: [{ at: 'rules' }, { line: 1, column: 10, at: 'version', found: expect.stringContaining('2') }],
    })
    const good = await runCommand(['validate', '--format', 'json'], { policy: policyWith(ssh()) })
    expect(JSON.parse(good.stdout)).toEqual({ file: '.github/holdfast.yml', problems: [] })
    const rules = await runCommand(['rules'])
    expect(rules.stdout).toContain('security-group-open-ingress (critical)')
    expect(rules.stdout).toContain('all-traffic: approve or revoke; default "approve"')
  })
})

describe('what a run says besides its report', () => {
  const world = testWorld()

  it('publish: none writes files and outputs alone; the log has its groups, calls and seconds', async () => {
    await world.cloud.group('open', [anywhere(22)])
    const policy = policyWith(ssh())
    const quiet = await world.run({ policy, inputs: { publish: 'none' } })
    expect(quiet.summary).toBe('')
    expect(quiet.stdout).not.toMatch(/^::(error|warning|notice)/m)
    expect(quiet.outputs['findings']).toBe('1')
    const loud = await world.run({ policy })
    expect(loud.summary.split('\n')[0]).toContain('1 open finding')
    expect(loud.stdout).toMatch(/^::group::Reading$/m)
    expect(loud.stdout).toMatch(/1 target, \d+ AWS calls, \d+\.\d seconds\./)
    expect(loud.stdout).toMatch(/^::error title=no-open-ssh%3A sg-/m)
    expect(loud.summary).toContain(
      `https://us-east-1.console.aws.amazon.com/vpc/home?region=us-east-1#SecurityGroup:groupId=`,
    )
    expect(loud.summary).toContain(first)
  })

  it('a folder that cannot be written costs the report its file, and no finding', async () => {
    const run = await world.run({ policy: policyWith(ssh()), inputs: { 'report-dir': '.github/holdfast.yml' } })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'open-findings', findings: '1' })
    expect(run.stdout).toMatch(/^::warning title=report\.json could not be published/m)
  })

  it('a folder that takes no journal costs the fix, and no finding', async () => {
    await world.cloud.faults([])
    const run = await world.run({
      policy: policyWith(ssh()),
      inputs: { mode: 'remediate', 'report-dir': '.github/holdfast.yml' },
    })
    expect(run.outputs).toMatchObject({ 'failure-reason': 'apply-failed', findings: '1', fixed: '0' })
    expect(run.summary).toContain('Set report-dir to a folder')
    expect((await world.cloud.log()).filter(({ action }) => action.startsWith('Revoke'))).toEqual([])
  })

  it('more than a thousand groups come in as many pages as they take, each asked for once', async () => {
    const ec2 = await world.cloud.ec2()
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        for (let i = 0; i < 101; i++) await world.cloud.group(`many-${n}-${i}`, i === 0 ? [anywhere(22)] : [])
      }),
    )
    expect(ec2).toBeDefined()
    await world.cloud.faults([])
    const run = await world.run({ policy: policyWith(ssh()) })
    const total = Object.keys(await world.cloud.state()).length
    expect(run.report?.targets[0]?.resources['security-group']).toBe(total)
    expect((await world.cloud.log()).filter(({ action }) => action === 'DescribeSecurityGroups')).toHaveLength(
      Math.ceil(total / 1000),
    )
    expect(run.outputs['findings']).toBe('11')
    await world.cloud.faults([
      { service: 'ec2', action: 'DescribeSecurityGroups', skip: 1, status: 403, code: 'UnauthorizedOperation' },
    ])
    const half = await world.run({ policy: policyWith(ssh()) })
    expect(half.report?.targets[0]).toMatchObject({ state: 'partial', resources: { 'security-group': 1000 } })
    expect(half.outputs['failure-reason']).toBe('unknown-findings')
  })
})

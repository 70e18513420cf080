import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import {
  AuthorizeSecurityGroupIngressCommand,
  DeleteSecurityGroupCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { anywhere, from } from '../../emulator/cloud.ts'
import { type RunResult, runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, type TestWorld, testWorld } from '../support/world.ts'

const baselines = '.github/holdfast/baselines'
const drift = (more = ''): string => `  - rule: drift
    response: { widening: fix, mixed: approve, undecided: approve, narrowing: approve, neutral: report }
    where: { kinds: [security-group] }
${more}`
/** More than a fifth of the account's few groups may change. */
const limits = 'limits: { share: 100% }\n'
const policy = policyWith(drift(), limits)

/** Records into a working tree, as the command does in a workflow or on somebody's machine. */
async function record(
  world: TestWorld,
  at: { folder?: string; policy?: string; args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<RunResult> {
  return runCommand(['record', ...(at.args ?? [])], {
    policy: at.policy ?? policy,
    ...(at.folder === undefined ? {} : { folder: at.folder }),
    env: { ...world.env, ...at.env },
  })
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  const root = join(folder, baselines)
  if (!existsSync(root)) return {}
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    lstatSync(join(root, name)).isFile(),
  )
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(root, name), 'utf8')]))
}

const changedMembers = ({ report }: RunResult): readonly unknown[] =>
  (report?.findings ?? []).map(({ resource, evidence, ...finding }) => [
    resource.id,
    evidence[0]?.['member'] ?? null,
    (finding as unknown as { rating: string | null }).rating,
    finding.state,
  ])

describe('a group that is recorded', () => {
  const world = testWorld()

  it('is as recorded, drifts, is found, put back, and taken back', async () => {
    const group = await world.cloud.group('web', [from('10.0.0.0/8', 22)], { tags: { owner: 'web' } })
    const recorded = await record(world)
    expect(recorded.code).toBe(0)
    const { folder } = recorded
    const files = filesIn(folder)
    expect(Object.keys(files)).toContain(`111111111111/us-east-1/security-group/web~${group}.json`)
    const again = await record(world, { folder })
    expect([again.code, filesIn(folder)]).toEqual([0, files])
    expect(again.stdout).toContain('nothing to record')

    const clean = await world.run({ policy, folder })
    expect(clean.outputs).toMatchObject({ conclusion: 'pass', findings: '0' })

    const ec2 = await world.cloud.ec2()
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(3389)] }))
    const opened = await world.run({ policy, folder })
    expect(changedMembers(opened)).toEqual([[group, 'ingress tcp 3389-3389 0.0.0.0/0', 'widening', 'open']])
    expect(opened.report?.plan.steps).toMatchObject([{ rating: 'narrowing', decision: 'apply' }])

    const before = await world.cloud.state()
    const fixed = await world.run({ policy, folder, inputs: { mode: 'remediate' } })
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '1', findings: '0' })
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 10.0.0.0/8'])
    expect((await world.run({ policy, folder })).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })

    const undo = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    // The runs after it wrote no journal: this is still the one of the fix.
    const plan = await world.run({ policy, folder, inputs: undo })
    await world.run({ policy, folder, inputs: { ...undo, approve: plan.outputs['plan-hash'] ?? '' } })
    expect(await world.cloud.state()).toEqual(before)

    // Accepted: recorded as it is, with what else it violates beside it.
    const accepted = await record(world, {
      folder,
      policy: policyWith(`${drift()}${ssh(', "3389"').replace('["22"], "3389"', '["22", "3389"]')}`, limits),
    })
    expect(accepted.stdout).toContain('1 changed')
    expect(accepted.stdout).toContain('no-open-ssh')
    expect(filesIn(folder)[`111111111111/us-east-1/security-group/web~${group}.json`]).toContain('3389')
    expect((await world.run({ policy, folder })).outputs['conclusion']).toBe('pass')
  })

  it('that lost something is given it back only after approval, member by member', async () => {
    const group = await world.cloud.group('app', [from('10.0.0.0/8', 80), from('10.1.0.0/16', 81)])
    const { folder } = await record(world)
    const ec2 = await world.cloud.ec2()
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [from('10.0.0.0/8', 80)] }))
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(82)] }))
    const run = await world.run({ policy, folder, inputs: { mode: 'remediate' } })
    expect(changedMembers(run)).toEqual([
      [group, 'ingress tcp 82-82 0.0.0.0/0', 'widening', 'fixed'],
      [group, 'ingress tcp 80-80 10.0.0.0/8', 'narrowing', 'open'],
    ])
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 81-81 10.1.0.0/16'])
    const approve = run.outputs['plan-hash'] ?? ''
    const given = await world.run({ policy, folder, inputs: { mode: 'remediate', approve } })
    expect(given.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 80-80 10.0.0.0/8', 'tcp 81-81 10.1.0.0/16'])
  })
})

describe('what is there no more, and what nobody recorded', () => {
  const world = testWorld()

  it('is said, of the account as a whole where nothing is recorded', async () => {
    const group = await world.cloud.group('old', [])
    const none = await world.run({ policy })
    expect(none.report?.findings.map(({ resource, message }) => [resource.id, message])).toEqual([
      ['*', expect.stringContaining('Nothing of kind security-group is recorded')],
    ])
    const { folder } = await record(world)
    const ec2 = await world.cloud.ec2()
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group }))
    const added = await world.cloud.group('added', [anywhere(22)])
    const run = await world.run({ policy, folder })
    const said = run.report?.findings.map(({ resource, message, name }) => [name, resource.id, resource.name, message])
    expect(said).toHaveLength(2)
    expect(said).toContainEqual(['drift', group, 'old', expect.stringContaining('is gone')])
    expect(said).toContainEqual(['drift', added, 'added', expect.stringContaining('not recorded')])
    const ids = run.report?.findings.map(({ id }) => id)
    expect((await world.run({ policy, folder })).report?.findings.map(({ id }) => id)).toEqual(ids)

    // A listing that was denied says nothing of what is gone.
    await world.cloud.faults([
      { service: 'ec2', action: 'DescribeSecurityGroups', code: 'UnauthorizedOperation', status: 403 },
    ])
    const denied = await world.run({ policy, folder })
    expect(denied.report?.findings).toEqual([])
    expect(denied.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings' })
    const files = filesIn(folder)
    const unread = await record(world, { folder })
    expect([unread.code, filesIn(folder)]).toEqual([3, files])
    await world.cloud.faults([])

    // `only` records what it names, and leaves the rest.
    await record(world, { folder, args: ['--only', added] })
    const some = Object.keys(filesIn(folder))
    expect(some.some((name) => name.includes(added)) && some.some((name) => name.includes(group))).toBe(true)
    await record(world, { folder })
    expect(Object.keys(filesIn(folder)).some((name) => name.includes(group))).toBe(false)
    expect((await world.run({ policy, folder })).outputs['conclusion']).toBe('pass')
  })

  it('may count as drift, member by member', async () => {
    const { folder } = await record(world)
    const added = await world.cloud.group('new', [anywhere(23)])
    const strict = policyWith(drift('    options: { new: drift }\n'), limits)
    const run = await world.run({ policy: strict, folder, inputs: { mode: 'remediate' } })
    expect(await ingressOf(world.cloud, added)).toEqual([])
    expect(changedMembers(run)).toContainEqual([added, 'ingress tcp 23-23 0.0.0.0/0', 'widening', 'fixed'])
    const ignoring = policyWith(drift('    options: { new: ignore }\n'), limits)
    expect((await world.run({ policy: ignoring, folder })).outputs['conclusion']).toBe('pass')
  })
})

describe('a baseline that another rule forbids', () => {
  const world = testWorld()

  it('is held in every run, and so is the fix that it forbids', async () => {
    const group = await world.cloud.group('contested', [anywhere(22)])
    const both = policyWith(`${drift()}${ssh()}`, limits)
    const { folder } = await record(world)
    const kept = await world.run({ policy: both, folder, inputs: { mode: 'remediate' } })
    expect(kept.report?.plan.steps).toMatchObject([{ decision: 'hold', reason: 'conflicts with drift' }])
    const ec2 = await world.cloud.ec2()
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(22)] }))
    const asking = both.replace('narrowing: approve', 'narrowing: fix')
    for (const _ of [1, 2]) {
      const run = await world.run({ policy: asking, folder, inputs: { mode: 'remediate' } })
      expect(run.report?.plan.steps).toMatchObject([{ decision: 'hold', reason: 'conflicts with no-open-ssh' }])
      expect(await ingressOf(world.cloud, group)).toEqual([])
    }
  })
})

describe('files that nobody can hold an account to', () => {
  const world = testWorld()

  it('stop a run before AWS is asked, each with its line', async () => {
    const { folder } = await record(world)
    const [name = ''] = Object.keys(filesIn(folder))
    const path = join(folder, baselines, name)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('"version": 1', '"version": 2'))
    mkdirSync(join(folder, 'elsewhere'))
    symlinkSync(join(folder, 'elsewhere'), join(folder, baselines, 'link'))
    const run = await world.run({ policy, folder })
    expect(run.outputs['failure-reason']).toBe('invalid-policy')
    expect(run.report?.stops[0]?.problems).toMatchObject([
      { file: `${baselines}/link`, found: 'a link' },
      { file: `${baselines}/${name}`, line: text.split('\n').findIndex((line) => line.includes('"version"')) + 1 },
    ])
    expect(run.report?.cost.calls).toEqual({})
  })

  it('are not written through a link, nor in a workflow that wants a pull request', async () => {
    const { folder } = await record(world)
    const kind = join(folder, baselines, '111111111111/us-east-1/security-group')
    rmSync(kind, { recursive: true })
    rmSync(dirname(kind), { recursive: true })
    mkdirSync(join(folder, 'outside'))
    symlinkSync(join(folder, 'outside'), dirname(kind))
    const through = await record(world, { folder })
    expect(through.code).toBe(2)
    expect(readdirSync(join(folder, 'outside'))).toEqual([])
    // In a workflow they are a pull request, which takes a token.
    const asked = await world.run({ policy, inputs: { mode: 'record' } })
    expect(asked.outputs['failure-reason']).toBe('publish-failed')
    expect(filesIn(asked.folder)).toEqual({})
    const workflow = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/main' }
    const open = `${policy}publish: { public: details }\n`
    const written = await record(world, { policy: open, args: ['--write'], env: workflow })
    expect([written.code, Object.keys(filesIn(written.folder)).length > 0]).toEqual([0, true])
    const shown = await record(world, { args: ['--write'], env: workflow })
    expect([shown.code, filesIn(shown.folder)]).toEqual([2, {}])
    expect(shown.stderr).toContain('not allowed in a public repository')
    const dry = await record(world, { args: ['--dry-run'] })
    expect([dry.code, filesIn(dry.folder)]).toEqual([0, {}])
    const nothing = await record(world, { policy: policyWith(ssh()) })
    expect(nothing.code).toBe(2)
    expect(nothing.stderr).toContain('no use of rule drift')
  })
})

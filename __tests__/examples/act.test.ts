import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { zipSync } from 'fflate'
import { parse } from 'yaml'
import { runAct } from '../../emulator/act.ts'
import { anywhere, first, from, subject } from '../../emulator/cloud.ts'
import { repository, startGitHub, workflowRun } from '../../emulator/github.ts'
import { hostedRepository } from '../../emulator/github-repository.ts'
import { fileAt } from '../../emulator/github-state.ts'
import { mergePull } from '../../emulator/github-tickets.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

type Inputs = Readonly<Record<string, { readonly options?: readonly string[] }>>

const example = (name: string): string => readFileSync(join('examples', name), 'utf8')
const environment = 'aws-remediate'
/** What a job that names the environment gets from GitHub. */
const inEnvironment = { sub: `repo:octo/infra:environment:${environment}`, environment }

const approvals = `approvals: { environments: [${environment}] }\n`
const policy = policyWith(ssh().replace('response: fix', 'response: approve'), approvals)

// The workflows that users copy, as they stand in examples/, run by a runner of workflows.
describe('the examples under act', () => {
  const world = testWorld([first], {
    subject: { 'holdfast-read': subject, 'holdfast-write': inEnvironment.sub },
  })

  it('schedule.yml reads, reports and fails on what is open, and keeps the report', async () => {
    const group = await world.cloud.group('scheduled', [anywhere(22)])
    const inputs = { mode: 'detect' }
    const event = 'workflow_dispatch'
    const run = await runAct({ workflow: example('schedule.yml'), policy, event, inputs, env: world.env })
    expect(run.code).toBe(1)
    const kept = run.artifacts['holdfast-report']
    expect(kept?.report).toMatchObject({ mode: 'detect', reasons: ['open-findings'] })
    expect(kept?.report?.findings.map(({ resource }) => resource.id)).toContain(group)
  })

  /** What a summary says to do next, as it stands: the inputs of `gh workflow run`, which GitHub refuses where one is not declared. */
  function commands(folder: string): readonly Readonly<Record<string, string>>[] {
    const lines = readFileSync(join(folder, 'summary.md'), 'utf8').match(/^gh workflow run \S+ .*$/gm) ?? []
    return lines.map((line) => Object.fromEntries([...line.matchAll(/-f ([\w-]+)=(\S+)/g)].map(([, k, v]) => [k, v])))
  }

  it('schedule.yml takes the commands that its summaries show: to approve, and to take back', async () => {
    const declared = (parse(example('schedule.yml')) as { on: { workflow_dispatch: { inputs: Inputs } } }).on
      .workflow_dispatch.inputs
    const group = await world.cloud.group('by hand', [anywhere(22)])
    const open = policyWith(ssh().replace('response: fix', 'response: approve'))
    const dispatched = async (inputs: Readonly<Record<string, string>>, claims: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(inputs)) {
        expect(Object.keys(declared)).toContain(name)
        expect(declared[name]?.options ?? [value]).toContain(value)
      }
      const issuer = await startIssuer({ claims })
      const at = { workflow: example('schedule.yml'), policy: open, event: 'workflow_dispatch', inputs }
      const done = await runAct({ ...at, env: { ...world.env, ...issuer.env } })
      issuer.close()
      const kept = done.artifacts['holdfast-report']
      return { report: kept?.report, journal: kept?.journal, commands: commands(kept?.folder ?? '') }
    }
    const [approving] = (await dispatched({ mode: 'detect' }, {})).commands
    expect(approving).toMatchObject({ mode: 'remediate', approve: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const approved = await dispatched(approving ?? {}, { sub: inEnvironment.sub })
    expect(approved.report).toMatchObject({ mode: 'remediate', conclusion: 'pass' })
    expect(await ingressOf(world.cloud, group)).toEqual([])
    const [back] = approved.commands
    expect(back).toMatchObject({ mode: 'undo', journal: expect.stringMatching(/^run:/) })
    for (const [name, value] of Object.entries(back ?? {})) {
      expect(Object.keys(declared)).toContain(name)
      expect(declared[name]?.options ?? [value]).toContain(value)
    }
  })

  /**
   * The two jobs of one run, each with the token that GitHub gives it: the plan's with `planning`. `between` happens while the
   * reviewers look.
   */
  async function remediate(between: () => Promise<unknown> = async () => undefined, planning = {}) {
    const issuer = await startIssuer({
      claims: async (request) => {
        if (request === 1) return planning
        await between()
        return inEnvironment
      },
    })
    const run = await runAct({
      workflow: example('remediate-with-approval.yml'),
      policy,
      event: 'workflow_dispatch',
      env: { ...world.env, ...issuer.env },
    })
    issuer.close()
    return { run, plan: run.artifacts['holdfast-plan']?.report, applied: run.artifacts['holdfast-report'] }
  }

  it('remediate-with-approval.yml: a plan that could not be made fails the run, though nothing waits for approval', async () => {
    const { run, plan, applied } = await remediate(undefined, { sub: 'repo:octo/infra:ref:refs/heads/evil' })
    expect(plan?.reasons).toEqual(['credentials'])
    expect(applied).toBeUndefined()
    expect(run.code).toBe(1)
  })

  it('remediate-with-approval.yml: a plan that changed while it was looked at is refused', async () => {
    const group = await world.cloud.group('changing', [anywhere(22)])
    let late = ''
    const { run, plan, applied } = await remediate(async () => {
      late = await world.cloud.group('late', [anywhere(22)])
    })
    expect(plan?.plan.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(run.code).toBe(1)
    expect(applied?.report).toMatchObject({ mode: 'remediate', outcomes: [] })
    expect(applied?.report?.reasons[0]).toBe('plan-changed')
    for (const one of [group, late]) expect(await ingressOf(world.cloud, one)).toEqual(['tcp 22-22 0.0.0.0/0'])
  })

  it('remediate-with-approval.yml: the second job does exactly what the first one showed; undo.yml takes it back', async () => {
    const before = await world.cloud.state()
    const { run, plan, applied } = await remediate()
    expect(run.code).toBe(0)
    const shown = plan?.plan.steps.map(({ hash }) => hash).sort()
    expect(shown?.length).toBeGreaterThan(1)
    expect(applied?.report?.outcomes.map(({ step }) => step).sort()).toEqual(shown)
    expect(applied?.report?.outcomes.every(({ state }) => state === 'fixed')).toBe(true)
    expect(await world.cloud.state()).not.toEqual(before)

    const journal = readFileSync(join(applied?.folder ?? '', 'journal.jsonl'))
    const id = (JSON.parse(journal.toString().split('\n')[0] ?? '') as { run: string }).run
    const artifacts = [zipSync({ 'journal.jsonl': journal })]
    const issuer = await startIssuer({ claims: inEnvironment })
    const undo = async (event: string) => {
      const github = await startGitHub([
        repository('octo/infra'),
        workflowRun({ repository: 'octo/infra', id, event, artifacts }),
      ])
      const undone = await runAct({
        workflow: example('undo.yml'),
        policy,
        event: 'workflow_dispatch',
        inputs: { run: id },
        env: { ...world.env, ...issuer.env, ...github.env },
        token: github.token,
      })
      github.close()
      return undone
    }
    const fixed = await world.cloud.state()
    expect((await undo('pull_request')).code).toBe(1)
    expect(await world.cloud.state()).toEqual(fixed)
    const undone = await undo('workflow_dispatch')
    issuer.close()
    if (undone.code !== 0) throw new Error(undone.log)
    expect(await world.cloud.state()).toEqual(before)
  })

  it('schedule.yml on its schedule puts right what the policy lets be put right, and keeps the journal', async () => {
    const group = await world.cloud.group('hourly', [anywhere(22)])
    const issuer = await startIssuer({ claims: { sub: inEnvironment.sub } })
    const run = await runAct({
      workflow: example('schedule.yml'),
      policy: policyWith(ssh()),
      event: 'schedule',
      env: { ...world.env, ...issuer.env },
    })
    issuer.close()
    if (run.code !== 0) throw new Error(run.log)
    expect(run.artifacts['holdfast-report']?.report).toMatchObject({ mode: 'remediate', conclusion: 'pass' })
    expect(run.artifacts['holdfast-report']?.journal.length).toBeGreaterThan(1)
    expect(await ingressOf(world.cloud, group)).toEqual([])
  })

  it('record.yml proposes baselines, and accept.yml offers to accept what drifted from them', async () => {
    const group = await world.cloud.group('recorded', [from('10.0.0.0/8', 80)])
    const drift = policyWith('  - rule: drift\n    response: approve\n    where: { kinds: [security-group] }\n')
    const hosted = hostedRepository('octo/infra')
    const github = await startGitHub([repository('octo/infra'), hosted.route])
    const at = { policy: drift, env: { ...world.env, ...github.env }, token: github.token }
    const recorded = await runAct({ ...at, workflow: example('record.yml'), event: 'workflow_dispatch' })
    if (recorded.code !== 0) throw new Error(recorded.log)
    expect(hosted.state.tickets.map(({ head }) => head)).toEqual([expect.stringMatching(/^holdfast\/record-/)])
    mergePull(hosted.state, 1)
    const paths = [
      ...(hosted.state.trees
        .get(hosted.state.commits.get(hosted.state.refs.get('refs/heads/main') ?? '')?.tree ?? '')
        ?.keys() ?? []),
    ]
    const files = Object.fromEntries(paths.map((path) => [path, fileAt(hosted.state, 'main', path) ?? '']))
    const ec2 = await world.cloud.ec2()
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(443)] }))
    const found = await runAct({ ...at, files, workflow: example('accept.yml'), event: 'schedule' })
    github.close()
    expect(found.artifacts['holdfast-report']?.report).toMatchObject({ mode: 'detect', reasons: ['open-findings'] })
    expect(hosted.state.tickets.map(({ number, state }) => [number, state])).toEqual([
      [1, 'closed'],
      [2, 'open'],
    ])
    // What it says to copy is what the workflow takes.
    expect(hosted.state.tickets[1]?.body).toContain(group)
    expect(hosted.state.tickets[1]?.body).toMatch(/gh workflow run \S+ .*-f mode=remediate -f approve=[0-9a-f]{64}/)
    const { inputs } = (parse(example('accept.yml')) as { on: { workflow_dispatch: { inputs: Inputs } } }).on
      .workflow_dispatch
    expect(inputs).toMatchObject({ mode: { options: expect.arrayContaining(['remediate']) }, approve: {} })
  })
})

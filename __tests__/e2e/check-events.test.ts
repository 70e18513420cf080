import { describe, expect, it } from '@jest/globals'
import { anywhere, deployRoles, first } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { checkOf, checkTarget, policyFile, testPulls } from '../support/pull.ts'

const base = { [policyFile]: policyWith(ssh(), '', checkTarget()) }
const telnet = ssh().replace('no-open-ssh', 'no-telnet').replace('"22"', '"23"')
const head = { [policyFile]: policyWith(telnet, '', checkTarget()) }
const label = 'holdfast-acknowledged'

describe('the acknowledging label', () => {
  const pulls = testPulls()

  it('lets silencing pass, and it is said who set it', async () => {
    await pulls.world.cloud.group('open', [anywhere(22)])
    const shas = pulls.propose(base, head)
    pulls.label('other', 'mallory')
    expect((await pulls.run(shas)).outputs['failure-reason']).toBe('silenced-findings')
    pulls.label(label.toUpperCase(), 'hubot')
    pulls.label('another', 'mallory')
    const run = await pulls.run(shas)
    expect(run.outputs).toMatchObject({ conclusion: 'pass', 'failure-reason': '' })
    expect(checkOf(run)).toMatchObject({ acknowledged: { label, by: 'hubot' }, silenced: [expect.any(String)] })
    expect(pulls.comments[0]).toMatch(/set by hubot\./)
    expect(run.summary).toContain('set by hubot')
  })

  it('is said to be of whoever opened the pull request', async () => {
    const shas = pulls.propose(base, head)
    pulls.label(label, 'mona')
    const run = await pulls.run(shas)
    expect(run.summary).toContain('set by mona (who opened the pull request)')
  })

  it('in the event counts for nothing: it may have been taken off since', async () => {
    const run = await pulls.check(base, head, { labels: [label] })
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
  })

  it('is the one that the policy in force names', async () => {
    const gate = { [policyFile]: policyWith(telnet, 'gate: { acknowledge: mine }\n', checkTarget()) }
    const shas = pulls.propose(base, gate)
    pulls.label('mine', 'mona')
    expect((await pulls.run(shas)).outputs['failure-reason']).toBe('silenced-findings')
  })

  it('acknowledges what is silenced, and nothing that is added', async () => {
    await pulls.world.cloud.group('telnet', [anywhere(23)])
    const shas = pulls.propose(base, head)
    pulls.label(label, 'hubot')
    const run = await pulls.run(shas)
    expect(run.report?.reasons).toEqual(['open-findings'])
  })

  it('is not asked for where nothing needs it, and needs no events to be read', async () => {
    await pulls.check(base, { 'README.md': 'x' })
    expect(pulls.asked.some((one) => one.includes('/pulls/1'))).toBe(false)
    const shas = pulls.propose(base, head)
    pulls.label(label, 'hubot')
    pulls.first(({ path }) => (path.endsWith('/events') ? { status: 403, body: { message: 'no' } } : null))
    const run = await pulls.run(shas)
    expect(checkOf(run).acknowledged).toEqual({ label, by: null })
    expect(run.summary).toContain('whom GitHub did not name')
    pulls.first(({ path }) =>
      path.endsWith('/timeline')
        ? {
            status: 200,
            body: ['mallory', 'hubot'].map((login) => ({
              event: 'labeled',
              label: { name: login === 'hubot' ? label : 'other' },
              actor: { login },
            })),
          }
        : null,
    )
    expect(checkOf(await pulls.run(shas)).acknowledged).toEqual({ label, by: 'hubot' })
  })
})

describe('a change from another repository', () => {
  const pulls = testPulls()

  it.each([
    ['a fork', 'mallory/infra', {}],
    ['a fork whose token may write', 'mallory/infra', { write: true }],
    ['a fork that is gone', null, {}],
  ] as const)(
    '%s: asks nothing of AWS, and its text is judged',
    async (_, from, { write = false }: { write?: boolean }) => {
      if (!write) Object.assign(pulls.state.permissions, { 'pull-requests': 'read', issues: 'read', contents: 'read' })
      const before = (await pulls.world.cloud.log()).length
      const run = await pulls.check(base, head, { from })
      expect((await pulls.world.cloud.log()).slice(before)).toEqual([])
      expect(run.report?.cost.calls).toEqual({})
      expect(checkOf(run)).toMatchObject({ silenced: [], changes: [{ what: 'removed' }, { what: 'added' }] })
      expect(run.summary).toContain('the change comes from another repository: AWS was not asked anything')
      expect(run.outputs['conclusion']).toBe('pass')
      expect(pulls.comments).toHaveLength(write ? 1 : 0)
      const broken = await pulls.check(base, { [policyFile]: 'version: 2\n' }, { from })
      expect(broken.outputs['failure-reason']).toBe('invalid-policy')
      const widening = await pulls.check(base, { 'README.md': from ?? 'gone' }, { from })
      expect(widening.outputs['failure-reason']).toBe('nothing-checked')
    },
  )
})

describe('the events of a check', () => {
  const pulls = testPulls()

  it('a merge group: what it would merge, with the label of the pull request that it names', async () => {
    await pulls.world.cloud.group('open', [anywhere(22)])
    const ref = 'refs/heads/gh-readonly-queue/main/pr-1-x'
    const queue = { ref, sub: `repo:octo/infra:ref:${ref}` }
    await deployRoles(pulls.world.cloud, '222222222222', { roles: ['holdfast-check'], subject: queue.sub })
    const shas = pulls.propose(base, head)
    // The role does not trust a queue's branch: that is said, and fails.
    const untrusted = await pulls.run(shas, { event: 'merge_group' })
    expect(untrusted.report?.reasons).toEqual(['credentials'])
    const text = { [policyFile]: policyWith(ssh(), '', target()) }
    const other = pulls.propose(text, { [policyFile]: policyWith(`${ssh()}  - rule: drift\n`, '', target()) })
    const run = await pulls.run(other, { event: 'merge_group' })
    expect(run.outputs['conclusion']).toBe('pass')
    expect(checkOf(run).changes).toMatchObject([{ what: 'added', name: 'drift' }])
    expect(pulls.comments).toEqual([])
  })

  it('a merge group whose role trusts the queue reads the account', async () => {
    const shas = pulls.propose(base, head)
    const ref = `refs/heads/gh-readonly-queue/main/pr-1-${shas.base}`
    const issuer = await startIssuer({ claims: { ref } })
    // moto holds the default subject against the role that trusts pull requests: the subject is the same here, the ref is the queue's.
    const trusting = await startIssuer({ claims: { ref, sub: 'repo:octo/infra:pull_request' } })
    const run = await pulls.run(shas, { event: 'merge_group', env: trusting.env })
    expect(checkOf(run).silenced).toHaveLength(1)
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    pulls.label(label, 'hubot')
    const acknowledged = await pulls.run(shas, { event: 'merge_group', env: trusting.env })
    expect(checkOf(acknowledged)).toMatchObject({ acknowledged: { by: 'hubot' } })
    expect(acknowledged.outputs['conclusion']).toBe('pass')
    issuer.close()
    trusting.close()
  })

  it('pull_request_target: the commit that would be merged is taken from the event, never the checkout', async () => {
    const run = await pulls.check(base, head, {
      event: 'pull_request_target',
      checkout: { [policyFile]: base[policyFile] ?? '' },
    })
    expect(checkOf(run).silenced).toHaveLength(1)
    const none = await pulls.check(base, head, { event: 'pull_request_target', unmerged: true })
    expect(checkOf(none).silenced).toHaveLength(1)
  })

  it('a branch that lags behind takes nothing back that is on main by now', async () => {
    const shas = pulls.propose(base, { 'src/app.ts': '1' })
    // Main has gone on: the trial merge holds what it has by now.
    const now = pulls.propose(head, {})
    const state = pulls.state
    const tree = state.commits.get(now.base)?.tree ?? ''
    const merge = 'd'.repeat(40)
    state.commits.set(merge, { sha: merge, tree, parents: [now.base, shas.head], message: '', verified: true })
    const run = await pulls.run({ ...shas, merge })
    expect(checkOf(run)).toMatchObject({ files: [], silenced: [], added: [] })
  })

  it('a commit that is no trial merge of the head proves nothing', async () => {
    const shas = pulls.propose(base, head)
    const merge = pulls.propose(base, {}).merge
    const run = await pulls.run({ ...shas, merge })
    expect(checkOf(run).silenced).toHaveLength(1)
  })

  it('a commit that GitHub does not know is taken from the checkout of pull_request alone', async () => {
    const shas = pulls.propose(base, head)
    const unknown = { ...shas, head: 'e'.repeat(40), merge: 'f'.repeat(40) }
    const checkout = { [policyFile]: head[policyFile] ?? '' }
    const run = await pulls.run(unknown, { checkout })
    expect(checkOf(run).silenced).toHaveLength(1)
    expect(run.summary).toContain('it was taken from the checkout')
    const target = await pulls.run(unknown, { checkout, event: 'pull_request_target' })
    expect(target.outputs['failure-reason']).toBe('unknown-findings')
    const other = await pulls.run(unknown, { checkout: { ...checkout, '.git/HEAD': `${'a'.repeat(40)}\n` } })
    expect(other.outputs['failure-reason']).toBe('unknown-findings')
  })

  it('a branch by hand: what it has against the default branch, without a comment', async () => {
    pulls.propose(base, {})
    const shas = pulls.propose(base, head)
    const issuer = await startIssuer({ claims: { sub: 'repo:octo/infra:pull_request', ref: 'refs/pull/1/merge' } })
    const run = await pulls.run(shas, { event: 'workflow_dispatch', inputs: { mode: 'check' }, env: issuer.env })
    expect(checkOf(run).silenced).toHaveLength(1)
    expect(pulls.comments).toEqual([])
    issuer.close()
  })

  it('with nothing to judge, it says so, and that there was no infrastructure code', async () => {
    const text = { [policyFile]: policyWith(ssh(), '', target()) }
    const run = await pulls.check(text, { 'src/app.ts': '1' })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'nothing-checked' })
    expect(run.summary).toMatch(/^## Holdfast: there was nothing to judge/)
    expect(run.summary).toContain('infrastructure code was not looked at')
    expect(pulls.comments).toEqual([])
    for (const input of ['terraform-plan', 'cloudformation']) {
      const given = await pulls.check(text, {}, { inputs: { [input]: 'plan.json' } })
      expect(given.outputs['failure-reason']).toBe('invalid-input')
      expect(given.report?.stops[0]?.problems[0]?.expected).toContain('later version')
    }
    const dry = await pulls.check(base, head, { inputs: { 'dry-run': 'true' } })
    expect(dry.summary).not.toContain('dry run')
    const approving = await pulls.check(text, {}, { inputs: { approve: 'a'.repeat(64) } })
    expect(approving.outputs['failure-reason']).toBe('invalid-input')
    for (const mode of ['detect', 'remediate', 'record', 'undo'])
      expect((await pulls.check(text, {}, { inputs: { mode } })).outputs['failure-reason']).toBe('not-allowed-on-event')
  })

  it('outside a workflow there is nothing to compare with', async () => {
    const run = await runCommand(['check'], { policy: base[policyFile] ?? '', env: pulls.world.env })
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('outside a workflow there is neither')
    expect(run.report?.reasons).toEqual(['nothing-checked'])
    expect(first).toHaveLength(12)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { runAct } from '../../emulator/act.ts'
import { anywhere } from '../../emulator/cloud.ts'
import { repository, startGitHub } from '../../emulator/github.ts'
import { hostedRepository } from '../../emulator/github-repository.ts'
import { push, type Ticket } from '../../emulator/github-state.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { checkTarget, policyFile } from '../support/pull.ts'
import { testWorld } from '../support/world.ts'

const workflow = readFileSync('examples/pull-request.yml', 'utf8')
const telnet = ssh().replace('no-open-ssh', 'no-telnet').replace('"22"', '"23"')
const [base, head] = [ssh(), telnet].map((rules) => policyWith(rules, '', checkTarget()))

const ticket = (): Ticket => ({
  number: 1,
  login: 'mona',
  isPull: true,
  state: 'open',
  title: 'a change',
  body: '',
  labels: [],
  assignees: [],
  head: 'feature',
  base: 'main',
  mergedAt: null,
  comments: [],
})

// The workflow that users copy, as it stands in examples/, run by a runner of workflows.
describe('pull-request.yml under act', () => {
  const subject = { 'holdfast-check': 'repo:octo/infra:pull_request' }
  const world = testWorld(undefined, { roles: ['holdfast-read', 'holdfast-check'], subject })

  async function check(event: 'pull_request' | 'merge_group', from = 'octo/infra') {
    const hosted = hostedRepository('octo/infra')
    const before = push(hosted.state, 'main', { [policyFile]: base ?? '' })
    const after = push(hosted.state, 'feature', { [policyFile]: head ?? '' }, 'main')
    hosted.state.tickets.push(ticket())
    const github = await startGitHub([repository('octo/infra'), hosted.route])
    const queue = `refs/heads/gh-readonly-queue/main/pr-1-${before}`
    // act says on which ref a run is: the token is of the same.
    const issuer = await startIssuer({ claims: { sub: subject['holdfast-check'], ref: null } })
    const payload = {
      pull_request: {
        pull_request: {
          number: 1,
          base: { ref: 'main', sha: before, repo: { full_name: 'octo/infra' } },
          head: { ref: 'feature', sha: after, repo: { full_name: from } },
        },
      },
      merge_group: { merge_group: { base_sha: before, head_sha: after, head_ref: queue, base_ref: 'refs/heads/main' } },
    }[event]
    const run = await runAct({
      workflow,
      policy: head ?? '',
      event,
      env: { ...world.env, ...issuer.env, ...github.env },
      token: github.token,
      payload,
    })
    issuer.close()
    github.close()
    const report = run.artifacts['holdfast-report']?.report
    if (report === null || report === undefined) throw new Error(run.log)
    const comments = hosted.state.tickets[0]?.comments.length
    return { code: run.code, mode: report.mode, reasons: report.reasons, calls: report.cost.calls, comments }
  }

  it('fails for what is silenced, and says so in one comment', async () => {
    await world.cloud.group('open', [anywhere(22)])
    expect(await check('pull_request')).toMatchObject({
      code: 1,
      mode: 'check',
      reasons: ['silenced-findings'],
      comments: 1,
    })
  })

  it('of a fork asks nothing of AWS', async () => {
    expect(await check('pull_request', 'mallory/infra')).toMatchObject({
      code: 0,
      mode: 'check',
      reasons: [],
      calls: {},
    })
  })

  it('of a merge group judges what it would merge', async () => {
    expect(await check('merge_group')).toMatchObject({
      code: 1,
      mode: 'check',
      reasons: ['silenced-findings'],
      comments: 0,
    })
  })
})

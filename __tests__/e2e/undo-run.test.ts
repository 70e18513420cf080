import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { anywhere } from '../../emulator/cloud.ts'
import { type Route, repository, startGitHub, workflowRun } from '../../emulator/github.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const name = 'octo/infra'

describe('undo run:ID', () => {
  const world = testWorld()
  const policy = policyWith(ssh())

  async function undo(routes: readonly Route[], id = '42') {
    const github = await startGitHub([repository(name), ...routes])
    const inputs = { mode: 'undo', journal: `run:${id}`, 'github-token': github.token }
    const run = await world.run({ policy, inputs, env: github.env })
    github.close()
    return run
  }

  it('takes a proved run back without asking, and refuses every journal that is not proved', async () => {
    const group = await world.cloud.group('open', [anywhere(22)])
    const fixed = await world.run({ policy, inputs: { mode: 'remediate' } })
    const journal = readFileSync(join(fixed.folder, 'holdfast-report', 'journal.jsonl'))
    const zip = zipSync({ 'report.json': strToU8('{}'), 'journal.jsonl': journal })
    const base = { repository: name, id: '42', artifacts: [zip] }
    for (const [why, route] of [
      ['a pull request', workflowRun({ ...base, event: 'pull_request' })],
      ['another branch', workflowRun({ ...base, branch: 'feature' })],
      ["a fork's code", workflowRun({ ...base, codeOf: 'evil/infra' })],
      ['no journal', workflowRun({ ...base, artifacts: [zipSync({ 'report.json': strToU8('{}') })] })],
      [
        'the journal of another run',
        workflowRun({
          ...base,
          artifacts: [zipSync({ 'journal.jsonl': strToU8(journal.toString().replace('"run":"42"', '"run":"41"')) })],
        }),
      ],
      ['no run', workflowRun({ ...base, id: '43' })],
    ] as const) {
      const refused = await undo([route])
      expect([why, refused.outputs['failure-reason']]).toEqual([why, 'invalid-input'])
      expect(await ingressOf(world.cloud, group)).toEqual([])
    }
    const done = await undo([workflowRun(base)])
    expect(done.outputs).toMatchObject({ conclusion: 'pass', 'failure-reason': '' })
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
  })
})

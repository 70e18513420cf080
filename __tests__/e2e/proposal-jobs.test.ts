import { CreateTagsCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { anywhere, first, second } from '../../emulator/cloud.ts'
import { push } from '../../emulator/github-state.ts'
import { mergePull } from '../../emulator/github-tickets.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { hostedRuns } from '../support/hosted.ts'
import { policyWith } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

const drift = '  - rule: drift\n    where: { kinds: [security-group] }\n'
const accounts = [first, second]

// Where each looks, its inputs say: what one has to propose is not all there is.
describe('jobs of a policy without targets', () => {
  const world = testWorld(accounts)
  const github = hostedRuns(world)
  const policy = policyWith(drift, '', '').replace('targets:\n', '')

  function job(account: string, mode: 'record' | 'detect'): Promise<RunResult> {
    const where = { 'role-to-assume': `arn:aws:iam::${account}:role/holdfast-read`, 'aws-region': 'us-east-1' }
    return github.run({ inputs: { mode, ...where, publish: 'pull-request' }, event: 'schedule' })
  }
  /** Of each account in turn, twice: the numbers of the open pull requests in the end, and what was written the second time. */
  async function twice(mode: 'record' | 'detect') {
    const outputs: (string | undefined)[] = []
    for (const account of accounts) outputs.push((await job(account, mode)).outputs['pull-request-number'])
    github.forget()
    for (const account of accounts) outputs.push((await job(account, mode)).outputs['pull-request-number'])
    return { open: github.open().map(({ number }) => number), outputs, written: github.written }
  }

  it('never take one another’s pull requests away', async () => {
    push(github.state, 'main', { '.github/holdfast.yml': policy })
    const groups = await Promise.all(accounts.map((account) => world.cloud.group('web', [anywhere(22)], { account })))
    expect(await twice('record')).toEqual({ open: [1, 2], outputs: ['1', '2', '1', '2'], written: [] })
    for (const { number } of github.open()) mergePull(github.state, number)
    expect(await twice('record')).toMatchObject({ open: [], outputs: ['', '', '', ''] })
    for (const [index, account] of accounts.entries()) {
      const tag = { Resources: [groups[index] ?? ''], Tags: [{ Key: 'owner', Value: 'else' }] }
      await (await world.cloud.ec2(account)).send(new CreateTagsCommand(tag))
    }
    expect(await twice('detect')).toEqual({ open: [3, 4], outputs: ['3', '4', '3', '4'], written: [] })
    for (const { number } of github.open()) mergePull(github.state, number)
    expect(await twice('detect')).toMatchObject({ open: [], outputs: ['', '', '', ''] })
  })
})

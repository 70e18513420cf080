import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import { always, type Route, repository, startGitHub } from '../../emulator/github.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

// An event may say nothing of the repository (a schedule's does not): then the API is asked, and who does not answer allows nothing.
describe('what the event leaves out', () => {
  const world = testWorld()
  const silent = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
  writeFileSync(silent, '{}')

  async function runWith(
    route: Route,
    { event = 'push', mode = 'remediate', token = true, eventFile = silent as string | null } = {},
  ): Promise<RunResult & { asked: readonly string[] }> {
    const github = await startGitHub([route])
    const run = await world.run({
      policy: policyWith(ssh()),
      event,
      inputs: { mode, publish: 'summary, annotations', ...(token ? { 'github-token': github.token } : {}) },
      env: { ...github.env, ...(eventFile === null ? {} : { GITHUB_EVENT_PATH: eventFile }) },
    })
    github.close()
    return { ...run, asked: github.asked }
  }

  it('is asked of the API once: the default branch may write', async () => {
    const group = await world.cloud.group('open', [anywhere(22)])
    const run = await runWith(repository('octo/infra'))
    expect(run.asked).toEqual(['GET /repos/octo/infra'])
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    expect(await ingressOf(world.cloud, group)).toEqual([])
  })

  for (const [why, route, options] of [
    ['another default branch', repository('octo/infra', { defaultBranch: 'trunk' }), {}],
    ['an API that is down', always(503, 'unavailable'), {}],
    ['a token that may not read the repository', always(404, 'Not Found'), {}],
    ['no token', repository('octo/infra'), { token: false }],
  ] as const) {
    it(`${why}: nothing is written`, async () => {
      await world.cloud.faults([])
      const run = await runWith(route, options)
      expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'not-allowed-on-event' })
      expect(await world.cloud.log()).toEqual([])
    })
  }

  it('an event that says both asks nobody', async () => {
    const run = await runWith(repository('octo/infra'), { mode: 'detect', eventFile: null })
    expect(run.asked).toEqual([])
  })

  it('a schedule of a public repository publishes no name of a group, nor one that may be public', async () => {
    await world.cloud.group('secret-project', [anywhere(22)])
    const said = ({ stdout, summary }: RunResult): boolean => `${stdout}${summary}`.includes('secret-project')
    const schedule = { event: 'schedule', mode: 'detect' }
    expect(said(await runWith(repository('octo/infra', { visibility: 'public' }), schedule))).toBe(false)
    expect(said(await runWith(always(503, 'unavailable'), schedule))).toBe(false)
    expect(said(await runWith(repository('octo/infra'), schedule))).toBe(true)
  })
})

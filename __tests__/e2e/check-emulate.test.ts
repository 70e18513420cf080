import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere, first } from '../../emulator/cloud.ts'
import { type Emulate, startEmulate } from '../../emulator/emulate.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { checkOf, checkTarget, policyFile } from '../support/pull.ts'
import { testWorld } from '../support/world.ts'

const telnet = ssh().replace('no-open-ssh', 'no-telnet').replace('"22"', '"23"')
const [before, after] = [`${ssh()}${telnet}`, telnet].map((rules) => policyWith(rules, '', checkTarget()))
const subject = 'repo:octo/infra:pull_request'

// Our own server could share our mistakes: this one was written by others, and knows no events of pull requests.
describe('a check against a GitHub of others', () => {
  const world = testWorld([first], { roles: ['holdfast-check'], subject: { 'holdfast-check': subject } })
  let emulate: Emulate
  let issuer: Issuer
  beforeAll(async () => {
    emulate = await startEmulate()
    issuer = await startIssuer({ claims: { sub: subject, ref: 'refs/pull/1/merge' } })
  })
  afterAll(() => {
    emulate.close()
    issuer.close()
  })

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${emulate.url}/repos/octo/infra${path}`, {
      method,
      headers: { authorization: `token ${emulate.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
    return (await response.json()) as T
  }

  async function commit(policy: string, parent: string): Promise<string> {
    const entry = { path: policyFile, mode: '100644', type: 'blob', content: policy }
    const tree = await ask<{ sha: string }>('POST', '/git/trees', { tree: [entry] })
    const made = { message: 'x', tree: tree.sha, parents: [parent] }
    return (await ask<{ sha: string }>('POST', '/git/commits', made)).sha
  }

  it('finds what is silenced, keeps one comment, and heeds the label', async () => {
    await world.cloud.group('open', [anywhere(22)])
    const main = await ask<{ object: { sha: string } }>('GET', '/git/ref/heads/main')
    const base = await commit(before ?? '', main.object.sha)
    const head = await commit(after ?? '', base)
    await ask('POST', '/git/refs', { ref: 'refs/heads/feature', sha: head })
    const pull = { title: 'x', head: 'feature', base: 'main' }
    const { number } = await ask<{ number: number }>('POST', '/pulls', pull)
    const comments = async (): Promise<readonly string[]> =>
      (await ask<{ body: string }[]>('GET', `/issues/${number}/comments`)).map(({ body }) => body)

    async function check(sha: string): Promise<RunResult> {
      const repo = { full_name: 'octo/infra', default_branch: 'main', private: true, visibility: 'private' }
      const pull_request = { number, base: { sha: base, ref: 'main', repo }, head: { sha, ref: 'feature', repo } }
      const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
      writeFileSync(path, JSON.stringify({ repository: repo, number, pull_request }))
      const run = await world.run({
        event: 'pull_request',
        ref: 'refs/pull/1/merge',
        inputs: { 'github-token': emulate.token },
        env: { ...issuer.env, GITHUB_API_URL: emulate.url, GITHUB_EVENT_PATH: path, GITHUB_SHA: 'd'.repeat(40) },
      })
      expect(run.summary).not.toContain('could not be published')
      return run
    }

    const run = await check(head)
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    expect(checkOf(run).silenced).toHaveLength(1)
    expect(await comments()).toEqual([expect.stringContaining('the change would silence 1 finding')])
    await ask('POST', `/issues/${number}/labels`, { labels: ['holdfast-acknowledged'] })
    expect((await check(head)).outputs['conclusion']).toBe('pass')
    expect((await check(await commit(before ?? '', base))).outputs['conclusion']).toBe('pass')
    expect(await comments()).toEqual([expect.stringContaining('nothing to say any more')])
  })
})

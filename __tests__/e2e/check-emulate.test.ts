import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Emulate, startEmulate } from '../../emulator/emulate.ts'
import { runAction } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { checkOf, policyFile } from '../support/pull.ts'

// Our own server could share our mistakes: this one was written by others. It has no labels of pull requests told apart by who set them.
describe('a check against a GitHub of others', () => {
  let emulate: Emulate
  beforeAll(async () => {
    emulate = await startEmulate()
  })
  afterAll(() => emulate.close())

  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${emulate.url}/repos/octo/infra${path}`, {
      method,
      headers: { authorization: `Bearer ${emulate.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  interface Named {
    readonly sha: string
  }
  async function commit(parent: string, content: string): Promise<string> {
    const { tree } = await ask<{ tree: Named }>('GET', `/git/commits/${parent}`)
    const entry = { path: policyFile, mode: '100644', type: 'blob', content }
    const made = await ask<Named>('POST', '/git/trees', { base_tree: tree.sha, tree: [entry] })
    return (await ask<Named>('POST', '/git/commits', { message: 'a change', tree: made.sha, parents: [parent] })).sha
  }

  it('reads both commits, and keeps one comment', async () => {
    const { object } = await ask<{ object: Named }>('GET', '/git/ref/heads/main')
    const base = await commit(object.sha, policyWith(`${ssh()}  - rule: default-security-group-closed\n`, '', target()))
    await ask('PATCH', '/git/refs/heads/main', { sha: base, force: true })
    const head = await commit(base, policyWith(ssh(), '', target()))
    await ask('POST', '/git/refs', { ref: 'refs/heads/feature', sha: head })
    const { number } = await ask<{ number: number }>('POST', '/pulls', {
      title: 'a change',
      head: 'feature',
      base: 'main',
    })
    const repo = { full_name: 'octo/infra' }
    const event = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
    const pull = { number, base: { sha: base, repo }, head: { sha: head, repo } }
    writeFileSync(event, JSON.stringify({ repository: { default_branch: 'main', private: true }, pull_request: pull }))
    const run = () =>
      runAction({
        event: 'pull_request',
        ref: `refs/pull/${number}/merge`,
        inputs: { 'github-token': emulate.token },
        env: { GITHUB_API_URL: emulate.url, GITHUB_EVENT_PATH: event, GITHUB_SHA: 'f'.repeat(40) },
      })
    for (const _ of [1, 2]) {
      const done = await run()
      expect(checkOf(done).changes).toMatchObject([{ what: 'removed', name: 'default-security-group-closed' }])
      expect(done.outputs['conclusion']).toBe('pass')
      const comments = await ask<readonly { body: string }[]>('GET', `/issues/${number}/comments`)
      expect(comments.map(({ body }) => body)).toEqual([expect.stringContaining('alters the guard in 1 place')])
    }
  })
})

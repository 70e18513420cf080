import { describe, expect, it } from '@jest/globals'
import { readEvent } from '../../src/github/event.ts'
import { readPullEvent } from '../../src/github/pull-event.ts'

const [base, head, merge] = ['a', 'b', 'c'].map((one) => one.repeat(40))
const repo = (full_name: string) => ({ repo: { full_name } })

function read(name: string, payload: unknown, env: NodeJS.ProcessEnv = {}) {
  const all = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: '/event',
    GITHUB_REPOSITORY: 'octo/infra',
    GITHUB_SHA: merge,
    ...env,
  }
  const file = (): string => (typeof payload === 'string' ? payload : JSON.stringify(payload))
  return readPullEvent(all, readEvent(all, file), file)
}

describe('which change an event is about', () => {
  const pull = {
    number: 7,
    base: { sha: base, ...repo('octo/infra') },
    head: { sha: head, ...repo('Octo/Infra') },
    merge_commit_sha: 'd'.repeat(40),
  }

  it('a pull request of the repository itself', () => {
    expect(read('pull_request', { pull_request: pull })).toEqual({ pull: 7, base, head, merge, foreign: false })
  })

  it('on pull_request_target the run is on the base, and the trial merge is what the event says', () => {
    expect(read('pull_request_target', { pull_request: pull })).toMatchObject({ merge: 'd'.repeat(40) })
  })

  it.each([
    ['of a fork', { ...pull, head: { sha: head, ...repo('mallory/infra') } }],
    ['of a repository that is gone', { ...pull, head: { sha: head, repo: null } }],
    ['that says nothing of its head', { ...pull, head: null }],
  ])('%s is foreign', (_, one) => expect(read('pull_request', { pull_request: one }).foreign).toBe(true))

  it('a merge group, and the pull request that its branch names', () => {
    const group = { base_sha: base, head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-123-${base}` }
    expect(read('merge_group', { merge_group: group })).toEqual({ pull: 123, base, head, merge: null, foreign: false })
    const other = { ...group, head_ref: 'refs/heads/pr-123' }
    expect(read('merge_group', { merge_group: other }).pull).toBeNull()
    const slashed = { ...group, head_ref: `refs/heads/gh-readonly-queue/release/pr-5-x/pr-9-${base}` }
    expect(read('merge_group', { merge_group: slashed }).pull).toBe(9)
  })

  it('a branch by hand is the commit that the run is on', () => {
    expect(read('workflow_dispatch', {})).toEqual({ pull: null, base: null, head: merge, merge: null, foreign: false })
  })

  it.each([
    ['no JSON', 'x'],
    ['a list', []],
    [
      'words for commits',
      { pull_request: { number: '7', base: { sha: 'main' }, head: { sha: '../x', ...repo('octo/infra') } } },
    ],
    ['numbers that are none', { pull_request: { number: -1, base: 3, head: [] } }],
  ])('%s says nothing', (_, payload) => {
    expect(read('pull_request', payload, { GITHUB_SHA: 'HEAD' })).toMatchObject({
      pull: null,
      base: null,
      head: null,
      merge: null,
    })
  })
})

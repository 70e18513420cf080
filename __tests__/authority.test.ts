import { describe, expect, it } from '@jest/globals'
import { defaultMode, refusal } from '../src/github/authority.ts'
import { readEvent } from '../src/github/event.ts'
import { modes } from '../src/model/basics.ts'

const at = (name: string, ref: string, defaultBranch: string | null = 'main') => ({
  inActions: true,
  name,
  ref,
  repository: 'octo/infra',
  defaultBranch,
  visibility: 'private' as const,
  runId: '1',
  runAttempt: '1',
  serverUrl: 'https://github.com',
})
const main = 'refs/heads/main'

/** What each event may ask for; everything else is refused. `dry` and `approve` stand for those inputs. */
const allowed: readonly (readonly [string, string, readonly string[]])[] = [
  ['schedule', main, modes.flatMap((mode) => [mode, `${mode} dry`, `${mode} approve`])],
  ['workflow_dispatch', main, modes.flatMap((mode) => [mode, `${mode} dry`, `${mode} approve`])],
  ['push', main, modes.flatMap((mode) => [mode, `${mode} dry`, `${mode} approve`])],
  ['repository_dispatch', main, ['detect', 'detect dry', 'detect approve', 'remediate', 'remediate dry']],
  [
    'workflow_dispatch',
    'refs/heads/other',
    ['detect', 'detect dry', 'detect approve', 'check', 'check dry', 'check approve', 'remediate dry'],
  ],
  [
    'push',
    'refs/tags/main',
    ['detect', 'detect dry', 'detect approve', 'check', 'check dry', 'check approve', 'remediate dry'],
  ],
  ['pull_request', 'refs/pull/1/merge', ['check', 'check dry', 'check approve']],
  ['pull_request_target', main, ['check', 'check dry', 'check approve']],
  ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-1', ['check', 'check dry', 'check approve']],
  ['issue_comment', main, []],
  ['workflow_run', main, []],
  ['release', main, []],
  ['', main, []],
]

describe('events, denied by default', () => {
  it.each(allowed)('%s on %s', (name, ref, wanted) => {
    const requests = modes.flatMap((mode) => [
      [mode, { mode, dryRun: false, approve: false }] as const,
      [`${mode} dry`, { mode, dryRun: true, approve: false }] as const,
      [`${mode} approve`, { mode, dryRun: false, approve: true }] as const,
    ])
    const may = requests.filter(([, request]) => refusal(at(name, ref), request) === null).map(([text]) => text)
    expect([...may].sort()).toEqual([...wanted].sort())
  })

  it('an unknown default branch is no default branch', () => {
    expect(refusal(at('push', main, null), { mode: 'remediate', dryRun: false, approve: false })).toContain('not known')
  })

  it('outside GitHub Actions all modes are permitted', () => {
    for (const mode of modes)
      expect(refusal({ ...at('', ''), inActions: false }, { mode, dryRun: false, approve: true })).toBeNull()
  })

  it('pull requests check by default, all others detect', () => {
    expect(['pull_request', 'merge_group', 'schedule', 'push'].map((name) => defaultMode(at(name, main)))).toEqual([
      'check',
      'check',
      'detect',
      'detect',
    ])
  })
})

describe('the event file', () => {
  const read = (text: string) => readEvent({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: 'x' }, () => text)

  it.each([
    ['{"repository":{"default_branch":"trunk","private":true}}', 'trunk', 'private'],
    ['{"repository":{"default_branch":"trunk","visibility":"public","private":true}}', 'trunk', 'public'],
    ['{"repository":{"visibility":"internal"}}', null, 'private'],
    ['{}', null, 'unknown'],
    ['not json', null, 'unknown'],
    ['null', null, 'unknown'],
    ['{"repository":{"default_branch":7}}', null, 'unknown'],
  ])('%s', (text, defaultBranch, visibility) => expect(read(text)).toMatchObject({ defaultBranch, visibility }))
})

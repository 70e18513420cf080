import { describe, expect, it } from '@jest/globals'
import { refusal } from '../../src/github/authority.ts'
import { completed, type EventContext, readEvent } from '../../src/github/event.ts'

const runner = {
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'schedule',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REPOSITORY: 'octo/infra',
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '3',
  GITHUB_SERVER_URL: 'https://ghe.example',
}
const eventOf = (repository: unknown): EventContext => readEvent(runner, () => JSON.stringify({ repository }))

describe('the event that started a run', () => {
  it('is what the runner says it is', () => {
    expect(eventOf({ default_branch: 'trunk', visibility: 'internal', private: true })).toEqual({
      inActions: true,
      name: 'schedule',
      ref: 'refs/heads/main',
      repository: 'octo/infra',
      defaultBranch: 'trunk',
      visibility: 'private',
      runId: '42',
      runAttempt: '3',
      serverUrl: 'https://ghe.example',
    })
  })

  it('of the command on a machine is none', () => {
    const nobody = (): string => {
      throw new Error('nothing is read')
    }
    expect(readEvent({}, nobody)).toMatchObject({ inActions: false, name: '', defaultBranch: null, runId: 'local' })
    // Only the runner's own word counts: a variable of that name may be set to anything.
    expect(readEvent({ GITHUB_ACTIONS: 'false' }, nobody).inActions).toBe(false)
  })

  it.each([
    ['no file', undefined],
    ['a list', []],
    ['no repository', null],
    ['a word for a repository', 'octo/infra'],
    ['an empty branch', { default_branch: '' }],
  ])('with %s knows no default branch', (_, repository) => {
    expect(eventOf(repository)).toMatchObject({ defaultBranch: null, visibility: 'unknown' })
  })

  it('whose file is gone knows no default branch', () => {
    const gone = (): string => {
      throw new Error('ENOENT')
    }
    expect(readEvent(runner, gone)).toMatchObject({ inActions: true, defaultBranch: null, visibility: 'unknown' })
  })
})

describe('what the event lacks', () => {
  const asked: string[] = []
  const complete = (event: EventContext, answer: object | null) => {
    asked.length = 0
    return completed(event, async (repository) => {
      asked.push(repository)
      return answer
    })
  }

  it('is asked for, once', async () => {
    const answer = { default_branch: 'trunk', visibility: 'public' }
    expect(await complete(eventOf(undefined), answer)).toMatchObject({ defaultBranch: 'trunk', visibility: 'public' })
    expect(asked).toEqual(['octo/infra'])
  })

  it('is asked for where one of the two is missing, and never overrules the event', async () => {
    const answer = { default_branch: 'other', private: true }
    const branch = await complete(eventOf({ default_branch: 'main' }), answer)
    expect(branch).toMatchObject({ defaultBranch: 'main', visibility: 'private' })
    const visibility = await complete(eventOf({ private: false }), answer)
    expect(visibility).toMatchObject({ defaultBranch: 'other', visibility: 'public' })
  })

  it.each([null, {}, { default_branch: 7, visibility: 'secret', private: 'no' }])(
    'stays unknown where the answer is %j',
    async (answer) => {
      const event = { ...eventOf(undefined), name: 'push' }
      expect(await complete(event, answer)).toMatchObject({ defaultBranch: null, visibility: 'unknown' })
    },
  )

  it.each([
    ['schedule', 'refs/heads/trunk', 'trunk'],
    ['repository_dispatch', 'refs/heads/release/1', 'release/1'],
    ['schedule', 'refs/tags/trunk', null],
    ['push', 'refs/heads/trunk', null],
    ['workflow_dispatch', 'refs/heads/trunk', null],
  ])('where nobody says it, %s on %s is on %s', async (name, ref, wanted) => {
    const event = { ...eventOf(undefined), name, ref }
    expect(await complete(event, null)).toMatchObject({ defaultBranch: wanted, visibility: 'unknown' })
  })

  it('is not asked for where nothing is missing, nor outside a workflow', async () => {
    await complete(eventOf({ default_branch: 'main', private: true }), null)
    expect(asked).toEqual([])
    await complete({ ...eventOf(undefined), inActions: false }, null)
    expect(asked).toEqual([])
  })
})

describe('the branch that may write', () => {
  const write = { mode: 'remediate', dryRun: false, approve: false } as const
  const may = (ref: string, defaultBranch: string | null): boolean =>
    refusal({ ...eventOf({ default_branch: defaultBranch, private: true }), name: 'push', ref }, write) === null

  it.each([
    ['refs/heads/main', 'main', true],
    ['refs/heads/release/1', 'release/1', true],
    ['refs/tags/main', 'main', false],
    ['refs/heads/Main', 'main', false],
    ['refs/heads/main2', 'main', false],
    ['refs/heads/heads/main', 'main', false],
    ['refs/heads/refs/heads/main', 'main', false],
    ['main', 'main', false],
    ['refs/heads/null', null, false],
    ['refs/heads/', null, false],
    ['', null, false],
  ])('%s, where the default branch is %s: %s', (ref, defaultBranch, wanted) => {
    expect(may(ref, defaultBranch)).toBe(wanted)
  })
})

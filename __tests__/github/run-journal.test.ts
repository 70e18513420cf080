import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { always, type GitHub, type Route, startGitHub, workflowRun } from '../../emulator/github.ts'
import { fetchRunJournals } from '../../src/github/run-journal.ts'

const repository = 'octo/infra'
/** One server for all: the client reads its address once. */
let answers: Route = () => null
let github: GitHub
beforeAll(async () => {
  github = await startGitHub([(request, body) => answers(request, body)])
  process.env['GITHUB_API_URL'] = github.env['GITHUB_API_URL'] ?? ''
})
afterAll(() => github.close())

async function fetched(route: Route, question: { token?: null; defaultBranch?: null } = {}) {
  answers = route
  const before = github.asked.length
  const answer = await fetchRunJournals({
    token: github.token,
    repository,
    defaultBranch: 'main',
    run: '42',
    ...question,
  })
  return { answer, asked: github.asked.slice(before) }
}

const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
const run = { repository, id: '42', artifacts: [zip({ 'journal.jsonl': 'one' })] }
async function refused(...asking: Parameters<typeof fetched>) {
  const { answer, asked } = await fetched(...asking)
  return { problems: answer.kind === 'problems' ? answer.problems : [], asked }
}

describe('the journals of a run', () => {
  it('are all that it uploaded, and nothing else', async () => {
    const names = [10, 9, 2].map((n) => [`holdfast-report/journal-${n}.jsonl`, String(n)])
    const first = zip({
      ...Object.fromEntries(names),
      'holdfast-report/report.json': '{}',
      'my-journal.jsonl': 'no',
      'journal.jsonl.bak': 'no',
      'journal.jsonl/inside': 'no',
    })
    const route = workflowRun({ ...run, artifacts: [first, zip({ 'other.txt': 'x' }), zip({ 'journal.jsonl': 'b' })] })
    const { answer } = await fetched(route)
    expect(answer.kind === 'journals' ? [...answer.texts].sort() : answer).toEqual(['10', '2', '9', 'b'])
  })

  it('leave out what has expired, and what is too large to be one', async () => {
    const listing: Route = (request, body) => {
      const answer = workflowRun(run)(request, body)
      if (!request.path.endsWith('/artifacts')) return answer
      const artifacts = [
        { id: 1, expired: true, size_in_bytes: 10 },
        { id: 1, expired: false, size_in_bytes: 201 * 1024 * 1024 },
      ]
      return { status: 200, body: { total_count: 2, artifacts } }
    }
    const { problems, asked } = await refused(listing)
    expect(problems).toMatchObject([{ at: 'journal', found: 'run 42 without a journal in its artifacts' }])
    expect(asked.filter((one) => one.endsWith('/zip'))).toEqual([])
  })

  it.each(['schedule', 'workflow_dispatch', 'push', 'repository_dispatch'])(
    'are proved where %s began it',
    async (event) => {
      expect((await fetched(workflowRun({ ...run, event }))).answer).toEqual({ kind: 'journals', texts: ['one'] })
    },
  )
})

describe('a run that proves nothing', () => {
  it.each([
    ['by pull_request', { event: 'pull_request' }],
    ['by pull_request_target', { event: 'pull_request_target' }],
    ['by workflow_run', { event: 'workflow_run' }],
    ['by issue_comment', { event: 'issue_comment' }],
    ['on feature', { branch: 'feature' }],
    ['on Main', { branch: 'Main' }],
    ['with the code of evil/infra', { codeOf: 'evil/infra' }],
  ])('%s: none of its artifacts is fetched', async (why, changed) => {
    const { problems, asked } = await refused(workflowRun({ ...run, ...changed }))
    expect(problems).toMatchObject([
      { at: 'journal', found: `run 42, ${why}`, expected: expect.stringContaining('octo/infra on main') },
    ])
    expect(asked).toEqual(['GET /repos/octo/infra/actions/runs/42'])
  })

  it.each(['ahead', 'diverged'] as const)('a tag named as the branch, on a commit %s of it', async (commit) => {
    const { problems, asked } = await refused(workflowRun({ ...run, event: 'push', commit }))
    expect(problems).toMatchObject([{ found: 'run 42, of a commit that is not in main' }])
    expect(asked.filter((one) => one.includes('artifacts'))).toEqual([])
  })

  it('of a fork that is gone', async () => {
    const gone: Route = () => ({
      status: 200,
      body: { event: 'push', head_branch: 'main', repository: { full_name: repository }, head_repository: null },
    })
    expect((await refused(gone)).problems).toMatchObject([
      { found: expect.stringContaining('a repository that is gone') },
    ])
  })

  it('nobody is asked without a token, nor where the default branch is not known', async () => {
    expect(await refused(workflowRun(run), { token: null })).toMatchObject({
      problems: [{ found: 'no github-token' }],
      asked: [],
    })
    expect(await refused(workflowRun(run), { defaultBranch: null })).toMatchObject({
      problems: [{ found: 'an unknown default branch' }],
      asked: [],
    })
  })

  it.each([
    [404, 'Not Found'],
    [403, 'Resource not accessible by integration'],
  ])('an answer of %s is told with the permission that it may take', async (status, message) => {
    expect((await refused(always(status, message))).problems).toMatchObject([
      { found: expect.stringContaining(message), expected: expect.stringContaining('actions: read') },
    ])
  })

  it('an artifact that is no zip is a problem, not a fault', async () => {
    const route = workflowRun({ ...run, artifacts: [strToU8('<html>proxy</html>')] })
    expect((await refused(route)).problems).toMatchObject([{ at: 'journal' }])
  })
})

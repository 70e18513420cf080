import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Emulate, startEmulate } from '../../emulator/emulate.ts'
import { type GitHub, openGitHub } from '../../src/github/client.ts'
import { commentOnce, keepComment } from '../../src/github/comment.ts'
import { closeIssue, keepIssue } from '../../src/github/issue.ts'
import { propose } from '../../src/github/proposal.ts'
import { type Part, proposeAll } from '../../src/github/proposals.ts'
import { blobs, treeAt } from '../../src/github/tree.ts'

// Our own server could share our mistakes: this one was written by others.
describe('against a GitHub of others', () => {
  let emulate: Emulate
  let gh: GitHub
  beforeAll(async () => {
    emulate = await startEmulate()
    const env = { GITHUB_API_URL: emulate.url }
    gh = await openGitHub({ token: emulate.token, repository: 'octo/infra', env, mask: () => undefined })
  })
  afterAll(() => emulate.close())

  const path = '.github/holdfast/baselines/111122223333/global/iam-role/deploy.json'
  const proposal = (content: string | null) =>
    propose(gh, {
      base: 'main',
      files: new Map([[path, content]]),
      prefix: 'holdfast/record',
      title: 'Record 1 role',
      body: 'One role.',
      labels: ['aws-drift'],
      marker: 'record',
      whole: true,
    })

  it('a proposal is opened, left alone, replaced and withdrawn', async () => {
    const first = await proposal('{"a":1}\n')
    expect(first).toMatchObject({ kind: 'opened', warnings: [] })
    expect(await proposal('{"a":1}\n')).toMatchObject({ ...first, kind: 'standing' })
    const { number, branch } = first as { number: number; branch: string }
    const tree = await treeAt(gh, branch)
    const sha = tree.kind === 'answer' ? (tree.value.get(path)?.sha ?? '') : ''
    const read = await blobs(gh, [sha])
    expect(read.kind === 'answer' && Buffer.from(read.value.get(sha) ?? []).toString()).toBe('{"a":1}\n')
    const second = await proposal('{"a":2}\n')
    expect(second).toMatchObject({ kind: 'opened', closed: [number], warnings: [] })
    expect(await proposal(null)).toMatchObject({ kind: 'nothing', closed: [(second as { number: number }).number] })
    const refs = await gh.ask('contents: read', async (api, at) => ({
      data: await api.paginate(api.rest.git.listMatchingRefs, { ...at, ref: 'heads/' }),
    }))
    expect(refs.kind === 'answer' && refs.value.map(({ ref }) => ref)).toEqual(['refs/heads/main'])
  })

  it('several stand side by side: one is replaced, one closed, one left alone', async () => {
    const part = (subject: string, content: string): Part => ({
      subject,
      files: new Map([[path.replace('deploy', subject), content]]),
      expected: new Map([[path.replace('deploy', subject), null]]),
      title: `Accept ${subject}`,
      body: () => 'Drift.',
      labels: ['aws-drift'],
      whole: true,
    })
    const all = (...parts: readonly Part[]) =>
      proposeAll(gh, {
        base: 'main',
        prefix: 'holdfast/accept',
        marker: 'accept:0a1b2c3d',
        parts,
        most: 5,
        counts: () => true,
        settled: () => true,
        word: 'Gone.',
      })
    const [a, b, c] = [part('aaa', '1\n'), part('bbb', '1\n'), part('ccc', '1\n')]
    const first = await all(a, b, c)
    const made = first.kind === 'answer' ? first.value.parts : []
    expect(made).toMatchObject([{ kind: 'opened' }, { kind: 'opened' }, { kind: 'opened' }])
    const [, two, three] = made.map((one) => ('number' in one ? one.number : 0))
    expect(await all(a, part('bbb', '2\n'))).toMatchObject({
      kind: 'answer',
      value: { parts: [{ kind: 'standing' }, { kind: 'opened', closed: [two] }], closed: [three], warnings: [] },
    })
    expect(await all()).toMatchObject({ kind: 'answer', value: { closed: [expect.any(Number), expect.any(Number)] } })
  })

  it('an issue is opened, kept, closed and opened again, with a comment once', async () => {
    const ours = { label: 'holdfast', marker: 'issue:holdfast.yml' }
    const keep = (body: string) => keepIssue(gh, { ...ours, title: '4 open findings', body, labels: [], assignees: [] })
    const made = await keep('Four.')
    expect(made).toMatchObject({ kind: 'created', warnings: [] })
    const { number } = made as { number: number }
    expect(await keep('Four.')).toMatchObject({ kind: 'unchanged', number })
    expect(await keep('Three.')).toMatchObject({ kind: 'updated', number })
    expect(await closeIssue(gh, ours, 'Clean.')).toMatchObject({ kind: 'closed', number })
    expect(await keep('Three.')).toMatchObject({ kind: 'reopened', number })
    const wish = { number, need: 'issues: write', marker: 'done:run-1', body: 'fixed 3' } as const
    expect(await commentOnce(gh, wish)).toMatchObject({ kind: 'created' })
    expect(await commentOnce(gh, wish)).toMatchObject({ kind: 'unchanged' })
    expect(await keepComment(gh, { ...wish, body: 'fixed 2', quiet: false })).toMatchObject({ kind: 'updated' })
  })
})

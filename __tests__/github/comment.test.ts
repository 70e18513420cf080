import { describe, expect, it } from '@jest/globals'
import { instead } from '../../emulator/github-repository.ts'
import { push, type Ticket } from '../../emulator/github-state.ts'
import { type CommentWish, commentOnce, keepComment, runMarker } from '../../src/github/comment.ts'
import { person, testGitHub } from '../support/github.ts'

const wish = (more: Partial<CommentWish> = {}): CommentWish => ({
  number: 1,
  need: 'pull-requests: write',
  marker: 'check:holdfast.yml',
  body: 'Two findings.',
  ...more,
})

describe('the comment of a pull request', () => {
  const github = testGitHub()
  const start = async (): Promise<Ticket> => {
    push(github.state, 'feature', { x: 'x' }, 'main')
    const other = await github.open({ token: person })
    await other.ask('pull-requests: write', (api, at) =>
      api.rest.pulls.create({ ...at, base: 'main', head: 'feature', title: 'mine' }),
    )
    return github.state.tickets[0] as Ticket
  }
  const keep = async (body: string, quiet = false) => keepComment(await github.open(), { ...wish({ body }), quiet })

  it('is one, updated in place, and none where nothing was ever to be said', async () => {
    const ticket = await start()
    const before = github.written.length
    expect(await keep('Nothing to say.', true)).toEqual({ kind: 'nothing' })
    expect(github.written.slice(before)).toEqual([])
    expect(await keep('Two findings.')).toMatchObject({ kind: 'created' })
    expect(await keep('Two findings.')).toMatchObject({ kind: 'unchanged' })
    expect(await keep('One finding.')).toMatchObject({ kind: 'updated' })
    expect(await keep('Nothing to say.', true)).toMatchObject({ kind: 'updated' })
    expect(ticket.comments.map(({ body }) => body)).toEqual(['Nothing to say.\n\n<!-- holdfast check:holdfast.yml -->'])
    const after = github.written.length
    expect(await keep('Nothing to say.', true)).toMatchObject({ kind: 'unchanged' })
    expect(github.written.slice(after)).toEqual([])
  })

  it('of another author is theirs, though it bears the mark; of another workflow, too', async () => {
    const ticket = await start()
    const pasted = 'All is well.\n\n<!-- holdfast check:holdfast.yml -->'
    const other = await github.open({ token: person })
    await other.ask('pull-requests: write', (api, at) =>
      api.rest.issues.createComment({ ...at, issue_number: 1, body: pasted }),
    )
    await keepComment(await github.open(), { ...wish({ marker: 'check:other.yml' }), quiet: false })
    expect(await keep('Two findings.')).toMatchObject({ kind: 'created' })
    expect(await keep('One finding.')).toMatchObject({ kind: 'updated' })
    expect(ticket.comments.map(({ login }) => login)).toEqual(['mallory', 'github-actions[bot]', 'github-actions[bot]'])
    expect(ticket.comments[0]?.body).toBe(pasted)
  })

  it('is found behind hundreds of others', async () => {
    const ticket = await start()
    for (let n = 0; n < 250; n++) ticket.comments.push({ id: n, login: 'mallory', body: 'no' })
    await keep('Two findings.')
    expect(await keep('One finding.')).toMatchObject({ kind: 'updated' })
    expect(ticket.comments).toHaveLength(251)
  })

  it('is one, however many runs begin it at once', async () => {
    const ticket = await start()
    const runs = await Promise.all([github.open(), github.open(), github.open()])
    await Promise.all(runs.map((gh) => keepComment(gh, { ...wish(), quiet: false })))
    expect(ticket.comments).toHaveLength(1)
  })

  it('that failed in passing is tried once more', async () => {
    await start()
    github.first(instead(/^POST .*\/comments$/, { status: 502, body: { message: 'Server Error' } }, 1))
    expect(await keepComment(await github.open(), { ...wish(), quiet: false })).toMatchObject({ kind: 'created' })
    expect(github.state.tickets.flatMap(({ comments }) => comments)).toHaveLength(1)
  })

  it('is not sent twice where the answer was lost', async () => {
    const ticket = await start()
    github.first(({ method, path }, body) => {
      if (method !== 'POST' || !path.endsWith('/comments') || ticket.comments.length > 0) return null
      ticket.comments.push({ id: 7, login: 'github-actions[bot]', body: (body as { body: string }).body })
      return { status: 502, body: { message: 'Server Error' } }
    })
    expect(await keep('Two findings.')).toMatchObject({ kind: 'created' })
    expect(ticket.comments).toHaveLength(1)
  })

  it('that is too long is cut with a word', async () => {
    const ticket = await start()
    expect(await keep('a finding of many\n'.repeat(9000))).toMatchObject({ kind: 'created' })
    expect(ticket.comments[0]?.body.length).toBeLessThanOrEqual(60_000)
  })

  it('that may not be written names the line to add', async () => {
    await start()
    for (const level of ['read', 'none'] as const) {
      Object.assign(github.state.permissions, { 'pull-requests': level, issues: 'none' })
      const done = await keep('Two findings.')
      expect(done).toMatchObject({ kind: 'refused', permission: 'pull-requests: write' })
    }
  })

  it('of a run is written once, a repeated attempt included', async () => {
    const ticket = await start()
    const once = async (run: string, body: string) =>
      commentOnce(await github.open(), wish({ need: 'issues: write', marker: runMarker('done', run), body }))
    expect(await once('41', 'fixed 3')).toMatchObject({ kind: 'created' })
    expect(await once('41', 'fixed 0')).toMatchObject({ kind: 'unchanged' })
    expect(await once('4', 'fixed 1')).toMatchObject({ kind: 'created' })
    expect(ticket.comments.map(({ body }) => body.split('\n')[0])).toEqual(['fixed 3', 'fixed 1'])
  })

  it('takes no mark that could end it early', async () => {
    await start()
    const before = github.written.length
    await expect(keepComment(await github.open(), { ...wish({ marker: 'x --> y' }), quiet: false })).rejects.toThrow(
      'mark',
    )
    expect(github.written.slice(before)).toEqual([])
  })
})

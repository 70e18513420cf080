import { describe, expect, it } from '@jest/globals'
import { instead } from '../../emulator/github-repository.ts'
import type { Ticket } from '../../emulator/github-state.ts'
import { closeIssue, type IssueWish, keepIssue } from '../../src/github/issue.ts'
import { person, testGitHub } from '../support/github.ts'

const ours = { label: 'holdfast', marker: 'issue:holdfast.yml' }
const wish = (more: Partial<IssueWish> = {}): IssueWish => ({
  ...ours,
  title: 'Holdfast: 4 open findings in 2 accounts',
  body: 'Four.',
  labels: ['aws-drift'],
  assignees: [],
  ...more,
})

describe('the issue', () => {
  const github = testGitHub()
  const keep = async (more: Partial<IssueWish> = {}) => keepIssue(await github.open(), wish(more))
  const end = async () => closeIssue(await github.open(), ours, 'Nothing is open any more.')
  const writes = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = github.written.length
    await work()
    return github.written.slice(before)
  }

  it('is opened, left alone while nothing changes, updated, closed with a word, and opened again', async () => {
    expect(await keep()).toMatchObject({ kind: 'created', number: 1, warnings: [] })
    expect(github.state.tickets[0]).toMatchObject({
      title: 'Holdfast: 4 open findings in 2 accounts',
      body: 'Four.\n\n<!-- holdfast issue:holdfast.yml -->',
      labels: ['holdfast', 'aws-drift'],
      state: 'open',
    })
    expect(await writes(() => keep())).toEqual([])
    expect(await keep()).toMatchObject({ kind: 'unchanged', number: 1 })
    expect(await keep({ body: 'Three.' })).toMatchObject({ kind: 'updated', number: 1 })
    expect(await keep({ body: 'Three.', title: 'Holdfast: 3' })).toMatchObject({ kind: 'updated' })
    expect(await end()).toMatchObject({ kind: 'closed', number: 1, warnings: [] })
    expect(github.state.tickets[0]).toMatchObject({
      state: 'closed',
      comments: [{ body: 'Nothing is open any more.' }],
    })
    expect(await writes(end)).toEqual([])
    expect(await end()).toEqual({ kind: 'nothing' })
    expect(await keep()).toMatchObject({ kind: 'reopened', number: 1 })
    expect(github.state.tickets).toHaveLength(1)
    expect(github.state.tickets[0]).toMatchObject({ state: 'open', title: 'Holdfast: 4 open findings in 2 accounts' })
  })

  it('is not taken for changed by the ends of its lines', async () => {
    await keep({ body: 'a\nb' })
    const ticket = github.state.tickets[0]
    if (ticket) ticket.body = `${ticket.body.replaceAll('\n', '\r\n')}\r\n`
    expect(await writes(() => keep({ body: 'a\nb' }))).toEqual([])
  })

  it('of another author is left alone, whatever mark it bears, and so is a pull request', async () => {
    const body = '<!-- holdfast issue:holdfast.yml -->'
    const other = await github.open({ token: person })
    await other.ask('issues: write', (api, at) =>
      api.rest.issues.create({ ...at, title: 'mine', body, labels: ['holdfast'] }),
    )
    github.state.tickets.push({
      ...(github.state.tickets[0] as Ticket),
      number: 2,
      login: 'github-actions[bot]',
      isPull: true,
    })
    expect(await end()).toEqual({ kind: 'nothing' })
    expect(await keep()).toMatchObject({ kind: 'created', number: 3 })
    expect(await end()).toMatchObject({ kind: 'closed', number: 3 })
    expect(github.state.tickets.map(({ state }) => state)).toEqual(['open', 'open', 'closed'])
  })

  it('asks nobody who we are where all that bears its mark is the workflows’ own', async () => {
    await keep()
    expect(await keep()).toMatchObject({ kind: 'unchanged' })
    expect(github.asked).not.toContain('POST /graphql')
  })

  it('of an app is told from the workflows’ own', async () => {
    await keep()
    github.state.settings.botLogin = 'our-app[bot]'
    const [theirs] = github.state.tickets
    if (theirs) github.state.tickets.push({ ...theirs, number: 2, login: 'our-app[bot]', comments: [] })
    expect(await keep({ body: 'Five.' })).toMatchObject({ kind: 'updated', number: 2 })
    expect(theirs?.body).toContain('Four.')
  })

  it('of another workflow is left alone: its mark is another', async () => {
    await keep({ marker: 'issue:other.yml' })
    expect(await keep()).toMatchObject({ kind: 'created', number: 2 })
  })

  it('is found without its label', async () => {
    await keep()
    const ticket = github.state.tickets[0]
    if (ticket) ticket.labels = []
    expect(await keep()).toMatchObject({ kind: 'unchanged', number: 1 })
  })

  it('is found behind hundreds of others with its label', async () => {
    await keep()
    const { tickets } = github.state
    for (let n = 2; n <= 350; n++)
      tickets.push({ ...(tickets[0] as Ticket), number: n, body: 'no mark', comments: [], labels: ['holdfast'] })
    expect(await keep({ body: 'Five.' })).toMatchObject({ kind: 'updated', number: 1 })
  })

  it('is one, however many runs open it at once', async () => {
    const runs = await Promise.all([github.open(), github.open(), github.open()])
    const done = await Promise.all(runs.map((gh) => keepIssue(gh, wish())))
    expect(github.state.tickets.filter(({ state }) => state === 'open').map(({ number }) => number)).toEqual([1])
    expect(done.map((one) => ('number' in one ? one.number : one))).toEqual([1, 1, 1])
    const closed = github.state.tickets.filter(({ state }) => state === 'closed')
    // Its own run and one that came upon it may both say so.
    for (const { comments } of closed) expect(comments[0]?.body).toContain('The same as #1')
  })

  it('that is there twice is one again after the next run', async () => {
    await keep()
    const { tickets } = github.state
    tickets.push({ ...(tickets[0] as Ticket), number: 2, comments: [] })
    expect(await keep()).toMatchObject({ kind: 'unchanged', number: 1, warnings: [] })
    expect(tickets.map(({ state }) => state)).toEqual(['open', 'closed'])
  })

  it('is not opened twice where the answer was lost', async () => {
    github.first(({ method, path }, body) => {
      if (method !== 'POST' || !path.endsWith('/issues') || github.state.tickets.length > 0) return null
      const { title, body: text, labels } = body as { title: string; body: string; labels: string[] }
      github.state.tickets.push({
        number: 1,
        login: 'github-actions[bot]',
        isPull: false,
        state: 'open',
        title,
        body: text,
        labels,
        assignees: [],
        head: '',
        base: '',
        mergedAt: null,
        comments: [],
      })
      return { status: 502, body: { message: 'Server Error' } }
    })
    expect(await keep()).toMatchObject({ kind: 'created', number: 1 })
    expect(github.state.tickets).toHaveLength(1)
  })

  it('is opened without the people and labels that GitHub does not take, which is a warning', async () => {
    github.state.settings.labelsRefused = true
    const done = await keep({ assignees: ['octocat', 'gone'] })
    expect(done).toMatchObject({
      kind: 'created',
      warnings: [expect.stringContaining('assignees'), expect.stringContaining('labels')],
    })
    expect(github.state.tickets).toMatchObject([{ labels: [], assignees: [] }])
    expect(await keep({ assignees: ['octocat', 'gone'] })).toMatchObject({ kind: 'unchanged', number: 1 })
  })

  it('of 5,000 findings is cut with a word', async () => {
    expect(await keep({ body: 'a finding of many\n'.repeat(5000) })).toMatchObject({ kind: 'created' })
    expect(github.state.tickets[0]?.body.length).toBeLessThanOrEqual(60_000)
    expect(await writes(() => keep({ body: 'a finding of many\n'.repeat(5000) }))).toEqual([])
  })

  it.each([
    ['issues: write', () => Object.assign(github.state.permissions, { issues: 'read' }), 'permission'],
    ['Settings', () => Object.assign(github.state.settings, { issues: false }), 'issues-disabled'],
    ['archived', () => Object.assign(github.state.settings, { archived: true }), 'archived'],
  ])('that may not be written is refused with %j', async (_, change, why) => {
    change()
    expect(await keep()).toMatchObject({ kind: 'refused', why })
  })

  it('is not called new where the list could not be read', async () => {
    github.first(instead(/^GET .*\/issues$/, { status: 502, body: { message: 'Server Error' } }))
    expect(await keep()).toMatchObject({ kind: 'refused', why: 'unavailable' })
    expect(await end()).toMatchObject({ kind: 'refused' })
    expect(github.written).toEqual([])
  })

  it('is closed though the word was refused, and says so', async () => {
    await keep()
    github.first(
      instead(/comments$/, { status: 403, body: { message: 'Unable to create comment because issue is locked.' } }),
    )
    expect(await end()).toMatchObject({ kind: 'closed', warnings: [expect.stringContaining('locked')] })
    expect(github.state.tickets[0]?.state).toBe('closed')
  })
})

import { describe, expect, it } from '@jest/globals'
import { instead } from '../../emulator/github-repository.ts'
import { fileAt, push } from '../../emulator/github-state.ts'
import { type Proposal, propose } from '../../src/github/proposal.ts'
import { person, testGitHub } from '../support/github.ts'

const path = '.github/holdfast/baselines/111122223333/global/iam-role/deploy.json'
const proposal = (files: Readonly<Record<string, string | null>>, more: Partial<Proposal> = {}): Proposal => ({
  base: 'main',
  files: new Map(Object.entries(files)),
  prefix: 'holdfast/record',
  title: 'Record 1 role',
  body: 'One role.',
  labels: [],
  marker: 'record',
  whole: true,
  ...more,
})

describe('a proposal', () => {
  const github = testGitHub()
  const propose1 = async (...given: Parameters<typeof proposal>) => propose(await github.open(), proposal(...given))
  const pull = (number: number) => github.state.tickets[number - 1]
  const branches = (): readonly string[] => [...github.state.refs.keys()].map((ref) => ref.slice(11)).sort()

  it('is one signed commit on a branch named after its content, and one pull request', async () => {
    const done = await propose1({ [path]: '{"a":1}\n' }, { labels: ['aws-drift'] })
    expect(done).toMatchObject({ kind: 'opened', number: 1, closed: [], warnings: [], state: 'open' })
    const branch = done.kind === 'opened' ? done.branch : ''
    expect(branch).toMatch(/^holdfast\/record-[0-9a-f]{16}$/)
    expect(fileAt(github.state, branch, path)).toBe('{"a":1}\n')
    expect(fileAt(github.state, branch, 'README.md')).toBe('# infra\n')
    const commit = github.state.commits.get(github.state.refs.get(`refs/heads/${branch}`) ?? '')
    expect(commit).toMatchObject({ verified: true, parents: [github.state.refs.get('refs/heads/main')] })
    expect(pull(1)).toMatchObject({
      base: 'main',
      head: branch,
      title: 'Record 1 role',
      body: 'One role.\n\n<!-- holdfast record -->',
      labels: ['aws-drift'],
    })
  })

  it('of what is there already is none, and costs four requests', async () => {
    push(github.state, 'main', { [path]: 'same\n' })
    expect(await propose1({ [path]: 'same\n', 'gone.json': null })).toEqual({
      kind: 'nothing',
      closed: [],
      warnings: [],
    })
    expect(github.asked).toHaveLength(4)
    expect(github.written).toEqual([])
  })

  it('asks nobody who we are where all that bears its mark is the workflows’ own', async () => {
    await propose1({ [path]: 'a\n' })
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'standing', number: 1 })
    expect(github.asked).not.toContain('POST /graphql')
  })

  it.each([404, 501])('is found by its pull requests where a server lists no branches (%i)', async (status) => {
    github.first(instead(/\/git\/matching-refs\//, { status, body: { message: 'Not Found' } }))
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'opened', number: 1 })
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'standing', number: 1 })
    expect(await propose1({ [path]: 'b\n' })).toMatchObject({ kind: 'opened', number: 2, closed: [1] })
    // What we closed ourselves nobody declined.
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'opened', number: 3, closed: [2] })
    expect(await propose1({}, { files: new Map() })).toMatchObject({ kind: 'nothing', closed: [3] })
  })

  it('that is open is left exactly as it is', async () => {
    await propose1({ [path]: 'a\n' })
    const [ticket, tip] = [structuredClone(pull(1)), branches()]
    const before = github.written.length
    push(github.state, 'main', { 'elsewhere.txt': 'moved\n' })
    const again = await propose1({ [path]: 'a\n' }, { title: 'Another title', body: 'Another text' })
    expect(again).toMatchObject({ kind: 'standing', number: 1, closed: [] })
    expect(github.written.slice(before)).toEqual([])
    expect([pull(1), branches()]).toEqual([ticket, tip])
  })

  it('of other content is another pull request, and the one before it is closed with a word', async () => {
    await propose1({ [path]: 'a\n' })
    const old = pull(1)?.head ?? ''
    const done = await propose1({ [path]: 'b\n' })
    expect(done).toMatchObject({ kind: 'opened', number: 2, closed: [1], warnings: [] })
    expect(pull(1)).toMatchObject({
      state: 'closed',
      comments: [{ body: 'Replaced by #2: what it proposes has changed.' }],
    })
    expect(branches()).not.toContain(old)
    expect(branches()).toHaveLength(2)
  })

  it('is another, too, where what it replaces has changed: the old one could no longer be merged', async () => {
    push(github.state, 'main', { [path]: '0\n' })
    await propose1({ [path]: 'a\n' })
    push(github.state, 'main', { [path]: '1\n' })
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'opened', number: 2, closed: [1] })
  })

  it('is withdrawn with a word where nothing differs any more, but not after a partial read', async () => {
    await propose1({ [path]: 'a\n' })
    push(github.state, 'main', { [path]: 'a\n' })
    expect(await propose1({ [path]: 'a\n' }, { whole: false })).toEqual({ kind: 'nothing', closed: [], warnings: [] })
    expect(pull(1)).toMatchObject({ state: 'open', comments: [] })
    expect(await propose1({ [path]: 'a\n' })).toEqual({ kind: 'nothing', closed: [1], warnings: [] })
    expect(pull(1)).toMatchObject({ state: 'closed', comments: [{ body: expect.stringContaining('Nothing differs') }] })
    expect(branches()).toEqual(['main'])
  })

  it('takes files away, and writes over a link without following it', async () => {
    push(github.state, 'main', { 'a.json': 'a', 'b.json': { mode: '120000', sha: '1'.repeat(40) } })
    const done = await propose1({ 'a.json': null, 'b.json': 'b', 'never.json': null })
    const branch = done.kind === 'opened' ? done.branch : ''
    expect(fileAt(github.state, branch, 'a.json')).toBeNull()
    expect(fileAt(github.state, branch, 'b.json')).toBe('b')
  })

  it('that a person closed stays closed, until its content is another', async () => {
    await propose1({ [path]: 'a\n' })
    const ticket = pull(1)
    if (ticket) ticket.state = 'closed'
    const before = github.written.length
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'declined', number: 1 })
    expect(github.written.slice(before)).toEqual([])
    expect(await propose1({ [path]: 'b\n' })).toMatchObject({ kind: 'opened', number: 2, closed: [] })
  })

  it('that was merged and taken back since is proposed anew', async () => {
    await propose1({ [path]: 'a\n' })
    const ticket = pull(1)
    if (ticket) Object.assign(ticket, { state: 'closed', mergedAt: '2026-01-01T00:00:00Z' })
    push(github.state, 'main', { [path]: 'a\n' })
    push(github.state, 'main', { [path]: null })
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'opened', number: 2, warnings: [] })
    expect(pull(2)?.head).toBe(pull(1)?.head)
  })

  it('leaves alone what another workflow of the repository opened: its author is the same, its mark is not', async () => {
    await propose1({ [path]: 'a\n' }, { marker: 'record:other' })
    expect(await propose1({ [path]: 'b\n' })).toMatchObject({ kind: 'opened', number: 2, closed: [] })
    expect(pull(1)).toMatchObject({ state: 'open', comments: [] })
  })

  it('leaves alone what others opened, whatever name and mark it bears', async () => {
    const mine = 'holdfast/record-0123456789abcdef'
    push(github.state, mine, { [path]: 'x\n' }, 'main')
    push(github.state, 'holdfast/record-of-mine', { [path]: 'x\n' }, 'main')
    const other = await github.open({ token: person })
    for (const head of [mine, 'holdfast/record-of-mine']) {
      const body = '<!-- holdfast record -->'
      await other.ask('pull-requests: write', (api, at) =>
        api.rest.pulls.create({ ...at, base: 'main', head, title: 'mine', body }),
      )
    }
    expect(await propose1({ [path]: 'a\n' })).toMatchObject({ kind: 'opened', number: 3, closed: [] })
    expect(await propose1({ 'README.md': '# infra\n' })).toMatchObject({ kind: 'nothing', closed: [3] })
    expect(github.state.tickets.map(({ state }) => state)).toEqual(['open', 'open', 'closed'])
    expect(branches()).toEqual([mine, 'holdfast/record-of-mine', 'main'])
  })
})

describe('6,000 files', () => {
  const github = testGitHub()
  const folder = '.github/holdfast/baselines/111122223333/us-east-1/security-group'
  const many = Object.fromEntries(
    Array.from({ length: 6000 }, (_, index) => [`${folder}/sg-${index}.json`, `${'x'.repeat(1500)}${index}\n`]),
  )

  it('take at most 30 requests, none of them large, and nothing where they stand', async () => {
    const gh = await github.open()
    await propose(gh, proposal({ [`${folder}/sg-0.json`]: 'old\n' }))
    const before = gh.requests()
    const done = await propose(gh, proposal(many, { labels: ['aws-drift'] }))
    expect(done).toMatchObject({ kind: 'opened', number: 2, closed: [1] })
    expect(gh.requests() - before).toBeLessThanOrEqual(30)
    expect(github.largest()).toBeLessThan(2_500_000)
    const branch = done.kind === 'opened' ? done.branch : ''
    for (const [name, content] of Object.entries(many).slice(-3))
      expect(fileAt(github.state, branch, name)).toBe(content)
    const then = gh.requests()
    expect(await propose(gh, proposal(many))).toMatchObject({ kind: 'standing' })
    expect(gh.requests() - then).toBeLessThanOrEqual(6)
  })

  it('are sent in halves where GitHub times out on a tree', async () => {
    github.state.settings.mostEntries = 150
    const some = Object.fromEntries(Object.entries(many).slice(0, 400))
    const done = await propose(await github.open(), proposal(some))
    const branch = done.kind === 'opened' ? done.branch : ''
    expect(Object.keys(some).every((name) => fileAt(github.state, branch, name) === some[name])).toBe(true)
  })
})

describe('runs that meet, and runs that were cut short', () => {
  const github = testGitHub()
  const open = () => github.state.tickets.filter(({ state }) => state === 'open')

  it('two at once make one pull request of one content', async () => {
    const runs = await Promise.all([github.open(), github.open(), github.open()])
    const done = await Promise.all(runs.map((gh) => propose(gh, proposal({ [path]: 'a\n' }))))
    expect(open()).toHaveLength(1)
    expect(done.map((one) => (one.kind === 'opened' || one.kind === 'standing' ? one.number : one))).toEqual([1, 1, 1])
  })

  it('two at once of two contents never close each other, and the next run leaves one', async () => {
    const [one, two] = await Promise.all([github.open(), github.open()])
    await Promise.all([propose(one, proposal({ [path]: 'a\n' })), propose(two, proposal({ [path]: 'b\n' }))])
    expect(open().length).toBeGreaterThan(0)
    await propose(one, proposal({ [path]: 'b\n' }))
    expect(open()).toHaveLength(1)
  })

  it('one that ended between branch and pull request is taken up, the base having moved or not', async () => {
    for (const content of ['a\n', 'b\n']) {
      github.first(instead(/^POST .*\/pulls$/, { status: 401, body: { message: 'Bad credentials' } }, 1))
      expect(await propose(await github.open(), proposal({ [path]: content }))).toMatchObject({ why: 'token' })
      if (content === 'b\n') push(github.state, 'main', { 'elsewhere.txt': 'moved\n' })
      const done = await propose(await github.open(), proposal({ [path]: content }))
      expect(done).toMatchObject({ kind: 'opened' })
    }
    expect(open()).toHaveLength(1)
  })

  it.each([
    ['other content', { [path]: 'evil\n' }],
    ['more than ours', { [path]: 'a\n', 'evil.txt': 'x' }],
  ])('a branch of that name with %s is never taken for ours', async (_, files) => {
    await propose(await github.open(), proposal({ [path]: 'a\n' }))
    const branch = github.state.tickets[0]?.head ?? ''
    github.state.tickets.length = 0
    github.state.refs.delete(`refs/heads/${branch}`)
    push(github.state, branch, files, 'main')
    const done = await propose(await github.open(), proposal({ [path]: 'a\n' }))
    expect(done).toMatchObject({ kind: 'refused', why: 'exists', message: expect.stringContaining(branch) })
    expect(github.state.tickets).toEqual([])
  })

  it('nor is one on a commit that the base does not hold', async () => {
    await propose(await github.open(), proposal({ [path]: 'a\n' }))
    const branch = github.state.tickets[0]?.head ?? ''
    github.state.tickets.length = 0
    github.state.refs.delete(`refs/heads/${branch}`)
    // Its files are those of the base, and its history is not.
    push(github.state, 'side', {}, 'main')
    push(github.state, branch, { [path]: 'a\n' }, 'side')
    expect(await propose(await github.open(), proposal({ [path]: 'a\n' }))).toMatchObject({ why: 'exists' })
  })

  it('waits until GitHub knows the branch everywhere', async () => {
    const late = (message: string) => ({ status: 422, body: { message: 'Validation Failed', errors: [{ message }] } })
    github.first(
      instead(/^POST .*\/pulls$/, late('Could not resolve to a node with the global id of X'), 1),
      instead(
        /^POST .*\/pulls$/,
        {
          status: 422,
          body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }] },
        },
        1,
      ),
      instead(/^POST .*\/labels$/, late('Could not resolve to a node with the global id of X'), 1),
    )
    const done = await propose(await github.open(), proposal({ [path]: 'a\n' }, { labels: ['x'] }))
    expect(done).toMatchObject({ kind: 'opened', number: 1, warnings: [] })
  })

  it('an answer that was lost makes no second branch or pull request', async () => {
    let lost = 0
    github.first(({ method, path: at }, body) => {
      if (method !== 'POST' || !/(refs|pulls)$/.test(at) || lost++ % 2 === 1) return null
      // It is done, and nobody hears of it.
      const { head, base, title, body: text, ref, sha } = body as Record<string, string>
      if (ref !== undefined && sha !== undefined) github.state.refs.set(ref, sha)
      else
        github.state.tickets.push({
          number: 1,
          login: 'github-actions[bot]',
          isPull: true,
          state: 'open',
          title: title ?? '',
          body: text ?? '',
          labels: [],
          assignees: [],
          head: head ?? '',
          base: base ?? '',
          mergedAt: null,
          comments: [],
        })
      return { status: 502, body: { message: 'Server Error' } }
    })
    expect(await propose(await github.open(), proposal({ [path]: 'a\n' }))).toMatchObject({
      kind: 'standing',
      number: 1,
    })
    expect(open()).toHaveLength(1)
  })
})

describe('a proposal that is refused', () => {
  const github = testGitHub()
  const refusedWith = async (files: Record<string, string> = { [path]: 'a\n' }, more: Partial<Proposal> = {}) =>
    propose(await github.open(), proposal(files, more))

  it.each(['contents', 'pull-requests'] as const)('for want of %s names the line to add', async (name) => {
    github.state.permissions[name] = name === 'contents' ? 'read' : 'none'
    const permission = `${name}: write`
    expect(await refusedWith()).toMatchObject({
      kind: 'refused',
      why: 'permission',
      permission,
      message: expect.stringContaining(`\`${permission}\``),
    })
  })

  it('by the setting names its pages, of the repository and of the organisation', async () => {
    github.state.settings.actionsMayOpenPulls = false
    expect(await refusedWith()).toMatchObject({
      why: 'setting',
      urls: [
        'https://github.com/octo/infra/settings/actions',
        'https://github.com/organizations/octo/settings/actions',
      ],
    })
    github.state.settings.actionsMayOpenPulls = true
    expect(await refusedWith()).toMatchObject({ kind: 'opened', number: 1 })
  })

  it('by an archived repository, or a branch that is not there', async () => {
    expect(await refusedWith(undefined, { base: 'nowhere' })).toMatchObject({ why: 'not-found' })
    github.state.settings.archived = true
    expect(await refusedWith()).toMatchObject({ why: 'archived' })
  })

  it.each([
    '../out',
    '/etc/passwd',
    'a/../../b',
    'a//b',
    './a',
    'a/.git/config',
    '.GIT/hooks/x',
    'a/.g\u200dit/x',
    'git~1/x',
    '.git /x',
    '.git./x',
    'a\\b',
    'C:/x',
    'a\nb',
    '',
    '.github/workflows/x.yml',
    '.git::$INDEX_ALLOCATION/x',
    '.gitmodules',
  ])('for the path %j asks GitHub nothing', async (bad) => {
    expect(await refusedWith({ [bad]: 'x' })).toMatchObject({ kind: 'refused', why: 'unsafe' })
    expect(github.asked).toEqual([])
  })

  it('where a link, a submodule or a folder is in the way', async () => {
    push(github.state, 'main', {
      link: { mode: '120000', sha: '1'.repeat(40) },
      module: { mode: '160000', sha: '2'.repeat(40) },
      'folder/x': 'x',
      file: 'x',
    })
    for (const bad of ['link/x', 'module/x', 'module', 'folder', 'file/x'])
      expect([bad, await refusedWith({ [bad]: 'x' })]).toMatchObject([bad, { why: 'unsafe' }])
    expect(github.written).toEqual([])
  })

  it('without its labels is none: they are a warning', async () => {
    github.state.settings.labelsRefused = true
    const done = await refusedWith(undefined, { labels: ['x'] })
    expect(done).toMatchObject({ kind: 'opened', warnings: [expect.stringContaining('labels')] })
  })

  it('is none where the list of files was cut, and walks the folders that matter where it can', async () => {
    push(github.state, 'main', Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`src/${n}/x.ts`, 'x'])))
    push(github.state, 'main', { [path]: 'a\n' })
    github.state.settings.largestTree = 20
    expect(await refusedWith()).toEqual({ kind: 'nothing', closed: [], warnings: [] })
    github.first(({ path: at }) =>
      /git\/trees/.test(at) ? { status: 200, body: { sha: 'x', tree: [], truncated: true } } : null,
    )
    expect(await refusedWith()).toMatchObject({ why: 'truncated' })
  })
})

describe('what a proposal says', () => {
  const github = testGitHub()

  it('has a title that mentions nobody, closes nothing and is one line', async () => {
    const title = `Fixes #1 @everyone\n::error::x https://example.com ${'y'.repeat(300)}`
    await propose(await github.open(), proposal({ [path]: 'a\n' }, { title }))
    const ticket = github.state.tickets[0]
    const commit = github.state.commits.get(github.state.refs.get(`refs/heads/${ticket?.head}`) ?? '')
    for (const text of [ticket?.title ?? '', commit?.message ?? '']) {
      expect(text).not.toMatch(/[@#]\w|\n|:\/\//)
      expect(text.length).toBeLessThanOrEqual(256)
    }
  })

  it('is cut with a word, keeps its mark and is found again', async () => {
    const body = 'a line of the text\n'.repeat(10_000)
    const gh = await github.open()
    expect(await propose(gh, proposal({ [path]: 'a\n' }, { body }))).toMatchObject({ kind: 'opened' })
    const text = github.state.tickets[0]?.body ?? ''
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text).toMatch(/text\n\n_Cut here: .*_\n\n<!-- holdfast record -->$/)
    expect(await propose(gh, proposal({ [path]: 'a\n' }, { body }))).toMatchObject({ kind: 'standing' })
  })
})

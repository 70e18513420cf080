import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { Answer as Sent } from '../../emulator/github.ts'
import { instead, primaryLimit, secondaryLimit } from '../../emulator/github-repository.ts'
import { startProxy, startTls } from '../../emulator/internet.ts'
import { refusalOf } from '../../src/github/advice.ts'
import { type GitHub, openGitHub } from '../../src/github/client.ts'
import { blobs, treeAt } from '../../src/github/tree.ts'
import { clock, person, testGitHub } from '../support/github.ts'

const main = (gh: GitHub) => gh.ask('contents: read', (api, at) => api.rest.repos.getBranch({ ...at, branch: 'main' }))
const comment = (gh: GitHub) =>
  gh.ask('issues: write', (api, at) => api.rest.issues.createComment({ ...at, issue_number: 1, body: 'x' }))

describe('limits of GitHub', () => {
  const github = testGitHub()
  const branch = /\/branches\/main$/

  it('are waited out for as long as it says, and counted', async () => {
    const at = clock()
    github.first(instead(branch, secondaryLimit(17), 1))
    const gh = await github.open({ patience: at })
    expect(await main(gh)).toMatchObject({ kind: 'answer', value: { name: 'main' } })
    expect(at.waits).toEqual([17_000])
    expect([gh.requests(), github.asked.length]).toEqual([2, 2])
  })

  it('are waited out until their reset, and for a minute and longer where nothing is said', async () => {
    const at = clock()
    github.first(
      instead(branch, primaryLimit(at.now() / 1000 + 40), 1),
      instead(branch, secondaryLimit(null), 1),
      instead(branch, { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '0' } }, 1),
    )
    expect(await main(await github.open({ patience: at }))).toMatchObject({ kind: 'answer' })
    expect(at.waits).toEqual([41_000, 120_000, 1000])
  })

  it('hold up every other request, too', async () => {
    const at = clock()
    github.first(instead(branch, secondaryLimit(30), 1))
    const gh = await github.open({ patience: at })
    const first = main(gh)
    for (let n = 0; n < 1000 && at.waits.length === 0; n++) await new Promise((done) => setTimeout(done, 1))
    await Promise.all([first, main(gh), main(gh)])
    expect(github.asked).toHaveLength(4)
    expect(at.now()).toBe(1_800_000_000_000 + 30_000)
  })

  it('that last too long are told with their end, and GitHub is not asked again', async () => {
    const at = clock()
    github.first(instead(branch, secondaryLimit(3600)))
    const gh = await github.open({ patience: at })
    const told = { kind: 'refused', why: 'rate-limited', message: expect.stringContaining('2027-01-15T09:00:00.000Z') }
    expect(await main(gh)).toMatchObject(told)
    expect(await main(gh)).toMatchObject({ why: 'rate-limited' })
    expect(await treeAt(gh, 'main')).toMatchObject({ why: 'rate-limited' })
    expect([at.waits, github.asked.length]).toEqual([[], 1])
  })

  it('that never end are given up', async () => {
    const at = clock()
    github.first(instead(branch, secondaryLimit(1)))
    expect(await main(await github.open({ patience: at }))).toMatchObject({ why: 'rate-limited' })
    expect(github.asked).toHaveLength(4)
  })
})

describe('trouble on the way', () => {
  const github = testGitHub()
  const cut: Sent = { status: 200, body: { name: 'main', commit: { sha: 'a'.repeat(500) } }, broken: 'cut-body' }
  const down: Sent = { status: 502, body: { message: 'Server Error' } }

  it.each<[string, Sent]>([
    ['502', down],
    ['a connection that breaks', { ...down, broken: 'cut' }],
    ['an answer that is cut', cut],
    ['a page of a proxy', { status: 200, body: 'log in', headers: { 'content-type': 'text/html' } }],
  ])('%s: what reads is asked again', async (_, answer) => {
    github.first(instead(/branches/, answer, 2))
    const gh = await github.open({ patience: { timeout: 300 } })
    expect(await main(gh)).toMatchObject({ kind: 'answer', value: { name: 'main' } })
    expect(gh.requests()).toBe(3)
  })

  it.each<[string, Sent, string]>([
    ['502', down, 'unavailable'],
    ['a broken connection', { ...down, broken: 'cut' }, 'unreachable'],
    ['cut answers', cut, 'malformed'],
  ])('%s that stays is a refusal in the end', async (_, answer, why) => {
    github.first(instead(/branches/, answer))
    const at = clock()
    expect(await main(await github.open({ patience: { ...at, timeout: 200 } }))).toMatchObject({ kind: 'refused', why })
    expect(github.asked).toHaveLength(4)
    expect(at.waits).toHaveLength(3)
  })

  it('a request that hangs is given up, its connection with it, and asked once more', async () => {
    github.first(instead(/branches/, { ...down, broken: 'hang' }, 3))
    const gh = await github.open({ patience: { timeout: 200 } })
    expect(await main(gh)).toMatchObject({ why: 'unreachable', message: expect.stringContaining('no answer in time') })
    expect(gh.requests()).toBe(2)
    expect(await main(gh)).toMatchObject({ kind: 'answer', value: { name: 'main' } })
  })

  it('GitHub that is away is waited for once, and asked at once again by whoever comes next', async () => {
    github.first(instead(/branches/, { ...down, broken: 'cut' }, 5))
    const at = clock()
    const gh = await github.open({ patience: at })
    expect(await main(gh)).toMatchObject({ why: 'unreachable' })
    expect(await main(gh)).toMatchObject({ why: 'unreachable' })
    expect([github.asked.length, at.waits.length]).toEqual([5, 3])
    expect(await main(gh)).toMatchObject({ kind: 'answer', value: { name: 'main' } })
  })

  it('a comment is never sent twice by itself: the first may have arrived', async () => {
    github.first(instead(/comments/, down))
    expect(await comment(await github.open())).toMatchObject({ why: 'unavailable' })
    expect(github.asked).toHaveLength(1)
  })

  it('a fault of ours is no refusal', async () => {
    const gh = await github.open()
    await expect(gh.ask('contents: read', () => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
  })

  it('reads lists to their end', async () => {
    const gh = await github.open()
    for (let n = 0; n < 250; n++)
      await gh.ask('issues: write', (api, at) => api.rest.issues.create({ ...at, title: String(n) }))
    const all = await gh.ask('issues: read', async (api, at) => ({
      data: await api.paginate(api.rest.issues.listForRepo, { ...at, per_page: 100 }),
    }))
    expect(all).toMatchObject({ kind: 'answer', value: { length: 250 } })
  })
})

describe('the token', () => {
  const github = testGitHub()

  it('is masked, and stands in no refusal, whatever the network quotes', async () => {
    const masked: string[] = []
    const token = 'ghs_secret\u0001of-the-run'
    const gh = await openGitHub({
      token,
      repository: 'octo/infra',
      env: { GITHUB_API_URL: github.url() },
      mask: (secret) => void masked.push(secret),
      patience: clock(),
    })
    const said = await main(gh)
    expect(said).toMatchObject({ kind: 'refused' })
    expect(JSON.stringify(said)).not.toMatch(/ghs_secret|of-the-run/)
    expect(masked).toEqual([token])
  })

  it('stands in no refusal that quotes it', async () => {
    github.first(({ token }) => ({ status: 422, body: { message: `no such thing as ${token}` } }))
    expect(await main(await github.open())).toMatchObject({ message: expect.stringContaining('no such thing as ***') })
  })

  it('that GitHub does not take is told', async () => {
    expect(await main(await github.open({ token: 'another' }))).toMatchObject({ why: 'token', status: 401 })
  })
})

describe('who writes', () => {
  const github = testGitHub()
  const author = async (more: Parameters<typeof github.open>[0] = {}) => (await github.open(more)).author()

  it('is asked once: of a workflow its bot, of a person their login', async () => {
    const gh = await github.open()
    const bot = { kind: 'answer', value: 'github-actions[bot]' }
    expect(await Promise.all([gh.author(), gh.author()])).toEqual([bot, bot])
    expect(github.asked).toEqual(['POST /graphql'])
    expect(await author({ token: person })).toEqual({ kind: 'answer', value: 'mallory' })
    github.state.settings.botLogin = 'our-app[bot]'
    expect(await author()).toEqual({ kind: 'answer', value: 'our-app[bot]' })
  })

  it('is known without GraphQL, and not guessed outside a workflow', async () => {
    github.state.settings.graphql = false
    expect(await author()).toEqual({ kind: 'answer', value: 'github-actions[bot]' })
    expect(await author({ token: person })).toEqual({ kind: 'answer', value: 'mallory' })
    expect(await author({ env: { GITHUB_ACTIONS: '' } })).toMatchObject({ kind: 'refused' })
  })

  it('is asked otherwise where GraphQL refuses, but not where it is asked too much', async () => {
    const says = (type: string) => ({ status: 200, body: { data: null, errors: [{ type, message: 'no' }] } })
    github.first(instead(/graphql/, says('FORBIDDEN'), 1), instead(/graphql/, says('RATE_LIMITED'), 1))
    expect(await author({ token: person })).toEqual({ kind: 'answer', value: 'mallory' })
    expect(await author({ token: person })).toMatchObject({ kind: 'refused' })
  })

  it('is not guessed while GitHub has trouble', async () => {
    github.first(instead(/graphql/, { status: 502, body: { message: 'Server Error' } }))
    expect(await author()).toMatchObject({ kind: 'refused', why: 'unavailable' })
    expect(github.asked).not.toContain('GET /user')
  })
})

describe('a refusal', () => {
  const place = { serverUrl: 'https://ghe.example.com', owner: 'octo', repo: 'infra' }
  const refusal = (
    status: number,
    message: string,
    more: { method?: string; headers?: Record<string, string>; errors?: unknown } = {},
  ) => {
    const { method = 'POST', headers = {}, errors } = more
    const error = { status, request: { method }, response: { status, headers, data: { message, errors } } }
    return refusalOf(error, 'issues: write', place, 0)
  }
  const home = 'https://ghe.example.com/octo/infra'

  it.each([
    [403, 'Resource not accessible by integration', {}, 'permission', 'issues: write'],
    [403, 'Resource not accessible by personal access token', {}, 'permission', 'issues: write'],
    [404, 'Not Found', {}, 'permission', 'issues: write'],
    [404, 'Not Found', { method: 'GET' }, 'not-found', 'issues: write'],
    [
      403,
      'Resource not accessible by integration',
      { headers: { 'x-accepted-github-permissions': 'metadata=read; pull_requests=write' } },
      'permission',
      'pull-requests: write',
    ],
    [
      403,
      'Although you appear to have the correct authorization credentials, the organization has an IP allow list enabled',
      {},
      'denied',
      'issues: write',
    ],
    [
      422,
      'Validation Failed',
      { errors: [{ resource: 'Issue', field: 'assignees', code: 'invalid' }] },
      'invalid',
      null,
    ],
    [422, 'Reference already exists', {}, 'exists', null],
    [
      422,
      'Validation Failed',
      { errors: [{ code: 'custom', message: 'No commits between main and x' }] },
      'no-difference',
      null,
    ],
    [
      422,
      "Sorry, your request timed out.  It's likely that your input was too large to process.",
      {},
      'too-large',
      null,
    ],
    [422, 'Repository rule violations found\n\nCannot create ref due to creations being restricted.', {}, 'rule', null],
    [413, 'Payload Too Large', {}, 'too-large', null],
    [503, 'Service Unavailable', {}, 'unavailable', null],
  ])('of %i %j %j is %s', (status, message, more, why, permission) => {
    const told = refusal(status, message, more)
    expect(told).toMatchObject({ why, permission, status })
    expect(told.message).not.toContain('\n')
    if (permission !== null) expect(told.message).toContain(`add \`${permission}\` under \`permissions:\``)
  })

  it.each([
    [
      403,
      'GitHub Actions is not permitted to create or approve pull requests.',
      'setting',
      [`${home}/settings/actions`, 'https://ghe.example.com/organizations/octo/settings/actions'],
    ],
    [403, 'Repository was archived so is read-only.', 'archived', [`${home}/settings`]],
    [410, 'Issues has been disabled in this repository.', 'issues-disabled', [`${home}/settings`]],
  ])('of %i %j names the page', (status, message, why, urls) => {
    const told = refusal(status, message)
    expect(told).toMatchObject({ why, urls })
    for (const url of urls) expect(told.message).toContain(url)
  })
})

describe('trees and blobs', () => {
  const github = testGitHub()

  it('tell files, links and submodules apart', async () => {
    const { push } = await import('../../emulator/github-state.ts')
    push(github.state, 'main', {
      '.github/holdfast.yml': { mode: '120000', sha: '1'.repeat(40) },
      'vendor/x': { mode: '160000', sha: '2'.repeat(40) },
      'run.sh': { mode: '100755', sha: '3'.repeat(40) },
    })
    const tree = await treeAt(await github.open(), github.state.refs.get('refs/heads/main') ?? '')
    expect(tree.kind === 'answer' && [...tree.value].map(([path, { kind }]) => [path, kind])).toEqual([
      ['.github/holdfast.yml', 'link'],
      ['README.md', 'file'],
      ['run.sh', 'file'],
      ['vendor/x', 'submodule'],
    ])
    const [link] =
      tree.kind === 'answer' ? await Promise.all([treeAt(await github.open(), 'main', '.github/holdfast.yml/x')]) : []
    expect(link?.kind === 'answer' && [...link.value.keys()]).toEqual(['.github/holdfast.yml'])
  })

  it('are read side by side, each once, and one that fails fails all', async () => {
    const { putBlob } = await import('../../emulator/github-state.ts')
    const texts = Array.from({ length: 30 }, (_, n) => `ünïcode ${n}\n`.repeat(20))
    const shas = texts.map((text) => putBlob(github.state, text))
    const gh = await github.open()
    const read = await blobs(gh, [...shas, ...shas])
    expect(read.kind === 'answer' && shas.map((sha) => Buffer.from(read.value.get(sha) ?? []).toString())).toEqual(
      texts,
    )
    expect(gh.requests()).toBe(30)
    expect(await blobs(gh, [...shas, '9'.repeat(40)])).toMatchObject({ kind: 'refused', why: 'not-found' })
    github.first(instead(/blobs/, { status: 200, body: { content: '', encoding: 'base64', size: 12 } }))
    expect(await blobs(gh, shas)).toMatchObject({ why: 'malformed' })
  })

  it('are looked for in folders one by one where the whole is cut', async () => {
    const { push } = await import('../../emulator/github-state.ts')
    push(github.state, 'main', Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`a/${n % 6}/${n}`, 'x'])))
    github.state.settings.largestTree = 30
    const gh = await github.open()
    const whole = await treeAt(gh, 'main')
    expect(whole).toMatchObject({ kind: 'answer', value: { size: 61 } })
    const before = gh.requests()
    expect(await treeAt(gh, 'main', 'a/3')).toMatchObject({ kind: 'answer', value: { size: 10 } })
    expect(gh.requests() - before).toBeLessThanOrEqual(5)
  })
})

describe('where GitHub is', () => {
  const github = testGitHub()

  it('is a GitHub Enterprise Server where the run says so', async () => {
    const seen: string[] = []
    github.first(({ method, path }) => {
      seen.push(`${method} ${path}`)
      return { status: 200, body: { data: { viewer: { login: 'x' } }, name: 'main' } }
    })
    const gh = await github.open({
      env: { GITHUB_API_URL: `${github.url()}/api/v3`, GITHUB_SERVER_URL: 'https://ghe.example.com' },
    })
    await gh.author()
    await main(gh)
    expect(seen).toEqual(['POST /api/graphql', 'GET /api/v3/repos/octo/infra/branches/main'])
    expect(gh.serverUrl).toBe('https://ghe.example.com')
  })

  /** In a process of its own: the SDK reads the proxy's address once. */
  async function child(env: Readonly<Record<string, string>>) {
    const code = `import { openGitHub } from './src/github/client.ts'
      const [token, repository] = [process.env.TOKEN, 'octo/infra']
      const gh = await openGitHub({ token, repository, env: process.env, mask: () => {}, patience: { wait: async () => {} } })
      const said = await gh.ask('contents: read', (api, at) => api.rest.repos.getBranch({ ...at, branch: 'main' }))
      process.stdout.write(JSON.stringify(said))`
    const args = ['--input-type=module', '--no-warnings', '--eval', code]
    const run = spawn(process.execPath, args, { env: { PATH: process.env['PATH'] ?? '', ...env } })
    let out = ''
    for (const stream of [run.stdout, run.stderr]) stream.on('data', (text) => (out += text))
    await new Promise((done) => run.on('close', done))
    return JSON.parse(out) as { kind: string }
  }

  it('is reached through HTTPS_PROXY, and round it where NO_PROXY names it', async () => {
    const tls = await startTls(() => github.url())
    const proxy = await startProxy(tls.port)
    const { token } = { token: person }
    const env = { TOKEN: token, HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: tls.ca }
    expect(await child({ ...env, GITHUB_API_URL: 'https://sts.us-east-1.amazonaws.com' })).toMatchObject({
      kind: 'answer',
    })
    expect(proxy.through).toEqual(['sts.us-east-1.amazonaws.com:443'])
    const local = { ...env, GITHUB_API_URL: `https://localhost:${tls.port}`, NO_PROXY: 'localhost' }
    expect(await child(local)).toMatchObject({ kind: 'answer' })
    expect(proxy.through).toHaveLength(1)
    for (const one of [tls, proxy]) one.close()
  })

  it('costs nothing until it is asked: the SDK is loaded by none of the files themselves', () => {
    const files = readdirSync('src/github').map((name) => readFileSync(`src/github/${name}`, 'utf8'))
    const eager = /^import (?!type).* from '@actions\/github'/m
    expect(eager.test("import { getOctokit } from '@actions/github'")).toBe(true)
    expect(files.filter((text) => eager.test(text))).toEqual([])
  })
})

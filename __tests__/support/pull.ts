import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { type GitHub, type Route, repository, startGitHub } from '../../emulator/github.ts'
import { type HostedRepository, hostedRepository } from '../../emulator/github-repository.ts'
import { type Hosted, push, putCommit, type Ticket, type TreeEntry } from '../../emulator/github-state.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { target } from './policy.ts'
import { type TestWorld, testWorld } from './world.ts'

export type Files = Readonly<Record<string, string | TreeEntry | null>>

export const policyFile = '.github/holdfast.yml'
/** A target with the role that checks of pull requests may read with. */
export const checkTarget = (account = first, regions = ['us-east-1']): string =>
  `${target(account, regions)}      check: arn:aws:iam::${account}:role/holdfast-check\n`

const name = 'octo/infra'
const roles = ['holdfast-read', 'holdfast-write', 'holdfast-check']
const subject = { 'holdfast-check': 'repo:octo/infra:pull_request' }

export interface PullOptions {
  readonly event?: 'pull_request' | 'pull_request_target' | 'merge_group' | 'push' | 'workflow_dispatch'
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Where the change comes from; null: a repository that is gone. */
  readonly from?: string | null
  readonly visibility?: 'private' | 'public'
  readonly labels?: readonly string[]
  /** What is checked out; left out: nothing is. `head`: what would be merged. */
  readonly checkout?: 'head' | Readonly<Record<string, string>>
  /** GitHub made no trial merge. */
  readonly unmerged?: boolean
  readonly more?: Readonly<Record<string, unknown>>
}

/** A repository on a stateful GitHub, and accounts: pull requests are made of files before and after. */
export function testPulls(accounts: readonly string[] = [first]) {
  const world: TestWorld = testWorld(accounts, { roles, subject })
  let server: GitHub
  let hosted: HostedRepository
  let issuer: Issuer
  let before: Route[] = []
  let from = 0
  let visibility = 'private'
  beforeAll(async () => {
    issuer = await startIssuer({ claims: { sub: 'repo:octo/infra:pull_request', ref: 'refs/pull/1/merge' } })
    const route: Route = (asked, body) => {
      for (const one of before) {
        const answer = one(asked, body)
        if (answer !== null) return answer
      }
      return repository(name, { visibility })(asked, body) ?? hosted.route(asked, body)
    }
    server = await startGitHub([route])
  })
  beforeEach(() => {
    before = []
    visibility = 'private'
    hosted = hostedRepository(name)
    from = server.asked.length
  })
  afterAll(() => {
    issuer.close()
    server.close()
  })

  /** Puts files on main, and on a branch what the change makes of them, with a pull request of it. */
  function propose(base: Files, head: Files): { readonly base: string; readonly head: string; readonly merge: string } {
    const { state } = hosted
    const baseSha = push(state, 'main', base)
    const headSha = push(state, 'feature', head, 'main')
    const tree = state.commits.get(headSha)?.tree ?? ''
    const merge = putCommit(state, { tree, parents: [baseSha, headSha], message: 'a trial merge', verified: true })
    const ticket: Ticket = {
      number: state.tickets.length + 1,
      login: 'mona',
      isPull: true,
      state: 'open',
      title: 'a change',
      body: '',
      labels: [],
      assignees: [],
      head: 'feature',
      base: 'main',
      mergedAt: null,
      events: [],
      comments: [],
    }
    if (state.tickets.length === 0) state.tickets.push(ticket)
    return { base: baseSha, head: headSha, merge }
  }

  async function check(base: Files, head: Files, options: PullOptions = {}): Promise<RunResult> {
    const shas = propose(base, head)
    return run(shas, options)
  }

  async function run(shas: ReturnType<typeof propose>, options: PullOptions = {}): Promise<RunResult> {
    const { event = 'pull_request', labels = [], from: source = name } = options
    visibility = options.visibility ?? 'private'
    const queue = `gh-readonly-queue/main/pr-1-${shas.base}`
    const repo = { default_branch: 'main', private: visibility !== 'public', visibility, full_name: name }
    const pull = {
      number: 1,
      base: { ref: 'main', sha: shas.base, repo: { full_name: name } },
      head: { ref: 'feature', sha: shas.head, repo: source === null ? null : { full_name: source } },
      merge_commit_sha: options.unmerged === true ? null : shas.merge,
      labels: labels.map((label) => ({ name: label })),
    }
    const group = {
      head_sha: shas.head,
      head_ref: `refs/heads/${queue}`,
      base_sha: shas.base,
      base_ref: 'refs/heads/main',
    }
    const payload = {
      repository: repo,
      ...(event.startsWith('pull') ? { number: 1, pull_request: pull } : {}),
      ...(event === 'merge_group' ? { merge_group: group } : {}),
      ...options.more,
    }
    const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
    writeFileSync(path, JSON.stringify(payload))
    const ref = event === 'merge_group' ? `refs/heads/${queue}` : 'refs/pull/1/merge'
    const sha = event === 'pull_request' && options.unmerged !== true ? shas.merge : shas.head
    return world.run({
      event,
      ref,
      folder: checkedOut(hosted.state, shas.head, options.checkout),
      inputs: { 'github-token': server.token, ...options.inputs },
      env: { ...issuer.env, ...server.env, GITHUB_EVENT_PATH: path, GITHUB_SHA: sha, ...options.env },
    })
  }

  return {
    world,
    check,
    propose,
    run,
    get state(): Hosted {
      return hosted.state
    },
    /** Requests of this test. */
    get asked(): readonly string[] {
      return server.asked.slice(from)
    },
    /** The comments of the pull request. */
    get comments(): readonly string[] {
      return (hosted.state.tickets[0]?.comments ?? []).map(({ body }) => body)
    },
    label(label: string, login: string): void {
      const ticket = hosted.state.tickets[0]
      ticket?.labels.push(label)
      ticket?.events?.push({ event: 'labeled', label, login })
    },
    first: (...routes: readonly Route[]) => void before.push(...routes),
    clear: (): void => {
      before = []
    },
  }
}

function checkedOut(state: Hosted, head: string, checkout: PullOptions['checkout']): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'))
  if (checkout === undefined) return folder
  const tree = state.trees.get(state.commits.get(head)?.tree ?? '') ?? new Map<string, TreeEntry>()
  const files: readonly (readonly [string, string, string])[] =
    checkout === 'head'
      ? [...tree].map(([path, { mode, sha }]) => [path, mode, state.blobs.get(sha)?.toString() ?? ''] as const)
      : Object.entries(checkout).map(([path, text]) => [path, '100644', text] as const)
  for (const [path, mode, text] of files) {
    if (mode === '160000') continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    if (mode === '120000') symlinkSync(text, join(folder, path))
    else writeFileSync(join(folder, path), text)
  }
  return folder
}

/** What the check of report.json holds. */
export interface CheckFile {
  readonly silenced: readonly string[]
  readonly added: readonly string[]
  readonly staying: readonly string[]
  readonly against?: string
  readonly files?: readonly string[]
  readonly changes?: readonly {
    readonly about: string
    readonly what: string
    readonly name: string
    readonly rating: string
    readonly words: readonly string[]
    readonly fails: boolean
  }[]
  readonly why?: readonly {
    readonly finding: string
    readonly by: string
    readonly why: string
    readonly rating: string
    readonly fails: boolean
  }[]
  readonly acknowledged?: { readonly label: string; readonly by: string | null } | null
  readonly gaps?: number
  readonly notes?: readonly string[]
}

export function checkOf({ folder }: RunResult): CheckFile {
  const report = JSON.parse(readFileSync(join(folder, 'holdfast-report', 'report.json'), 'utf8')) as {
    check: CheckFile | null
  }
  if (report.check === null) throw new Error('the report holds no check')
  return report.check
}

export const cleanUp = (folder: string): void => rmSync(folder, { recursive: true, force: true })

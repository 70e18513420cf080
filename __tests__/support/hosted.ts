import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from '@jest/globals'
import { type Route, repository, type GitHub as Server, startGitHub } from '../../emulator/github.ts'
import { type HostedRepository, hostedRepository } from '../../emulator/github-repository.ts'
import { fileAt, type Ticket } from '../../emulator/github-state.ts'
import { put, type RunOptions, type RunResult } from '../../emulator/runner.ts'
import { person } from './github.ts'
import type { TestWorld } from './world.ts'

/** A repository on the local GitHub, new for every test, and workflow runs that check it out. */
export function hostedRuns(world: TestWorld) {
  let server: Server
  let hosted: HostedRepository
  let before: Route[] = []
  let from = 0
  beforeAll(async () => {
    const first: Route = (asked, body) => {
      for (const route of before) {
        const answer = route(asked, body)
        if (answer !== null) return answer
      }
      return repository('octo/infra')(asked, body) ?? hosted.route(asked, body)
    }
    server = await startGitHub([first], [person])
  })
  beforeEach(async () => {
    before = []
    hosted = hostedRepository('octo/infra')
    hosted.state.people.set(person, 'mallory')
    from = server.asked.length
    await world.cloud.faults([])
  })
  afterAll(() => server.close())
  const isWrite = (one: string): boolean => !one.startsWith('GET ') && one !== 'POST /graphql'
  return {
    get state() {
      return hosted.state
    },
    get token() {
      return server.token
    },
    /** Writes since the test began, or since it last looked away. */
    get written(): readonly string[] {
      return server.asked.slice(from).filter(isWrite)
    },
    get asked(): readonly string[] {
      return server.asked.slice(from)
    },
    forget: () => {
      from = server.asked.length
    },
    env: () => server.env,
    first: (...routes: readonly Route[]) => void before.unshift(...routes),
    /** Nothing stands before the repository any more. */
    clear: () => {
      before = []
    },
    open: (): readonly Ticket[] => hosted.state.tickets.filter(({ state, isPull }) => isPull && state === 'open'),
    branches: (): readonly string[] => [...hosted.state.refs.keys()].map((ref) => ref.slice(11)).sort(),
    /** What a branch holds in place of main's, by path; null: nothing. */
    changed(branch: string): Readonly<Record<string, string | null>> {
      const filesOf = (name: string) => {
        const commit = hosted.state.commits.get(hosted.state.refs.get(`refs/heads/${name}`) ?? '')
        return hosted.state.trees.get(commit?.tree ?? '') ?? new Map<string, { sha: string }>()
      }
      const [base, head] = [filesOf('main'), filesOf(branch)]
      const paths = [...new Set([...base.keys(), ...head.keys()])].filter(
        (path) => base.get(path)?.sha !== head.get(path)?.sha,
      )
      return Object.fromEntries(paths.sort().map((path) => [path, fileAt(hosted.state, branch, path)]))
    },
    /** The files of main in a new folder. */
    checkout(): string {
      const folder = mkdtempSync(join(tmpdir(), 'checkout-'))
      const commit = hosted.state.commits.get(hosted.state.refs.get('refs/heads/main') ?? '')
      for (const path of hosted.state.trees.get(commit?.tree ?? '')?.keys() ?? [])
        put(folder, path, fileAt(hosted.state, 'main', path) ?? '')
      return folder
    },
    /** A workflow run on main, with its token. */
    async run(options: RunOptions): Promise<RunResult> {
      return world.run({
        folder: this.checkout(),
        ...options,
        inputs: { 'github-token': server.token, ...options.inputs },
        env: { ...server.env, ...options.env },
      })
    },
  }
}

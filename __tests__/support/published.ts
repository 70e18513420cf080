import { afterAll, beforeAll } from '@jest/globals'
import { type GitHub, type Route, repository, startGitHub } from '../../emulator/github.ts'
import { type HostedRepository, hostedRepository } from '../../emulator/github-repository.ts'
import type { Hosted, Ticket } from '../../emulator/github-state.ts'
import type { RunOptions, RunResult } from '../../emulator/runner.ts'
import type { TestWorld } from './world.ts'

export const mallory = 'token-of-mallory'

/** A world whose runs talk to a GitHub with state. */
export function testHosted(world: TestWorld, { visibility = 'private' } = {}) {
  const name = 'octo/infra'
  let server: GitHub
  let hosted: HostedRepository
  let before: Route[] = []
  beforeAll(async () => {
    hosted = hostedRepository(name)
    hosted.state.people.set(mallory, 'mallory')
    const route: Route = (request, body) => {
      for (const first of before) {
        const answer = first(request, body)
        if (answer !== null) return answer
      }
      return repository(name, { visibility })(request, body) ?? hosted.route(request, body)
    }
    server = await startGitHub([route], [mallory])
  })
  afterAll(() => server.close())
  const isWrite = (one: string): boolean => !one.startsWith('GET ') && one !== 'POST /graphql'
  return {
    get state(): Hosted {
      return hosted.state
    },
    get issues(): readonly Ticket[] {
      return hosted.state.tickets.filter(({ isPull }) => !isPull)
    },
    get env(): Readonly<Record<string, string>> {
      return server.env
    },
    /** As if the repository was new. */
    forget(): void {
      hosted.state.tickets.length = 0
      hosted.state.analyses.length = 0
      before = []
    },
    first: (...routes: readonly Route[]) => void before.push(...routes),
    /** A run, and the writing requests of it alone. */
    async run(
      options: RunOptions,
    ): Promise<RunResult & { readonly written: readonly string[]; readonly asked: readonly string[] }> {
      const from = server.asked.length
      const done = await world.run({
        event: 'schedule',
        ...options,
        inputs: { 'github-token': server.token, ...options.inputs },
        env: { ...server.env, ...options.env },
        repository: { visibility, private: visibility !== 'public', ...options.repository },
      })
      const asked = server.asked.slice(from)
      return { ...done, asked, written: asked.filter(isWrite) }
    },
  }
}

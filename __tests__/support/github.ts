import { afterAll, beforeAll, beforeEach } from '@jest/globals'
import { type Route, type GitHub as Server, startGitHub } from '../../emulator/github.ts'
import { type HostedRepository, hostedRepository } from '../../emulator/github-repository.ts'
import { type GitHub, openGitHub } from '../../src/github/client.ts'
import type { Patience } from '../../src/github/patience.ts'

/** A clock that jumps: who waits for an hour has waited at once, and it is known how long. */
export interface Clock extends Pick<Patience, 'now' | 'wait'> {
  readonly waits: readonly number[]
}

export function clock(start = 1_800_000_000_000): Clock {
  let now = start
  const waits: number[] = []
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds)
    now += milliseconds
    await new Promise(setImmediate)
  }
  return { now: () => now, wait, waits }
}

export const person = 'token-of-a-person'

/** A GitHub with one repository, new for every test, and clients of it. */
export function testGitHub(name = 'octo/infra') {
  let server: Server
  let hosted: HostedRepository
  let before: Route[] = []
  let from = 0
  beforeAll(async () => {
    const first: Route = (request, body) => {
      for (const route of before) {
        const answer = route(request, body)
        if (answer !== null) return answer
      }
      return hosted.route(request, body)
    }
    server = await startGitHub([first], [person])
  })
  beforeEach(() => {
    before = []
    hosted = hostedRepository(name)
    hosted.state.people.set(person, 'mallory')
    from = server.asked.length
  })
  afterAll(() => server.close())
  return {
    get state() {
      return hosted.state
    },
    /** Requests of this test. */
    get asked(): readonly string[] {
      return server.asked.slice(from)
    },
    get written(): readonly string[] {
      return server.asked.slice(from).filter((one) => !one.startsWith('GET ') && one !== 'POST /graphql')
    },
    largest: () => server.largest(),
    first: (...routes: readonly Route[]) => void before.push(...routes),
    url: () => server.env['GITHUB_API_URL'] ?? '',
    open: (more: { token?: string; patience?: Partial<Patience>; env?: NodeJS.ProcessEnv } = {}): Promise<GitHub> =>
      openGitHub({
        token: more.token ?? server.token,
        repository: name,
        env: { ...server.env, GITHUB_ACTIONS: 'true', ...more.env },
        mask: () => undefined,
        patience: { ...clock(), ...more.patience },
      }),
  }
}

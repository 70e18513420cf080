import type { Answer, Asked, Route } from './github.ts'
import { commitsRoute, gitRoute } from './github-git.ts'
import { scanningRoute } from './github-scanning.ts'
import { emptyState, type Hosted, type Level, loginOf, ok, push } from './github-state.ts'
import { ticketsRoute } from './github-tickets.ts'

export interface HostedRepository {
  readonly state: Hosted
  readonly route: Route
}

/** A repository with state: git objects, branches, pull requests, issues, and a token's permissions as GitHub holds them to it. */
export function hostedRepository(
  name: string,
  files: Readonly<Record<string, string>> = { 'README.md': '# infra\n' },
): HostedRepository {
  const state = emptyState(name)
  push(state, 'main', files)
  const base = `/repos/${name}`
  const route: Route = (asked, body) => {
    if (asked.path === '/graphql') return viewer(state, asked)
    if (asked.path === '/user') return user(state, asked)
    if (!asked.path.startsWith(`${base}/`)) return null
    const inside = { ...asked, path: asked.path.slice(base.length) }
    const sent = (body ?? {}) as Readonly<Record<string, unknown>>
    const found =
      withheld(state, inside) ??
      gitRoute(state, inside, sent) ??
      commitsRoute(state, inside) ??
      scanningRoute(state, inside, sent) ??
      ticketsRoute(state, inside, sent, base)
    return found ?? null
  }
  return { state, route }
}

function viewer(at: Hosted, { token }: Asked): Answer {
  if (!at.settings.graphql) return { status: 404, body: { message: 'Not Found', status: '404' } }
  return ok({ data: { viewer: { login: loginOf(at, token) } } })
}

const byIntegration: Answer = {
  status: 403,
  body: { message: 'Resource not accessible by integration', status: '403' },
}

function user(at: Hosted, { token }: Asked): Answer {
  const login = at.people.get(token)
  return login === undefined ? byIntegration : ok({ login })
}

const levels: readonly Level[] = ['none', 'read', 'write']

/** What the token's permissions and the repository's settings keep from a request; null: nothing. */
function withheld(at: Hosted, { method, path }: Asked): Answer | null {
  const reads = method === 'GET'
  if (!reads && at.settings.archived)
    return { status: 403, body: { message: 'Repository was archived so is read-only.', status: '403' } }
  const level = reads ? 'read' : 'write'
  const has = (...names: readonly (keyof Hosted['permissions'])[]): boolean =>
    names.some((name) => levels.indexOf(at.permissions[name]) >= levels.indexOf(level))
  const ofPull = (): boolean => {
    const number = Number(/^\/issues\/(\d+)/.exec(path)?.[1])
    return at.tickets.some((one) => one.isPull && one.number === number)
  }
  const allowed = /^\/pulls/.test(path)
    ? has('pull-requests')
    : /^\/issues/.test(path)
      ? has('issues') || ((ofPull() || /^\/issues\/comments/.test(path)) && has('pull-requests'))
      : /^\/code-scanning/.test(path)
        ? has('security-events')
        : has('contents')
  // GitHub hides what may not even be seen.
  if (!allowed) return reads ? { status: 404, body: { message: 'Not Found', status: '404' } } : byIntegration
  if (method === 'POST' && path === '/pulls' && !at.settings.actionsMayOpenPulls)
    return {
      status: 403,
      body: { message: 'GitHub Actions is not permitted to create or approve pull requests.', status: '403' },
    }
  return null
}

/** The first `times` requests that match are answered so, and never reach the repository. */
export function instead(which: RegExp, answer: Answer, times = Number.POSITIVE_INFINITY): Route {
  let left = times
  return ({ method, path }) => {
    if (left === 0 || !which.test(`${method} ${path}`)) return null
    left -= 1
    return answer
  }
}

export const secondaryLimit = (seconds: number | null): Answer => ({
  status: 403,
  body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
  ...(seconds === null ? {} : { headers: { 'retry-after': String(seconds) } }),
})

export const primaryLimit = (resetAt: number): Answer => ({
  status: 403,
  body: { message: 'API rate limit exceeded for installation ID 1.' },
  headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetAt) },
})

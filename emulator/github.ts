import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface GitHub {
  /** For a run: where the API is. */
  readonly env: Readonly<Record<string, string>>
  readonly token: string
  /** Requests so far, in order: `GET /repos/octo/infra`. */
  readonly asked: readonly string[]
  /** Bytes of the largest body that was sent. */
  largest(): number
  close(): void
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  /** An artifact's bytes, in place of a body. */
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** In place of an answer: the connection is cut at once, in the middle of the body, or nothing ever comes. */
  readonly broken?: 'cut' | 'cut-body' | 'hang'
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly token: string
  /** The media type that is asked for. */
  readonly accept: string
}

/** Answers a request, or null: not mine. */
export type Route = (request: Asked, body: unknown) => Answer | null

/** `GET /repos/{owner}/{repo}` as far as Holdfast reads it. */
export const repository =
  (name: string, is: { readonly defaultBranch?: string; readonly visibility?: string } = {}): Route =>
  ({ method, path }) => {
    if (method !== 'GET' || path !== `/repos/${name}`) return null
    const { defaultBranch = 'main', visibility = 'private' } = is
    const body = {
      full_name: name,
      default_branch: defaultBranch,
      visibility,
      private: visibility !== 'public',
    }
    return { status: 200, body }
  }

export interface WorkflowRun {
  readonly repository: string
  readonly id: string
  readonly event?: string
  readonly branch?: string
  readonly codeOf?: string
  /** How the run's commit stands to the default branch, as the compare API says it. */
  readonly commit?: 'identical' | 'behind' | 'ahead' | 'diverged'
  readonly artifacts: readonly Uint8Array[]
}

/** A workflow run with its artifacts, as the Actions API tells of them. */
export const workflowRun = ({
  repository: name,
  id,
  event = 'schedule',
  branch = 'main',
  codeOf = name,
  commit = 'behind',
  artifacts,
}: WorkflowRun): Route => {
  const base = `/repos/${name}/actions`
  const [tip, head] = ['a'.repeat(40), 'b'.repeat(40)]
  const named = (full_name: string) => ({ full_name })
  return ({ path }) => {
    if (path === `${base}/runs/${id}`) {
      return {
        status: 200,
        body: {
          id: Number(id),
          event,
          head_branch: branch,
          head_sha: head,
          repository: named(name),
          head_repository: named(codeOf),
        },
      }
    }
    if (path === `/repos/${name}/branches/main`) return { status: 200, body: { name: 'main', commit: { sha: tip } } }
    if (path === `/repos/${name}/compare/${tip}...${head}`) return { status: 200, body: { status: commit } }
    if (path === `${base}/runs/${id}/artifacts`) {
      const listed = artifacts.map((bytes, index) => ({ id: index + 1, expired: false, size_in_bytes: bytes.length }))
      return { status: 200, body: { total_count: listed.length, artifacts: listed } }
    }
    const [, artifact] = /\/artifacts\/(\d+)\/zip$/.exec(path) ?? []
    const bytes = artifacts[Number(artifact) - 1]
    return bytes === undefined ? null : { status: 200, body: null, bytes }
  }
}

/** Every request is answered so: an outage, a missing permission. */
export const always =
  (status: number, message: string): Route =>
  () => ({ status, body: { message } })

/** GitHub's REST API: the first route that answers; 401 without one of the tokens, 404 where no route does. */
export async function startGitHub(routes: readonly Route[], others: readonly string[] = []): Promise<GitHub> {
  const asked: string[] = []
  let largest = 0
  const token = 'github-token-of-a-test'
  const server = createServer((request, response) => void answerTo(request).then((answer) => send(response, answer)))
  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const { method = '', url = '/' } = request
    const { pathname, searchParams: query } = new URL(url, 'http://github')
    const path = decodeURIComponent(pathname)
    asked.push(`${method} ${path}`)
    const text = Buffer.concat(await request.toArray()).toString()
    largest = Math.max(largest, Buffer.byteLength(text))
    const given = request.headers.authorization?.split(' ')[1] ?? ''
    if (given !== token && !others.includes(given)) return { status: 401, body: { message: 'Bad credentials' } }
    const body: unknown = text === '' ? null : JSON.parse(text)
    for (const route of routes) {
      const answer = route({ method, path, query, token: given, accept: request.headers.accept ?? '' }, body)
      if (answer !== null) return answer
    }
    return { status: 404, body: { message: 'Not Found' } }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    env: { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    token,
    asked,
    largest: () => largest,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function send(response: ServerResponse, { status, body, bytes, headers, broken }: Answer): void {
  if (broken === 'hang') return
  if (broken === 'cut') return void response.destroy()
  const type = bytes === undefined ? 'application/json; charset=utf-8' : 'application/zip'
  response.writeHead(status, { 'content-type': type, ...headers })
  if (status === 204) return void response.end()
  const text = JSON.stringify(body)
  if (broken !== 'cut-body') return void response.end(bytes ?? text)
  response.end(text.slice(0, text.length / 2))
}

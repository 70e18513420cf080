import { refusalOf } from './advice.ts'
import { authorOf } from './author.ts'
import { type Patience, patient } from './patience.ts'
import type { Answer, Permission } from './refusal.ts'

export type Api = ReturnType<typeof import('@actions/github').getOctokit>
export interface At {
  readonly owner: string
  readonly repo: string
}

/** One repository on GitHub. What GitHub refuses comes back as a value. */
export interface GitHub extends At {
  readonly serverUrl: string
  /** `need`: the permission that a refusal names. */
  ask<T>(need: Permission, work: (api: Api, at: At) => Promise<{ readonly data: T }>): Promise<Answer<T>>
  /** In a workflow, whose own token writes as `github-actions[bot]`. */
  readonly inActions: boolean
  /** The login under which this token writes; asked once. */
  author(): Promise<Answer<string>>
  /** Requests that went out so far, repeated ones included. */
  requests(): number
}

export interface Opening {
  readonly token: string
  /** `octo/infra` */
  readonly repository: string
  readonly env: NodeJS.ProcessEnv
  readonly mask: (secret: string) => void
  readonly patience?: Partial<Patience>
}

const patience: Patience = {
  now: Date.now,
  wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  timeout: 30_000,
  longest: 300_000,
}

/** The client; the SDK is loaded only here, so that runs that ask GitHub nothing start without it. */
export async function openGitHub({ token, repository, env, mask, patience: given }: Opening): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github')
  mask(token)
  const times = { ...patience, ...given }
  let requests = 0
  const send = patient(times, () => {
    requests += 1
  })
  // Proxies: the SDK's own fetch heeds HTTPS_PROXY and NO_PROXY. What it warns of goes nowhere: stdout is for results.
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  const api = getOctokit(token, { baseUrl: env['GITHUB_API_URL'] || 'https://api.github.com', log: silent })
  api.hook.wrap('request', (request, options) =>
    send(options, async (signal) => {
      // In place: the hooks further in are bound to this very object, and never see another that is handed on.
      options.request = { ...options.request, signal }
      return request(options)
    }),
  )
  const [owner = '', repo = ''] = repository.split('/')
  const place = { serverUrl: env['GITHUB_SERVER_URL'] || 'https://github.com', owner, repo }
  const ask: GitHub['ask'] = async (need, work) => {
    try {
      return { kind: 'answer', value: (await work(api, { owner, repo })).data }
    } catch (error) {
      if (!isAnswer(error)) throw error
      const found = refusalOf(error, need, place, times.now())
      // An error of the network may quote the header that it could not send.
      return { ...found, message: found.message.replaceAll(token.trim() || token, '***') }
    }
  }
  let author: Promise<Answer<string>> | null = null
  const inActions = env['GITHUB_ACTIONS'] === 'true'
  return {
    ...place,
    inActions,
    ask,
    author: () => {
      author ??= authorOf(ask, inActions)
      return author
    },
    requests: () => requests,
  }
}

/** What the network and GitHub say; anything else that is thrown is a fault of ours, and no refusal. */
const isAnswer = (error: unknown): boolean =>
  ['HttpError', 'GraphqlResponseError', 'AbortError'].includes(
    String((error as { readonly name?: unknown } | null)?.name),
  )

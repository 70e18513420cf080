import type { Api, GitHub } from './client.ts'
import { type Answer, answer } from './refusal.ts'

const ofWorkflows = 'github-actions[bot]'

/**
 * Under which login this token writes. `GET /user` refuses the tokens of workflows and apps, GraphQL's viewer knows them
 * all; where a server has no GraphQL, a workflow's token is that of `github-actions[bot]`.
 */
export async function authorOf(ask: GitHub['ask'], inActions: boolean): Promise<Answer<string>> {
  const viewer = await ask('contents: read', async (api) => ({ data: await viewerOf(api) }))
  if (viewer.kind === 'answer' && typeof viewer.value === 'string' && viewer.value !== '') return answer(viewer.value)
  if (viewer.kind === 'refused' && passing.includes(viewer.why)) return viewer
  const user = await ask('contents: read', (api) => api.rest.users.getAuthenticated())
  if (user.kind === 'answer') return answer(user.value.login)
  const apps = user.why === 'permission' || user.why === 'denied' || user.why === 'not-found'
  return inActions && apps ? answer(ofWorkflows) : user
}

/** undefined: GraphQL answered, and did not say. */
async function viewerOf(api: Api): Promise<unknown> {
  try {
    return (await api.graphql<{ viewer?: { login?: unknown } }>('query { viewer { login } }')).viewer?.login
  } catch (error) {
    const { name, errors } = error as { name?: string; errors?: readonly { readonly type?: string }[] }
    if (name !== 'GraphqlResponseError' || errors?.some(({ type }) => type === 'RATE_LIMITED')) throw error
    return undefined
  }
}

/** A guess after these would take another's for ours, or ours for another's. */
const passing: readonly string[] = ['rate-limited', 'unreachable', 'unavailable', 'token']

export const sameLogin = (one: string | null | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase()

interface Written {
  readonly user: { readonly login?: string } | null
}

/**
 * Which of these texts, all with our mark, this token wrote. Where all are a workflow's own, nobody is asked who we are: only
 * this repository's workflows write under that name, and one of another token's would be among them under its name.
 */
export async function oursAmong<T extends Written>(gh: GitHub, texts: readonly T[]): Promise<Answer<readonly T[]>> {
  if (texts.length === 0) return answer([])
  if (gh.inActions && texts.every(({ user }) => sameLogin(user?.login, ofWorkflows))) return answer(texts)
  const author = await gh.author()
  return author.kind === 'refused' ? author : answer(texts.filter(({ user }) => sameLogin(user?.login, author.value)))
}

import { openGitHub } from './client.ts'

/** The repository as the API knows it; null where it cannot be asked or does not say. */
export async function askRepository(
  token: string | null,
  repository: string,
): Promise<{ readonly default_branch?: unknown; readonly visibility?: unknown; readonly private?: unknown } | null> {
  if (token === null || !/^[^/]+\/[^/]+$/.test(repository)) return null
  // Every run starts with it: nothing here waits for long. A workflow's token is masked by the runner.
  const patience = { timeout: 10_000, longest: 0 }
  const gh = await openGitHub({ token, repository, env: process.env, mask: () => undefined, patience })
  const found = await gh.ask('contents: read', (api, at) => api.rest.repos.get({ ...at }))
  // Who may not be asked has not said: what depends on it is denied.
  return found.kind === 'answer' ? found.value : null
}

import { githubClient } from './client.ts'

/** The repository as the API knows it; null where it cannot be asked or does not say. */
export async function askRepository(
  token: string | null,
  repository: string,
): Promise<{ readonly default_branch?: unknown; readonly visibility?: unknown; readonly private?: unknown } | null> {
  const [owner, repo] = repository.split('/')
  if (token === null || !owner || !repo) return null
  try {
    const { rest } = await githubClient(token, 10_000)
    const { data } = await rest.repos.get({ owner, repo })
    return data
  } catch {
    // Who may not be asked has not said: what depends on it is denied.
    return null
  }
}

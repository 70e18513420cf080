/** The repository as the API knows it; null where it cannot be asked or does not say. */
export async function askRepository(
  token: string | null,
  repository: string,
): Promise<{ readonly default_branch?: unknown; readonly visibility?: unknown; readonly private?: unknown } | null> {
  const [owner, repo] = repository.split('/')
  if (token === null || !owner || !repo) return null
  try {
    const { getOctokit } = await import('@actions/github')
    const { data } = await getOctokit(token, { request: { timeout: 10_000 } }).rest.repos.get({ owner, repo })
    return data
  } catch {
    // Who may not be asked has not said: what depends on it is denied.
    return null
  }
}

/** GitHub's OIDC token of this job; null: the job has none (no `id-token: write`, or a fork's pull request). */
export function tokenSource(
  env: NodeJS.ProcessEnv,
  mask: (secret: string) => void,
): ((audience: string) => Promise<string>) | null {
  if (!env['ACTIONS_ID_TOKEN_REQUEST_URL'] || !env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']) return null
  return async (audience) => {
    // Loaded here: it carries an HTTP client that a run with a bad policy never needs.
    const { getIDToken } = await import('@actions/core')
    const token = await getIDToken(audience)
    mask(token)
    return token
  }
}

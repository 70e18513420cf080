/** GitHub's OIDC token of this job; null: the job has none (no `id-token: write`, or a fork's pull request). */
export function tokenSource(
  env: NodeJS.ProcessEnv,
  mask: (secret: string) => void,
): ((audience: string) => Promise<string>) | null {
  const [url, bearer] = [env['ACTIONS_ID_TOKEN_REQUEST_URL'], env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']]
  if (!url || !bearer) return null
  return async (audience) => {
    // Not `getIDToken` of @actions/core: it prints the token's mask on stdout, which is where the command's results go.
    const [{ HttpClient }, { BearerCredentialHandler }] = await Promise.all([
      import('@actions/http-client'),
      import('@actions/http-client/lib/auth'),
    ])
    // Only what passes is tried again: 502, 503, 504.
    const options = { allowRetries: true, maxRetries: 10, socketTimeout: 10_000 }
    const client = new HttpClient('holdfast', [new BearerCredentialHandler(bearer)], options)
    const address = `${url}&audience=${encodeURIComponent(audience)}`
    const { result } = await client
      .getJson<{ readonly value?: unknown }>(address)
      .catch((error: Error & { readonly statusCode?: number }) => {
        const status = error.statusCode === undefined ? '' : `status ${error.statusCode}: `
        throw new Error(`${status}${error.message}`, { cause: error })
      })
    const token = result?.value
    if (typeof token !== 'string' || token === '') throw new Error('the answer holds no token')
    mask(token)
    return token
  }
}

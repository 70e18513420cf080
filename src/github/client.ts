/**
 * A client of GitHub's API whose every request ends after so many milliseconds. The limit hangs on a hook: options of a `request`
 * handed to `getOctokit` would take the place of those that lead through the proxy, and a `timeout` in them is not looked at.
 */
export async function githubClient(token: string, milliseconds: number) {
  const { getOctokit } = await import('@actions/github')
  const client = getOctokit(token)
  client.hook.before('request', (options) => {
    options.request = { ...options.request, signal: AbortSignal.timeout(milliseconds) }
  })
  return client
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from '@jest/globals'
import { githubClient } from '../../src/github/client.ts'

describe("a client of GitHub's API", () => {
  const silent = createServer(() => undefined)
  afterAll(() => {
    silent.closeAllConnections()
    silent.close()
  })

  it('gives up a request that is never answered, so that a run ends', async () => {
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
    process.env['GITHUB_API_URL'] = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const { rest } = await githubClient('none', 100)
    await expect(rest.repos.get({ owner: 'octo', repo: 'infra' })).rejects.toThrow()
  })
})

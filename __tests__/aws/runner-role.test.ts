import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { policyWith, ssh } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

describe("a self-hosted runner's own role", () => {
  const world = testWorld()
  let runner: Server
  let asked = 0
  beforeAll(async () => {
    runner = createServer((_, answer) => {
      asked++
      const keys = { AccessKeyId: 'AKIARUNNER', SecretAccessKey: 'secret', Token: 'token' }
      answer.setHeader('content-type', 'application/json')
      answer.end(JSON.stringify({ ...keys, Expiration: new Date(Date.now() + 3_600_000).toISOString() }))
    })
    await new Promise<void>((resolve) => runner.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    runner.closeAllConnections()
    runner.close()
  })

  it.each([
    ['nothing', {}],
    ['half a key', { AWS_ACCESS_KEY_ID: 'AKIAHALF' }],
    ['a profile that is not there', { AWS_PROFILE: 'absent' }],
    ['a token file that is not there', { AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere' }],
  ])('is never used in a workflow: the environment names %s', async (_, named) => {
    const address = `http://127.0.0.1:${(runner.address() as AddressInfo).port}/credentials`
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: '', AWS_CONTAINER_CREDENTIALS_FULL_URI: address, ...named }
    const run = await world.run({ policy: policyWith(ssh()), env })
    expect(run.outputs['failure-reason']).toBe('credentials')
    expect(run.report?.targets).toMatchObject([{ state: 'failed' }])
    expect(asked).toBe(0)
  })
})

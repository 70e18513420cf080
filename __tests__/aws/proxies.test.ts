import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { policyWith, ssh } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

describe('a proxy', () => {
  const world = testWorld()
  const through: string[] = []
  let proxy: Server
  beforeAll(async () => {
    proxy = createServer((incoming, outgoing) => {
      through.push(incoming.url ?? '')
      const target = new URL(incoming.url ?? '', world.cloud.url)
      const onward = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      incoming.pipe(onward)
    })
    proxy.on('connect', (incoming, socket) => {
      through.push(incoming.url ?? '')
      const [host, port] = (incoming.url ?? '').split(':')
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        onward.pipe(socket)
        socket.pipe(onward)
      })
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  beforeEach(() => void through.splice(0))
  const at = (): string => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const toAws = (): readonly string[] => through.filter((url) => url.includes(new URL(world.cloud.url).host))
  const policy = policyWith(ssh())
  const issuerHost = (): string => new URL(world.issuer.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '').host

  it('that the environment names carries every call to AWS', async () => {
    const run = await world.run({
      policy,
      env: { HTTP_PROXY: at(), NO_PROXY: issuerHost() },
    })
    expect(run.report?.targets).toMatchObject([{ state: 'read' }])
    expect(toAws().length).toBeGreaterThanOrEqual(3)
  })

  it('is gone round where NO_PROXY says so', async () => {
    const run = await world.run({ policy, env: { HTTP_PROXY: at(), NO_PROXY: '127.0.0.1' } })
    expect(run.report?.targets).toMatchObject([{ state: 'read' }])
    expect(through).toEqual([])
  })

  it('that is down is a target that could not be opened', async () => {
    const run = await world.run({
      policy,
      env: {
        HTTP_PROXY: 'http://127.0.0.1:9',
        NO_PROXY: issuerHost(),
      },
    })
    expect(run.outputs['failure-reason']).toBe('credentials')
    expect(run.report?.targets[0]?.reason).toContain('ECONNREFUSED')
  })
})

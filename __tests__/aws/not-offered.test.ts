import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { S3ControlClient, TagResourceCommand } from '@aws-sdk/client-s3-control'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { isNotOffered } from '../../src/aws/not-offered.ts'

let reply: { readonly status: number; readonly body: string } | 'reset' = 'reset'
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    if (reply === 'reset') request.socket.destroy()
    else response.writeHead(reply.status).end(reply.body)
  })
})
const at = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => void server.close())

async function failure(endpoint: string | null): Promise<unknown> {
  const url = new URL(at())
  const client = new S3ControlClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    ...(endpoint === null ? { endpointProvider: () => ({ url }) } : { endpoint }),
  })
  const ResourceArn = 'arn:aws:s3:::one'
  const tags = { AccountId: '111111111111', ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] }
  return client.send(new TagResourceCommand(tags)).catch((error: unknown) => error)
}

const coded = (code: string): string => `<Error><Code>${code}</Code><Message>it</Message></Error>`

describe('a call is not offered', () => {
  it.each([
    [405, ''],
    [404, ''],
    [501, ''],
    [404, '<html><body>nothing here</body></html>'],
    [404, 'no such page'],
    [405, '{"message": "no"}'],
    [405, coded('MethodNotAllowed')],
    [501, coded('InternalFailure')],
    [400, coded('NotImplemented')],
    [400, coded('UnknownOperation')],
    [400, coded('UnsupportedOperation')],
  ])('where the endpoint says so: %d %s', async (status, body) => {
    reply = { status, body }
    expect(isNotOffered(await failure(null))).toBe(true)
  })

  it.each([
    [404, coded('NoSuchResource')],
    [404, coded('NoSuchBucket')],
    [403, ''],
    [403, coded('AccessDenied')],
    [400, '<html>'],
    [400, coded('InvalidTag')],
    [500, ''],
    [500, coded('InternalError')],
    [502, '<html><body>a proxy</body></html>'],
    [503, coded('SlowDown')],
  ])('but not where it answers in any other way: %d %s', async (status, body) => {
    reply = { status, body }
    expect(isNotOffered(await failure(null))).toBe(false)
  })

  it('nor where no answer came', async () => {
    reply = 'reset'
    expect(isNotOffered(await failure(null))).toBe(false)
    expect(isNotOffered(undefined)).toBe(false)
    expect(isNotOffered(new Error('a fault of ours'))).toBe(false)
  })

  it('where the account before the host makes no host', async () => {
    // The SDK prints such an address by itself.
    const print = jest.spyOn(globalThis.console, 'error').mockImplementation(() => {})
    expect(isNotOffered(await failure(at()))).toBe(true)
    print.mockRestore()
    const unresolved = (code: string) => Object.assign(new Error('getaddrinfo'), { code, $metadata: { attempts: 1 } })
    expect(isNotOffered(unresolved('ENOTFOUND'))).toBe(true)
    // A name server that does not answer says nothing of the host.
    expect(isNotOffered(unresolved('EAI_AGAIN'))).toBe(false)
  })
})

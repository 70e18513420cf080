import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { subject } from './cloud.ts'

export interface Issuer {
  readonly env: Readonly<Record<string, string>>
  /** Audiences that were asked for, in order. */
  readonly asked: readonly string[]
  close(): void
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

type Claims = Readonly<Record<string, unknown>>

/**
 * GitHub's token endpoint. `failures`: that many requests are answered with 500 first; `lives`: seconds; `claims`: over the usual
 * ones, or what they are for the nth request, from 1 on.
 */
export async function startIssuer(
  wanted: {
    readonly claims?: Claims | ((request: number) => Claims | Promise<Claims>)
    readonly failures?: number
    readonly lives?: number
  } = {},
): Promise<Issuer> {
  const asked: string[] = []
  let failures = wanted.failures ?? 0
  const claimsOf = async (request: number): Promise<Claims> =>
    typeof wanted.claims === 'function' ? wanted.claims(request) : (wanted.claims ?? {})
  const server = createServer(async (request, response) => {
    const audience = new URL(request.url ?? '', 'http://issuer').searchParams.get('audience') ?? ''
    response.setHeader('content-type', 'application/json')
    if (request.headers.authorization !== 'Bearer request-token') {
      response.statusCode = 401
      response.end('{}')
      return
    }
    asked.push(audience)
    if (failures-- > 0) {
      response.statusCode = 500
      response.end('{}')
      return
    }
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: 'https://token.actions.githubusercontent.com',
      aud: audience,
      sub: subject,
      ref: 'refs/heads/main',
      repository: 'octo/infra',
      exp: now + (wanted.lives ?? 300),
      iat: now,
      ...(await claimsOf(asked.length)),
    }
    response.end(JSON.stringify({ value: `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?api-version=2.0`
  return {
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token' },
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

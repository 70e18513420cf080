/** What a run's OIDC token says of it, as far as anybody here asks. */
export interface Claims {
  readonly sub: string | null
  readonly aud: string | null
  readonly ref: string | null
  readonly environment: string | null
  readonly repository: string | null
  /** Seconds since 1970. */
  readonly exp: number | null
}

/** Reads the payload of a token. Nothing is verified: STS does that. */
export function claimsOf(token: string): Claims {
  let payload: Record<string, unknown> = {}
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) payload = parsed as Record<string, unknown>
  } catch {
    // A token that is none has no claims; STS says so.
  }
  const text = (name: string): string | null => (typeof payload[name] === 'string' ? payload[name] : null)
  const exp = payload['exp']
  return {
    sub: text('sub'),
    aud: Array.isArray(payload['aud']) ? payload['aud'].join(',') : text('aud'),
    ref: text('ref'),
    environment: text('environment'),
    repository: text('repository'),
    exp: typeof exp === 'number' ? exp : null,
  }
}

export interface Tokens {
  /** A token that is still alive; the same for all who ask, until it runs out or `renew` is called. */
  get(audience: string): Promise<string>
  renew(): void
}

/** GitHub's tokens live about five minutes: one is shared while it lives. */
export function tokens(fetch: (audience: string) => Promise<string>, now: () => number): Tokens {
  const held = new Map<string, Promise<string>>()
  const isAlive = (token: string): boolean => {
    const { exp } = claimsOf(token)
    return exp === null || exp * 1000 - 30_000 > now()
  }
  const fetched = (audience: string): Promise<string> => {
    const token = fetch(audience)
    held.set(audience, token)
    // A failure is for those who asked; who asks later tries again.
    token.catch(() => held.delete(audience))
    return token
  }
  return {
    async get(audience) {
      const known = held.get(audience)
      if (known === undefined) return fetched(audience)
      const token = await known
      if (isAlive(token)) return token
      if (held.get(audience) === known) held.delete(audience)
      return held.get(audience) ?? fetched(audience)
    },
    renew: () => held.clear(),
  }
}

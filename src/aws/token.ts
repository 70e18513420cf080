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
  const payload = payloadOf(token)
  const text = (name: string): string | null => textOf(payload, name)
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

function payloadOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    // A token that is none has no claims; STS says so.
    return {}
  }
}

const textOf = (payload: Readonly<Record<string, unknown>>, name: string): string | null => {
  const value = payload[name]
  return typeof value === 'string' ? value : null
}

/** What a trust policy may ask for besides subject and audience, with what the token says of it; null: nothing. */
export function trustClaims(token: string): readonly (readonly [string, string | null])[] {
  const payload = payloadOf(token)
  return ['environment', 'ref', 'repository_id', 'job_workflow_ref'].map((name) => [name, textOf(payload, name)])
}

/** The token's subject in both of GitHub's forms, with a placeholder for an id that no claim has; null: it is customised. */
export function subjectForms(token: string): { readonly classic: string; readonly immutable: string } | null {
  const payload = payloadOf(token)
  const [, owner, ownerId, name, nameId, rest] =
    /^repo:([^/@:]+)(?:@(\d+))?\/([^/@:]+)(?:@(\d+))?:(.+)$/.exec(textOf(payload, 'sub') ?? '') ?? []
  if (owner === undefined || name === undefined || rest === undefined) return null
  const ids = [
    ownerId ?? textOf(payload, 'repository_owner_id') ?? 'OWNER_ID',
    nameId ?? textOf(payload, 'repository_id') ?? 'REPOSITORY_ID',
  ]
  return {
    classic: `repo:${owner}/${name}:${rest}`,
    immutable: `repo:${owner}@${ids[0]}/${name}@${ids[1]}:${rest}`,
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

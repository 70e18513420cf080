import { matches } from '../../lib/wildcard.ts'
import { type Subject, subjectOf } from './subject.ts'

/** What one entry of `allow` names. */
export type Entry =
  | { readonly kind: 'account' | 'organization'; readonly id: string }
  /** Roles, users and sessions, by ARN; `*` and `?` may stand in it. */
  | { readonly kind: 'identity'; readonly arn: string }
  | { readonly kind: 'service'; readonly name: string }
  /** An ARN, or the provider's URL without `https://`. */
  | { readonly kind: 'provider'; readonly name: string }
  | { readonly kind: 'subject'; readonly subject: Subject }

/** null: it names nobody. */
export function entryOf(text: string): Entry | null {
  const account = /^(\d{12})$/.exec(text)?.[1] ?? /^arn:[\w-]+:iam::(\d{12}):(?:root|\*)$/.exec(text)?.[1]
  if (account !== undefined) return { kind: 'account', id: account }
  if (/^o-[a-z0-9]{10,32}$/.test(text)) return { kind: 'organization', id: text }
  if (/^arn:[\w*?-]+:(iam|sts)::[\d*?]+:(role|user|assumed-role|federated-user)\/./.test(text))
    return { kind: 'identity', arn: text }
  if (/^arn:[\w*?-]+:iam::[\d*?]*:(oidc|saml)-provider\/./.test(text)) return { kind: 'provider', name: text }
  if (/^https:\/\/./.test(text)) return { kind: 'provider', name: text.slice('https://'.length).replace(/\/+$/, '') }
  if (/^[\w*?-]+(\.[\w*?-]+)*\.amazonaws\.com(\.cn)?$/.test(text)) return { kind: 'service', name: text }
  if (/^[\w-]+(\.[\w-]+)+(\/[^\s]*)?$/.test(text)) return { kind: 'provider', name: text.replace(/\/+$/, '') }
  const subject = subjectOf(text)
  return subject === null ? null : { kind: 'subject', subject }
}

/** All entries, by kind. */
export interface Allowed {
  readonly accounts: readonly string[]
  readonly organizations: readonly string[]
  readonly identities: readonly string[]
  readonly services: readonly string[]
  readonly providers: readonly string[]
  readonly subjects: readonly Subject[]
}

const known = new WeakMap<readonly string[], Allowed>()

export function allowedOf(allow: readonly string[]): Allowed {
  const made = known.get(allow) ?? byKind(allow.flatMap((text) => entryOf(text) ?? []))
  known.set(allow, made)
  return made
}

const byKind = (entries: readonly Entry[]): Allowed => ({
  accounts: entries.flatMap((one) => (one.kind === 'account' ? [one.id] : [])),
  organizations: entries.flatMap((one) => (one.kind === 'organization' ? [one.id] : [])),
  identities: entries.flatMap((one) => (one.kind === 'identity' ? [one.arn] : [])),
  services: entries.flatMap((one) => (one.kind === 'service' ? [one.name] : [])),
  providers: entries.flatMap((one) => (one.kind === 'provider' ? [one.name] : [])),
  subjects: entries.flatMap((one) => (one.kind === 'subject' ? [one.subject] : [])),
})

/** `gitlab.com` of `arn:aws:iam::…:oidc-provider/gitlab.com`; a provider that AWS knows by name is its name. */
export const hostOf = (provider: string): string =>
  /^arn:[\w-]+:iam::\d*:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? provider

/** Cognito is named like a service, and means a provider where it stands as one: but no pattern of services means it. */
export const namesProvider = ({ providers, services }: Allowed, provider: string): boolean =>
  providers.some((one) => matches(one, provider) || matches(one, hostOf(provider))) || services.includes(provider)

/** A few services have names that end in nothing of AWS's, and so read like a provider's. */
export const namesService = ({ services, providers }: Allowed, service: string): boolean =>
  services.some((one) => matches(one, service)) || providers.includes(service)

/** A session's ARN has the role's name and not its path. */
export function namesIdentity({ accounts, identities }: Allowed, arn: string, account: string): boolean {
  if (accounts.includes(account) || identities.some((one) => matches(one, arn))) return true
  const role = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/./.exec(arn)
  if (role === null) return false
  const [, partition = '', owner = '', name = ''] = role
  return identities.some((one) => {
    const named = /^(.*:role\/)(?:.*\/)?([^/]+)$/.exec(one)
    return named !== null && matches(`${named[1]}${named[2]}`, `arn:${partition}:iam::${owner}:role/${name}`)
  })
}

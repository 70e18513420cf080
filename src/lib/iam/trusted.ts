import { always, type Formula, holds, never, not, or } from './formula.ts'
import type { Named, Principals } from './principal.ts'
import { unread } from './test-of-request.ts'

/**
 * Who a trust policy names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Trusted =
  /** `*` */
  | { readonly kind: 'everyone' }
  | { readonly kind: 'account'; readonly account: string }
  /** A role, user or session, by its ARN. */
  | { readonly kind: 'identity'; readonly account: string; readonly arn: string }
  | { readonly kind: 'service'; readonly service: string }
  /** A SAML or OIDC provider: its ARN, or the name of one that AWS knows. */
  | { readonly kind: 'provider'; readonly provider: string }
  /** What a deleted role or user leaves behind: its unique id, which no new one of the same name ever has. */
  | { readonly kind: 'dangling'; readonly id: string }
  | { readonly kind: 'other'; readonly type: string; readonly id: string }

export function trustedOf({ type, id }: Named): Trusted {
  if (type === 'Service') return { kind: 'service', service: id }
  if (type === 'Federated') return { kind: 'provider', provider: id }
  if (type !== 'AWS') return { kind: 'other', type, id }
  if (id === '*') return { kind: 'everyone' }
  if (/^\d{12}$/.test(id)) return { kind: 'account', account: id }
  if (isUniqueId(id)) return { kind: 'dangling', id }
  const account = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):[^*?]+$/.exec(id)?.[1]
  return account === undefined ? { kind: 'other', type, id } : { kind: 'identity', account, arn: id }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export const isUniqueId = (id: string): boolean => /^A(ROA|IDA|GPA|IPA|NPA)[A-Z0-9]{8,}$/.test(id)

export const trustedText = (one: Trusted): string => {
  switch (one.kind) {
    case 'everyone':
      return 'every AWS account'
    case 'account':
      return `account ${one.account}`
    case 'identity':
      return one.arn
    case 'service':
      return `service ${one.service}`
    case 'provider':
      return `provider ${one.provider}`
    case 'dangling':
      return `the deleted ${one.id.startsWith('AIDA') ? 'user' : 'role'} ${one.id}`
    case 'other':
      return `${one.type} ${one.id}`
  }
}

/**
 * When an element names somebody. `own`: the role's account, where naming an identity lets it in even without a
 * permission of its own, which naming the account does not; null: not known, so it may be that account.
 */
export function namesFormula({ negated, named }: Principals, who: Trusted, own: string | null): Formula {
  const each = named.map((one) => trustedOf(one))
  const one = or(...each.map((given) => covers(given, who, own)))
  if (!negated) return one
  // To leave out an identity, AWS wants its account left out as well: without it the identity may be meant, too.
  const account = who.kind === 'identity' && !each.some(({ kind }) => kind === 'everyone' || kind === 'account')
  return one === always && account
    ? holds(unread(`not ${trustedText(who)}`, `NotPrincipal names ${trustedText(who)} without its account`))
    : not(one)
}

function covers(named: Trusted, who: Trusted, own: string | null): Formula {
  if (trustedText(named) === trustedText(who)) return uncertain(who) ?? always
  if (named.kind === 'everyone') return everyoneCovers(who)
  if (named.kind === 'account' && who.kind === 'identity' && who.account === named.account)
    return own !== null && own !== named.account
      ? always
      : holds(
          unread(
            `delegation ${named.account}`,
            'an account lets in whom its own policies allow, a name lets in at once',
          ),
        )
  if (named.kind === 'identity' && who.kind === 'identity') return isSessionOf(who.arn, named.arn) ? always : never
  return named.kind === 'other' && who.kind !== 'other'
    ? holds(unread(trustedText(named), `whom ${trustedText(named)} is`))
    : never
}

/** Whether somebody is there to make use of it: nobody knows of a deleted one, or of what the grammar does not name. */
const uncertain = (who: Trusted): Formula | null =>
  who.kind === 'dangling' || who.kind === 'other'
    ? holds(unread(trustedText(who), `whether anybody is ${trustedText(who)}`))
    : null

/** `*` is all AWS principals; AWS does not promise that it is services and providers as well. */
const everyoneCovers = (who: Trusted): Formula =>
  who.kind === 'account' || who.kind === 'identity'
    ? always
    : (uncertain(who) ?? holds(unread(`everyone ${trustedText(who)}`, `whether "*" is ${trustedText(who)}`)))

/** A session's ARN has the role's name, not its path. */
function isSessionOf(session: string, role: string): boolean {
  const [, account, name] = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/]+)\/./.exec(session) ?? []
  const [, owner, path] = /^arn:[\w-]+:iam::(\d{12}):role\/(.+)$/.exec(role) ?? []
  return account !== undefined && account === owner && path?.split('/').at(-1) === name
}

import type { Document } from '../../lib/iam/document.ts'
import { always, and, type Formula, holds, not, or } from '../../lib/iam/formula.ts'
import { openingsOf } from '../../lib/iam/open-trust.ts'
import type { Named } from '../../lib/iam/principal.ts'
import { unread } from '../../lib/iam/test-of-request.ts'
import { danglingIn } from '../../lib/iam/trust.ts'
import { type Trusted, trustedOf, trustedText } from '../../lib/iam/trusted.ts'
import { type Allowed, hostOf, namesIdentity, namesProvider, namesService } from './allowed.ts'
import { isFree, isIdentifying, namesOrganization } from './context-keys.ts'
import { allowedJobs, githubConditions, isGithub } from './github.ts'
import { anyAppOf } from './issuers.ts'
import { oneOfArns, oneOfTexts } from './one-of.ts'
import { type Reach, reachOf, withoutExternalId } from './reach.ts'
import type { Handled } from './when.ts'

/** Somebody whom a trust policy lets in, or may, and should not. */
export interface Offender {
  readonly who: string
  readonly open: 'yes' | 'unknown'
  readonly why: string
}

/** A trust policy, and whom it may let in. `own`: the role's account. */
export interface Trust {
  readonly document: Document
  readonly own: string
  readonly allowed: Allowed
  readonly requireExternalId: boolean
}

export function offendersOf(trust: Trust): readonly Offender[] {
  const dangling = danglingIn(trust.document).map(
    (id): Offender => ({
      who: trustedText({ kind: 'dangling', id }),
      open: 'yes',
      why: 'it is the id of somebody who was deleted, and names nobody any more',
    }),
  )
  const all = [...dangling, ...letIn(trust.document).flatMap((who) => offences(trust, who))]
  return [...new Map(all.map((one) => [`${one.who} ${one.why}`, one])).values()].sort(byWho)
}

const byWho = (a: Offender, b: Offender): number =>
  (a.open === b.open ? 0 : a.open === 'yes' ? -1 : 1) || (a.who < b.who ? -1 : a.who > b.who ? 1 : 0)

/** Everybody whom an Allow names; by leaving somebody out, NotPrincipal names everyone. */
function letIn({ statements }: Document): readonly Trusted[] {
  const all = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principals }): readonly Trusted[] =>
      principals === null || principals.negated ? [{ kind: 'everyone' }] : principals.named.map(trustedOf),
    )
  return [...new Map(all.filter(({ kind }) => kind !== 'dangling').map((one) => [trustedText(one), one])).values()]
}

function offences(trust: Trust, who: Trusted): readonly Offender[] {
  const judged = judgeOne(trust, who)
  return judged.length > 0 || !trust.requireExternalId ? judged : lackingExternalId(trust, who)
}

function judgeOne(trust: Trust, who: Trusted): readonly Offender[] {
  const { allowed, own } = trust
  switch (who.kind) {
    case 'account':
      if (who.account === own || allowed.accounts.includes(who.account)) return []
      return outside(trust, who, anybody)
    case 'identity':
      if (who.account === own || namesIdentity(allowed, who.arn, who.account)) return []
      return outside(trust, who, anybody)
    case 'everyone':
      return outside(trust, who, everybody)
    case 'service':
      return namesService(allowed, who.service) ? [] : outside(trust, who, anybody)
    case 'provider':
      return providerOffences(trust, who)
    case 'dangling':
    case 'other':
      return outside(trust, who, anybody)
  }
}

/** Of one who is named it is known that he is not allowed, whatever else is asked of him. */
const anybody: Handled = { of: (key) => (isIdentifying(key) ? 'exact' : 'free') }

/** Of all AWS accounts it is not known who meets what. An organization's accounts are known to AWS alone. */
const everybody: Handled = {
  of: (key) => (isIdentifying(key) ? 'exact' : isFree(key) ? 'free' : 'opaque'),
  beside: ({ key, operator, values }) =>
    namesOrganization(key) && !operator.includes('Not')
      ? holds(unread(JSON.stringify([key, values]), 'which accounts the organization has: allow can name it'))
      : always,
}

function outside(trust: Trust, who: Trusted, handled: Handled): readonly Offender[] {
  const allowed = allowedRequests(trust.allowed, [trust.own, ...trust.allowed.accounts])
  const found = reachOf({ ...trust, who, handled, beyond: not(allowed) })
  return offender(
    who,
    found,
    who.kind === 'everyone' ? 'no condition narrows it to whom allow names' : 'allow does not name it',
  )
}

/** What a request itself shows of who makes it. */
function allowedRequests(
  { identities, organizations }: Pick<Allowed, 'identities' | 'organizations'>,
  accounts: readonly string[],
): Formula {
  const arns = accounts.flatMap((one) => [`arn:*:iam::${one}:*`, `arn:*:sts::${one}:*`])
  return or(
    oneOfArns('aws:principalarn', [...identities, ...arns]),
    oneOfTexts('aws:principalaccount', accounts),
    oneOfTexts('aws:principalorgid', organizations),
    oneOfTexts('aws:sourceaccount', accounts),
    oneOfArns(
      'aws:sourcearn',
      accounts.map((one) => `arn:*:*:*:${one}:*`),
    ),
    oneOfTexts('aws:sourceorgid', organizations),
  )
}

function providerOffences(trust: Trust, who: Extract<Trusted, { kind: 'provider' }>): readonly Offender[] {
  const { document, allowed } = trust
  const named = namesProvider(allowed, who.provider)
  const github = isGithub(who.provider)
  if (!named && !(github && allowed.subjects.length > 0)) return outside(trust, who, anybody)
  if (github) {
    const beyond = not(allowedJobs(allowed, who.provider, document))
    const found = reachOf({ ...trust, who, handled: githubConditions(who.provider), beyond })
    return offender(who, found, jobsWords(trust, who))
  }
  const anyApp = anyAppOf(who.provider)
  if (anyApp !== null) {
    const handled: Handled = { of: (key) => (anyApp.keys.includes(key.toLowerCase()) ? 'exact' : 'free') }
    const found = reachOf({ ...trust, who, handled, beyond: anyApp.beyond })
    return offender(who, found, `no condition says whose tokens: ${anyApp.keys.join(' or ')}`)
  }
  return openingsOf(document).flatMap((one) =>
    one.who === trustedText(who) ? [{ who: one.who, open: one.open, why: one.why }] : [],
  )
}

/** What the statements that let it in ask of a job's token. */
function jobsWords({ document, allowed }: Trust, who: Extract<Trusted, { kind: 'provider' }>): string {
  const prefix = `${hostOf(who.provider).toLowerCase()}:`
  const isNamed = (named: readonly Named[]): boolean =>
    named.some((one) => trustedText(trustedOf(one)) === trustedText(who))
  const asked = document.statements
    .filter(({ effect, principals }) => effect === 'Allow' && isNamed(principals?.named ?? []))
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.startsWith(prefix) && key !== `${prefix}aud`)
    .map(({ operator, key, values }) => `${operator} ${key.slice(prefix.length)} ${shown(values)}`)
  const what = asked.length === 0 ? 'no condition says which repository' : `asked is ${asked.slice(0, 3).join(' and ')}`
  const others =
    allowed.subjects.length > 0 ? 'other jobs than allow names' : 'repositories that it does not name in full'
  return `${others} can meet it: ${what}`
}

const shown = (values: readonly string[]): string => {
  const rest = values.length - 3
  return `${values.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** Principals of other accounts whom nothing asks for an external id. */
function lackingExternalId(trust: Trust, who: Trusted): readonly Offender[] {
  const others =
    who.kind === 'everyone' || ((who.kind === 'account' || who.kind === 'identity') && who.account !== trust.own)
  if (!others) return []
  const own = allowedRequests({ identities: [], organizations: [] }, [trust.own])
  const handled: Handled = { of: (key) => (isIdentifying(key) || key === 'sts:externalid' ? 'exact' : 'free') }
  const found = reachOf({ ...trust, who, handled, beyond: and(withoutExternalId, not(own)) })
  return offender(who, found, 'it needs no external id, and require-external-id asks for one')
}

function offender(who: Trusted, { open, why }: Reach, words: string): readonly Offender[] {
  if (open === 'no') return []
  return [{ who: trustedText(who), open, why: open === 'yes' ? words : why.slice(0, 3).join(', ') }]
}

import { selects } from './actions.ts'
import type { Condition } from './condition.ts'
import type { Document } from './document.ts'
import { possible } from './judge.ts'
import { work } from './signatures.ts'
import type { Statement } from './statement.ts'
import { trustFormula } from './trust.ts'
import { type Trusted, trustedOf, trustedText } from './trusted.ts'
import { keyWords } from './why.ts'

/** A statement through which strangers can assume the role, or may. `statement` counts from 1, as people do. */
export interface Opening {
  readonly statement: number
  readonly sid: string | null
  readonly who: string
  readonly open: 'yes' | 'unknown'
  readonly why: string
}

/** Who somebody is; where one of these must be met, strangers cannot meet it. */
const identifying = /^aws:(principal(arn|account|orgid|orgpaths)|source(account|arn|orgid|orgpaths)|userid|username)$/

/** OIDC issuers whose tokens anybody can get: whose they are is in the subject alone. */
const shared =
  /(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|vstoken\.dev\.azure\.com|bitbucket\.org)/

/** Openings of a trust policy: `*`, and shared identity providers whose subject is not named. Deny is taken off. */
export function openingsOf(document: Document): readonly Opening[] {
  return document.statements.flatMap((statement, index) =>
    statement.effect === 'Deny' || !grantsAssuming(statement)
      ? []
      : openTo(statement).flatMap(([who, open, why]) =>
          isDenied(document, who)
            ? []
            : [{ statement: index + 1, sid: statement.sid, who: trustedText(who), open, why }],
        ),
  )
}

const assuming = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']
const grantsAssuming = ({ actions }: Statement): boolean => assuming.some((one) => selects(actions, one))
const deniesAssuming = ({ actions }: Statement): boolean => assuming.every((one) => selects(actions, one))

type To = readonly [Trusted, Opening['open'], string]

function openTo({ principals, conditions }: Statement): readonly To[] {
  if (principals === null) return []
  if (principals.negated) return [[{ kind: 'everyone' }, 'yes', 'NotPrincipal lets in all who are not named']]
  return principals.named.map(trustedOf).flatMap((who): readonly To[] => {
    if (who.kind === 'everyone') return everyoneTo(who, conditions)
    if (who.kind === 'other') return [[who, 'unknown', 'nobody knows whom that names']]
    return who.kind === 'provider' && shared.test(who.provider) ? providerTo(who, conditions) : []
  })
}

function everyoneTo(who: Trusted, conditions: readonly Condition[]): readonly To[] {
  if (conditions.some((one) => identifying.test(one.key.toLowerCase()) && narrows(one))) return []
  const [first] = conditions
  return first === undefined
    ? [[who, 'yes', 'no condition says who']]
    : [[who, 'unknown', `${conditions.map(({ key }) => keyWords(key)).join(', ')} does not say who`]]
}

function providerTo(who: Trusted, conditions: readonly Condition[]): readonly To[] {
  const claims = conditions.filter((one) =>
    /:(sub|repository|repository_id|repository_owner|repository_owner_id|namespace_path|project_path)$/.test(one.key),
  )
  const narrow = claims.filter(narrows)
  if (narrow.length > 0) return []
  const others = conditions.filter((one) => !claims.includes(one) && !one.key.endsWith(':aud'))
  return others.length > 0 || claims.some(({ operator }) => !isPositive(operator))
    ? [[who, 'unknown', `${conditions.map(({ key }) => keyWords(key)).join(', ')} may not say whose tokens`]]
    : [[who, 'yes', 'no condition says whose tokens']]
}

const isPositive = (operator: string): boolean =>
  /^(ForAnyValue:)?(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(operator)

/** A test that must be met, and that not just anything meets: `repo:*` is every repository that there is. */
const narrows = ({ operator, values }: Condition): boolean =>
  isPositive(operator) && values.length > 0 && (operator.startsWith('StringEquals') || !values.some(isLoose))

/** What stands before the first wildcard names nobody yet. */
function isLoose(value: string): boolean {
  const before = /^[^*?]*/.exec(value)?.[0] ?? ''
  return (
    before.length < value.length &&
    /^(repo|repository|project_path|organization|workspace|arn(:aws[\w-]*(:iam:?)?)?|o-)?:*$/.test(before)
  )
}

/** Whether nothing is left of it once all statements are taken together; a Deny of some ways in is not enough. */
function isDenied(document: Document, who: Trusted): boolean {
  const speaks = (one: Statement): boolean => (one.effect === 'Deny' ? deniesAssuming(one) : grantsAssuming(one))
  return possible(trustFormula(document, who, speaks, null), work(300_000)) === 'no'
}

import { type ActionClass, type ActionTable, actionClasses } from './actions.ts'
import { conditionsFormula } from './condition-formula.ts'
import type { Document } from './document.ts'
import { and, type Formula, holds, not, or } from './formula.ts'
import type { Shift } from './gains.ts'
import { either, possible, type Tri } from './judge.ts'
import { work } from './signatures.ts'
import type { Statement } from './statement.ts'
import { unread } from './test-of-request.ts'
import { namesFormula, type Trusted, trustedOf, trustedText } from './trusted.ts'
import { whyWords } from './why.ts'

/** What a trust policy can grant: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const sts: ActionTable = new Map([
  [
    'sts',
    ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'SetContext', 'SetSourceIdentity', 'TagSession'],
  ],
])

/** Everybody whom a trust policy names, Deny included, each once. */
export function namedIn({ statements }: Document): readonly Trusted[] {
  const all = statements.flatMap(({ principals }) => principals?.named ?? []).map(trustedOf)
  return [...new Map(all.map((one) => [trustedText(one), one])).values()].sort(byText)
}

/** Unique ids of principals that were deleted: AWS writes them where an ARN stood, and they can never be made right. */
export const danglingIn = (document: Document): readonly string[] =>
  namedIn(document).flatMap((one) => (one.kind === 'dangling' ? [one.id] : []))

const byText = (a: Trusted, b: Trusted): number => (trustedText(a) < trustedText(b) ? -1 : 1)

/** When a trust policy lets somebody do some of the actions. */
export function trustFormula(
  { statements, unknownKeys }: Document,
  who: Trusted,
  speaks: (statement: Statement) => boolean,
  own: string | null,
): Formula {
  const said = (effect: Statement['effect']): Formula =>
    or(
      ...statements
        .filter((one) => one.effect === effect && speaks(one))
        .map((one) => and(whom(one, who, own), conditionsFormula(one.conditions, one.variables))),
    )
  const plain = and(said('Allow'), not(said('Deny')))
  return unknownKeys.length === 0
    ? plain
    : holds(unread(JSON.stringify(unknownKeys), 'the trust policy has keys that no grammar knows'))
}

/** A trust policy's statement names a principal and no resource; what else it may mean is not known. */
function whom(statement: Statement, who: Trusted, own: string | null): Formula {
  const { principals, resources, unknownKeys, canonical } = statement
  if (principals === null || resources !== null || unknownKeys.length > 0)
    return holds(unread(JSON.stringify(canonical), 'a statement is none of a trust policy'))
  return namesFormula(principals, who, own)
}

/**
 * Who may assume the role after that could not before, and the other way round. null: a document that could not be read.
 * `account`: the role's own, null where it is not known.
 */
export function trustShift(before: Document | null, after: Document | null, account: string | null): Shift {
  if (before === null || after === null) {
    const words = before === after ? [] : ['the trust policy could not be read']
    const unknown = before === after ? 'no' : 'unknown'
    return { gains: unknown, loses: unknown, words }
  }
  const budget = { classes: work(), gains: work(300_000), loses: work(300_000) }
  const statements = [...before.statements, ...after.statements]
  const texts = new Map(
    statements.map(({ actions }) => [JSON.stringify(actions), actions] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  const classes = actionClasses([...texts.values()], sts, budget.classes)
  if (classes === null)
    return { gains: 'unknown', loses: 'unknown', words: ['the actions of the trust policy are too many to compare'] }
  const places = new Map([...texts.keys()].map((text, index) => [text, index]))
  const everybody = new Map(
    [...strangers(statements), ...namedIn(before), ...namedIn(after)].map((one) => [trustedText(one), one]),
  )
  const found = [...everybody.values()].sort(byText).flatMap((who) =>
    classes.flatMap((one) => {
      const speaks = ({ actions }: Statement): boolean => one.met[places.get(JSON.stringify(actions)) ?? -1] === true
      const [was, is] = [trustFormula(before, who, speaks, account), trustFormula(after, who, speaks, account)]
      const gains = sureness(one, possible(and(is, not(was)), budget.gains))
      const loses = sureness(one, possible(and(was, not(is)), budget.loses))
      return [{ who, can: canWords(one), gains, loses, why: whyWords(was, is) }]
    }),
  )
  return {
    gains: found.map(({ gains }) => gains).reduce(either, 'no'),
    loses: found.map(({ loses }) => loses).reduce(either, 'no'),
    words: trustWords(found),
  }
}

/** Those whom nobody names: NotPrincipal lets them in (services and providers as well), or keeps them out. */
function strangers(statements: readonly Statement[]): readonly Trusted[] {
  const everyone: Trusted = { kind: 'everyone' }
  if (!statements.some(({ principals }) => principals?.negated === true)) return [everyone]
  return [everyone, { kind: 'service', service: '(any other)' }, { kind: 'provider', provider: '(any other)' }]
}

/** What STS does not know yet may never come; other services' actions mean nothing in a trust policy. */
function sureness({ services }: ActionClass, found: Tri): Tri {
  const own = services.get('sts')
  if (own === undefined) return services.has('') ? downTo('unknown', found) : 'no'
  return own.known.length > 0 ? found : downTo('unknown', found)
}

const downTo = (most: Tri, found: Tri): Tri => (found === 'yes' ? most : found)

function canWords({ services }: ActionClass): string {
  const known = services.get('sts')?.known ?? []
  if (known.some((name) => name.startsWith('sts:AssumeRole') || name.startsWith('sts:assumerole'))) return 'assume it'
  return known.length > 0 ? `use ${known.join(', ')} on it` : 'use what STS does not know yet on it'
}

interface Found {
  readonly who: Trusted
  readonly can: string
  readonly gains: Tri
  readonly loses: Tri
  readonly why: string
}

const mostWords = 24

function trustWords(found: readonly Found[]): readonly string[] {
  const lines = found.flatMap(({ who, can, gains, loses, why }) => {
    const because = why === '' ? '' : ` (${why})`
    return [
      ...(gains === 'yes' ? [`${trustedText(who)} may now ${can}${because}`] : []),
      ...(loses === 'yes' ? [`${trustedText(who)} may no longer ${can}${because}`] : []),
      ...(gains === 'unknown' ? [`cannot decide whether ${trustedText(who)} may now ${can}${because}`] : []),
      ...(loses === 'unknown' ? [`cannot decide whether ${trustedText(who)} may no longer ${can}${because}`] : []),
    ]
  })
  const told = [...new Set(lines)]
  const rest = told.length - mostWords
  return rest > 0 ? [...told.slice(0, mostWords), `and ${rest} more`] : told
}

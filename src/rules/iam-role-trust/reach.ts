import { selects } from '../../lib/iam/actions.ts'
import type { Document } from '../../lib/iam/document.ts'
import { always, and, type Formula, holds, never, not, or, testsOf } from '../../lib/iam/formula.ts'
import { either, possible, type Tri } from '../../lib/iam/judge.ts'
import { work } from '../../lib/iam/signatures.ts'
import type { Statement } from '../../lib/iam/statement.ts'
import { absent, text, unread } from '../../lib/iam/test-of-request.ts'
import { namesFormula, type Trusted } from '../../lib/iam/trusted.ts'
import { type Handled, whenOf } from './when.ts'

/** Whether somebody who is not allowed can assume a role, and if nobody can say, on what it hangs. */
export interface Reach {
  readonly open: Tri
  readonly why: readonly string[]
}

const assuming: Readonly<Record<'provider' | 'everyone' | 'others', readonly string[]>> = {
  provider: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
  everyone: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
  others: ['sts:AssumeRole'],
}

export const actionsOf = ({ kind }: Trusted): readonly string[] =>
  assuming[kind === 'provider' || kind === 'everyone' ? kind : 'others']

/** A question about a trust policy: whether it lets somebody in beyond a formula. */
export interface Question {
  readonly document: Document
  readonly own: string
  readonly who: Trusted
  readonly handled: Handled
  readonly beyond: Formula
}

export function reachOf({ document, own, who, handled, beyond }: Question): Reach {
  const budget = work(600_000)
  const found = actionsOf(who).map((action) => {
    const formula = and(letsIn(document, { who, own, action, handled }), beyond)
    return { open: possible(formula, budget), formula }
  })
  const open = found.map((one) => one.open).reduce(either, 'no')
  return { open, why: open === 'unknown' ? unreadIn(found.map(({ formula }) => formula)) : [] }
}

function unreadIn(formulas: readonly Formula[]): readonly string[] {
  const words = formulas.flatMap(testsOf).flatMap((one) => (one.family === 'unread' ? [one.why] : []))
  return words.length === 0 ? ['more conditions than can be compared'] : [...new Set(words)].sort()
}

/** When a trust policy lets somebody in: Deny taken off. */
function letsIn(
  { statements, unknownKeys }: Document,
  { who, own, action, handled }: Omit<Question, 'document' | 'beyond'> & { readonly action: string },
): Formula {
  const said = (effect: Statement['effect']): Formula =>
    or(
      ...statements
        .filter((one) => one.effect === effect && selects(one.actions, action))
        .map((one) => and(whom(one, who, own), whenOf(one, handled))),
    )
  const plain = and(said('Allow'), not(said('Deny')))
  return unknownKeys.length === 0
    ? plain
    : and(
        said('Allow') === never ? never : always,
        holds(unread(JSON.stringify(unknownKeys), 'keys that no trust policy has')),
      )
}

function whom({ principals, resources, unknownKeys, canonical }: Statement, who: Trusted, own: string): Formula {
  return principals === null || resources !== null || unknownKeys.length > 0
    ? holds(unread(JSON.stringify(canonical), 'a statement that is none of a trust policy'))
    : namesFormula(principals, who, own)
}

const externalId = 'sts:externalid'

/** Requests without an external id, or with one that nobody chose. */
export const withoutExternalId: Formula = or(
  holds(absent(externalId)),
  holds(text(externalId, ['an external id that no trust policy names'], false)),
)

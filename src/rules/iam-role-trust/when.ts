import type { Condition } from '../../lib/iam/condition.ts'
import { conditionsFormula } from '../../lib/iam/condition-formula.ts'
import { and, type Formula, holds, never } from '../../lib/iam/formula.ts'
import type { Statement } from '../../lib/iam/statement.ts'
import { unread } from '../../lib/iam/test-of-request.ts'
import { keyWords } from '../../lib/iam/why.ts'

/**
 * What a condition on a key means for whom it lets in. `exact`: it has one value, which is judged. `free`: anybody can
 * meet it. `opaque`: nobody knows who meets it.
 */
export type Handling = 'exact' | 'free' | 'opaque'

export interface Handled {
  readonly of: (key: string) => Handling
  /** A condition as it can come true; what never does is null. */
  readonly rewrite?: (condition: Condition) => Condition | null
  /** Beside what a condition says: what is not known of those who meet it. */
  readonly beside?: (condition: Condition) => Formula
}

/** When the conditions of a statement hold for strangers. */
export function whenOf({ conditions, variables }: Statement, handled: Handled): Formula {
  return and(...conditions.map((one) => whenHolds(one, variables, handled)))
}

function whenHolds(given: Condition, variables: boolean, { of, rewrite, beside }: Handled): Formula {
  const handling = of(given.key)
  if (handling === 'opaque') return holds(undecided(given))
  const asked = rewrite === undefined ? given : rewrite(given)
  if (asked === null) return never
  if (handling === 'exact' && !isLookedInto(asked, variables)) return holds(undecided(asked))
  const plain = conditionsFormula(singleValued(asked), variables)
  return beside === undefined ? plain : and(plain, beside(asked))
}

const undecided = ({ operator, key, values }: Condition) =>
  unread(JSON.stringify([operator, key, values]), `condition ${keyWords(key)}`)

const lookedInto = /^(ForA(ll|ny)Values?:)?((String|Arn)(Not)?(Equals|Like|EqualsIgnoreCase)(IfExists)?|Null)$/

const isLookedInto = ({ operator, values }: Condition, variables: boolean): boolean =>
  lookedInto.test(operator) && values.length > 0 && !(variables && values.some((one) => one.includes('${')))

/**
 * What a set operator says of a key that has one value: `ForAllValues` holds where it is missing, `ForAnyValue` does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function singleValued(condition: Condition): readonly Condition[] {
  const [, set, name] = /^(ForA(?:ll|ny)Values?:)(.*)$/.exec(condition.operator) ?? []
  if (set === undefined || name === undefined) return [condition]
  const negated = name.includes('Not')
  const plain = { ...condition, operator: name }
  if (name === 'Null') return [plain]
  if (set.startsWith('ForAll'))
    return [negated || name.endsWith('IfExists') ? plain : { ...plain, operator: `${name}IfExists` }]
  return negated ? [plain, { operator: 'Null', key: condition.key, values: ['false'] }] : [plain]
}

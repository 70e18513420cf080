import type { Condition } from './condition.ts'
import { and, type Formula, holds, not, or } from './formula.ts'
import { arnGlob } from './glob.ts'
import * as test from './test-of-request.ts'

/** When all of a statement's conditions hold. */
export const conditionsFormula = (conditions: readonly Condition[], variables: boolean): Formula =>
  and(...conditions.map((one) => conditionFormula(one, variables)))

/**
 * A `Not…` operator is exactly the opposite of its operator, a missing key included; `…IfExists` holds where the key is
 * missing. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function conditionFormula({ operator, key: given, values }: Condition, variables: boolean): Formula {
  const key = given.toLowerCase()
  const about = [operator, ...values]
  const [, set = '', name = '', ifExists] = /^(ForA(?:ll|ny)Values?:)?(.*?)(IfExists)?$/.exec(operator) ?? []
  if (set !== '' || values.length === 0) return holds(test.closed(key, about))
  if (name === 'Null') return nullFormula(key, values)
  const plain = name.replace('Not', '')
  const asked = positive(plain, key, values, variables) ?? test.closed(key, [plain, ...values])
  const negated = plain !== name
  if (negated) return not(holds(asked))
  return ifExists === undefined ? holds(asked) : or(holds(test.absent(key)), holds(asked))
}

/** `Null: {key: "true"}`: the key is missing. */
function nullFormula(key: string, values: readonly string[]): Formula {
  const lower = values.map((one) => one.toLowerCase())
  if (!lower.every((one) => one === 'true' || one === 'false')) return holds(test.closed(key, ['Null', ...values]))
  const missing = holds(test.absent(key))
  return or(...lower.map((one) => (one === 'true' ? missing : not(missing))))
}

/**
 * Keys that bring many values to one request: without `ForAllValues` or `ForAnyValue` nothing is promised of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const manyValued = /(tagkeys|orgpaths|calledvia|principalservicenameslist|:amr|leadingkeys|:attributes|sourcevpcarns)$/

/** null: a test that is not looked into. */
function positive(name: string, key: string, values: readonly string[], variables: boolean): test.Test | null {
  if (manyValued.test(key) || (variables && values.some((one) => one.includes('${')))) return null
  switch (name) {
    case 'StringEquals':
      return test.text(key, values, false)
    case 'StringLike':
      return test.text(key, values, true)
    case 'StringEqualsIgnoreCase':
      return test.textWithoutCase(key, values)
    case 'ArnEquals':
    case 'ArnLike':
      return test.arn(key, values.map(arnGlob))
    case 'IpAddress':
      return test.address(key, values)
    case 'Bool':
      return test.bool(key, [...new Set(values.map((one) => one.toLowerCase()))].sort())
    default:
      return null
  }
}

import { asSet, isList, isObject, type Json, type Read } from './json.ts'

/** One test of a statement's `Condition`; all of them must hold, and one of its values is enough (none, for a `Not…`). */
export interface Condition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
] as const

const spellings = new Map(
  ['', 'ForAllValues:', 'ForAnyValue:'].flatMap((set) =>
    [...operators.flatMap((name) => [`${set}${name}`, `${set}${name}IfExists`]), `${set}Null`].map(
      (name): [string, string] => [name.toLowerCase(), name],
    ),
  ),
)

/** Operators and keys are told apart without regard to case, values with it. An operator that is not known stays as it is. */
export function conditionsOf(raw: Json | undefined): Read<readonly Condition[]> {
  if (raw === undefined) return { ok: true, value: [] }
  if (!isObject(raw)) return { ok: false, why: 'Condition is no object' }
  const conditions: Condition[] = []
  // An operator without keys asks nothing.
  const asking = Object.entries(raw).filter(([, keys]) => !isObject(keys) || Object.keys(keys).length > 0)
  const names = asking.map(([operator]) => operator)
  for (const [operator, name] of respelled(names, (one) => spellings.get(one.toLowerCase()) ?? one)) {
    const keys = raw[operator]
    if (!isObject(keys)) return { ok: false, why: 'an operator of Condition is no object' }
    for (const [key, lower] of respelled(Object.keys(keys), (one) => one.toLowerCase())) {
      const values = valuesOf(keys[key])
      if (values === null) return { ok: false, why: 'a value of Condition is no text, number or boolean' }
      conditions.push({ operator: name, key: lower, values })
    }
  }
  return { ok: true, value: conditions.sort(byName) }
}

/** Two spellings of one name in one object are two tests: made one, the second would take the first one's place. */
function respelled(names: readonly string[], spell: (name: string) => string): readonly (readonly [string, string])[] {
  const spelled = names.map(spell)
  return names.map((name) => [name, spelled.filter((one) => one === spell(name)).length > 1 ? name : spell(name)])
}

function valuesOf(value: Json | undefined): readonly string[] | null {
  const list = value === undefined ? [] : isList(value) ? value : [value]
  const texts = list.map((one) => (typeof one === 'object' ? null : String(one)))
  return texts.every((one) => one !== null) ? asSet(texts) : null
}

function byName(a: Condition, b: Condition): number {
  const [left, right] = [`${a.operator} ${a.key}`, `${b.operator} ${b.key}`]
  return left < right ? -1 : left > right ? 1 : 0
}

import { type Condition, conditionsOf } from './condition.ts'
import { asSet, isList, isObject, type Json, type JsonObject, type Read, textsOf } from './json.ts'
import { type Principals, principalsOf } from './principal.ts'

/** `Action`, `Resource` and their opposites: what one of the patterns matches, or what none of them does. */
export interface Patterns {
  readonly negated: boolean
  readonly patterns: readonly string[]
}

/** One statement, normalised: actions in lower case, lists sorted and without doubles. */
export interface Statement {
  readonly sid: string | null
  readonly effect: 'Allow' | 'Deny'
  readonly actions: Patterns
  /** null: a trust policy names none. */
  readonly resources: Patterns | null
  /** null: an identity policy names none. */
  readonly principals: Principals | null
  readonly conditions: readonly Condition[]
  /** From 2012-10-17 on `${…}` stands for what the request brings. */
  readonly variables: boolean
  readonly unknownKeys: readonly string[]
  readonly canonical: Json
}

const bad = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })

export function statementsOf(list: Json | undefined, version: string): Read<readonly Statement[]> {
  if (list === undefined) return bad('no Statement')
  const statements: Statement[] = []
  for (const [index, raw] of (isList(list) ? list : [list]).entries()) {
    if (!isObject(raw)) return bad(`statement ${index + 1}: no object`)
    const read = statementOf(raw, version)
    if (!read.ok) return bad(`statement ${index + 1}: ${read.why}`)
    statements.push(read.value)
  }
  return { ok: true, value: statements }
}

function statementOf(raw: JsonObject, version: string): Read<Statement> {
  const { Sid: sid, Effect, Action, NotAction, Resource, NotResource, ...more } = raw
  const { Principal, NotPrincipal, Condition: condition, ...unknown } = more
  const effect = effectOf(Effect)
  const actions = patternsOf('Action', Action, NotAction, (text) => text.toLowerCase())
  const resources = patternsOf('Resource', Resource, NotResource, (text) => text)
  const principals = principalsOf(Principal, NotPrincipal)
  const conditions = conditionsOf(condition)
  if (effect === null) return bad('Effect is neither Allow nor Deny')
  if (!actions.ok) return actions
  if (!resources.ok) return resources
  if (!principals.ok) return principals
  if (!conditions.ok) return conditions
  if (actions.value === null) return bad('neither Action nor NotAction')
  const parts = {
    ...unknown,
    Effect: effect,
    ...written('Action', actions.value),
    ...(resources.value === null ? {} : written('Resource', resources.value)),
    ...(principals.value === null ? {} : principals.value.canonical),
    ...(conditions.value.length === 0 ? {} : { Condition: nested(conditions.value) }),
  }
  return {
    ok: true,
    value: {
      sid: typeof sid === 'string' ? sid : null,
      effect,
      actions: actions.value,
      resources: resources.value,
      principals: principals.value,
      conditions: conditions.value,
      variables: version !== '2008-10-17',
      unknownKeys: Object.keys(unknown).sort(),
      canonical: parts,
    },
  }
}

function effectOf(effect: Json | undefined): 'Allow' | 'Deny' | null {
  const word = typeof effect === 'string' ? effect.toLowerCase() : ''
  return word === 'allow' ? 'Allow' : word === 'deny' ? 'Deny' : null
}

function patternsOf(
  name: string,
  plain: Json | undefined,
  not: Json | undefined,
  spelled: (text: string) => string,
): Read<Patterns | null> {
  if (plain !== undefined && not !== undefined) return bad(`${name} and Not${name} together`)
  const given = plain ?? not
  if (given === undefined) return { ok: true, value: null }
  const texts = textsOf(given)
  if (texts === null) return bad(`${name} is neither a text nor a list of texts`)
  return { ok: true, value: { negated: plain === undefined, patterns: asSet(texts.map(spelled)) } }
}

const written = (name: string, { negated, patterns }: Patterns): JsonObject => ({
  [negated ? `Not${name}` : name]: patterns,
})

/** `{operator: {key: values}}`, as the grammar has it. */
function nested(conditions: readonly Condition[]): JsonObject {
  const operators = [...new Set(conditions.map(({ operator }) => operator))]
  return Object.fromEntries(
    operators.map((operator) => [
      operator,
      Object.fromEntries(conditions.filter((one) => one.operator === operator).map(({ key, values }) => [key, values])),
    ]),
  )
}

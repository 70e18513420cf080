import { asSet, isObject, type Json, type JsonObject, type Read, textsOf } from './json.ts'

/** `Principal` or `NotPrincipal`; an account is its id, whichever way it was written. */
export interface Principals {
  readonly negated: boolean
  readonly named: readonly Named[]
  readonly canonical: JsonObject
}

/** `AWS` `111122223333`, `Service` `ec2.amazonaws.com`, … */
export interface Named {
  readonly type: string
  readonly id: string
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function principalsOf(plain: Json | undefined, not: Json | undefined): Read<Principals | null> {
  if (plain !== undefined && not !== undefined) return { ok: false, why: 'Principal and NotPrincipal together' }
  const given = plain ?? not
  if (given === undefined) return { ok: true, value: null }
  const types = typesOf(given)
  if (types === null) return { ok: false, why: 'Principal is neither "*" nor texts by type' }
  const negated = plain === undefined
  const named = types.flatMap(([type, ids]) => ids.map((id) => ({ type, id })))
  const canonical = { [negated ? 'NotPrincipal' : 'Principal']: Object.fromEntries(types) }
  return { ok: true, value: { negated, named, canonical } }
}

function typesOf(given: Json): readonly (readonly [string, readonly string[]])[] | null {
  if (given === '*') return [['AWS', ['*']]]
  if (!isObject(given)) return null
  const types: [string, readonly string[]][] = []
  for (const [type, value] of Object.entries(given)) {
    const ids = textsOf(value)
    if (ids === null) return null
    if (ids.length > 0) types.push([type, asSet(type === 'AWS' ? ids.map(accountAsId) : ids)])
  }
  return types.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** `arn:aws:iam::111122223333:root` names the whole account, as its id alone does. */
const accountAsId = (id: string): string => /^arn:[\w-]+:iam::(\d{12}):root$/.exec(id)?.[1] ?? id

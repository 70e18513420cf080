import { readDocument } from '../../lib/iam/document.ts'
import { shift as gains } from '../../lib/iam/gains.ts'
import type { Policy } from '../../lib/iam/grants.ts'
import { sameDocument } from '../../lib/iam/value.ts'
import type { Json } from '../../model/basics.ts'
import type { Shift } from '../../model/member.ts'
import { incomparable, plainly, unchanged } from '../../parts/effect.ts'
import { isList, isMap, type JsonMap } from '../../parts/json.ts'

/**
 * What may be asked of the service through an endpoint: its policy, read as an identity policy is. Who asks is a condition of each
 * statement. No table of actions is needed, since patterns are compared before they are expanded.
 */
export function policyShift(before: Json | null, after: Json | null): Shift {
  if (before === after || (before !== null && after !== null && sameDocument(before, after))) return unchanged
  const [was, is] = [asIdentityPolicy(before), asIdentityPolicy(after)]
  if (was === null || is === null) return incomparable('what the policy of the endpoint allows cannot be compared')
  const found = gains({ identity: [was], boundary: null }, { identity: [is], boundary: null }, new Map())
  if (found.words.length === 0) return plainly(['the policy of the endpoint is written otherwise, and allows the same'])
  return { ...found, words: found.words.map((words) => `the policy of the endpoint ${words}`) }
}

/** null: it cannot be read as one. */
function asIdentityPolicy(document: Json | null): Policy | null {
  if (document === null || !isMap(document)) return null
  const { Statement: list, ...rest } = document
  const statements = isList(list) ? list : list === undefined ? [] : [list]
  const read = statements.map(identityStatement)
  const known = read.filter((one) => one !== null)
  if (known.length < read.length) return null
  const parsed = readDocument({ ...rest, Statement: known })
  return parsed.ok ? { kind: 'document', document: parsed.value } : null
}

/**
 * A principal other than everybody becomes a condition on a key that no request has besides. Names are compared as they stand: a
 * role and its account count as two, so a change between them is told as both more and less, never as less alone. Of a
 * Deny that would not hold.
 */
function identityStatement(statement: Json): JsonMap | null {
  if (!isMap(statement)) return null
  const { Principal, NotPrincipal, Condition = {}, ...rest } = statement
  if (NotPrincipal !== undefined || Principal === undefined || !isMap(Condition)) return null
  const named = principalsIn(Principal)
  if (named === null) return null
  if (named.includes('AWS:*')) return { ...rest, Condition }
  if (String(rest['Effect']).toLowerCase() !== 'allow') return null
  const equal = Condition['StringEquals']
  const others = isMap(equal) ? equal : {}
  return { ...rest, Condition: { ...Condition, StringEquals: { ...others, principal: named } } }
}

function principalsIn(principal: Json): readonly string[] | null {
  if (principal === '*') return ['AWS:*']
  if (!isMap(principal)) return null
  return Object.entries(principal).flatMap(([type, ids]) =>
    (isList(ids) ? ids : [ids]).map((id) => `${type}:${String(id)}`),
  )
}

import { comparable } from '../../lib/iam/external-id.ts'
import { shift as grantsShift } from '../../lib/iam/gains.ts'
import { policyIn } from '../../lib/iam/grants.ts'
import { documentValue, sameDocument } from '../../lib/iam/value.ts'
import type { Shift } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { loadedActions } from '../../tables/load.ts'

type Policy = Resource<'iam-policy'>

const nothing: Shift = { gains: 'no', loses: 'no', words: [] }

/** What it allows, to whoever carries it; and as somebody's boundary, what it leaves of what is allowed. */
export function shift({ facts: before, ref }: Policy, { facts: after }: Policy): Shift {
  if (before.path !== after.path)
    return { gains: 'unknown', loses: 'unknown', words: ['policies may name others by their path'] }
  if (!before.document.known || !after.document.known) return nothing
  const [left, right] = [before.document.value, after.document.value]
  if (left === right || sameDocument(documentValue(left), documentValue(right))) return nothing
  const pair = comparable(left, right)
  if (pair === null)
    return { gains: 'unknown', loses: 'unknown', words: ['a pattern of external ids is recorded as a hash'] }
  const [was, is] = pair.map((text) => ({ identity: [policyIn(ref.arn, text)], boundary: null }))
  if (was === undefined || is === undefined) return nothing
  return grantsShift(was, is, loadedActions())
}

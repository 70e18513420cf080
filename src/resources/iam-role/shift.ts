import { type Document, parseDocument } from '../../lib/iam/document.ts'
import { comparable } from '../../lib/iam/external-id.ts'
import { shift as grantsShift } from '../../lib/iam/gains.ts'
import { type Grants, managedPolicy, type Policy, policyIn } from '../../lib/iam/grants.ts'
import { either } from '../../lib/iam/judge.ts'
import { trustShift } from '../../lib/iam/trust.ts'
import { documentValue, sameDocument } from '../../lib/iam/value.ts'
import type { Observed } from '../../model/basics.ts'
import type { Shift } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { loadedActions } from '../../tables/load.ts'
import type { Facts } from './model.ts'

type Role = Resource<'iam-role'>

const nothing: Shift = { gains: 'no', loses: 'no', words: [] }
const patternOfIds: Shift = {
  gains: 'unknown',
  loses: 'unknown',
  words: ['a pattern of external ids is recorded as a hash'],
}

/** What the role may do, who may be it, and which instances run as it. What is the same on both sides is not looked at. */
export function shift({ facts: before, ref }: Role, { facts: after }: Role): Shift {
  return [
    sameGrants(before, after) ? nothing : shiftOfGrants(before, after),
    shiftOfTrust(before.trust, after.trust, ref.account),
    shiftOfProfiles(before.instanceProfiles, after.instanceProfiles),
    before.path === after.path
      ? nothing
      : ({ gains: 'unknown', loses: 'unknown', words: ['policies may name roles by their path'] } as const),
  ].reduce(joined)
}

const joined = (a: Shift, b: Shift): Shift => ({
  gains: either(a.gains, b.gains),
  loses: either(a.loses, b.loses),
  words: [...a.words, ...b.words],
})

/** Where one side is recorded, and has hashes for external ids, both are compared as such. */
function shiftOfGrants(before: Facts, after: Facts): Shift {
  const [was, is] = [new Map(inlineOf(before)), new Map(inlineOf(after))]
  for (const [name, text] of was) {
    const other = is.get(name)
    if (other === undefined || other === text) continue
    const pair = comparable(text, other)
    if (pair === null) return patternOfIds
    was.set(name, pair[0])
    is.set(name, pair[1])
  }
  return grantsShift(grantsOf(before, was), grantsOf(after, is), loadedActions())
}

const inlineOf = ({ inline }: Facts): ReadonlyMap<string, string> => (inline.known ? inline.value : new Map())

function sameGrants(before: Facts, after: Facts): boolean {
  return (
    before.boundary === after.boundary &&
    sameList(before.attached, after.attached) &&
    sameInline(before.inline, after.inline)
  )
}

function sameList(a: Facts['attached'], b: Facts['attached']): boolean {
  if (a === b || !a.known || !b.known) return a.known === b.known
  return a.value.length === b.value.length && a.value.every((one, index) => one === b.value[index])
}

function sameInline(a: Facts['inline'], b: Facts['inline']): boolean {
  if (a === b || !a.known || !b.known) return a.known === b.known
  return a.value.size === b.value.size && [...a.value].every(([name, text]) => sameText(text, b.value.get(name)))
}

const sameText = (a: string, b: string | undefined): boolean =>
  a === b || (b !== undefined && sameDocument(documentValue(a), documentValue(b)))

function grantsOf({ inline, attached, boundary, policies }: Facts, texts: ReadonlyMap<string, string>): Grants {
  const managed = (arn: string): Policy => {
    const text = policies.get(arn)
    return text === undefined ? managedPolicy(arn) : parsed(arn, text)
  }
  return {
    identity: [
      ...policiesIn(inline, 'its inline policies', () => [...texts].map(([name, text]) => parsed(name, text))),
      ...policiesIn(attached, 'its attached policies', (arns) => arns.map(managed)),
    ],
    boundary: boundary === null ? null : managed(boundary),
  }
}

/** What was not read may say anything, on both sides the same. */
const policiesIn = <T>(seen: Observed<T>, name: string, of: (value: T) => readonly Policy[]): readonly Policy[] =>
  seen.known ? of(seen.value) : [{ kind: 'opaque', name }]

function parsed(name: string, text: string): Policy {
  const known = policies.get(text)
  if (known !== undefined) return known
  const policy = policyIn(name, text)
  // An opaque one goes by its name.
  if (policy.kind === 'document' && policies.size < bound) policies.set(text, policy)
  return policy
}

// Thousands of roles carry the same managed policies.
const policies = new Map<string, Policy>()
const bound = 10_000

function shiftOfTrust(before: string, after: string, account: string): Shift {
  if (sameText(before, after)) return nothing
  const pair = comparable(before, after)
  return pair === null ? patternOfIds : trustShift(documentIn(pair[0]), documentIn(pair[1]), account)
}

function documentIn(text: string): Document | null {
  const read = parseDocument(text)
  return read.ok ? read.value : null
}

/** An instance profile lets its instances, and whoever starts one, be the role. */
function shiftOfProfiles(before: Facts['instanceProfiles'], after: Facts['instanceProfiles']): Shift {
  if (!before.known || !after.known) return nothing
  const lacking = (part: readonly string[], whole: readonly string[]): readonly string[] =>
    part.filter((name) => !whole.includes(name))
  const [came, gone] = [lacking(after.value, before.value), lacking(before.value, after.value)]
  return {
    gains: came.length > 0 ? 'yes' : 'no',
    loses: gone.length > 0 ? 'yes' : 'no',
    words: [
      ...came.map((name) => `instances of instance profile ${name} may now be it`),
      ...gone.map((name) => `instances of instance profile ${name} may no longer be it`),
    ],
  }
}

import { canonicalJson, sha256 } from '../canonical-json.ts'
import { conditionsFormula } from './condition-formula.ts'
import { type Document, parseDocument } from './document.ts'
import { always, and, type Formula, holds, not, or } from './formula.ts'
import { type Glob, glob, globWithVariables } from './glob.ts'
import type { Patterns, Statement } from './statement.ts'
import { closed, type Test, unread } from './test-of-request.ts'

/** A policy that a role carries. `opaque`: of which only the name is known (an ARN), or whose text could not be read. */
export type Policy =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'opaque'; readonly name: string }

/** All that a role's own policies say: inline and attached ones, and its permissions boundary (null: none). */
export interface Grants {
  readonly identity: readonly Policy[]
  readonly boundary: Policy | null
}

/** From a document's text. What cannot be read is opaque, never empty. */
export function policyOf(name: string, text: string): Policy {
  const parsed = parseDocument(text)
  return parsed.ok ? { kind: 'document', document: parsed.value } : { kind: 'opaque', name }
}

/** The same, where nobody else keeps apart texts of one name: another text that cannot be read says something else. */
export const policyIn = (name: string, text: string): Policy =>
  policyOf(`${name} (sha256 ${sha256(text).slice(0, 32)})`, text)

const total = (effect: 'Allow' | 'Deny'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: effect, Action: '*', Resource: '*' }] })

/** AWS changes its managed policies, these two never in what they are for. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^arn:[\w-]+:iam::aws:policy\/AdministratorAccess$/, total('Allow')],
  [/^arn:[\w-]+:iam::aws:policy\/AWSDenyAll$/, total('Deny')],
]

/** A managed policy of which only the ARN is known. */
export function managedPolicy(arn: string): Policy {
  const text = known.find(([pattern]) => pattern.test(arn))?.[1]
  return text === undefined ? { kind: 'opaque', name: arn } : policyOf(arn, text)
}

/** What a statement says, ready to be compared: which actions, on which resources, when. */
export interface Clause {
  /** Equal for clauses that say the same. */
  readonly id: string
  readonly effect: 'Allow' | 'Deny'
  readonly actions: Patterns
  readonly resources: Resources
  readonly when: Formula
}

/** Patterns in two kinds: those that say what they cover, and those that hold a policy variable. */
export interface Resources {
  readonly negated: boolean
  readonly plain: readonly Glob[]
  readonly variable: readonly { readonly glob: Glob; readonly test: Test }[]
}

const everyAction: Patterns = { negated: false, patterns: ['*'] }
const everyResource = resourcesOf(everyAction, false)

// Thousands of roles carry the same managed policies.
const made = new WeakMap<Policy, readonly Clause[]>()

export function clausesOf(policy: Policy): readonly Clause[] {
  const clauses = made.get(policy) ?? clausesIn(policy)
  made.set(policy, clauses)
  return clauses
}

function clausesIn(policy: Policy): readonly Clause[] {
  if (policy.kind === 'opaque') return unreadClauses(policy.name, `what ${policy.name} says is not known`)
  const { statements, unknownKeys, canonical } = policy.document
  // Nobody knows what a key that the grammar lacks does to the rest.
  if (unknownKeys.length > 0)
    return unreadClauses(canonicalJson(canonical), 'a document or statement that is none of an identity policy')
  return statements.flatMap(statementClauses)
}

function statementClauses(statement: Statement): readonly Clause[] {
  const { effect, actions, resources, conditions, variables, unknownKeys, canonical, principals } = statement
  if (unknownKeys.length > 0 || resources === null || principals !== null)
    return unreadClauses(canonicalJson(canonical), 'a document or statement that is none of an identity policy')
  return [
    {
      id: `${variables} ${canonicalJson(canonical)}`,
      effect,
      actions,
      resources: resourcesOf(resources, variables),
      when: conditionsFormula(conditions, variables),
    },
  ]
}

/** It may allow anything and deny anything; but the same policy allows and denies the same. */
const unreadClauses = (name: string, why: string): readonly Clause[] =>
  (['Allow', 'Deny'] as const).map((effect) => ({
    id: `${effect} ${name}`,
    effect,
    actions: everyAction,
    resources: everyResource,
    when: holds(unread(`${effect} ${name}`, why)),
  }))

function resourcesOf({ negated, patterns }: Patterns, variables: boolean): Resources {
  const read = patterns.map((text) => (variables ? globWithVariables(text) : { glob: glob(text), variable: false }))
  return {
    negated,
    plain: read.filter(({ variable }) => !variable).map((one) => one.glob),
    variable: read
      .filter(({ variable }) => variable)
      .map((one) => ({ glob: one.glob, test: closed('policy variable', [one.glob.text]) })),
  }
}

/** How clauses allow, where it is known which of them speak of an action and when each speaks of a resource. */
export function allowedBy(clauses: readonly Clause[], on: (clause: Clause) => Formula): Formula {
  const said = (effect: 'Allow' | 'Deny'): Formula =>
    or(...clauses.filter((one) => one.effect === effect).map((one) => and(on(one), one.when)))
  return and(said('Allow'), not(said('Deny')))
}

export const deniedBy = (clauses: readonly Clause[], on: (clause: Clause) => Formula): Formula =>
  or(...clauses.filter(({ effect }) => effect === 'Deny').map((one) => and(on(one), one.when)))

/** Grants as clauses. */
export interface Side {
  readonly identity: readonly Clause[]
  readonly boundary: readonly Clause[] | null
}

export const sideOf = ({ identity, boundary }: Grants): Side => ({
  identity: identity.flatMap(clausesOf),
  boundary: boundary === null ? null : clausesOf(boundary),
})

/** What is allowed in the end: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export const effective = ({ identity, boundary }: Side, on: (clause: Clause) => Formula): Formula =>
  and(allowedBy(identity, on), boundary === null ? always : allowedBy(boundary, on))

export const clauses = ({ identity, boundary }: Side): readonly Clause[] => [...identity, ...(boundary ?? [])]

import type { Condition } from '../../lib/iam/condition.ts'
import type { Document } from '../../lib/iam/document.ts'
import { always, and, type Formula, holds, or } from '../../lib/iam/formula.ts'
import { type Glob, glob } from '../../lib/iam/glob.ts'
import { unread } from '../../lib/iam/test-of-request.ts'
import { type Allowed, hostOf } from './allowed.ts'
import { isFree } from './context-keys.ts'
import { oneOf, oneOfAnyCase } from './one-of.ts'
import type { Claim, Subject } from './subject.ts'
import { subjectOf } from './subject.ts'
import type { Handled } from './when.ts'

/** GitHub's issuer, also that of an enterprise, and of GHE.com. */
export const isGithub = (provider: string): boolean =>
  /^(token\.actions\.(githubusercontent\.com|[\w.-]+\.ghe\.com)|[\w.-]+\/_services\/token)(\/[\w-]+)?$/.test(
    hostOf(provider),
  )

/** Claims of GitHub that STS takes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
const claims = new Set([
  'sub',
  'aud',
  'actor',
  'actor_id',
  'enterprise_id',
  'environment',
  'job_workflow_ref',
  'ref',
  'repository',
  'repository_id',
  'workflow',
])

const claimOf = (provider: string, key: string): string | null => {
  const prefix = `${hostOf(provider).toLowerCase()}:`
  return key.toLowerCase().startsWith(prefix) ? key.slice(prefix.length).toLowerCase() : null
}

const keyOf = (provider: string, claim: string): string => `${hostOf(provider).toLowerCase()}:${claim}`

/** How conditions are read for jobs on GitHub; a claim that STS is not known to take is not known to be asked for. */
export const githubConditions = (provider: string): Handled => ({
  of: (key) => {
    const claim = claimOf(provider, key)
    if (claim !== null) return claims.has(claim) ? 'exact' : 'opaque'
    return isFree(key) ? 'free' : 'opaque'
  },
  rewrite: (condition) => {
    const claim = claimOf(provider, condition.key)
    return claim === 'sub' || claim === 'repository' ? possibleValues(condition) : condition
  },
  // A number says nothing of the name that allow has: only who looks it up on GitHub knows.
  beside: ({ key, operator, values }) =>
    claimOf(provider, key) === 'repository_id' && !/Not|Null/.test(operator)
      ? holds(unread(JSON.stringify([key, values]), 'whose repository_id it is: allow can name it, as repository_id:…'))
      : always,
})

/** No repository is named with a star: where it stands for itself, as `StringEquals` has it, nobody meets it. */
function possibleValues(condition: Condition): Condition | null {
  if (!/^(ForAnyValue:)?StringEquals(IgnoreCase)?$/.test(condition.operator)) return condition
  const values = condition.values.filter((one) => !/^(repo:)?[^:]*[*?]/.test(one))
  return values.length === 0 && condition.values.length > 0 ? null : { ...condition, values }
}

/**
 * The jobs that `allow` names. Where it names the provider alone: those of the repositories that the trust policy itself
 * names in full.
 */
export function allowedJobs({ subjects }: Allowed, provider: string, document: Document): Formula {
  const named = subjects.length > 0 ? subjects : pinned(provider, document)
  return or(...named.map((one) => jobsOf(provider, one)))
}

function jobsOf(provider: string, { whole, ofRepository, repository, beside }: Subject): Formula {
  const sub = keyOf(provider, 'sub')
  const byClaims = or(...repository.map((one) => claimIs(provider, one)), caseless(sub, ofRepository))
  // A branch of another case is another branch; repositories and environments are not told apart by case.
  const isCaseless = beside === null || (beside !== 'sub' && beside.claim === 'environment')
  const bySubject = isCaseless ? caseless(sub, whole) : oneOf(sub, whole)
  if (beside === 'sub') return bySubject
  const asked = beside === null ? always : claimIs(provider, beside)
  return or(bySubject, and(byClaims, asked))
}

const caseless = (key: string, globs: readonly Glob[]): Formula => oneOfAnyCase(key, globs)

function claimIs(provider: string, { claim, value }: Claim): Formula {
  const key = keyOf(provider, claim)
  return claim === 'ref' || claim === 'job_workflow_ref' ? oneOf(key, [glob(value)]) : oneOfAnyCase(key, [glob(value)])
}

/** Repositories that conditions name without a wildcard: those that an Allow asks for, and a Deny leaves out. */
function pinned(provider: string, { statements }: Document): readonly Subject[] {
  return statements.flatMap(({ effect, conditions }) =>
    conditions
      .filter(({ operator }) => (effect === 'Allow' ? asks : leavesOut).test(operator))
      .flatMap(({ key, values }) => values.flatMap((value) => pinnedBy(claimOf(provider, key), value))),
  )
}

const asks = /^(ForA(ll|ny)Values?:)?String(Equals|Like|EqualsIgnoreCase)(IfExists)?$/
const leavesOut = /^(ForA(ll|ny)Values?:)?StringNot(Equals|Like|EqualsIgnoreCase)(IfExists)?$/

function pinnedBy(claim: string | null, value: string): readonly Subject[] {
  if (claim === 'sub') return subjectsOf(/^(repo:[\w.@-]+\/[\w.@-]+):/.exec(value)?.[1])
  if (claim !== 'repository' && claim !== 'repository_id') return []
  return /[*?$]/.test(value) ? [] : subjectsOf(`${claim}:${value}`)
}

function subjectsOf(text: string | undefined): readonly Subject[] {
  const subject = text === undefined ? null : subjectOf(text)
  return subject === null ? [] : [subject]
}

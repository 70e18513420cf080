import type { Json } from '../../model/basics.ts'
import type { Breach, Verdict } from '../../model/rule.ts'
import { isOfAws } from '../../resources/iam-role/recording.ts'
import { loadActions, loadedActions } from '../../tables/load.ts'
import { defineRule } from '../define.ts'
import { type Found, type Judged, judge, throughOf } from './judge.ts'
import { type Options, optionsSchema } from './options.ts'
import { carriedBy } from './policies.ts'
import { type Had, listed, repairOf } from './repair.ts'

export const rule = defineRule<Options, 'iam-role'>({
  id: 'iam-role-full-access',
  title: 'Roles have no full access to services that matter',
  severity: 'high',
  // Both look at customer-managed policies, attached or not; here it is what a role comes to by all of its policies.
  controls: { securityHub: ['IAM.1', 'IAM.21'], cis: ['1.16'] },
  kinds: () => ['iam-role'],
  writes: () => ['iam:DeleteRolePolicy', 'iam:DetachRolePolicy'],
  options: optionsSchema,
  load: async (text) => {
    // Also where YAML spells the name with an escape.
    if (/iam-role-full-access|\\[xuU\r\n]/.test(text)) await loadActions()
  },
  check(role, { services }): Verdict {
    if (isOfAws(role.ref)) return 'not-applicable'
    const judged: Judged = { role, carried: carriedBy(role), table: loadedActions() }
    const found = judge(judged, services).filter(({ extent }) => extent.full !== 'no')
    const had = found
      .filter(({ extent }) => extent.full === 'yes')
      .map(({ service }): Had => ({ service, through: throughOf(judged, service) }))
    const unsure = found.filter(({ extent }) => extent.full === 'unknown')
    if (had.length > 0) return [failing(judged, services, { had, found })]
    return unsure.length > 0 ? [undecided(unsure)] : 'pass'
  },
})

function failing(
  judged: Judged,
  services: readonly string[],
  { had, found }: { readonly had: readonly Had[]; readonly found: readonly Found[] },
): Breach {
  const unread = [...new Set(found.flatMap(({ extent }) => (extent.full === 'yes' ? extent.why : [])))]
  const unsure = found.filter(({ extent }) => extent.full === 'unknown')
  const notes = [
    ...(unread.length === 0 ? [] : [` Whether a Deny takes some of it back is not known: ${unread.join(', ')}.`]),
    ...(unsure.length === 0 ? [] : [` ${unsureWords(unsure)}`]),
  ]
  return {
    about: '',
    verdict: 'fail',
    message: `The role may do everything in ${fullWords(had)}. No role should, on every resource.${notes.join('')}`,
    evidence: found.map((one) => evidenceOf(one, had)),
    rating: null,
    repair: repairOf(judged, services, had),
    weight: had.reduce((sum, { service }) => sum + (service === '*' ? 1000 : 1), 0),
  }
}

function undecided(unsure: readonly Found[]): Breach {
  return {
    about: '',
    verdict: 'unknown',
    message: `${unsureWords(unsure)} No role should have that on every resource.`,
    evidence: unsure.map((one) => evidenceOf(one, [])),
    rating: null,
    repair: { kind: 'none', why: 'whether the role has full access cannot be decided: a person has to look' },
    weight: 0,
  }
}

/** `iam, s3 (by attached …) and kms (by inline a and inline b together)`; what all services have, each of them has. */
function fullWords(had: readonly Had[]): string {
  const all = had.filter(({ service }) => service === '*')
  const told = all.length > 0 ? all : had
  const words = Map.groupBy(told, ({ through }) => `${listed(through.members)}${through.together ? ' together' : ''}`)
  return [...words]
    .map(
      ([by, list]) =>
        `${list.map(({ service }) => (service === '*' ? 'all services (*)' : service)).join(', ')} (by ${by})`,
    )
    .join(' and in ')
}

const mostWhy = 3

function unsureWords(unsure: readonly Found[]): string {
  const words = Map.groupBy(unsure, ({ extent }) => bounded(extent.why))
  return [...words]
    .map(
      ([why, list]) =>
        `Whether it may do everything in ${list.map(({ service }) => service).join(', ')} is not known: it hangs on ${why}.`,
    )
    .join(' ')
}

function bounded(why: readonly string[]): string {
  const rest = why.length - mostWhy
  return `${why.slice(0, mostWhy).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function evidenceOf({ service, extent }: Found, had: readonly Had[]): Json {
  const through = had.find((one) => one.service === service)?.through
  if (through === undefined) return { service, full: extent.full, why: extent.why }
  return {
    service,
    full: extent.full,
    by: through.members.map(({ member }) => member),
    ...(through.together ? { together: true } : {}),
  }
}

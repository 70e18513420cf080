import type { Report } from '../../model/report.ts'
import type { Gap } from '../../model/resource.ts'
import type { Scope } from './state.ts'

/** What a run was narrowed to; null: not narrowed in that way. */
export interface Narrowed {
  readonly uses: readonly string[] | null
  readonly ids: readonly string[] | null
  readonly accounts: readonly string[] | null
}

export interface Reach {
  readonly report: Pick<Report, 'targets' | 'gaps' | 'policy' | 'stops'>
  /** Names of the uses that the run judged by. */
  readonly uses: ReadonlySet<string>
  readonly narrowed: Narrowed
}

interface Named {
  readonly id: string
  readonly arn: string
}

type At = Pick<Scope, 'use' | 'account' | 'region' | 'kind'>

const isNarrowed = ({ uses, ids, accounts }: Narrowed): boolean => uses !== null || ids !== null || accounts !== null

/** Whether a run looked at all that its policy names, and nothing kept it from seeing it. */
export const readAll = ({ report, narrowed }: Reach): boolean =>
  !isNarrowed(narrowed) &&
  report.stops.length === 0 &&
  report.gaps.length === 0 &&
  report.targets.every(({ state }) => state !== 'failed')

/** Whether a run looked at everything that its inputs and policy name, whatever it then could not read. */
export const askedAll = ({ report, narrowed }: Reach): boolean => !isNarrowed(narrowed) && report.stops.length === 0

/**
 * Whether a run saw all of a scope, or all of one resource in it: only then is a finding that it did not make one that is gone.
 * In doubt it did not.
 */
export function sawAll(reach: Reach, at: At, resource: Named | null): boolean {
  const { report, uses, narrowed } = reach
  const { policy } = report
  if (report.stops.length > 0 || policy === null) return false
  if (!uses.has(at.use)) return !isNarrowed(narrowed) && !policy.uses.some(({ name }) => name === at.use)
  if (narrowed.accounts !== null && !narrowed.accounts.includes(at.account)) return false
  if (narrowed.ids !== null && resource === null) return false
  if (
    narrowed.ids !== null &&
    resource !== null &&
    !narrowed.ids.some((word) => word === resource.id || word === resource.arn)
  )
    return false
  return targetRead(reach, at) && !report.gaps.some((gap) => hides(gap, at, { resource, uses: policy.uses }))
}

function targetRead({ report: { targets, policy }, narrowed }: Reach, { account, region }: At): boolean {
  const own = targets.filter(({ target }) => target.account === account)
  const failed = targets.filter(({ state }) => state === 'failed')
  // Whose account is not known when it fails may be any.
  if (failed.some(({ target }) => !/^\d{12}$/.test(target.account))) return own.some(({ state }) => state !== 'failed')
  const elsewhere = region === 'global'
  const blind = failed.some(
    ({ target }) =>
      target.account === account &&
      (elsewhere || target.region === region || !/^[a-z]+(-[a-z]+)+-\d$/.test(target.region)),
  )
  if (blind) return false
  if (own.some(({ target }) => elsewhere || target.region === region)) return true
  // Taken out of the policy. One without targets says nothing of accounts: another job may look at this one.
  const named = policy?.targets.every((target) => target.account !== null) === true
  return named && !isNarrowed(narrowed) && !own.some(({ state }) => state === 'failed')
}

interface Looking {
  readonly resource: Named | null
  readonly uses: readonly { readonly kinds: readonly string[] }[]
}

/** Kinds that are listed once an account: what region a gap of theirs names says little. */
const everywhere = (kind: string): boolean => /^(iam|s3)-/.test(kind)

/** Whether what could not be read may be what a finding was made of. */
function hides(gap: Gap, at: At, { resource, uses }: Looking): boolean {
  if (gap.account !== at.account) return false
  const near = gap.region === at.region || gap.region === 'global' || at.region === 'global' || everywhere(gap.kind)
  if (!near) return false
  const tagged = gap.kind.includes(':') && at.kind.includes(':')
  if (gap.kind === at.kind || tagged)
    return gap.id === null || resource === null || gap.id === resource.id || gap.id === resource.arn
  // What only helps to judge (a prefix list) is seen in the verdicts that lack it, where one of it was asked for.
  const judged = uses.some(({ kinds }) => kinds.includes(gap.kind))
  return !judged && gap.id === null
}

import { severities } from '../model/basics.ts'
import type { GuardChange } from '../model/check.ts'
import type { Rating } from '../model/member.ts'
import type { Policy } from '../model/policy.ts'
import { meaningOf } from './meaning.ts'
import { differs, shown } from './policy-changes.ts'

/** What is decided by the policy in force alone: a change of it holds once it is merged, and is told. */
export function settingChanges(base: Policy, head: Policy): readonly GuardChange[] {
  const place = { file: head.file, line: 1, column: 1 }
  return settings.flatMap(({ name, of, rate }) => {
    const [old, now] = [of(base), of(head)]
    if (!differs(old, now)) return []
    const words = [`${shown(old)} → ${shown(now)}`]
    const change = { about: 'setting', what: 'changed', name, rating: rate(old, now), words, place } as const
    return [{ ...change, accepts: false }]
  })
}

interface Setting {
  readonly name: string
  of(policy: Policy): unknown
  rate(old: unknown, now: unknown): Rating
}

const undecided = (): Rating => 'undecided'
const neutral = (): Rating => 'neutral'

/** By how much passes: a later place lets more pass. */
const ordered =
  (order: readonly string[]) =>
  (old: unknown, now: unknown): Rating =>
    order.indexOf(String(now)) > order.indexOf(String(old)) ? 'widening' : 'narrowing'

const bySeverity = ordered([...severities, 'none'])
const byNumber = (old: unknown, now: unknown): Rating => (Number(now) > Number(old) ? 'widening' : 'narrowing')

/** A list of what is kept from writing: what leaves it is kept no more. */
function kept(old: unknown, now: unknown): Rating {
  const [before, after] = [listOf(old), listOf(now)]
  const [gone, come] = [before.some((one) => !after.includes(one)), after.some((one) => !before.includes(one))]
  return gone && come ? 'mixed' : gone ? 'widening' : come ? 'narrowing' : 'neutral'
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(meaningOf) : [])

const settings: readonly Setting[] = [
  { name: 'gate.fail-on', of: ({ gate }) => gate.failOn, rate: bySeverity },
  { name: 'gate.unknown', of: ({ gate }) => gate.unknown, rate: ordered(['fail', 'report']) },
  { name: 'gate.silencing', of: ({ gate }) => gate.silencing, rate: bySeverity },
  { name: 'gate.acknowledge', of: ({ gate }) => gate.acknowledge, rate: undecided },
  { name: 'limits.changes', of: ({ limits }) => limits.changes, rate: byNumber },
  { name: 'limits.share', of: ({ limits }) => limits.share, rate: byNumber },
  { name: 'limits.failures', of: ({ limits }) => limits.failures, rate: byNumber },
  { name: 'approvals', of: ({ approvals }) => approvals, rate: undecided },
  { name: 'protected', of: (policy) => policy.protected, rate: kept },
  { name: 'publish.issue', of: ({ publish }) => publish.issue, rate: neutral },
  { name: 'publish.pull-request', of: ({ publish }) => publish.pullRequest, rate: neutral },
  { name: 'publish.public', of: ({ publish }) => publish.public, rate: ordered(['counts', 'details']) },
]

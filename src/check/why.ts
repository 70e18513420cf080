import { select } from '../evaluate/match.ts'
import type { BaselinePair, GuardChange, Silenced, SilencedBy } from '../model/check.ts'
import type { Finding } from '../model/finding.ts'
import type { Policy } from '../model/policy.ts'
import type { Subject } from '../model/rule.ts'
import { demandOf } from './meaning.ts'
import { covers } from './scope.ts'

/** What the two policies are, and what else the change touches. */
export interface Between {
  readonly base: Policy
  readonly head: Policy
  readonly changes: readonly GuardChange[]
  readonly pairs: readonly BaselinePair[]
  /** What a finding is about, as it was read; null: something that is not there. */
  readonly subject: (finding: Finding) => Subject | null
  readonly isRecorded: (finding: Finding) => boolean
}

type Reason = Omit<Silenced, 'finding'>

/** Why a finding of the policy in force would be heard no more. */
export function whySilenced(
  { finding, now, part }: { readonly finding: Finding; readonly now: Finding | null; readonly part: boolean },
  between: Between,
): Reason {
  const { base, head } = between
  const old = base.uses.find(({ name }) => name === finding.use.name) ?? finding.use
  const use = head.uses.find(({ name }) => name === finding.use.name)
  if (use === undefined) return reason('rule', `the rule ${finding.use.name} is removed`, 'widening')
  if (now?.state === 'excepted') return exceptionReason(now, between)
  if (!covers(head.targets, finding.resource))
    return reason('target', 'no target of the policy file reads this account and region any more', 'widening')
  if (demandOf(old) === demandOf(use)) return unchangedUse(finding, between)
  const subject = between.subject(finding)
  if (subject !== null && select(use.where, subject).answer !== 'yes')
    return reason('where', `${use.name} no longer is about it, or nobody can say so: its where has changed`, 'widening')
  if (now !== null && !part && now.use.severity !== finding.use.severity)
    return reason('severity', `its severity goes from ${finding.use.severity} to ${now.use.severity}`, 'widening')
  return reason('options', `${use.name} is loosened: ${wordsOf('rule', use.name, between)}`, 'widening')
}

const reason = (by: SilencedBy, why: string, rating: Reason['rating']): Reason => ({ by, why, rating })

function exceptionReason({ exception }: Finding, { head }: Between): Reason {
  const one = head.exceptions.find(({ index }) => index === exception)
  const words = one === undefined ? '' : `: ${one.reason} (${one.owner}), until ${one.until}`
  return reason('exception', `exceptions[${exception ?? '?'}] is added or reaches further${words}`, 'widening')
}

/** The rule is as it was: the files that it is held against are not. */
function unchangedUse(finding: Finding, between: Between): Reason {
  if (!between.isRecorded(finding))
    return reason('options', 'what the rule reads beside the policy has changed', 'undecided')
  const { resource } = finding
  const own = between.changes.find(
    (change) =>
      change.about === 'baseline' &&
      between.pairs.some(({ path, base, head }) => {
        const ref = (head ?? base)?.ref
        if (path !== change.name || ref === undefined) return false
        const ofKind = ref.kind === resource.kind && ref.account === resource.account
        return ofKind && (resource.id === '*' || (ref.region === resource.region && ref.id === resource.id))
      }),
  )
  if (own === undefined) return reason('options', 'what the rule reads beside the policy has changed', 'undecided')
  const rating = finding.breach.rating ?? own.rating
  return reason('baseline', `the baseline accepts it: ${own.name}`, rating)
}

const wordsOf = (about: GuardChange['about'], name: string, { changes }: Between): string =>
  changes
    .filter((change) => change.about === about && change.name === name)
    .flatMap(({ words }) => words)
    .join('; ')

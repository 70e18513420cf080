import { lookedKey } from '../model/finding.ts'
import type { PlannedStep } from '../model/plan.ts'
import type { Limits, Policy } from '../model/policy.ts'
import { waitsBehind } from './step.ts'

export interface Limited {
  readonly policy: Policy
  /** `use name/account/region` → resources looked at. */
  readonly looked: ReadonlyMap<string, number>
}

/** The share of a target counts from this many changes on: one wrong group of three is no landslide. */
const shareCountsFrom = 10

/** Over a limit, all steps of that use wait for a person: a rule gone wrong must not sweep through an account. */
export function limitSteps(limited: Limited, steps: readonly PlannedStep[]): readonly PlannedStep[] {
  const reasons = new Map<string, string>()
  for (const [name, own] of byUse(steps)) {
    const reason = overChanges(own, limited.policy.limits) ?? overShare(own, limited)
    if (reason !== null) reasons.set(name, reason)
  }
  const waiting: PlannedStep[] = []
  for (const step of steps) {
    const reason = step.use === null ? undefined : reasons.get(step.use.name)
    const own: PlannedStep =
      reason === undefined || step.decision !== 'apply'
        ? step
        : { ...step, decision: 'needs-approval', reason, limited: true }
    waiting.push(waitsBehind(waiting, own))
  }
  return waiting
}

function byUse(steps: readonly PlannedStep[]): ReadonlyMap<string, readonly PlannedStep[]> {
  const groups = new Map<string, PlannedStep[]>()
  for (const step of steps) {
    if (step.decision !== 'apply' || step.use === null) continue
    const group = groups.get(step.use.name)
    if (group === undefined) groups.set(step.use.name, [step])
    else group.push(step)
  }
  return groups
}

const changesOf = (steps: readonly PlannedStep[]): number => steps.reduce((sum, step) => sum + step.changes.length, 0)

function overChanges(steps: readonly PlannedStep[], { changes }: Limits): string | null {
  const wanted = changesOf(steps)
  return wanted <= changes ? null : `limit reached: ${wanted} changes, and limits.changes is ${changes}`
}

function overShare(steps: readonly PlannedStep[], { policy, looked }: Limited): string | null {
  const targets = new Map<string, PlannedStep[]>()
  for (const step of steps) {
    const key = lookedKey(step.use?.name ?? '', step.on)
    const own = targets.get(key)
    if (own === undefined) targets.set(key, [step])
    else own.push(step)
  }
  for (const [key, own] of targets) {
    const resources = new Set(own.map((step) => step.on.arn)).size
    const all = looked.get(key) ?? resources
    if (changesOf(own) < shareCountsFrom || resources <= all * policy.limits.share) continue
    const [account, region] = key.split('/').slice(-2)
    const percent = Math.round(policy.limits.share * 100)
    return `limit reached: ${resources} of ${all} resources in ${account}/${region}, and limits.share is ${percent}%`
  }
  return null
}

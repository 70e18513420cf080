import { hashOf } from '../lib/canonical-json.ts'
import type { Hash, Many } from '../model/basics.ts'
import type { Change } from '../model/member.ts'
import type { Plan, PlannedStep, Step } from '../model/plan.ts'

/** A hash says what: use, finding and changes with their before-values. Never decision, role, mode, time or order. */
export function stepHash({ finding, use, changes }: Pick<Step, 'finding' | 'use' | 'changes'>): Hash {
  const what = sortedChanges(changes).map(({ on, member, before, after }) => ({
    on: { kind: on.kind, account: on.account, region: on.region, id: on.id },
    member,
    before,
    after,
  }))
  return hashOf({ use: use === null ? null : { rule: use.rule, name: use.name }, finding, changes: what }) as Hash
}

/** Over the steps that wait for approval, whatever their order; null when none does. */
export function planHash(steps: Plan['steps']): Hash | null {
  const waiting = steps.filter((step) => step.decision === 'needs-approval').map((step) => step.hash)
  return waiting.length === 0 ? null : (hashOf(waiting.sort()) as Hash)
}

export function sortedChanges(changes: Many<Change>): Many<Change> {
  return [...changes].sort((a, b) =>
    a.member < b.member ? -1 : a.member > b.member ? 1 : 0,
  ) as unknown as Many<Change>
}

/** A step that builds on one that waits must wait, too: without it its before-values do not hold. */
export function waitsBehind(earlier: readonly PlannedStep[], step: PlannedStep): PlannedStep {
  if (step.decision !== 'apply' || step.behind.length === 0) return step
  const waiting = earlier.find((one) => step.behind.includes(one.hash) && one.decision === 'needs-approval')
  if (waiting === undefined) return step
  return {
    ...step,
    decision: 'needs-approval',
    reason: 'builds on a step that waits for approval',
    limited: waiting.limited,
  }
}

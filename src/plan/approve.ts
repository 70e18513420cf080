import type { Hash } from '../model/basics.ts'
import type { Plan, PlannedStep } from '../model/plan.ts'

export type Selection =
  /** `selected`: the steps that this run does; `approved`: whether they were chosen by hash. */
  | { readonly kind: 'selected'; readonly steps: ReadonlySet<Hash>; readonly approved: boolean }
  /** At least one given hash stands no more: nothing may be written. */
  | { readonly kind: 'changed'; readonly missing: readonly string[] }

/** Without hashes: what the policy approved. With hashes: these steps and no others. */
export function selectSteps(plan: Plan, approve: readonly string[] | null): Selection {
  if (approve === null || approve.length === 0) {
    return { kind: 'selected', steps: hashes(plan.steps.filter((step) => step.decision === 'apply')), approved: false }
  }
  const steps = hashes(plan.steps)
  const missing = approve.filter((hash) => hash !== plan.hash && !steps.has(hash as Hash))
  if (missing.length > 0) return { kind: 'changed', missing }
  const chosen = plan.steps.filter(
    (step) =>
      approve.includes(step.hash) ||
      (plan.hash !== null && approve.includes(plan.hash) && step.decision === 'needs-approval'),
  )
  return { kind: 'selected', steps: hashes(chosen.filter((step) => step.decision !== 'hold')), approved: true }
}

/** The plan as this run carries it out: what was approved by hash says so. */
export function withApprovals(plan: Plan, selection: Extract<Selection, { kind: 'selected' }>): Plan {
  if (!selection.approved) return plan
  const steps = plan.steps.map(
    (step): PlannedStep =>
      selection.steps.has(step.hash) && step.decision === 'needs-approval'
        ? { ...step, decision: 'apply', reason: `approved by hash; ${step.reason}`, limited: false }
        : step,
  )
  return { ...plan, steps }
}

const hashes = (steps: readonly PlannedStep[]): ReadonlySet<Hash> => new Set(steps.map((step) => step.hash))

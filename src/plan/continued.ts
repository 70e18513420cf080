import type { Plan } from '../model/plan.ts'

/**
 * The plan after its writes, with the steps that the rest needs now: they have no outcome yet. The hash that a run offers
 * covers them, so they have to be shown: nobody approves what is not there to read.
 */
export function continued(plan: Plan, left: Plan): Plan {
  const known = new Set(plan.steps.map(({ hash }) => hash))
  return { ...plan, steps: [...plan.steps, ...left.steps.filter(({ hash }) => !known.has(hash))] }
}

import { coversKind } from '../lib/kind-name.ts'
import type { Policy, Use } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import type { Rule } from '../model/rule.ts'
import type { World } from '../model/world.ts'

export interface Demands {
  readonly policy: Policy
  /** By id. */
  readonly rules: ReadonlyMap<string, Rule>
  /** Whether a use is about a resource: evaluate's own selector. */
  readonly inScope: (use: Use, resource: Resource) => boolean
}

/** Names of uses that newly fail once a step is done. All uses of the policy are asked, also those that this run left out. */
export function conflictsOf(
  demands: Demands,
  world: World,
  step: { before: Resource; after: Resource },
): readonly string[] {
  return demands.policy.uses
    .filter((use) => demands.inScope(use, step.after))
    .filter((use) => {
      const after = failing(demands, use, { resource: step.after, world })
      if (after.length === 0) return false
      const before = new Set(failing(demands, use, { resource: step.before, world }))
      return after.some((about) => !before.has(about))
    })
    .map((use) => use.name)
}

function failing({ rules }: Demands, use: Use, on: { resource: Resource; world: World }): readonly string[] {
  const rule = rules.get(use.rule)
  if (rule === undefined || !coversKind(use.kinds, on.resource.ref.kind)) return []
  const verdict = rule.check(on.resource, use.options, on.world)
  if (verdict === 'pass' || verdict === 'not-applicable') return []
  return verdict.filter((breach) => breach.verdict === 'fail').map((breach) => breach.about)
}

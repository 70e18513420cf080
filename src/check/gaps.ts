import { coversKind } from '../lib/kind-name.ts'
import type { BaselinePair } from '../model/check.ts'
import type { Policy, Use } from '../model/policy.ts'
import type { Gap, Kind } from '../model/resource.ts'
import { demandOf, meaningOf } from './meaning.ts'

export interface Touching {
  readonly base: Policy
  readonly head: Policy
  readonly pairs: readonly BaselinePair[]
  readonly looksUp: (use: Use) => readonly Kind[]
  readonly isRecording: (use: Use) => boolean
}

/**
 * Reads that failed and that the change has to do with. What neither policy could read, and both ask for in the same way, is as
 * unknown after the change as before it: the change neither hides nor causes it.
 */
export function touchedGaps(gaps: readonly Gap[], at: Touching): readonly Gap[] {
  if (gaps.length === 0) return []
  const uses = touchedUses(at)
  const elsewhere = meaningOf(at.base.targets) !== meaningOf(at.head.targets)
  return gaps.filter(
    ({ kind }) => elsewhere || uses.some((use) => coversKind(use.kinds, kind) || at.looksUp(use).includes(kind)),
  )
}

function touchedUses({ base, head, pairs, isRecording }: Touching): readonly Use[] {
  const meaning = (policy: Policy): ReadonlyMap<string, string> =>
    new Map(
      policy.uses.map((use) => {
        const own = policy.exceptions.filter(({ uses }) => uses.includes(use.name))
        const excepted = own.map(({ where, until }) => meaningOf({ where, until })).sort()
        return [use.name, JSON.stringify([demandOf(use), excepted])]
      }),
    )
  const [before, after] = [meaning(base), meaning(head)]
  const recorded = new Set(pairs.map((pair) => (pair.head ?? pair.base)?.ref.kind))
  return [...base.uses, ...head.uses].filter(
    (use) =>
      before.get(use.name) !== after.get(use.name) ||
      (isRecording(use) && use.kinds.some((kind) => recorded.has(kind))),
  )
}

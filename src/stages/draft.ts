import { select } from '../evaluate/match.ts'
import type { Finding } from '../model/finding.ts'
import type { Plan } from '../model/plan.ts'
import { planOf } from '../plan/plan.ts'
import type { Verdicts } from './judge.ts'
import { kindMap, type Run, ruleMap, type Sessions } from './run.ts'

/** The plan for these findings, as detect shows it and remediate carries it out. */
export function draft(
  run: Run,
  sessions: Sessions,
  { judged, world }: Verdicts,
  findings: readonly Finding[] = judged.findings,
): Plan {
  return planOf(
    {
      policy: run.policy,
      rules: ruleMap,
      kinds: kindMap,
      looked: judged.looked,
      own: sessions.own,
      inScope: (use, resource) => select(use.where, resource).answer !== 'no',
    },
    world,
    findings,
  )
}

import { detail } from '../collect/detail.ts'
import { replaced, worldOf } from '../collect/world.ts'
import { evaluate, exceptionsMet } from '../evaluate/evaluate.ts'
import { compareFindings } from '../evaluate/order.ts'
import type { Judged } from '../model/finding.ts'
import type { Gap, Resource } from '../model/resource.ts'
import type { World } from '../model/world.ts'
import { ioFor, type Run, ruleMap, type Sessions } from './run.ts'

export interface Verdicts {
  readonly judged: Judged
  readonly world: World
}

/** Judges, reads what is asked of failing resources only, and judges those again with it. */
export async function judge(
  run: Run,
  sessions: Sessions,
  at: { world: World; resources?: readonly Resource[] },
): Promise<Verdicts> {
  const judging = { policy: run.policy, rules: ruleMap, uses: run.uses, today: run.today }
  const first = evaluate(judging, at.world, at.resources ?? at.world.resources)
  const wanting = new Set(
    first.findings.filter(({ use }) => ruleMap.get(use.rule)?.wantsDetail === true).map(({ resource }) => resource.arn),
  )
  const failing = new Set(first.findings.map(({ resource }) => resource.arn))
  if (wanting.size === 0) return { judged: first, world: at.world }
  const all = at.resources ?? at.world.resources
  const detailed = await detail(
    { io: ioFor, session: sessions.of },
    all.filter(({ ref }) => wanting.has(ref.arn)),
  )
  const known = replaced(at.world, detailed.resources)
  const world = worldOf({
    resources: known.resources,
    others: known.others,
    gaps: distinct([...known.gaps, ...detailed.gaps]),
    whole: known.whole,
    baselines: known.baselines,
  })
  const byArn = new Map(detailed.resources.map((resource) => [resource.ref.arn, resource]))
  const again = all.filter(({ ref }) => failing.has(ref.arn)).map((resource) => byArn.get(resource.ref.arn) ?? resource)
  const second = evaluate(judging, world, again)
  // What is beyond the resources is not judged again: it stays as it was.
  const judged = new Set(again.map(({ ref }) => ref.arn))
  const beyond = first.findings.filter(({ resource }) => !judged.has(resource.arn))
  const findings = [...second.findings, ...beyond].sort(compareFindings)
  return { judged: { ...first, findings, exceptions: exceptionsMet(judging, findings) }, world }
}

const distinct = (gaps: readonly Gap[]): readonly Gap[] => [
  ...new Map(gaps.map((gap) => [[gap.account, gap.region, gap.kind, gap.id, gap.operation].join('/'), gap])).values(),
]

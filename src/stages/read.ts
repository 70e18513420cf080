import { type Collected, collect } from '../collect/collect.ts'
import type { TargetState } from '../model/report.ts'
import { ioFor, kindMap, type Run, ruleMap, type Sessions } from './run.ts'

/** Reads what the uses need of every target that is open; the others are said to have failed. */
export async function read(run: Run, sessions: Sessions): Promise<Collected> {
  let resources = 0
  run.host.log.group('Reading')
  await loadTables(run)
  const collected = await collect({
    uses: run.uses,
    rules: ruleMap,
    targets: sessions.opened.flatMap((one) =>
      one.kind === 'open' ? [{ target: one.target, session: one.session }] : [],
    ),
    io: ioFor,
    baselines: run.baselines?.index ?? null,
    onlyIds: run.only.ids,
    progress: (count) => {
      resources += count
      run.host.log.progress(`read ${resources} resources`)
    },
  })
  run.host.log.info(`read ${resources} resources`)
  run.host.log.endGroup()
  return { ...collected, states: [...collected.states, ...failedStates(sessions)] }
}

/** What rating needs, for the kinds that are looked at whole. */
async function loadTables({ uses }: Run): Promise<void> {
  const whole = uses.filter(({ rule }) => ruleMap.get(rule)?.depth === 'whole')
  const kinds = new Set(whole.flatMap((use) => use.kinds))
  await Promise.all([...kinds].map((kind) => kindMap.get(kind)?.load?.()))
}

export function failedStates({ opened }: Sessions): readonly TargetState[] {
  return opened.flatMap((one): readonly TargetState[] =>
    one.kind === 'failed'
      ? [{ target: one.target, state: 'failed', reason: one.reason, partial: [], resources: new Map() }]
      : [],
  )
}

import { type Collected, collect } from '../collect/collect.ts'
import { worldOf } from '../collect/world.ts'
import type { TargetState } from '../model/report.ts'
import type { Ref } from '../model/resource.ts'
import type { World } from '../model/world.ts'
import { ioFor, kindMap, type Run, ruleMap, type Sessions } from './run.ts'
import { withWayTo } from './toward.ts'

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
  const world = await withBaselines(run, sessions, collected.world)
  run.host.log.info(`read ${resources} resources`)
  run.host.log.endGroup()
  return { ...collected, world, states: [...collected.states, ...failedStates(sessions)] }
}

/** What it takes to rate the way back to what is recorded. */
export async function withBaselines({ baselines }: Run, sessions: Pick<Sessions, 'of'>, world: World): Promise<World> {
  if (baselines === null) return world
  const recorded = new Map(baselines.index.all.map(({ ref, members }) => [keyOf(ref), members]))
  const added = await withWayTo(sessions, world.resources, (ref) => recorded.get(keyOf(ref)) ?? new Map())
  return worldOf({ ...world, resources: added.resources, gaps: [...world.gaps, ...added.gaps] })
}

const keyOf = ({ account, region, kind, id }: Ref): string => `${account}/${region}/${kind}/${id}`

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

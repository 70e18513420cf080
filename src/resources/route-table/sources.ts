import { elsewhere } from '../../lib/elsewhere.ts'
import { indexed, oncePer } from '../../lib/indexed.ts'
import type { Baselines } from '../../model/baseline.ts'
import type { Observed } from '../../model/basics.ts'
import type { Change } from '../../model/member.ts'
import type { Ref, Resource } from '../../model/resource.ts'
import { type World, wholeKey } from '../../model/world.ts'

export type Table = Resource<'route-table'>

const subnetIn = (member: string): string | null => /^association (subnet-\S+)$/.exec(member)?.[1] ?? null

const placeOf = ({ account, region }: Ref): string => `${account}/${region}`
const mainKey = ({ ref, vpc }: Table): string => `${placeOf(ref)} main ${vpc.known ? vpc.value : ''}`

/** Tables by what they have alone: each association, and their VPC's main one. */
const live = oncePer((world: World) =>
  indexed(
    [...world.resources, ...world.others].filter((one): one is Table => one.ref.kind === 'route-table'),
    (table) => [
      ...table.facts.associations.map((id) => `${placeOf(table.ref)} association ${id}`),
      ...(table.facts.main ? [mainKey(table)] : []),
    ],
  ),
)

const recorded = oncePer((baselines: Baselines) => {
  const all = new Map<string, Ref[]>()
  for (const { ref, members } of baselines.all) {
    if (ref.kind !== 'route-table') continue
    for (const member of members.keys()) {
      if (member !== 'main' && !member.startsWith('association ')) continue
      const key = `${placeOf(ref)} ${member}`
      all.set(key, [...(all.get(key) ?? []), ref])
    }
  }
  return all
})

/** The table that has this now, where it is another one. */
export function liveHolder(member: string, table: Table, world: World): Table | null {
  const key = member === 'main' ? mainKey(table) : `${placeOf(table.ref)} ${member}`
  const found = live(world).get(key)
  return found === undefined || found.ref.id === table.ref.id ? null : found
}

/** The table of the same VPC that has it by its baseline, where it is another one and still there. */
function recordedHolder(member: string, table: Table, world: World): Table | null {
  if (world.baselines === null) return null
  for (const { id } of recorded(world.baselines).get(`${placeOf(table.ref)} ${member}`) ?? []) {
    const found = id === table.ref.id ? null : world.get('route-table', id, table.ref)
    if (found?.known !== true || found.value === null) continue
    if (sameVpc(found.value, table)) return found.value
  }
  return null
}

const sameVpc = (a: Table, b: Table): boolean => a.vpc.known && b.vpc.known && a.vpc.value === b.vpc.value

/** The table that a subnet has, or that is the main one, wherever this one is not: now, by its baseline, or since it names none. */
export function holderBeside(member: string, table: Table, world: World): Observed<Table> {
  const other = liveHolder(member, table, world) ?? recordedHolder(member, table, world)
  if (other !== null) return { known: true, value: other }
  const unknown = { known: false, why: 'not-found', operation: 'ec2:DescribeRouteTables' } as const
  if (subnetIn(member) === null || !world.whole.has(wholeKey(table.ref, 'route-table'))) return unknown
  const main = live(world).get(mainKey(table))
  return main === undefined ? unknown : { known: true, value: main }
}

/** The revert of an association: which table has it instead, so that a subnet never goes by a third one in between. */
export function restored(change: Change, table: Table, world: World): Change | string {
  const { member, after } = change
  if (member !== 'main' && !member.startsWith('association ')) return change
  if (after !== null) {
    const subnet = subnetIn(member)
    const known = subnet === null ? null : world.get('subnet', subnet, table.ref)
    if (known?.known === true && known.value === null)
      return `${subnet} is gone: record the route table without it, or make the subnet again`
    const other = liveHolder(member, table, world)
    return other === null ? change : { ...change, before: { ...elsewhere(other.ref.id) } }
  }
  const other = recordedHolder(member, table, world)
  if (other !== null) return { ...change, after: { ...elsewhere(other.ref.id) } }
  if (member !== 'main') return change
  return 'a VPC always has a main route table, and none is recorded as such: make another table the main one, or record this one'
}

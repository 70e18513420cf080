import { elsewhere } from '../../lib/elsewhere.ts'
import { indexed, oncePer } from '../../lib/indexed.ts'
import type { Baselines } from '../../model/baseline.ts'
import type { Observed } from '../../model/basics.ts'
import type { Change } from '../../model/member.ts'
import type { Ref, Resource } from '../../model/resource.ts'
import { type World, wholeKey } from '../../model/world.ts'

export type Acl = Resource<'network-acl'>

const placeOf = ({ account, region }: Ref): string => `${account}/${region}`
const defaultKey = ({ ref, vpc }: Acl): string => `${placeOf(ref)} default ${vpc.known ? vpc.value : ''}`

/** ACLs by the subnets that have them, and by the VPC whose default they are. */
const live = oncePer((world: World) =>
  indexed(
    [...world.resources, ...world.others].filter((one): one is Acl => one.ref.kind === 'network-acl'),
    (acl) => [
      ...acl.facts.subnets.map((id) => `${placeOf(acl.ref)} association ${id}`),
      ...(acl.facts.isDefault ? [defaultKey(acl)] : []),
    ],
  ),
)

const recorded = oncePer((baselines: Baselines) => {
  const all = new Map<string, Ref[]>()
  for (const { ref, members } of baselines.all) {
    if (ref.kind !== 'network-acl') continue
    for (const member of members.keys()) {
      if (!member.startsWith('association ')) continue
      const key = `${placeOf(ref)} ${member}`
      all.set(key, [...(all.get(key) ?? []), ref])
    }
  }
  return all
})

const other = (found: Acl | undefined, acl: Acl): Acl | null =>
  found === undefined || found.ref.id === acl.ref.id ? null : found

const liveHolder = (member: string, acl: Acl, world: World): Acl | null =>
  other(live(world).get(`${placeOf(acl.ref)} ${member}`), acl)

/** The ACL that has the subnet by its baseline, where it is another one and still there. */
function recordedHolder(member: string, acl: Acl, world: World): Acl | null {
  if (world.baselines === null) return null
  for (const { id } of recorded(world.baselines).get(`${placeOf(acl.ref)} ${member}`) ?? []) {
    const found = id === acl.ref.id ? null : world.get('network-acl', id, acl.ref)
    if (found?.known === true && found.value !== null) return found.value
  }
  return null
}

/** The ACL that a subnet has wherever this is not it: now, by its baseline, or since it names none. */
export function holderBeside(member: string, acl: Acl, world: World): Observed<Acl> {
  const found = liveHolder(member, acl, world) ?? recordedHolder(member, acl, world)
  if (found !== null) return { known: true, value: found }
  const unknown = { known: false, why: 'not-found', operation: 'ec2:DescribeNetworkAcls' } as const
  if (!world.whole.has(wholeKey(acl.ref, 'network-acl'))) return unknown
  const byDefault = other(live(world).get(defaultKey(acl)), acl)
  return byDefault === null ? unknown : { known: true, value: byDefault }
}

/** The revert of an association: which ACL has the subnet instead, since it always has one. */
export function restored(change: Change, acl: Acl, world: World): Change | string {
  const { member, after } = change
  if (!member.startsWith('association ')) return change
  const subnet = member.slice('association '.length)
  if (after !== null) {
    const known = world.get('subnet', subnet, acl.ref)
    if (known.known && known.value === null)
      return `${subnet} is gone: record the network ACL without it, or make the subnet again`
    const now = liveHolder(member, acl, world)
    return now === null ? change : { ...change, before: { ...elsewhere(now.ref.id) } }
  }
  const to = recordedHolder(member, acl, world)
  if (to !== null) return { ...change, after: { ...elsewhere(to.ref.id) } }
  if (!acl.facts.isDefault) return change
  return `a subnet always has a network ACL, and none is recorded for ${subnet}: record this one, give the subnet another, or delete it`
}

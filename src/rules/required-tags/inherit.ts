import type { AccountId, Many, Region } from '../../model/basics.ts'
import type { Kind, Resource } from '../../model/resource.ts'
import type { Need } from '../../model/rule.ts'
import type { World } from '../../model/world.ts'
import { readArn } from '../../tagging/arn.ts'
import type { InheritFrom } from './tag.ts'

/** Tags that AWS itself writes, so nobody can forge them. */
const stackTag = 'aws:cloudformation:stack-id'
export const groupTag = 'aws:autoscaling:groupName'

/** Resources that a value may come from, or what could not be read of the way to them. */
export type Reached =
  | { readonly kind: 'resources'; readonly resources: readonly Resource[] }
  | { readonly kind: 'unread'; readonly what: string }

/** Where one source leads from a resource in one step; an unread VPC leads nowhere. */
export function needsOf(source: InheritFrom, resource: Resource): readonly Need[] {
  const { vpc } = resource
  switch (source) {
    case 'instance':
      return toInstances(resource)
    case 'volume':
      return toVolume(resource)
    case 'vpc':
      return vpc.known && vpc.value !== null && resource.ref.kind !== 'vpc' ? [need('vpc', vpc.value)] : []
    case 'stack':
      return toStack(resource)
    case 'auto-scaling-group': {
      const group = tagOf(resource, groupTag) ?? fact(resource, 'autoScalingGroup')
      return typeof group === 'string' && resource.ref.kind !== 'auto-scaling-group'
        ? [need('auto-scaling-group', group)]
        : []
    }
  }
}

/** The resources themselves, a snapshot's instances through its volume. */
export function reached(source: InheritFrom, resource: Resource, world: World): Reached {
  if (source === 'vpc' && !resource.vpc.known) return { kind: 'unread', what: 'the VPC that it lies in' }
  const first = look(needsOf(source, resource), resource, world)
  if (source !== 'instance' || resource.ref.kind !== 'snapshot' || first.kind === 'unread') return first
  const [volume] = first.resources
  return volume === undefined ? first : look(needsOf('instance', volume), volume, world)
}

function look(needs: readonly Need[], from: Resource, world: World): Reached {
  const found: Resource[] = []
  for (const { kind, id, at } of needs) {
    const one = world.get(kind, id, at ?? from.ref)
    if (!one.known) return { kind: 'unread', what: `${kind} ${id}` }
    if (one.value !== null) found.push(one.value)
  }
  return { kind: 'resources', resources: found }
}

const need = (kind: Kind, id: string): Need => ({ kind, id })

/** A fact by name: what a resource's kind says of its facts, its type does not. */
function fact({ facts }: Resource, name: string): unknown {
  return Object.entries(facts ?? {}).find(([key]) => key === name)?.[1] ?? null
}

function toInstances(resource: Resource): readonly Need[] {
  if (resource.ref.kind === 'snapshot') return toVolume(resource)
  const attached = fact(resource, resource.ref.kind === 'volume' ? 'instances' : 'instance')
  const ids: readonly unknown[] = Array.isArray(attached) ? attached : [attached]
  return ids.flatMap((id) => (typeof id === 'string' ? [need('instance', id)] : []))
}

function toVolume(resource: Resource): readonly Need[] {
  const volume = resource.ref.kind === 'snapshot' ? fact(resource, 'volume') : null
  return typeof volume === 'string' ? [need('volume', volume)] : []
}

function toStack(resource: Resource): readonly Need[] {
  const arn = readArn(tagOf(resource, stackTag) ?? '')
  if (arn === null || arn.kind !== 'cloudformation:stack') return []
  const at = { account: arn.account as AccountId, region: arn.region as Region }
  return [{ kind: arn.kind, id: arn.id, at }]
}

const tagOf = ({ tags }: Resource, key: string): string | null => (tags.known ? (tags.value.get(key) ?? null) : null)

/** Kinds that a source may have to look at; snapshots lead to their volumes first. */
export function kindsBehind(source: InheritFrom, judgesSnapshots: boolean): Many<Kind> {
  const kinds: Readonly<Record<InheritFrom, Many<Kind>>> = {
    instance: judgesSnapshots ? ['instance', 'volume'] : ['instance'],
    volume: ['volume'],
    vpc: ['vpc'],
    stack: ['cloudformation:stack'],
    'auto-scaling-group': ['auto-scaling-group'],
  }
  return kinds[source]
}

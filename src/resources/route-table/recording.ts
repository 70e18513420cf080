import { canonicalCidr } from '../../lib/cidr.ts'
import type { Wrong } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Member } from '../../model/member.ts'

const words = ['association', 'main', 'propagation', 'route', 'tag'] as const

/** What a route may lead to, by how its id begins, and the family of addresses that it takes. */
export const targets = {
  'arn:': { family: null, field: 'CoreNetworkArn' },
  'cagw-': { family: 4, field: 'CarrierGatewayId' },
  'eigw-': { family: 6, field: 'EgressOnlyInternetGatewayId' },
  'eni-': { family: null, field: 'NetworkInterfaceId' },
  'i-': { family: null, field: 'InstanceId' },
  'igw-': { family: null, field: 'GatewayId' },
  'lgw-': { family: null, field: 'LocalGatewayId' },
  'nat-': { family: null, field: 'NatGatewayId' },
  'pcx-': { family: null, field: 'VpcPeeringConnectionId' },
  'tgw-': { family: null, field: 'TransitGatewayId' },
  'vgw-': { family: null, field: 'GatewayId' },
  'vpce-': { family: null, field: 'VpcEndpointId' },
} as const

/** null: an id of a form that is not known here. */
export function kindOfTarget(target: string): (typeof targets)[keyof typeof targets] | null {
  const found = Object.entries(targets).find(([prefix]) => target.startsWith(prefix))?.[1]
  return found === undefined || !/^[\w:/.-]+$/.test(target) ? null : found
}

/** A member as a file has it, held against how AWS says it: what it would never say again could never be met. */
export function wrong(member: Member, value: Json): Wrong | null {
  if (member === 'main' || isNamed(member))
    return value === true ? null : { part: 'value', expected: 'true', words: [] }
  const destination = /^route (\S+)$/.exec(member)?.[1]
  const expected = 'a route such as "route 0.0.0.0/0", "association subnet-…", "propagation vgw-…", main, or a tag'
  if (destination === undefined || !isDestination(destination)) return { part: 'member', expected, words }
  return isTarget(value, destination)
    ? null
    : {
        part: 'value',
        expected: 'a map of target: the id of a gateway, or of what else a route may lead to',
        words: [],
      }
}

const isNamed = (member: string): boolean =>
  /^(association (subnet|igw|vgw|ipv[46]pool-ec2)-[\w-]+|propagation vgw-[\w-]+)$/.test(member)

const isDestination = (text: string): boolean => /^pl-[\w-]+$/.test(text) || canonicalCidr(text) === text

function isTarget(value: Json, destination: string): boolean {
  const target = targetIn(value)
  if (target === null || Object.keys(value ?? {}).length !== 1) return false
  const kind = kindOfTarget(target)
  if (kind === null) return false
  // AWS's own: a gateway endpoint puts its routes where its baseline says.
  if (destination.startsWith('pl-')) return !target.startsWith('vpce-')
  return kind.family === null || (kind.family === 6) === destination.includes(':')
}

/** Where a route's value says that it leads; null: it does not say. */
export function targetIn(value: Json): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { target } = value as { readonly [key: string]: Json }
  return typeof target === 'string' ? target : null
}

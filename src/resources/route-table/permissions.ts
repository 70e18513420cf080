import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'

export const writes = [
  'ec2:AssociateRouteTable',
  'ec2:CreateRoute',
  'ec2:DeleteRoute',
  'ec2:DisableVgwRoutePropagation',
  'ec2:DisassociateRouteTable',
  'ec2:EnableVgwRoutePropagation',
  'ec2:ReplaceRoute',
  'ec2:ReplaceRouteTableAssociation',
] as const

const inverses: Readonly<Record<string, readonly string[]>> = {
  'ec2:AssociateRouteTable': ['ec2:DisassociateRouteTable'],
  'ec2:CreateRoute': ['ec2:DeleteRoute'],
  'ec2:DeleteRoute': ['ec2:CreateRoute'],
  'ec2:DisableVgwRoutePropagation': ['ec2:EnableVgwRoutePropagation'],
  'ec2:DisassociateRouteTable': ['ec2:AssociateRouteTable'],
  'ec2:EnableVgwRoutePropagation': ['ec2:DisableVgwRoutePropagation'],
  'ec2:ReplaceRoute': ['ec2:ReplaceRoute'],
  'ec2:ReplaceRouteTableAssociation': ['ec2:ReplaceRouteTableAssociation'],
}

export const inverse = (action: string): readonly string[] => inverses[action] ?? []

/** Resource types beside route tables, by action. Service Authorization Reference, EC2. */
const beside = [
  [/RouteTable/, ['subnet', 'internet-gateway', 'vpn-gateway', 'ipv4pool-ec2', 'ipv6pool-ec2']],
  [/VgwRoutePropagation$/, ['vpn-gateway']],
] as const

export function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  const own = actions.filter((action) => writes.some((one) => one === action))
  const arns = (types: readonly string[]): readonly string[] =>
    types.flatMap((type) =>
      places.map(({ partition, region, account }) => `arn:${partition}:ec2:${region}:${account}:${type}/*`),
    )
  const statement = (Sid: string, some: readonly string[], types: readonly string[]): readonly AllowStatement[] =>
    some.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: some, Resource: arns(types) }]
  const typesOf = (action: string): readonly string[] => beside.find(([pattern]) => pattern.test(action))?.[1] ?? []
  const routes = own.filter((action) => typesOf(action).length === 0)
  const tables = own.filter((action) => action.includes('RouteTable'))
  const propagation = own.filter((action) => action.endsWith('VgwRoutePropagation'))
  return [
    ...statement('WriteRoutes', routes, ['route-table']),
    ...statement('AssociateRouteTables', tables, ['route-table', ...beside[0][1]]),
    ...statement('PropagateRoutes', propagation, ['route-table', ...beside[1][1]]),
  ]
}

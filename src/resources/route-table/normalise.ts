import type { Route as LiveRoute, RouteTable, RouteTableAssociation } from '@aws-sdk/client-ec2'
import { canonicalCidr } from '../../lib/cidr.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Facts, Route } from './model.ts'
import { kindOfTarget } from './recording.ts'

/** A table as EC2 describes it, as facts; null: not understood. EC2 sends the list of routes even where it is empty. */
export function factsOf({ Routes, Associations, PropagatingVgws }: RouteTable): Facts | null {
  const routes = Routes?.map(routeOf)
  const associations = (Associations ?? []).filter(isThere)
  const named = associations.filter(({ Main }) => Main !== true).map(associated)
  const propagating = (PropagatingVgws ?? []).map(({ GatewayId }) => GatewayId)
  if (routes === undefined || Associations === undefined) return null
  if (routes.includes(null) || named.includes(undefined) || propagating.includes(undefined)) return null
  return {
    routes: routes.filter((route) => route !== null),
    associations: named.flatMap((id) => (id === undefined ? [] : [ownText(id)])).sort(),
    main: associations.some(({ Main }) => Main === true),
    propagating: propagating.flatMap((id) => (id === undefined ? [] : [ownText(id)])).sort(),
  }
}

/** One that is going, or that came to nothing, routes nothing. */
export const isThere = ({ AssociationState }: RouteTableAssociation): boolean =>
  AssociationState?.State === undefined || /^associat(ed|ing)$/.test(AssociationState.State)

/** What an association is of; undefined: of the VPC as a whole, or not understood. */
export const associated = ({ SubnetId, GatewayId, PublicIpv4Pool }: RouteTableAssociation): string | undefined =>
  SubnetId ?? GatewayId ?? PublicIpv4Pool

function routeOf(live: LiveRoute): Route | null {
  const block = live.DestinationCidrBlock ?? live.DestinationIpv6CidrBlock
  const destination = block === undefined ? live.DestinationPrefixListId : canonicalCidr(block)
  if (destination === undefined || destination === null) return null
  const target = targetOf(live)
  const known = target !== undefined && (target === 'local' || kindOfTarget(target) !== null)
  return {
    destination: ownText(destination),
    target: known ? ownText(target) : null,
    origin: originOf(live, destination, target),
  }
}

/** An instance is its network interface here: EC2 names both for either. */
const targetOf = (live: LiveRoute): string | undefined =>
  live.NetworkInterfaceId ??
  live.InstanceId ??
  live.NatGatewayId ??
  live.TransitGatewayId ??
  live.LocalGatewayId ??
  live.CarrierGatewayId ??
  live.VpcPeeringConnectionId ??
  live.EgressOnlyInternetGatewayId ??
  live.CoreNetworkArn ??
  live.OdbNetworkArn ??
  live.GatewayId

function originOf({ Origin }: LiveRoute, destination: string, target: string | undefined): Route['origin'] {
  if (target === 'local' || Origin === 'CreateRouteTable') return 'table'
  if (Origin === 'EnableVgwRoutePropagation' || Origin === 'Advertisement') return 'aws'
  return destination.startsWith('pl-') && target?.startsWith('vpce-') === true ? 'aws' : 'made'
}

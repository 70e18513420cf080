import {
  AssociateRouteTableCommand,
  CreateRouteCommand,
  DeleteRouteCommand,
  DisableVgwRoutePropagationCommand,
  DisassociateRouteTableCommand,
  type EC2Client,
  EnableVgwRoutePropagationCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { sendEc2Tags } from '../../aws/ec2-tags.ts'
import { sendOnce } from '../../aws/send.ts'
import type { Session } from '../../aws/session.ts'
import { elsewhereOf, isAbsent } from '../../lib/elsewhere.ts'
import type { Json } from '../../model/basics.ts'
import type { Call, Change, Sent } from '../../model/member.ts'
import { holderOf } from './holder.ts'
import { kindOfTarget, targetIn } from './recording.ts'
import type { Table } from './sources.ts'

/** Sends one write, of a route, a propagation, an association or tags. */
export async function send(session: Session, call: Call, fresh: Table): Promise<Sent> {
  if (call.api.endsWith('Tags')) return sendEc2Tags(session, call)
  const [change] = call.changes
  const request = requestOf(call.api, change, fresh)
  if (request !== null) {
    const client = await session.ec2Once()
    return sendOnce(session, call, () => request(client))
  }
  return sendOnce(session, call, () => associate(session, change, fresh))
}

type Request = (client: EC2Client) => Promise<Sent>

const done: Sent = { kind: 'done' }

/** null: what is to be written hangs on an id that is looked up first. */
function requestOf(api: string, { member, after }: Change, { ref }: Table): Request | null {
  const [, name = ''] = member.split(' ')
  const RouteTableId = ref.id
  const route = { RouteTableId, ...destinationOf(name), ...targetOf(after) }
  if (api === 'ec2:CreateRoute') {
    return async (client) => {
      const { Return } = await client.send(new CreateRouteCommand(route), inTime())
      return Return === true ? done : { kind: 'unknown', why: 'the answer does not say that it was done' }
    }
  }
  const empty = (work: (client: EC2Client) => Promise<unknown>): Request => {
    return async (client) => {
      await work(client)
      return done
    }
  }
  if (api === 'ec2:ReplaceRoute') return empty((client) => client.send(new ReplaceRouteCommand(route), inTime()))
  if (api === 'ec2:DeleteRoute')
    return empty((client) => client.send(new DeleteRouteCommand({ RouteTableId, ...destinationOf(name) }), inTime()))
  const propagation = { RouteTableId, GatewayId: name }
  if (api === 'ec2:EnableVgwRoutePropagation')
    return empty((client) => client.send(new EnableVgwRoutePropagationCommand(propagation), inTime()))
  if (api === 'ec2:DisableVgwRoutePropagation')
    return empty((client) => client.send(new DisableVgwRoutePropagationCommand(propagation), inTime()))
  return null
}

function destinationOf(destination: string) {
  if (destination.startsWith('pl-')) return { DestinationPrefixListId: destination }
  return destination.includes(':') ? { DestinationIpv6CidrBlock: destination } : { DestinationCidrBlock: destination }
}

/** The one parameter for what the route leads to. */
function targetOf(value: Json | null): Readonly<Record<string, string | boolean>> {
  const target = value === null ? null : targetIn(value)
  if (target === null) return {}
  if (target === 'local') return { LocalTarget: true }
  if (/^arn:[^:]*:odb:/.test(target)) return { OdbNetworkArn: target }
  const kind = kindOfTarget(target)
  return kind === null ? {} : { [kind.field]: target }
}

/** Puts a subnet, a gateway or the place of the main table where the change says, in one call from wherever it is now. */
async function associate(session: Session, change: Change, fresh: Table): Promise<Sent> {
  const { member, before, after } = change
  const holder = await holderOf(session, member, fresh)
  const to = isAbsent(after) ? elsewhereOf(after) : fresh.ref.id
  const from = isAbsent(after) ? fresh.ref.id : elsewhereOf(before)
  // Somebody moved it in between, to where this was to bring it, or away.
  if (holder === null ? to === null : holder.table === to) return done
  if (from !== null && holder?.table !== from) {
    const where = holder === null ? 'names no table' : `is on ${holder.table}`
    return to === null ? done : refused(change, `changed since it was planned: ${member} ${where}`)
  }
  const client = await session.ec2Once()
  if (holder === null) return to === null ? done : named(client, change, to)
  if (to !== null) {
    const input = { AssociationId: holder.association, RouteTableId: to }
    const { NewAssociationId } = await client.send(new ReplaceRouteTableAssociationCommand(input), inTime())
    return answered(NewAssociationId)
  }
  if (member === 'main') return refused(change, 'a VPC always has a main route table: make another table the main one')
  await client.send(new DisassociateRouteTableCommand({ AssociationId: holder.association }), inTime())
  return done
}

async function named(client: EC2Client, change: Change, RouteTableId: string): Promise<Sent> {
  const id = change.member.split(' ')[1] ?? ''
  if (change.member === 'main') return refused(change, 'the VPC has no main route table in what was just read')
  const what = id.startsWith('subnet-')
    ? { SubnetId: id }
    : id.startsWith('ipv')
      ? { PublicIpv4Pool: id }
      : { GatewayId: id }
  const { AssociationId } = await client.send(new AssociateRouteTableCommand({ RouteTableId, ...what }), inTime())
  return answered(AssociationId)
}

const answered = (id: string | undefined): Sent =>
  id === undefined ? { kind: 'unknown', why: 'the answer names no association' } : done

const refused = (change: Change, why: string): Sent => ({ kind: 'refused', why, failed: [change] })

import { DescribeFlowLogsCommand, type Filter, type FlowLog as LiveFlowLog } from '@aws-sdk/client-ec2'
import { ownText } from '../lib/own-text.ts'
import { batches } from '../lib/pool.ts'
import type { Observed } from '../model/basics.ts'
import type { FlowLog } from '../model/flow-log.ts'
import type { Gap } from '../model/resource.ts'
import { inTime } from './clients.ts'
import { malformed, type Trouble, troubleOf } from './errors.ts'
import { gapOf, malformedAnswer } from './gap.ts'
import type { Session } from './session.ts'

export const flowLogOperation = 'ec2:DescribeFlowLogs'

/** What nobody asked for. */
export const unaskedFlowLogs: Observed<readonly FlowLog[]> = {
  known: false,
  why: 'unsupported',
  operation: flowLogOperation,
}

/** Flow logs of resources by their ids; a gap where they could not be read. */
export interface FlowLogs {
  of(id: string): Observed<readonly FlowLog[]>
  readonly gaps: readonly Gap[]
}

// VPCs and subnets of a region are listed side by side: one listing tells of both.
const listings = new WeakMap<Session, Promise<FlowLogs>>()

/** Of a listing of all resources, from one listing of all flow logs a session; else of these alone, read anew. */
export function flowLogsOf(session: Session, ids: readonly string[], { all }: { all: boolean }): Promise<FlowLogs> {
  if (!all) return read(session, batches(ids, idsInAFilter))
  const made = listings.get(session) ?? read(session, [null])
  listings.set(session, made)
  return made
}

const idsInAFilter = 200

async function read(session: Session, asked: readonly (readonly string[] | null)[]): Promise<FlowLogs> {
  const live: LiveFlowLog[] = []
  try {
    for (const ids of asked) live.push(...(await pagesOf(session, ids)))
  } catch (error) {
    return unread(session, troubleOf(error))
  }
  if (live.some(({ ResourceId }) => ResourceId === undefined))
    return unread(session, malformed('a flow log of nobody knows what'))
  const byResource = Map.groupBy(live, ({ ResourceId }) => ResourceId)
  return { of: (id) => understood(session, byResource.get(id) ?? []), gaps: [] }
}

async function pagesOf(session: Session, ids: readonly string[] | null): Promise<readonly LiveFlowLog[]> {
  const client = await session.ec2()
  const live: LiveFlowLog[] = []
  let token: string | undefined
  do {
    // EC2 calls the filter of this one call `Filter`.
    const narrowed: { Filter?: Filter[] } = ids === null ? {} : { Filter: [{ Name: 'resource-id', Values: [...ids] }] }
    const next = token === undefined ? {} : { NextToken: token }
    const answer = await client.send(new DescribeFlowLogsCommand({ ...narrowed, MaxResults: 1000, ...next }), inTime())
    if (answer.FlowLogs === undefined) throw malformedAnswer('no list of flow logs')
    live.push(...answer.FlowLogs)
    token = answer.NextToken === '' ? undefined : answer.NextToken
  } while (token !== undefined)
  return live
}

function unread(session: Session, trouble: Trouble): FlowLogs {
  const gap = gapOf(session, trouble, { kind: 'ec2:vpc-flow-log', operation: flowLogOperation, id: null })
  return { of: () => ({ known: false, why: trouble.why, operation: flowLogOperation }), gaps: [gap] }
}

/** One that cannot be understood leaves all of its resource unread. */
function understood(session: Session, live: readonly LiveFlowLog[]): Observed<readonly FlowLog[]> {
  const logs = live.map((one) => flowLogOf(session, one))
  const read = logs.filter((one) => one !== null)
  if (read.length < logs.length) return { known: false, why: 'malformed', operation: flowLogOperation }
  return { known: true, value: read }
}

function flowLogOf(session: Session, live: LiveFlowLog): FlowLog | null {
  const { TrafficType, LogFormat, MaxAggregationInterval, DeliverLogsPermissionArn } = live
  const destination = destinationOf(session, live)
  if (destination === null || !/^(ACCEPT|REJECT|ALL)$/.test(TrafficType ?? '')) return null
  return {
    destination: ownText(destination),
    traffic: TrafficType ?? 'ALL',
    format: LogFormat === undefined ? null : ownText(LogFormat),
    interval: MaxAggregationInterval ?? null,
    role: DeliverLogsPermissionArn === undefined ? null : ownText(DeliverLogsPermissionArn),
  }
}

/** A log group of the account may be named, or given as an ARN: it is the same one. */
function destinationOf({ target }: Session, { LogDestination, LogGroupName }: LiveFlowLog): string | null {
  const [, account, named] = /^arn:[^:]+:logs:[^:]*:(\d+):log-group:([^:]+)/.exec(LogDestination ?? '') ?? []
  if (named !== undefined) return account === target.account ? `log-group:${named}` : (LogDestination ?? null)
  if (LogDestination !== undefined && LogDestination !== '') return LogDestination
  return LogGroupName === undefined || LogGroupName === '' ? null : `log-group:${LogGroupName}`
}

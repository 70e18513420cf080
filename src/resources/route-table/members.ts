import { ec2Console } from '../../lib/console.ts'
import { elsewhereOf, isAbsent } from '../../lib/elsewhere.ts'
import type { Json, Many, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Call, Change, Member, Members } from '../../model/member.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Facts, Route } from './model.ts'
import { inverse, narrowed, writes } from './permissions.ts'
import { targetIn, wrong } from './recording.ts'
import { shift } from './shift.ts'
import { restored, type Table } from './sources.ts'

/** Whether the repository may say it: what AWS writes again and again, and what every table has, it may not. */
const isRecorded = ({ target, origin }: Route): boolean => origin !== 'aws' && target !== 'local'

const there: Observed<Json> = { known: true, value: true }
/** As AWS answers with a target of a form that is not known here. */
const unread = { known: false, why: 'unsupported', operation: 'ec2:DescribeRouteTables' } as const

/** `route 0.0.0.0/0`, `association subnet-1`, `propagation vgw-1`, `main`. */
function members({ facts }: Table): Members {
  const all = new Map<Member, Observed<Json>>()
  const add = (text: string, value: Observed<Json>): void => void all.set(text as Member, value)
  for (const route of facts.routes) {
    if (!isRecorded(route)) continue
    add(`route ${route.destination}`, route.target === null ? unread : { known: true, value: { target: route.target } })
  }
  for (const id of facts.associations) add(`association ${id}`, there)
  for (const id of facts.propagating) add(`propagation ${id}`, there)
  if (facts.main) add('main', there)
  return all
}

/** `local` is where a VPC's own addresses lead by themselves: no route of anybody's. */
const isNothing = (value: Json | null): boolean => value === null || isAbsent(value) || targetIn(value) === 'local'

function same(a: Json | null, b: Json | null): boolean {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b)
  const [left, right] = [targetIn(a), targetIn(b)]
  return left === null || right === null ? a === b : left === right
}

function withChanges(table: Table, changes: readonly Change[]): Table {
  let { facts } = table
  for (const { member, after } of changes) facts = withMember(facts, member, after)
  return { ...table, facts }
}

function withMember(facts: Facts, member: Member, after: Json | null): Facts {
  const [word = '', id = ''] = member.split(' ')
  const set = (ids: readonly string[]): readonly string[] =>
    [...ids.filter((one) => one !== id), ...(isNothing(after) ? [] : [id])].sort()
  if (word === 'main') return { ...facts, main: !isNothing(after) }
  if (word === 'association') return { ...facts, associations: set(facts.associations) }
  if (word === 'propagation') return { ...facts, propagating: set(facts.propagating) }
  return word === 'route' ? { ...facts, routes: withRoute(facts.routes, id, targetIn(after)) } : facts
}

/** What came with the table never goes: without its other target it leads to the VPC again. */
function withRoute(routes: readonly Route[], destination: string, target: string | null): readonly Route[] {
  const known = routes.find((route) => route.destination === destination && route.origin !== 'aws')
  const others = routes.filter((route) => route !== known)
  const origin = known?.origin ?? 'made'
  if (target === null && origin === 'made') return others
  return [...others, { destination, target: target ?? 'local', origin }]
}

/** A route that came with the table is replaced, and put back, and never made or deleted. */
function settle(changes: Many<Change>, { facts }: Table): Many<Change> {
  const settled = changes.map((change) => {
    const destination = /^route (\S+)$/.exec(change.member)?.[1]
    const own = facts.routes.find((route) => route.destination === destination && route.origin === 'table')
    if (own === undefined) return change
    const local = { target: 'local' }
    return { ...change, before: change.before ?? local, after: change.after ?? local }
  })
  return settled as unknown as Many<Change>
}

const isMove = ({ before, after }: Change): boolean => elsewhereOf(before) !== null || elsewhereOf(after) !== null

/** The call for a change, and when it goes out: what adds a way stands before what takes one away. */
function callFor(change: Change): readonly [number, string] {
  const [word = ''] = change.member.split(' ')
  const [gone, come] = [isAbsent(change.after), isAbsent(change.before)]
  if (word === 'route') {
    if (!gone && !come) return [0, 'ec2:ReplaceRoute']
    return gone ? [4, 'ec2:DeleteRoute'] : [0, 'ec2:CreateRoute']
  }
  if (word === 'propagation') return gone ? [3, 'ec2:DisableVgwRoutePropagation'] : [1, 'ec2:EnableVgwRoutePropagation']
  if (word === 'main' || isMove(change)) return [2, 'ec2:ReplaceRouteTableAssociation']
  return gone ? [5, 'ec2:DisassociateRouteTable'] : [2, 'ec2:AssociateRouteTable']
}

function calls(changes: Many<Change>): Many<Call> {
  const ordered = changes.map((change) => ({ change, call: callFor(change) })).sort((a, b) => a.call[0] - b.call[0])
  return ordered.map(({ change, call: [, api] }): Call => ({ api, changes: [change] })) as unknown as Many<Call>
}

export const logic: KindLogic<'route-table'> = tagged<'route-table'>(
  {
    kind: 'route-table',
    awsName: 'ec2:route-table',
    lists: true,
    reads: { list: ['ec2:DescribeRouteTables'], detail: [], again: ['ec2:DescribeRouteTables'] },
    writes,
    inverse,
    narrowed,
    members,
    same,
    withChanges,
    shift,
    ownedByAws: () => false,
    settle,
    calls,
    recording: {
      wrong,
      restored,
      blank: () => ({ routes: [], associations: [], main: false, propagating: [] }),
    },
    consoleLink: ec2Console('vpcconsole', 'RouteTableDetails:RouteTableId'),
  },
  ec2Tags('route-table'),
)

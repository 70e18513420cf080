import { ec2Console } from '../../lib/console.ts'
import { isAbsent } from '../../lib/elsewhere.ts'
import type { Json, Many, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Call, Change, Member, Members } from '../../model/member.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Facts, NetworkAclEntry } from './model.ts'
import { inverse, narrowed, writes } from './permissions.ts'
import { strays } from './reach.ts'
import { entryIn, entryValue, highestNumber, wrong } from './recording.ts'
import { shift } from './shift.ts'
import { type Acl, restored } from './sources.ts'

/** As people read it: `ingress 100 allow tcp 22-22 0.0.0.0/0` */
export function entryText({ direction, number, action, protocol, from, to, cidr }: NetworkAclEntry): string {
  const range = from === null ? 'all' : `${from}-${to ?? 'all'}`
  return `${direction} ${number} ${action} ${protocol} ${range} ${cidr}`
}

const memberOf = ({ direction, number }: NetworkAclEntry): Member => `entry ${direction} ${number}` as Member
const associationOf = (subnet: string): Member => `association ${subnet}` as Member

/** `entry ingress 100`, `association subnet-1`. AWS's own last deny of each family is nobody's. */
function members({ facts }: Acl): Members {
  const entries = facts.entries.filter(({ number }) => number <= highestNumber)
  return new Map<Member, Observed<Json>>([
    ...entries.map((entry) => [memberOf(entry), { known: true, value: entryValue(entry) }] as const),
    ...facts.subnets.map((subnet) => [associationOf(subnet), { known: true, value: true }] as const),
  ])
}

function same(a: Json | null, b: Json | null): boolean {
  if (isAbsent(a) || isAbsent(b)) return isAbsent(a) && isAbsent(b)
  const [left, right] = [entryIn('entry ingress 1', a), entryIn('entry ingress 1', b)]
  return left === null || right === null ? a === b : entryText(left) === entryText(right)
}

function withChanges(acl: Acl, changes: readonly Change[]): Acl {
  let { facts } = acl
  for (const { member, after } of changes) facts = withMember(facts, member, after)
  return { ...acl, facts }
}

function withMember(facts: Facts, member: Member, after: Json | null): Facts {
  if (member.startsWith('association ')) {
    const subnet = member.slice('association '.length)
    const others = facts.subnets.filter((one) => one !== subnet)
    return { ...facts, subnets: isAbsent(after) ? others : [...others, subnet].sort() }
  }
  const others = facts.entries.filter((entry) => memberOf(entry) !== member)
  const entry = after === null ? null : entryIn(member, after)
  const entries = entry === null ? others : [...others, entry]
  return { ...facts, entries: [...entries].sort((a, b) => a.number - b.number) }
}

const isAssociation = ({ member }: Change): boolean => member.startsWith('association ')
const numberIn = (change: Change): number => Number(change.member.split(' ')[2] ?? 0)

/**
 * New entries from the lowest number up, then those that are replaced in place, then old ones from the highest number down. Where
 * none is replaced, whatever a packet matches first in between decides as it did before or as it will afterwards.
 */
function placeOf(change: Change): readonly [number, number] {
  if (change.before === null) return [0, numberIn(change)]
  return change.after === null ? [2, -numberIn(change)] : [1, -numberIn(change)]
}

/** Of more changes than that nobody tries the orders. */
const mostTried = 40

/**
 * In the order in which they are made: nothing is let through in between that neither side of the whole change lets through, nor,
 * where there is such an order, cut off that both let through. A subnet comes, or goes, once all entries are there.
 */
function settle(changes: Many<Change>, acl: Acl): Many<Change> {
  const entries = changes.filter((change) => !isAssociation(change))
  const sides = [acl.facts.entries, withChanges(acl, entries).facts.entries] as const
  const left = entries
    .map((change) => ({ change, place: placeOf(change) }))
    .sort(({ place: [a, x] }, { place: [b, y] }) => a - b || x - y)
    .map(({ change }) => change)
  const ordered: Change[] = []
  let now = acl
  while (left.length > 0) {
    const [next] = left.splice(left.length > mostTried ? 0 : nextOf(left, now, sides), 1)
    if (next === undefined) break
    ordered.push(next)
    now = withChanges(now, [next])
  }
  return [...ordered, ...changes.filter(isAssociation)] as unknown as Many<Change>
}

/** The first that goes neither beyond nor below both sides; else the first that opens nothing; else the first. */
function nextOf(left: readonly Change[], now: Acl, sides: Parameters<typeof strays>[1]): number {
  if (left.length === 1) return 0
  let second: number | null = null
  for (const [index, change] of left.entries()) {
    const { more, less } = strays(withChanges(now, [change]).facts.entries, sides)
    if (!more && !less) return index
    if (!more) second ??= index
  }
  return second ?? 0
}

function apiOf({ member, before, after }: Change): string {
  if (member.startsWith('association ')) return 'ec2:ReplaceNetworkAclAssociation'
  if (before === null) return 'ec2:CreateNetworkAclEntry'
  return after === null ? 'ec2:DeleteNetworkAclEntry' : 'ec2:ReplaceNetworkAclEntry'
}

/** One a change, in the order of `settle`. */
const calls = (changes: Many<Change>): Many<Call> =>
  changes.map((change): Call => ({ api: apiOf(change), changes: [change] })) as unknown as Many<Call>

export const logic: KindLogic<'network-acl'> = tagged<'network-acl'>(
  {
    kind: 'network-acl',
    awsName: 'ec2:network-acl',
    lists: true,
    reads: { list: ['ec2:DescribeNetworkAcls'], detail: [], again: ['ec2:DescribeNetworkAcls'] },
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
    recording: { wrong, restored, blank: () => ({ isDefault: false, subnets: [], entries: [] }) },
    consoleLink: ec2Console('vpcconsole', 'NetworkAclDetails:networkAclId'),
  },
  ec2Tags('network-acl'),
)

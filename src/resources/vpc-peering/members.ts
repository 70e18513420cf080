import { ec2Console } from '../../lib/console.ts'
import type { Json, Many, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Call, Change, Member, Members } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Facts, Side } from './model.ts'
import { inverse, narrowed, writes } from './permissions.ts'
import { optionOf, refuses, restored, sideIn, sideNamed, sides, sideValue, wrong } from './recording.ts'
import { shift } from './shift.ts'

type Peering = Resource<'vpc-peering'>

/** `status`, `requester`, `accepter`, `option accepter AllowDnsResolutionFromRemoteVpc` where it is on. */
function members({ facts }: Peering): Members {
  const all = new Map<Member, Observed<Json>>()
  const add = (member: string, value: Json): void => void all.set(member as Member, { known: true, value })
  if (facts.status !== null) add('status', facts.status)
  for (const name of sides) {
    const side = facts[name]
    if (side === null) continue
    if (side.vpc !== '') add(name, sideValue(side))
    if (side.dns) add(optionOf(name), true)
  }
  return all
}

/** Blocks are compared only where both know them: AWS does not tell them before the peering is accepted. */
function same(a: Json | null, b: Json | null): boolean {
  const [left, right] = [sideIn(a), sideIn(b)]
  if (left === null || right === null) return a === b
  if (left.account !== right.account || left.vpc !== right.vpc || left.region !== right.region) return false
  return left.cidrs === null || right.cidrs === null || left.cidrs.join() === right.cidrs.join()
}

function withChanges(peering: Peering, changes: readonly Change[]): Peering {
  let { facts } = peering
  for (const { member, after } of changes) facts = withMember(facts, member, after)
  return { ...peering, facts }
}

/** An option may be known of a side that is not. */
const nobody: Side = { account: '', vpc: '', region: '', cidrs: null, dns: false }

function withMember(facts: Facts, member: Member, after: Json | null): Facts {
  if (member === 'status')
    return { ...facts, status: after === 'active' || after === 'pending-acceptance' ? after : null }
  const option = sideNamed(member)
  if (option !== null) return { ...facts, [option]: { ...(facts[option] ?? nobody), dns: after === true } }
  const name = sides.find((one) => one === member)
  if (name === undefined) return facts
  return { ...facts, [name]: { ...nobody, dns: facts[name]?.dns === true, ...sideIn(after) } }
}

const calls = (changes: Many<Change>): Many<Call> =>
  changes.map((change): Call => ({ api: writes[0], changes: [change] })) as unknown as Many<Call>

export const logic: KindLogic<'vpc-peering'> = tagged<'vpc-peering'>(
  {
    kind: 'vpc-peering',
    awsName: 'ec2:vpc-peering-connection',
    lists: true,
    reads: { list: ['ec2:DescribeVpcPeeringConnections'], detail: [], again: ['ec2:DescribeVpcPeeringConnections'] },
    writes,
    inverse,
    narrowed,
    members,
    same,
    withChanges,
    shift,
    ownedByAws: () => false,
    settle: (changes) => changes,
    refuses,
    calls,
    recording: { wrong, restored, blank: () => ({ status: null, requester: null, accepter: null }) },
    consoleLink: ec2Console('vpcconsole', 'PeeringConnectionDetails:vpcPeeringConnectionId'),
  },
  ec2Tags('vpc-peering-connection'),
)

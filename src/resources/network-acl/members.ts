import { ec2Console } from '../../lib/console.ts'
import type { Json, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Member } from '../../model/member.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { NetworkAclEntry } from './model.ts'

/** `ingress 100 allow tcp 22-22 0.0.0.0/0` */
export function memberOf({ direction, number, action, protocol, from, to, cidr }: NetworkAclEntry): Member {
  return `${direction} ${number} ${action} ${protocol} ${from === null ? 'all' : `${from}-${to ?? from}`} ${cidr}` as Member
}

/** Entries are judged, and never written in this version; tags are. */
export const logic: KindLogic<'network-acl'> = tagged<'network-acl'>(
  {
    kind: 'network-acl',
    awsName: 'ec2:network-acl',
    lists: true,
    reads: { list: ['ec2:DescribeNetworkAcls'], detail: [], again: ['ec2:DescribeNetworkAcls'] },
    writes: [],
    inverse: () => [],
    narrowed: () => [],
    members: (acl) =>
      new Map(
        acl.facts.entries.map((entry): [Member, Observed<Json>] => [memberOf(entry), { known: true, value: true }]),
      ),
    same: (a, b) => a === b,
    withChanges: (acl) => acl,
    shift: (before, after) =>
      before.facts === after.facts
        ? { gains: 'no', loses: 'no', words: [] }
        : { gains: 'unknown', loses: 'unknown', words: ['Holdfast does not rate changes of network ACLs'] },
    ownedByAws: (member) => member.split(' ')[1] === '32767',
    settle: (changes) => changes,
    calls: (changes) => [{ api: 'none', changes }],
    consoleLink: ec2Console('vpcconsole', 'NetworkAclDetails:networkAclId'),
  },
  ec2Tags('network-acl'),
)

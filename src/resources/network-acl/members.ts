import { consoleHost } from '../../lib/console-host.ts'
import type { Json, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Member } from '../../model/member.ts'
import type { NetworkAclEntry } from './model.ts'

/** `ingress 100 allow tcp 22-22 0.0.0.0/0` */
export function memberOf({ direction, number, action, protocol, from, to, cidr }: NetworkAclEntry): Member {
  return `${direction} ${number} ${action} ${protocol} ${from === null ? 'all' : `${from}-${to ?? from}`} ${cidr}` as Member
}

/** Network ACLs are judged, and never written in this version. */
export const logic: KindLogic<'network-acl'> = {
  kind: 'network-acl',
  awsName: 'ec2:network-acl',
  reads: { list: ['ec2:DescribeNetworkAcls'], detail: [], again: [] },
  writes: [],
  inverse: () => [],
  narrowed: () => [],
  members: (acl) =>
    new Map(
      acl.facts.entries.map((entry): [Member, Observed<Json>] => [memberOf(entry), { known: true, value: true }]),
    ),
  same: (a, b) => a === b,
  withChanges: (acl) => acl,
  shift: () => ({ gains: 'unknown', loses: 'unknown', words: ['Holdfast does not rate changes of network ACLs'] }),
  ownedByAws: (member) => member.split(' ')[1] === '32767',
  settle: (changes) => changes,
  calls: (changes) => [{ api: 'none', changes }],
  consoleLink: (ref) =>
    `https://${consoleHost(ref)}/vpcconsole/home?region=${ref.region}#NetworkAclDetails:networkAclId=${ref.id}`,
}

import type { Json, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Member } from '../../model/member.ts'

/** Prefix lists are looked up for rules that name them; Holdfast never writes one. */
export const logic: KindLogic<'prefix-list'> = {
  kind: 'prefix-list',
  awsName: 'ec2:prefix-list',
  reads: { list: ['ec2:GetManagedPrefixListEntries'], detail: [], again: [] },
  writes: [],
  inverse: () => [],
  narrowed: () => [],
  members: (list) =>
    new Map(
      list.facts.entries.map((cidr): [Member, Observed<Json>] => [
        `entry ${cidr}` as Member,
        { known: true, value: true },
      ]),
    ),
  same: (a, b) => a === b,
  withChanges: (list) => list,
  shift: () => ({ gains: 'unknown', loses: 'unknown', words: ['Holdfast does not rate changes of prefix lists'] }),
  ownedByAws: () => false,
  settle: (changes) => changes,
  calls: (changes) => [{ api: 'none', changes }],
  consoleLink: ({ region }) =>
    `https://${region}.console.aws.amazon.com/vpcconsole/home?region=${region}#ManagedPrefixLists:`,
}

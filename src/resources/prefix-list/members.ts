import { consoleHost } from '../../lib/console.ts'
import type { Json, Many, Observed } from '../../model/basics.ts'
import type { AllowStatement, KindLogic, Place } from '../../model/kind.ts'
import type { Member } from '../../model/member.ts'
import { tagged } from '../../tagging/kind.ts'
import { unwritten } from '../../tagging/style.ts'

const read = 'ec2:GetManagedPrefixListEntries'

/** Of any owner: AWS keeps lists of its own, and accounts share theirs. */
function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  if (!actions.includes(read)) return []
  const lists = places.map(({ partition, region }) => `arn:${partition}:ec2:${region}:*:prefix-list/*`)
  return [{ Sid: 'ReadPrefixLists', Effect: 'Allow', Action: [read], Resource: [...new Set(lists)] }]
}

/** Prefix lists are looked up for rules that name them; Holdfast never writes one. */
export const logic: KindLogic<'prefix-list'> = tagged<'prefix-list'>(
  {
    kind: 'prefix-list',
    awsName: 'ec2:prefix-list',
    lists: false,
    reads: { list: [read], detail: [], again: [] },
    writes: [],
    inverse: () => [],
    narrowed,
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
    consoleLink: (ref) => `https://${consoleHost(ref)}/vpcconsole/home?region=${ref.region}#ManagedPrefixLists:`,
  },
  unwritten,
)

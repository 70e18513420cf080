import { canonicalJson } from '../lib/canonical-json.ts'
import { together } from '../lib/shifts.ts'
import type { Unread, Wrong } from '../model/baseline.ts'
import type { Json, Many } from '../model/basics.ts'
import type { AllowStatement, Place } from '../model/kind.ts'
import type { Call, Change, Member } from '../model/member.ts'
import type { HouseKind, Resource } from '../model/resource.ts'
import type { OwnLogic } from '../tagging/kind.ts'
import type { Part } from './part.ts'

type Own<K extends HouseKind> = Pick<
  OwnLogic<K>,
  'members' | 'member' | 'same' | 'withChanges' | 'shift' | 'ownedByAws' | 'settle' | 'recording'
>

/** The first word of a member. */
export const wordOf = (member: string): string => member.split(' ', 1)[0] ?? member
/** What follows it. */
export const nameOf = (member: string): string => member.slice(wordOf(member).length + 1)

/** A kind made of parts. `restored`: a revert as it can be written, or what a person has to do; left out: all can. `blank`: facts without any part. */
export function ofParts<K extends HouseKind>(
  parts: readonly Part<Resource<K>['facts']>[],
  restored: (change: Change, live: Resource<K>) => Change | string = (change) => change,
  blank: Resource<K>['facts'] | null = null,
): Own<K> {
  const byWord = new Map(parts.map((part) => [part.word, part]))
  return {
    members: ({ facts }) => new Map(parts.flatMap((part) => part.members(facts))),
    member: ({ facts }, member) => {
      const part = byWord.get(wordOf(member))
      const found = part?.members(facts).find(([name]) => name === member)
      if (found !== undefined) return found[1]
      const unread = part?.unread(facts) ?? null
      return unread === null ? { known: true, value: null } : unread
    },
    same: (a, b) => (a === null || b === null ? a === b : canonicalJson(a) === canonicalJson(b)),
    withChanges: (resource, changes) => {
      const facts = changes.reduce(
        (before, change) => byWord.get(wordOf(change.member))?.changed(before, change) ?? before,
        resource.facts,
      )
      return { ...resource, facts }
    },
    shift: (before, after) => together(parts.map((part) => part.shift(before.facts, after.facts))),
    ownedByAws: () => false,
    settle: (changes) => changes,
    recording: {
      blank: () => blank,
      wrong: (member, value) => wrongIn(byWord, member, value),
      unread: ({ facts }) =>
        parts.flatMap((part): readonly Unread[] => {
          const unread = part.unread(facts)
          return unread === null ? [] : [{ about: part.word, why: unread.why, operation: unread.operation }]
        }),
      restored: (change, live) => {
        const word = wordOf(change.member)
        if (change.after !== null || byWord.get(word)?.always !== true) return restored(change, live)
        return `the baseline does not say what ${word} is to be, and every resource of the kind has it: record it`
      },
    },
  }
}

function wrongIn<F>(parts: ReadonlyMap<string, Part<F>>, member: Member, value: Json): Wrong | null {
  const words = [...parts.keys(), 'tag'].sort()
  const part = parts.get(wordOf(member))
  if (part === undefined) {
    const examples = [...parts.values()].map(({ example }) => `"${example}"`)
    return { part: 'member', expected: `one of ${examples.join(', ')}, or a tag`, words }
  }
  const wrong = part.wrong(member, value)
  return wrong === null ? null : { ...wrong, words: wrong.part === 'member' ? words : [] }
}

/** A call a change, in the order of `rank`; `none` is sent nowhere. */
export function callEach(
  changes: Many<Change>,
  api: (change: Change) => string,
  rank: (change: Change) => number = () => 0,
): Many<Call> {
  const ordered = [...changes].sort((a, b) => rank(a) - rank(b))
  return ordered.map((change) => ({ api: api(change), changes: [change] })) as unknown as Many<Call>
}

/** Allows those of `actions` that are `own`, on resources of EC2 of these types. Service Authorization Reference, EC2. */
export function allowOn(
  Sid: string,
  of: { readonly actions: readonly string[]; readonly own: readonly string[]; readonly types: readonly string[] },
  places: Many<Place>,
): readonly AllowStatement[] {
  const Action = of.actions.filter((action) => of.own.includes(action))
  if (Action.length === 0) return []
  const Resource = places.flatMap(({ partition, region, account }) =>
    of.types.map((type) => `arn:${partition}:ec2:${region}:${account}:${type}/*`),
  )
  return [{ Sid, Effect: 'Allow', Action, Resource }]
}

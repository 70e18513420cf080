import { many } from '../lib/many.ts'
import type { Json, Many, Observed } from '../model/basics.ts'
import type { KindLogic } from '../model/kind.ts'
import type { Call, Change, Member, Members, Shift } from '../model/member.ts'
import type { Kind, Ref, Resource } from '../model/resource.ts'
import { isOwnedByAws, isTagChange, tagKey, tagMembers, tagOf, withTags } from './members.ts'
import { type OwnRecording, recordingWith } from './recording.ts'
import { mostTags, type TagStyle } from './style.ts'

/** A kind's own half: everything about it but its tags. */
export type OwnLogic<K extends Kind> = Omit<
  KindLogic<K>,
  'family' | 'member' | 'refuses' | 'together' | 'tagging' | 'recording'
> & {
  /** Left out: the kind is not recorded. */
  readonly recording?: OwnRecording<K>
  /** Left out: what `members` does not name is absent. */
  member?(resource: Resource<K>, member: Member): Observed<Json | null>
  /** Left out: nothing but its tags has a limit. */
  refuses?(before: Resource<K>, after: Resource<K>): string | null
}

/** A kind with its tags: tags are planned, written, proved and taken back as every other part is. */
export function tagged<K extends Kind>(own: OwnLogic<K>, style: TagStyle): KindLogic<K> {
  const { writes, decidesAccess, caseless } = style
  return {
    ...own,
    family: style.family,
    tagging: { writes, decidesAccess, caseless },
    inverse: (action) => (writes.includes(action) ? inverseOf(style, action) : own.inverse(action)),
    narrowed: (actions, places, keys) => [
      ...own.narrowed(actions, places, keys),
      ...style.narrowed(actions, places, keys),
    ],
    members: (resource): Members => new Map([...own.members(resource), ...tagMembers(resource)]),
    member: (resource, member) => memberOf(own, resource, member),
    same: (a, b) => (typeof a === 'string' || typeof b === 'string' ? a === b : own.same(a, b)),
    withChanges: (resource, changes) => {
      const others = changes.filter((change) => !isTagChange(change))
      const changed = others.length === 0 ? resource : own.withChanges(resource, others)
      return withTags(changed, changes.filter(isTagChange))
    },
    shift: (before, after, world) => joined(own.shift(before, after, world), tagShift(style, before, after)),
    ownedByAws: (member, value) => {
      const key = tagKey(member)
      return key === null ? own.ownedByAws(member, value) : isOwnedByAws(key)
    },
    settle: (changes, fresh) => {
      const others = many(changes.filter((change) => !isTagChange(change)))
      if (others === null) return changes
      return [...own.settle(others, fresh), ...changes.filter(isTagChange)] as unknown as Many<Change>
    },
    ...(own.carriers === undefined ? {} : { carriers: carriersOf(own.carriers) }),
    recording: own.recording === undefined ? null : recordingWith(own.recording),
    refuses: (before, after) => own.refuses?.(before, after) ?? overLimit(style, before, after) ?? twice(style, after),
    calls: (changes) => {
      const others = many(changes.filter((change) => !isTagChange(change)))
      const all = [...(others === null ? [] : own.calls(others)), ...tagCalls(style, changes.filter(isTagChange))]
      return all as unknown as Many<Call>
    },
    together: (call) => (call.changes.every(isTagChange) ? { key: togetherKey(call), most: style.most } : null),
  }
}

/** A kind that is known by its tags alone. */
export function plainKind<K extends Kind>(
  spec: Pick<KindLogic<K>, 'kind' | 'awsName' | 'lists'> & {
    /** IAM actions of listing; of reading again, too, where there are no others. */
    readonly reads: readonly string[]
    readonly again?: readonly string[]
    consoleLink(ref: Ref): string
  },
  style: TagStyle,
): KindLogic<K> {
  return tagged<K>(
    {
      kind: spec.kind,
      awsName: spec.awsName,
      lists: spec.lists,
      reads: { list: spec.reads, detail: [], again: spec.again ?? spec.reads },
      writes: [],
      inverse: () => [],
      narrowed: () => [],
      members: () => new Map(),
      same: (a, b) => a === b,
      withChanges: (resource) => resource,
      shift: () => ({ gains: 'no', loses: 'no', words: [] }),
      ownedByAws: () => false,
      settle: (changes) => changes,
      calls: (changes) => [{ api: 'none', changes }],
      consoleLink: spec.consoleLink,
    },
    style,
  )
}

/** What takes tags away takes back what set them, and the other way round. */
function inverseOf({ set, unset, writes }: TagStyle, action: string): readonly string[] {
  if (action === set) return [set, unset]
  return writes.includes(action) ? [action, set] : []
}

function memberOf<K extends Kind>(own: OwnLogic<K>, resource: Resource<K>, member: Member): Observed<Json | null> {
  const key = tagKey(member)
  if (key !== null) return tagOf(resource, key)
  if (own.member !== undefined) return own.member(resource, member)
  return own.members(resource).get(member) ?? { known: true, value: null }
}

/** Tags are not carried on; what was not read, for tags alone are looked at, is asked of no one. */
const carriersOf =
  <K extends Kind>(own: NonNullable<KindLogic<K>['carriers']>): typeof own =>
  (resource, changes) => {
    const found = own(resource, changes)
    return found.known || !changes.every(isTagChange) ? found : { known: true, value: [] }
  }

function tagShift({ decidesAccess }: TagStyle, before: Resource, after: Resource): Shift {
  const same = !before.tags.known || !after.tags.known || equal(before.tags.value, after.tags.value)
  if (!decidesAccess || same) return { gains: 'no', loses: 'no', words: [] }
  return { gains: 'unknown', loses: 'unknown', words: ['tags of a principal decide what it may do'] }
}

const equal = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)

function joined(a: Shift, b: Shift): Shift {
  const either = (one: Shift['gains'], other: Shift['gains']): Shift['gains'] =>
    one === 'yes' || other === 'yes' ? 'yes' : one === 'unknown' || other === 'unknown' ? 'unknown' : 'no'
  return {
    gains: either(a.gains, b.gains),
    loses: either(a.loses, b.loses),
    words: [...a.words, ...b.words],
  }
}

/** A renamed key is added before the old one goes, so for a moment both count; not where the old one goes first. */
function overLimit({ caseless }: TagStyle, before: Resource, after: Resource): string | null {
  if (!before.tags.known || !after.tags.known) return null
  const there = caseless ? [] : [...before.tags.value.keys()]
  const keys = new Set([...there, ...after.tags.value.keys()].filter((key) => !isOwnedByAws(key)))
  const grows = [...after.tags.value.keys()].some((key) => before.tags.known && !before.tags.value.has(key))
  if (!grows || keys.size <= mostTags) return null
  return `the resource would carry ${keys.size} tags, and AWS takes ${mostTags}`
}

/** Where keys are one whatever their case, setting `owner` beside `Owner` would write over what nobody named. */
function twice({ caseless }: TagStyle, { tags }: Resource): string | null {
  if (!caseless || !tags.known) return null
  const seen = new Map<string, string>()
  for (const key of tags.value.keys()) {
    const other = seen.get(key.toLowerCase())
    if (other !== undefined) return `the resource carries ${other}, which is the same key as ${key} here`
    seen.set(key.toLowerCase(), key)
  }
  return null
}

/**
 * Sets before it takes away, so that a renamed tag is never gone in between. Where keys are one whatever their case, setting
 * would write the old one: there one call does both, in the other order.
 */
function tagCalls({ set, unset, caseless }: TagStyle, changes: readonly Change[]): readonly Call[] {
  const sets = many(changes.filter(({ after }) => after !== null))
  const unsets = many(changes.filter(({ after }) => after === null))
  if (caseless && sets !== null && unsets !== null) return [{ api: set, changes: [...unsets, ...sets] }]
  return [
    ...(sets === null ? [] : [{ api: set, changes: sets }]),
    ...(unsets === null ? [] : [{ api: unset, changes: unsets }]),
  ]
}

/** Calls that say the same of their resources; what is taken away is taken away only as it was read. */
function togetherKey({ api, changes }: Call): string {
  const said = changes.map(({ member, before, after }) => [member, after, after === null ? before : null])
  return JSON.stringify([api, said.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))])
}

import type { Json, Why } from './basics.ts'
import type { Change, Member, Rating } from './member.ts'
import type { Kind, Ref, Resource } from './resource.ts'
import type { Subject } from './rule.ts'
import type { World } from './world.ts'

/** What a file of the repository says of one resource. */
export interface Baseline {
  readonly ref: Ref
  /** The name that AWS fixes; null where the kind has none. */
  readonly name: string | null
  /** AWS's id of this very resource, where a name can be given again (a role's RoleId). */
  readonly unique: string | null
  readonly members: ReadonlyMap<Member, Json>
  /** What could not be read when it was recorded: members, and first words of members that nobody could name. Never absent. */
  readonly unread: readonly string[]
}

/** A baseline as its file has it. */
export interface BaselineFile {
  /** Within the repository, with `/`. */
  readonly path: string
  readonly text: string
  readonly baseline: Baseline
}

/** A member that is no longer as it was recorded; null: absent. */
export interface Drifted {
  readonly member: Member
  readonly recorded: Json | null
  readonly live: Json | null
  /** The revert, before = live, after = recorded; a text: why nobody can write it. */
  readonly revert: Change | string
  /** Of what happened, from recorded to live. */
  readonly rating: Rating
  readonly words: readonly string[]
}

/** A part of which nobody can say whether it drifted. */
export interface Unread {
  readonly about: string
  /** `recorded`: it could not be read when the baseline was written. */
  readonly why: Why | 'recorded'
  readonly operation: string | null
}

export interface Drift {
  readonly changed: readonly Drifted[]
  readonly unread: readonly Unread[]
  /** Another resource of the same name: the recorded unique id, and the one now. */
  readonly replaced: { readonly recorded: string; readonly live: string } | null
}

/** Every baseline of the repository, as rules ask for them. */
export interface Baselines {
  readonly all: readonly Baseline[]
  /** Whether anything of a kind is recorded in an account. */
  any(account: string, kind: Kind): boolean
  has(ref: Ref): boolean
  /** Whether AWS alone makes and changes it: it is neither recorded nor missed. */
  isOfAws(ref: Ref): boolean
  /** null: not recorded. */
  drift(resource: Resource, world: World): Drift | null
  /** As if it had been recorded without any member. */
  fromNothing(resource: Resource, world: World): Drift
  /** Whether its kind's listing was read whole without it. */
  isGone(baseline: Pick<Baseline, 'ref'>, world: World): boolean
  /** A recorded resource as far as its baseline tells, for selectors and exceptions. */
  subject(baseline: Baseline): Subject
}

/** What is wrong with a member or its value in a file; `words`: what it may begin with. */
export interface Wrong {
  readonly part: 'member' | 'value'
  readonly expected: string
  readonly words: readonly string[]
}

/** What a kind says of itself so that its resources can be recorded and held to their baselines. */
export interface Recording<K extends Kind = Kind> {
  /** What is wrong with a member of a file that somebody may have edited; null: nothing. */
  wrong(member: Member, value: Json): Wrong | null
  /** As it stands in a file: what is secret (an external id) as a hash. */
  recorded(member: Member, value: Json): Json
  /**
   * The revert as it can be written, with what is recorded as a hash filled in from `live`, and what lies elsewhere (who has it
   * now) from `world`; a text: why nobody can.
   */
  restored(change: Change, live: Resource<K>, world: World): Change | string
  /** AWS's id of this very resource, where a name can be given again; null where an id never is. */
  uniqueId(resource: Resource<K>): string | null
  /** Whether all of a resource is AWS's to make and change (a service-linked role): neither recorded nor held to a baseline. */
  isOfAws(ref: Ref): boolean
  /** Parts that could not be read and whose members nobody can name, by the first word of these (`inline`, `tag`). */
  unread(resource: Resource<K>): readonly Unread[]
  /**
   * The facts of a resource without any member, so that two baselines can be held against each other where no account was read;
   * left out, or null: the kind is rated with a resource that was read alone.
   */
  blank?(ref: Ref, name: string | null): Resource<K>['facts'] | null
}

/** What `record` did, or would do, for one resource. */
export interface RecordedResource {
  readonly ref: Ref
  readonly name: string | null
  readonly path: string
  /** `same`: told for what could not be read. */
  readonly what: 'new' | 'changed' | 'gone' | 'same'
  /** Members that the file then holds. */
  readonly members: number
  readonly changed: readonly Drifted[]
  readonly replaced: Drift['replaced']
  /** What could not be read, and is left as it was. */
  readonly unread: readonly Unread[]
  /** Violations of other rules that accepting it would bless. */
  readonly blesses: readonly { readonly use: string; readonly severity: string; readonly message: string }[]
}

/** What becomes of a file: its content, or null where it goes. */
export interface FileChange {
  readonly path: string
  readonly content: string | null
}

export interface Recorded {
  readonly resources: readonly RecordedResource[]
  readonly files: readonly FileChange[]
  /** Resources whose files say what is there already. */
  readonly same: number
  /** Left as they were, since nobody can say whether the policy means them. */
  readonly left: number
  /** Where the files went; `nowhere` in a dry run, `report-folder` where no pull request could hold them. */
  readonly to: 'working-tree' | 'pull-request' | 'report-folder' | 'nowhere'
}

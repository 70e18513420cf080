import type { Recording } from './baseline.ts'
import type { Json, Many, Observed } from './basics.ts'
import type { Call, Change, Member, Members, Sent, Shift } from './member.ts'
import type { Gap, Kind, Ref, Resource } from './resource.ts'
import type { World } from './world.ts'

/** Pure half of a kind (`resources/<kind>/members.ts`). `main` hands the registry to evaluate, plan and apply, which import none. */
export interface KindLogic<K extends Kind = Kind> {
  readonly kind: K
  /** AWS's own name, `ec2:security-group`, understood wherever a policy names a kind. */
  readonly awsName: `${string}:${string}`
  /** IAM actions: of listing, of what is read of failing resources only, of reading again before and after a write. */
  readonly reads: {
    readonly list: readonly string[]
    readonly detail: readonly string[]
    readonly again: readonly string[]
    /** What reading the whole of it asks beyond its tags; left out: nothing. */
    readonly whole?: { readonly list: readonly string[]; readonly again: readonly string[] }
  }
  /** Loads what rating needs and most runs do not, before anything is judged: a table of actions. */
  readonly load?: () => Promise<void>
  /** Whether its source lists every resource of the kind, so that no other source speaks for it. */
  readonly lists: boolean
  /** Resources whose calls may be sent together: the same writer, and one bucket of AWS's throttling. */
  readonly family: string
  /** IAM actions of `calls`, those for tags aside. */
  readonly writes: readonly string[]
  /** How its tags are written; its actions stand in no other list. */
  readonly tagging: Tagging
  /** The actions that take back what this one does. */
  inverse(action: string): readonly string[]
  /**
   * Statements that allow those of `actions`, reads or writes, that are this kind's and that AWS lets narrow to resources: to its
   * own in these places, and writes of tags to these keys (null: any).
   */
  narrowed(actions: readonly string[], places: Many<Place>, keys: readonly string[] | null): readonly AllowStatement[]
  members(resource: Resource<K>): Members
  /** One member; known null: absent. Unlike `members`, it can say that a part could not be read which nobody can name. */
  member(resource: Resource<K>, member: Member): Observed<Json | null>
  /** The same part, for stale checks and proof: lets a kind leave out what one of the two readers does not return. */
  same(a: Json | null, b: Json | null): boolean
  /** Simulates changes: plan chains steps on it, apply proves with it. */
  withChanges(resource: Resource<K>, changes: readonly Change[]): Resource<K>
  shift(before: Resource<K>, after: Resource<K>, world: World): Shift
  /** The resource with what lies elsewhere and its rating rests on as that is recorded; the very same where nothing of it drifted. Left out: nothing does. */
  asRecorded?(resource: Resource<K>, world: World): Resource<K>
  /** Parts that AWS or nobody but AWS may write: neither recorded nor touched. */
  ownedByAws(member: Member, value: Json): boolean
  /** Why a member that is gone can be given back by nobody (a policy's version); null: it can. Left out: every one can. */
  lost?(member: Member): string | null
  /** Names of the account's roles that carry it, and that these changes reach. Left out: none ever does. */
  carriers?(resource: Resource<K>, changes: readonly Change[]): Observed<readonly string[]>
  /** Fills in what only the read before the write knows (a rule's tags), so that the journal can give it back. */
  settle(changes: Many<Change>, fresh: Resource<K>): Many<Change>
  /** Why AWS would surely refuse the way from the one to the other (a limit); null: it would not. */
  refuses(before: Resource<K>, after: Resource<K>): string | null
  /** Groups and orders the changes of one step: what authorises first. */
  calls(changes: Many<Change>): Many<Call>
  /** Calls of one key may go out as one, for at most `most` resources; null: each by itself. */
  together(call: Call): { readonly key: string; readonly most: number } | null
  /** How it is recorded; null: it is not. */
  readonly recording: Recording<K> | null
  /** Link into the AWS console. */
  consoleLink(ref: Ref): string
}

/** The pure halves by kind. A kind that only the tagging API knows has one, too: undefined is a name that is no kind. */
export interface Kinds {
  get(kind: Kind): KindLogic | undefined
}

/** How the tags of a kind are written. */
export interface Tagging {
  /** IAM actions of setting and taking away tags. */
  readonly writes: readonly string[]
  /** Whether tags decide access: a change of one is then never rated by itself. */
  readonly decidesAccess: boolean
  /** Whether keys that differ in case alone are one key (IAM roles). */
  readonly caseless: boolean
}

/** Where a policy acts: `*` for any; a template puts references of CloudFormation in. */
export interface Place {
  readonly partition: string
  readonly region: string
  readonly account: string
}

export interface AllowStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

/**
 * How much of a resource is read. `tags`: what selects it, and its tags. `whole`: everything that is judged and recorded. Where one
 * answer of AWS holds both, there is no difference.
 */
export type Depth = 'tags' | 'whole'

/** What a source is asked for: some of the kinds that it fills, and of those some resources or all. */
export interface Scope {
  readonly kinds: readonly Kind[]
  readonly only: readonly Ref[] | 'all'
  /** Left out: whole. */
  readonly depth?: Depth
}

export type Page =
  | { readonly resources: readonly Resource[] }
  | { readonly gap: Gap }
  /** A kind of which never-tagged resources cannot be listed. */
  | { readonly partial: Kind }

/** A listing that fills one kind or several, over sessions of one account. */
export interface Source<S> {
  /** `region`: asked with the session of one region. `account`: once, with the sessions of all regions of the policy. */
  readonly per: 'region' | 'account'
  /** Resources as they come; a gap where something could not be read. Never throws for AWS's refusals. */
  list(sessions: Many<S>, scope: Scope): AsyncIterable<Page>
}

/** What a fresh read found: null, it is gone. */
export interface Fresh<K extends Kind = Kind> {
  readonly ref: Ref
  readonly resource: Observed<Resource<K> | null>
}

/** Effectful half of a kind (`resources/<kind>/aws.ts`), over a session of one account and region. */
export interface KindIo<S, K extends Kind = Kind> {
  readonly kind: K
  /** Shared by the kinds that one listing fills. */
  readonly source: Source<S>
  /** Adds facts that are read for failing resources only. Absent where the kind has none. */
  detail?(
    session: S,
    resources: readonly Resource<K>[],
  ): Promise<{ readonly resources: readonly Resource<K>[]; readonly gaps: readonly Gap[] }>
  /** Adds what it takes to rate the way to other members, and the resource as it is does not bring. Absent where nothing does. */
  toward?(
    session: S,
    resources: readonly Resource<K>[],
    members: (ref: Ref) => ReadonlyMap<Member, Json | null>,
  ): Promise<{ readonly resources: readonly Resource<K>[]; readonly gaps: readonly Gap[] }>
  /** Reads these again in batches, with everything that a write needs (ids that AWS handed out). */
  read(session: S, refs: readonly Ref[], depth?: Depth): Promise<readonly Fresh<K>[]>
  /** `fresh`: the resource as read before, or the first of those that the call is about. */
  send(session: S, call: Call, fresh: Resource<K>): Promise<Sent>
}

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
  }
  /** IAM actions of `calls`. */
  readonly writes: readonly string[]
  /** The actions that take back what this one does. */
  inverse(action: string): readonly string[]
  /**
   * Statements that allow those of `actions`, reads or writes, that are this kind's and that AWS lets narrow to resources: to its
   * own in these places.
   */
  narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[]
  members(resource: Resource<K>): Members
  /** The same part, for stale checks and proof: lets a kind leave out what one of the two readers does not return. */
  same(a: Json | null, b: Json | null): boolean
  /** Simulates changes: plan chains steps on it, apply proves with it. */
  withChanges(resource: Resource<K>, changes: readonly Change[]): Resource<K>
  shift(before: Resource<K>, after: Resource<K>, world: World): Shift
  /** Parts that AWS or nobody but AWS may write: neither recorded nor touched. */
  ownedByAws(member: Member, value: Json): boolean
  /** Fills in what only the read before the write knows (a rule's tags), so that the journal can give it back. */
  settle(changes: Many<Change>, fresh: Resource<K>): Many<Change>
  /** Groups and orders the changes of one step: what authorises first. */
  calls(changes: Many<Change>): Many<Call>
  /** Link into the AWS console. */
  consoleLink(ref: Ref): string
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

export interface Scope {
  readonly only: readonly Ref[] | 'all'
}

/** What a fresh read found: null, it is gone. */
export interface Fresh<K extends Kind = Kind> {
  readonly ref: Ref
  readonly resource: Observed<Resource<K> | null>
}

/** Effectful half of a kind (`resources/<kind>/aws.ts`), over a session of one account and region. */
export interface KindIo<S, K extends Kind = Kind> {
  readonly kind: K
  /** Pages of resources as they come; a gap where something could not be read. Never throws for AWS's refusals. */
  list(session: S, scope: Scope): AsyncIterable<{ readonly resources: readonly Resource<K>[] } | { readonly gap: Gap }>
  /** Adds facts that are read for failing resources only. Absent where the kind has none. */
  detail?(
    session: S,
    resources: readonly Resource<K>[],
  ): Promise<{ readonly resources: readonly Resource<K>[]; readonly gaps: readonly Gap[] }>
  /** Reads these again in batches, with everything that a write needs (ids that AWS handed out). */
  read(session: S, refs: readonly Ref[]): Promise<readonly Fresh<K>[]>
  send(session: S, call: Call, fresh: Resource<K>): Promise<Sent>
}

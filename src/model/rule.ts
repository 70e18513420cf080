import type { Json, Many, Severity } from './basics.ts'
import type { Depth } from './kind.ts'
import type { Change, Rating } from './member.ts'
import type { Use } from './policy.ts'
import type { Kind, Resource } from './resource.ts'
import type { Place, World } from './world.ts'

/** What would put a breach right. `ask`: a person has to say yes, and why. */
export type Repair =
  | { readonly kind: 'changes'; readonly changes: Many<Change> }
  | { readonly kind: 'ask'; readonly why: string; readonly changes: Many<Change> }
  | { readonly kind: 'none'; readonly why: string }

/** A part of a resource that fails or cannot be judged. */
export interface Breach {
  /** Goes into the finding's id: '' (the whole group), `owner` (a tag key), a member (drift). */
  readonly about: string
  readonly verdict: 'fail' | 'unknown'
  /** One sentence: which member broke which demand, and what was expected. May carry text from AWS: hostile. */
  readonly message: string
  readonly evidence: readonly Json[]
  /** Of what happened, for drift; null where nothing drifted. */
  readonly rating: Rating | null
  readonly repair: Repair
  /** Orders findings of one severity: how much is exposed. Larger first. */
  readonly weight: number
}

export type Verdict = 'pass' | 'not-applicable' | Many<Breach>

/** Another resource that a rule wants to see. */
export interface Need {
  readonly kind: Kind
  readonly id: string
  /** Where it lies; left out: where the resource that needs it lies. */
  readonly at?: Place
}

/** What may be written of a kind, as a rule is told of it. */
export interface KindWrites {
  readonly kind: Kind
  readonly writes: readonly string[]
  readonly tagging: { readonly writes: readonly string[] }
}

/** What a finding is about, and selectors and exceptions look at: also of a resource that is there no more. */
export type Subject = Omit<Resource, 'facts'>

/** A breach of something that is not among the resources that were read: a recorded one that is gone. */
export interface Beyond {
  readonly subject: Subject
  readonly breach: Breach
  /** Whether the use's selector has been asked already: the breach is about many resources at once. */
  readonly selected: boolean
}

export interface Rule<O = unknown, K extends Kind = Kind> {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  /** Controls of Security Hub and CIS that this rule answers. */
  readonly controls: { readonly securityHub: readonly string[]; readonly cis: readonly string[] }
  /** Kinds that `needs` may name with these options. */
  looksUp(options: O): readonly Kind[]
  /** Keys of the tags that its repairs may write; null: any. */
  tagKeys(options: O): readonly string[] | null
  /** IAM actions that its repairs may take, on kinds that it judges. */
  writes(options: O, kinds: readonly KindWrites[]): readonly string[]
  /** As a policy spells them: Holdfast's names or AWS's, `*` within a name (`rds:*`). */
  kinds(options: O): readonly string[]
  /**
   * What must be loaded to judge this resource; with null, what the options name by themselves. Asked of what was looked up
   * as well: a snapshot needs its volume, and that its instance.
   */
  needs(options: O, resource: Resource<K> | null): readonly Need[]
  /** How much of a resource it looks at. */
  readonly depth: Depth
  /** Whether its judgement gains from facts that are read for failing resources only. */
  readonly wantsDetail: boolean
  check(resource: Resource<K>, options: O, world: World): Verdict
  /** Whether it holds resources to their baselines: it judges the kinds that its use names, else all that can be recorded. */
  readonly recorded?: true
  /** What is amiss beyond the resources that were read. `looked`: those that the use looked at. */
  beyond?(use: Pick<Use, 'kinds' | 'options'>, looked: readonly Resource[], world: World): readonly Beyond[]
}

import type { Baseline } from './baseline.ts'
import type { Finding } from './finding.ts'
import type { Rating } from './member.ts'
import type { FilePlace } from './policy.ts'

/** One thing that a change would make of the guard itself, with what it does to it: widening lets more pass. */
export interface GuardChange {
  readonly about: 'rule' | 'exception' | 'target' | 'setting' | 'baseline'
  readonly what: 'added' | 'removed' | 'changed'
  /** A use's name, an exception's place, an account, a key, a baseline's path. Hostile, as `words` are. */
  readonly name: string
  readonly rating: Rating
  readonly words: readonly string[]
  /** In the file as the change has it. */
  readonly place: FilePlace | null
  /** A baseline that accepts what drifted: not one that is the first of its kind in its account. */
  readonly accepts: boolean
}

export type SilencedBy = 'rule' | 'exception' | 'where' | 'target' | 'severity' | 'options' | 'baseline'

/** A finding of the policy in force that the change would silence, whole or in part. */
export interface Silenced {
  /** As the policy in force has it. */
  readonly finding: Finding
  readonly by: SilencedBy
  /** Hostile. */
  readonly why: string
  /** Of what silences it. */
  readonly rating: Rating
}

/** A baseline file at the base and at the head; null: there is none. */
export interface BaselinePair {
  readonly path: string
  readonly base: Baseline | null
  readonly head: Baseline | null
  /** The file at the base cannot be used: what was recorded is not known. */
  readonly broken: boolean
}

/** The acknowledging label on the pull request. */
export interface Acknowledged {
  readonly label: string
  /** Who set it; null: that could not be read. */
  readonly by: string | null
  readonly isAuthor: boolean
}

/** What a check came to. */
export interface Check {
  /** Commits. */
  readonly base: string
  readonly head: string
  readonly pull: number | null
  /** `first`: there was no policy before; `broken`: the one before cannot be used. */
  readonly against: 'policy' | 'first' | 'broken'
  /** Files of the guard that differ, changed in meaning or not. */
  readonly files: readonly string[]
  readonly changes: readonly GuardChange[]
  readonly silenced: readonly Silenced[]
  readonly added: readonly Finding[]
  readonly staying: readonly Finding[]
  readonly acknowledged: Acknowledged | null
  /** Reads that failed and that the change has to do with: they count for the gate. */
  readonly gaps: number
  /** What was not looked at, and why. Words of ours and of GitHub. */
  readonly notes: readonly string[]
}

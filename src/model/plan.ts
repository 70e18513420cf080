import type { Hash, Many } from './basics.ts'
import type { Change, Rating } from './member.ts'
import type { Use } from './policy.ts'
import type { Ref } from './resource.ts'

/** The changes for one finding. The hash covers use, finding and changes (their `before` are the facts). */
export interface Step {
  readonly hash: Hash
  readonly finding: Hash
  /** null for steps that take a journal back. */
  readonly use: Use | null
  readonly on: Ref
  readonly changes: Many<Change>
  readonly rating: Rating
  readonly words: readonly string[]
  /** Whether it puts drift back: what went back by itself before the write is stale, and nobody's fix. */
  readonly reverts?: boolean
}

export interface Decision {
  readonly decision: 'apply' | 'needs-approval' | 'hold'
  readonly reason: string
  /** Whether a limit of the policy made it wait. */
  readonly limited: boolean
  /** In an undo: the resource is no longer as the journal left it. */
  readonly stale?: boolean
  /** Earlier steps whose result this one builds on. */
  readonly behind: readonly Hash[]
}

export type PlannedStep = Step & Decision

/** `hash` over the sorted hashes of the steps that wait for approval; null when none does. */
export interface Plan {
  readonly hash: Hash | null
  readonly steps: readonly PlannedStep[]
}

export type OutcomeState = 'fixed' | 'stale' | 'failed' | 'unverified' | 'not-approved' | 'not-reached' | 'held'

/** One a step. */
export interface Outcome {
  readonly step: Hash
  readonly state: OutcomeState
  readonly why: string | null
  /** Changes that were seen to hold on what was read back. */
  readonly done: readonly Change[]
}

import type { Recorded } from './baseline.ts'
import type { Hash, Mode } from './basics.ts'
import type { Check } from './check.ts'
import type { Finding, Judged } from './finding.ts'
import type { Outcome, Plan } from './plan.ts'
import type { Exception, Policy, Problem } from './policy.ts'
import type { Gap, Kind, Target } from './resource.ts'

/** In the order in which the first that holds becomes the output `failure-reason` (contract, section 2). */
export const failureReasons = [
  'invalid-input',
  'invalid-policy',
  'not-allowed-on-event',
  'credentials',
  'plan-changed',
  'limit-reached',
  'apply-failed',
  'publish-failed',
  'silenced-findings',
  'unknown-findings',
  'open-findings',
  'nothing-checked',
  'internal',
] as const
export type FailureReason = (typeof failureReasons)[number]

/** What a target came to. `failed`: no session; `reason` says what to do, and may carry AWS's words. */
export interface TargetState {
  readonly target: Target
  readonly state: 'read' | 'partial' | 'failed'
  readonly reason: string | null
  /** Kinds of which only those resources were read that carry a tag, or once did. */
  readonly partial: readonly Kind[]
  /** Kind → how many resources were read. */
  readonly resources: ReadonlyMap<string, number>
}

export interface Cost {
  /** AWS calls by service and action, `ec2:DescribeSecurityGroups` → count, retries included. */
  readonly calls: ReadonlyMap<string, number>
  readonly seconds: number
}

/** Something that stopped the run before or while it worked: it becomes a reason of the conclusion. */
export interface Stop {
  readonly reason: FailureReason
  readonly message: string
  readonly problems: readonly Problem[]
}

/** A page on GitHub. */
export interface Link {
  readonly number: number
  readonly url: string
}

/** A pull request of Holdfast's that holds baselines. */
export interface PullRequest extends Link {
  /**
   * `standing`: it was open before. `kept`: so it was, of other content, and too little was read to replace it. `declined`: a
   * person closed it. `closed`: this run did.
   */
  readonly state: 'opened' | 'standing' | 'kept' | 'declined' | 'closed'
  /** Ids of the findings that merging it answers. */
  readonly findings: readonly Hash[]
}

/** Where on GitHub a run was told of. */
export interface Published {
  readonly issue: Link | null
  readonly pullRequests: readonly PullRequest[]
  /** What a reader should know of a channel, and nobody has to mend. */
  readonly notices: readonly { readonly reporter: string; readonly why: string }[]
}

/** One value for every mode; everything that is shown or written comes out of it. */
export interface Report {
  readonly mode: Mode
  readonly dryRun: boolean
  /** The journal that an undo was asked to take back, as the user named it. */
  readonly undoes: string | null
  readonly policy: Policy | null
  readonly targets: readonly TargetState[]
  readonly judged: Judged
  readonly gaps: readonly Gap[]
  readonly plan: Plan
  readonly outcomes: readonly Outcome[]
  /** Over the steps that still wait after the run: what output and summary offer. */
  readonly remaining: Hash | null
  readonly stops: readonly Stop[]
  /** Publishers that failed, and why: a warning, never a lost finding. */
  readonly trouble: readonly { readonly reporter: string; readonly why: string }[]
  readonly cost: Cost
  /** Public repository: counts and ids of findings only. */
  readonly audience: 'details' | 'counts'
  /** In mode record. */
  readonly recorded?: Recorded
  /** In mode check. */
  readonly check?: Check
  /** Filled in by whoever publishes. */
  readonly published?: Published
  /** `2026-11-24`: expiry of exceptions is judged by it. */
  readonly today: string
}

export interface Conclusion {
  readonly conclusion: 'pass' | 'fail'
  readonly reasons: readonly FailureReason[]
}

export type { Exception, Finding }

import type { Part } from '../github/proposals.ts'
import type { Hash } from '../model/basics.ts'

/** The pull requests that would accept the drift of a run. */
export interface Accepting {
  readonly marker: string
  /** Worst first. */
  readonly parts: readonly AcceptPart[]
  /** Whether a subject was read wholly, so that an open pull request about it may be closed where nothing is left of its drift. */
  settled(subject: string): boolean
}

/** The subject of all resources whose drift opens nothing, what tells a job from others behind it; each other one is about one resource. */
export const together = 'together'

export interface AcceptPart extends Part {
  readonly findings: readonly Hash[]
}

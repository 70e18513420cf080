import type { Hash, Many } from './basics.ts'
import type { Call, Sent } from './member.ts'
import type { Ref } from './resource.ts'

/** One JSON object a line, on disk before the call that it announces. */
export type JournalLine =
  | {
      readonly kind: 'run'
      readonly version: 1
      readonly repository: string
      readonly run: string
      readonly policy: Hash
      readonly at: string
    }
  | { readonly kind: 'intent'; readonly n: number; readonly steps: Many<JournalledStep>; readonly call: Call }
  /** An intent without an answer: every change is judged by what is read. */
  | { readonly kind: 'answer'; readonly n: number; readonly sent: Sent }

export interface JournalledStep {
  readonly hash: Hash
  readonly finding: Hash
  readonly use: string | null
  readonly on: Ref
}

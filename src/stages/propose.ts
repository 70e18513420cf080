import type { FileChange } from '../model/baseline.ts'
import type { Run } from './run.ts'

/** What a pull request would hold: all of it, whatever the base has. */
export interface Proposal {
  readonly files: readonly FileChange[]
  readonly title: string
  /** Markdown, escaped, of at most 60,000 characters. */
  readonly body: string
}

export type Proposed =
  | { readonly kind: 'opened'; readonly number: number }
  /** There is one with this content, or nothing to say. */
  | { readonly kind: 'there'; readonly number: number | null }
  | { readonly kind: 'refused'; readonly why: string }

/** Opens one pull request for files. null: this version does not do it yet, and a workflow has to be told so. */
export const propose: ((run: Run, proposal: Proposal) => Promise<Proposed>) | null = null

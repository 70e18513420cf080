import type { Mode, Severity } from './basics.ts'

/** What a user asked for, by the action's inputs or the command's options; null: not said. */
export interface Inputs {
  readonly mode: Mode | null
  readonly policy: string | null
  readonly roleToAssume: string | null
  readonly awsRegions: readonly string[] | null
  readonly audience: string | null
  readonly approve: readonly string[] | null
  readonly only: readonly string[] | null
  readonly dryRun: boolean
  readonly journal: string | null
  readonly failOn: Severity | 'none' | null
  readonly publish: readonly Channel[] | 'none' | null
  readonly reportDir: string | null
  readonly githubToken: string | null
  /** The command's `--write`: files into the working tree. */
  readonly write: boolean
}

export const channels = ['summary', 'annotations', 'sarif', 'comment', 'issue', 'pull-request'] as const
export type Channel = (typeof channels)[number]

/** Every input, in the contract's order. */
export const inputNames = [
  'mode',
  'policy',
  'role-to-assume',
  'aws-region',
  'audience',
  'approve',
  'only',
  'dry-run',
  'journal',
  'terraform-plan',
  'cloudformation',
  'fail-on',
  'publish',
  'report-dir',
  'github-token',
] as const
export type InputName = (typeof inputNames)[number]

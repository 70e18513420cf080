/** Where a value may come from. */
export const sources = ['instance', 'volume', 'vpc', 'stack', 'auto-scaling-group'] as const
export type InheritFrom = (typeof sources)[number]

/** What a policy says of one key, defaults filled in. */
export interface Tag {
  readonly required: boolean
  readonly values?: readonly string[] | undefined
  readonly pattern?: string | undefined
  readonly aliases: Readonly<Record<string, string>>
  readonly normalise: boolean
  readonly default?: string | undefined
  readonly inherit: readonly InheritFrom[]
  readonly fill: 'approve' | 'fix'
  readonly 'strict-case': boolean
}

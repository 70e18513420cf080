export interface Facts {
  /** Keys of the tags that it writes to the instances that it starts, sorted. */
  readonly propagated: readonly string[]
}

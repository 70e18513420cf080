export interface Facts {
  /** Ids of the instances that it is attached to. */
  readonly instances: readonly string[]
}

export interface Facts {
  /** The volume that it was made of; null for a copy, whose volume id is arbitrary. */
  readonly volume: string | null
}

export interface Facts {
  /** The instance that has it; null: none, or something that is no instance (a NAT gateway). */
  readonly instance: string | null
}

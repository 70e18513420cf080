export interface Facts {
  /** VPCs that it is attached to: AWS lets it be one. */
  readonly attachments: readonly string[]
}

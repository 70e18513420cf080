export interface Facts {
  /** The Auto Scaling group that started it, and writes tags to whatever replaces it; null: none. */
  readonly autoScalingGroup: string | null
}

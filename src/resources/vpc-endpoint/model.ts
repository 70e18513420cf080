export interface Facts {
  /** Made and managed by an AWS service in the account (GuardDuty). */
  readonly requesterManaged: boolean
}

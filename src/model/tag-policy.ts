import type { FilePlace } from './policy.ts'

/** One tag key of an AWS Organizations tag policy in its effective form. */
export interface TagPolicyKey {
  /** As resources must spell it: `tag_key`, else the policy key in lower case. */
  readonly key: string
  /** Whether `tag_key` says so. Where it does not, a required key may stand in any case (AWS's user guide). */
  readonly spelled: boolean
  /** Allowed values, one `*` each; null: any value, an empty one too. An empty list: none, nothing may carry the key. */
  readonly values: readonly string[] | null
  /** `enforced_for`: `ec2:instance`, `secretsmanager:*`, as written, distinct and sorted; ALL_SUPPORTED of AWS's syntax (`ec2:ALL_SUPPORTED`) becomes `ec2:*`. */
  readonly enforcedFor: readonly string[]
  /** `report_required_tag_for`: types whose resources must carry the key. Same form. */
  readonly requiredFor: readonly string[]
  readonly place: FilePlace
}

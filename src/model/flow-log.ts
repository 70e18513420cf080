/** A flow log by what it does. AWS changes none: another one takes its place. */
export interface FlowLog {
  /** `log-group:NAME` of the account's own CloudWatch Logs, else an ARN. */
  readonly destination: string
  /** `ACCEPT`, `REJECT` or `ALL`. */
  readonly traffic: string
  /** The fields of its records, as AWS writes them: `${srcaddr} ${dstaddr}`. */
  readonly format: string | null
  /** Seconds over which flows are summed up. */
  readonly interval: number | null
  /** ARN of the role that delivers; null: AWS delivers by itself. */
  readonly role: string | null
}

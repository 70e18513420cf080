import type { EventContext } from '../github/event.ts'
import type { Report } from '../model/report.ts'

/** What a run came to, for those who publish it. */
export interface Finished {
  readonly report: Report
  readonly event: EventContext
  readonly reportDir: string
  readonly journal: string | null
}

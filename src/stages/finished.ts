import type { EventContext } from '../github/event.ts'
import type { Inputs } from '../model/inputs.ts'
import type { Report } from '../model/report.ts'
import type { Accepting } from './accepting.ts'
import type { Run } from './run.ts'

/** What a run came to, for those who publish it. */
export interface Finished {
  readonly report: Report
  readonly event: EventContext
  /** null: they had problems. */
  readonly inputs: Inputs | null
  /** null: stopped before AWS was asked anything. */
  readonly run: Run | null
  readonly reportDir: string
  readonly journal: string | null
  /** null: nothing of this run could be accepted by a pull request. */
  readonly accepting: Accepting | null
}

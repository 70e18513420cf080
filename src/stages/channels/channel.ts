import type { GitHub } from '../../github/client.ts'
import type { EventContext } from '../../github/event.ts'
import type { Channel, Inputs } from '../../model/inputs.ts'
import type { Conclusion, Link, PullRequest, Report } from '../../model/report.ts'
import type { Accepting } from '../accepting.ts'
import type { Host, Run } from '../run.ts'

/** Everything that a run knows when it is told of: what each channel is handed. */
export interface Publishing {
  readonly host: Host
  readonly report: Report
  readonly conclusion: Conclusion
  readonly event: EventContext
  /** null: they had problems. */
  readonly inputs: Inputs | null
  /** null: stopped before AWS was asked anything. */
  readonly run: Run | null
  readonly reportDir: string
  readonly journal: string | null
  /** null: nothing of this run could be accepted by a pull request. */
  readonly accepting: Accepting | null
  /** Named by the input `publish`; false: on because it fits. */
  readonly asked: boolean
  /** One client a run, opened when the first channel needs it; null: there is no token. */
  readonly github: () => Promise<GitHub | null>
}

/** What came of a channel. */
export interface Said {
  /** What failed, in words: a warning. */
  readonly trouble?: readonly string[]
  /** What a reader should know, and nobody has to mend. */
  readonly notices?: readonly string[]
  readonly issue?: Link | null
  readonly pullRequests?: readonly PullRequest[]
}

/** A way to tell of a run on GitHub. */
export interface Reporter {
  readonly channel: Channel
  /** Whether it has a place in this mode and on this event. */
  readonly fits: (at: Publishing) => boolean
  readonly publish: (at: Publishing) => Promise<Said>
}

/** A run on the default branch, in a workflow: what it finds is the state of the accounts, and not of a proposal. */
export function onDefaultBranch({ event }: Pick<Publishing, 'event'>): boolean {
  const { inActions, name, ref, defaultBranch } = event
  const events: readonly string[] = ['schedule', 'workflow_dispatch', 'push', 'repository_dispatch']
  return inActions && events.includes(name) && defaultBranch !== null && ref === `refs/heads/${defaultBranch}`
}

export const runLink = ({ event: { serverUrl, repository, runId } }: Pick<Publishing, 'event'>): string =>
  `${serverUrl}/${repository}/actions/runs/${runId}`

export const noToken: Said = { trouble: ['there is no token: leave the input github-token unset'] }

import type { EventContext } from '../github/event.ts'
import type { Policy, Problem, Use } from '../model/policy.ts'
import type { FailureReason, Stop } from '../model/report.ts'
import { audienceFor } from './audience.ts'
import { isRecording } from './baselines.ts'

const stop = (reason: FailureReason, message: string, problems: readonly Problem[] = []): Stop => ({
  reason,
  message,
  problems,
})

/** Why nothing can be recorded here; null: it can. */
export function recordProblem(event: EventContext, policy: Policy, uses: readonly Use[]): Stop | null {
  if (!uses.some(isRecording))
    return stop(
      'invalid-policy',
      'There is nothing to record: no use of rule drift says which kinds are held to their baselines.',
    )
  // Baselines name everything that is in the account.
  if (audienceFor(event, policy.publish.public) === 'counts')
    return stop(
      'not-allowed-on-event',
      'record is not allowed in a public repository, unless publish.public: details in the policy file says so',
    )
  return null
}

export const brokenBaselines = (problems: readonly Problem[]): Stop =>
  stop(
    'invalid-policy',
    `The baselines have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`,
    problems,
  )

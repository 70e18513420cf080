import type { EventContext } from '../github/event.ts'
import { inputProblem } from '../github/inputs.ts'
import type { Inputs } from '../model/inputs.ts'
import type { Policy, Problem, Use } from '../model/policy.ts'
import type { FailureReason, Stop } from '../model/report.ts'
import { audienceFor } from './audience.ts'
import { isRecording } from './baselines.ts'
import { propose } from './propose.ts'

const stop = (reason: FailureReason, message: string, problems: readonly Problem[] = []): Stop => ({
  reason,
  message,
  problems,
})

/** Why nothing can be recorded here; null: it can. */
export function recordProblem(
  event: EventContext,
  policy: Policy,
  { inputs, uses }: { readonly inputs: Inputs; readonly uses: readonly Use[] },
): Stop | null {
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
  if (!event.inActions || inputs.write || inputs.dryRun || propose !== null) return null
  return stop('invalid-input', 'The inputs have problems.', [
    inputProblem(
      'mode',
      '"record" in a workflow',
      'the command `holdfast record --write`, which writes files into the working tree: opening a pull request comes in a later version',
    ),
  ])
}

export const brokenBaselines = (problems: readonly Problem[]): Stop =>
  stop(
    'invalid-policy',
    `The baselines have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`,
    problems,
  )

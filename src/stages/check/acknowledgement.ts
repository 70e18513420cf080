import { labelled } from '../../github/label.ts'
import type { Acknowledged } from '../../model/check.ts'
import type { Gate } from '../../model/policy.ts'
import type { Comparison } from './comparison.ts'

/** The label that the policy in force names, as the pull request carries it now. What could not be read acknowledges nothing. */
export async function acknowledgement(
  { github, pull }: Pick<Comparison, 'github' | 'pull'>,
  { acknowledge: label }: Pick<Gate, 'acknowledge'>,
): Promise<{ readonly acknowledged: Acknowledged | null; readonly note: string | null }> {
  if (pull === null) return { acknowledged: null, note: null }
  const found = await labelled(github, pull, label)
  if (found.kind === 'refused')
    return {
      acknowledged: null,
      note: `whether the pull request carries the label could not be read: ${found.message}`,
    }
  return { acknowledged: found.value === null ? null : { label, ...found.value }, note: null }
}

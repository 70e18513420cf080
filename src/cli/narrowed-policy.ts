import { inputProblem } from '../github/inputs.ts'
import type { Inputs } from '../model/inputs.ts'
import type { Policy } from '../model/policy.ts'
import { type ReadPolicy, readOnly, stopped, withInputs } from '../stages/prepare.ts'

/**
 * What the options leave of a policy, where no run is about to ask AWS: `role-to-assume` and `aws-region` say where a policy without
 * targets acts, `only` which of its accounts and rules are meant. A role belongs to one account, and its policies have a quota.
 */
export function narrowedPolicy(whole: Policy, inputs: Inputs): ReadPolicy {
  const placed = inputs.roleToAssume !== null || inputs.awsRegions !== null
  // The environment's region is that of whoever prints, not of the run.
  const read: ReadPolicy = placed ? withInputs(whole, inputs, {}) : { kind: 'policy', policy: whole }
  if (read.kind === 'stop') return read
  const { policy } = read
  const words = readOnly(inputs.only ?? [], policy)
  if (words.kind === 'stop') return words
  const { accounts, uses: names } = words.only
  const targets = policy.targets.filter(({ account }) => account === null || (accounts?.includes(account) ?? true))
  if (targets.length === 0 && policy.targets.length > 0) {
    const problem = inputProblem('only', (accounts ?? []).join(', '), 'an account of a target of the policy file')
    return { kind: 'stop', stop: stopped('invalid-input', 'The inputs have problems.', [problem]) }
  }
  const uses = policy.uses.filter(({ name, rule }) => names?.some((word) => word === name || word === rule) ?? true)
  return { kind: 'policy', policy: { ...policy, targets, uses } }
}

import type { EventContext } from '../../github/event.ts'
import type { PullEvent } from '../../github/pull-event.ts'
import type { Inputs } from '../../model/inputs.ts'
import type { Comparison } from './comparison.ts'

/** What a check leaves aside for what it was given. */
export function notesOf(inputs: Inputs, event: EventContext, change: PullEvent): readonly string[] {
  const given: readonly (readonly [string, unknown])[] = [
    ['fail-on', inputs.failOn],
    ['only', inputs.only],
    ['role-to-assume', inputs.roleToAssume],
    ['aws-region', inputs.awsRegions],
  ]
  const ignored = given.filter(([, value]) => value !== null).map(([name]) => name)
  return [
    ...(ignored.length === 0
      ? []
      : [`${ignored.join(', ')}: not taken in check, since the policy in force decides alone`]),
    ...(change.foreign ? ['the change comes from another repository: AWS was not asked anything'] : []),
    ...(event.name === 'merge_group' && change.pull === null
      ? ['the merge group names no pull request whose label could acknowledge anything']
      : []),
    'infrastructure code was not looked at: none was given',
  ]
}

/** What was not looked at in the accounts, and why. */
export function notLookedAt(comparison: Comparison): readonly string[] {
  const drift = comparison.sound
    ? []
    : ['baselines in force cannot be used as they are: what drifted from them is not known']
  return [...drift, ...notRead(comparison)]
}

function notRead({ against, base, head, targets, foreign }: Comparison): readonly string[] {
  if (against === 'first')
    return ['there is no policy file before this one: nothing can be silenced, and the defaults decide']
  if (against === 'broken')
    return [
      'the policy file before the change cannot be used as it is: nothing can be told to be silenced, and no account was read',
    ]
  if (foreign) return ['what the change would silence or add in the accounts is not known']
  const all = base?.policy.targets ?? []
  if (targets.length === 0)
    return [
      'no account was read: what the change would silence or add there is not known (roles.check of the policy in force is the role for it)',
    ]
  const without = all.filter(({ roles }) => roles.check === null).length
  const known = new Set(all.map(({ account }) => account))
  const come = head.policy.targets.filter(({ account }) => !known.has(account)).length
  return [
    ...(without === 0 ? [] : [`${without} of ${all.length} targets have no roles.check and were not read`]),
    ...(come === 0 ? [] : [`${come} targets that the change adds were not read`]),
  ]
}

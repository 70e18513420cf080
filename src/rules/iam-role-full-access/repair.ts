import { shift } from '../../lib/iam/gains.ts'
import { clausesOf, type Policy, policyOf } from '../../lib/iam/grants.ts'
import { many } from '../../lib/many.ts'
import { visible } from '../../lib/visible.ts'
import type { Change, Member } from '../../model/member.ts'
import type { Repair } from '../../model/rule.ts'
import { logic } from '../../resources/iam-role/members.ts'
import { alone, type Judged, reach, type Through } from './judge.ts'
import type { Carried } from './policies.ts'

/** A service that a role has all of, and through what. */
export interface Had {
  readonly service: string
  readonly through: Through
}

const none = (why: string): Repair => ({ kind: 'none', why })

/** Takes away members that hold nothing else, where the role then passes; else says what a person has to do. */
export function repairOf(judged: Judged, services: readonly string[], had: readonly Had[]): Repair {
  const joint = had.find(({ through }) => through.together)
  if (joint !== undefined)
    return none(`${listed(joint.through.members)} give it only together: a person has to say which of them is narrowed`)
  const offending = judged.carried.filter((one) => had.some(({ through }) => through.members.includes(one)))
  const wider = offending.filter((one) => holdsMore(judged, one, services))
  if (wider.length > 0)
    return none(
      `${listed(wider)} ${wider.length === 1 ? 'holds' : 'hold'} more than that: a person has to put something narrower in ${wider.length === 1 ? 'its' : 'their'} place`,
    )
  const left = judged.carried.filter((one) => !offending.includes(one))
  const still = services.filter((service) => reach(judged, service, left).full !== 'no')
  if (still.length > 0)
    return none(
      `without ${listed(offending)} it still may have all of ${still.join(', ')}: a person has to look at the rest`,
    )
  const changes = many(offending.flatMap((one) => gone(judged, one) ?? []))
  if (changes === null || changes.length < offending.length)
    return none(`${listed(offending)} cannot be taken away here`)
  return {
    kind: 'ask',
    why: `a person has to say that nothing needs what ${listed(offending)} ${offending.length === 1 ? 'gives' : 'give'}`,
    changes,
  }
}

const mostShown = 5

export function listed(members: readonly Carried[]): string {
  const names = members.map(({ policy, member }) => visible(member ?? (policy.kind === 'opaque' ? policy.name : '')))
  const rest = names.length - mostShown
  return `${names.slice(0, mostShown).join(' and ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** Whether a member says anything beyond giving all of services that are asked for. */
function holdsMore(judged: Judged, one: Carried, services: readonly string[]): boolean {
  const own = services.filter((service) => alone(judged, service, one))
  // A Deny that goes with it would let in what it keeps out.
  if (clausesOf(one.policy).some(({ effect }) => effect === 'Deny')) return true
  const grants = (policy: Policy) => ({ identity: [policy], boundary: null })
  return shift(grants(everythingOf(own)), grants(one.policy), judged.table).gains !== 'no'
}

const everythingOf = (services: readonly string[]): Policy =>
  policyOf(
    'everything',
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: services.map((one) => (one === '*' ? '*' : `${one}:*`)),
        Resource: '*',
      },
    }),
  )

function gone({ role }: Judged, { member }: Carried): Change | null {
  if (member === null) return null
  const held = logic.member(role, member as Member)
  return held.known && held.value !== null
    ? { on: role.ref, member: member as Member, before: held.value, after: null }
    : null
}

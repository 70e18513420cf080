import * as z from 'zod/mini'
import { many } from '../../lib/many.ts'
import type { Change } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { Repair, Verdict } from '../../model/rule.ts'
import { memberOf } from '../../resources/security-group/members.ts'
import { usersText, usersWeight } from '../../resources/security-group/users.ts'
import { defineRule } from '../define.ts'

type Group = Resource<'security-group'>

export const rule = defineRule<Record<string, never>, 'security-group'>({
  id: 'default-security-group-closed',
  title: 'Default security groups of VPCs have no rules',
  severity: 'high',
  controls: { securityHub: ['EC2.2'], cis: ['5.4', '5.5'] },
  kinds: () => ['security-group'],
  writes: () => ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
  options: z.strictObject({}),
  wantsDetail: true,
  check(group): Verdict {
    const { groupName, rules, users } = group.facts
    if (groupName !== 'default') return 'not-applicable'
    const repair = repairOf(group)
    if (repair === null) return 'pass'
    const members = rules.map(memberOf).sort()
    return [
      {
        about: '',
        verdict: 'fail',
        message: `The VPC's default group has ${rules.length === 1 ? 'a rule' : `${rules.length} rules`} (${members.join(', ')}), and should have none. ${usersText(users)}.`,
        evidence: members.map((member) => ({ member })),
        rating: null,
        repair,
        weight: usersWeight(users),
      },
    ]
  },
})

/** null: there is nothing to take away. */
function repairOf({ ref, facts: { rules, users } }: Group): Repair | null {
  const changes = many(
    rules.map(
      (one): Change => ({ on: ref, member: memberOf(one), before: { description: one.description }, after: null }),
    ),
  )
  if (changes === null) return null
  if (users?.known === true && users.value.interfaces === 0) return { kind: 'changes', changes }
  const why =
    users?.known === true ? 'network interfaces use the group, and would be cut off' : 'who uses the group is not known'
  return { kind: 'ask', why, changes }
}

import type { AccountId, Observed, Region } from '../../model/basics.ts'
import type { Member } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { ruleOf } from './members.ts'
import type { SecurityGroupRule, Users } from './model.ts'

export interface GroupExample {
  readonly groupName?: string
  /** Members, as baselines and journals spell them; a description may follow after ` # `. */
  readonly rules?: readonly string[]
  readonly users?: Observed<Users> | null
  readonly tags?: Readonly<Record<string, string>>
}

const account = '111111111111' as AccountId
const region = 'us-east-1' as Region
const id = 'sg-0123456789abcdef0'

/** One neutral group: two network interfaces use it, one of them public. */
export function exampleGroup(example: GroupExample = {}): Resource<'security-group'> {
  const { groupName = 'web', rules = [], tags = {} } = example
  const users: Observed<Users> | null =
    example.users === undefined ? { known: true, value: { interfaces: 2, publicAddresses: 1 } } : example.users
  return {
    ref: { kind: 'security-group', account, region, id, arn: `arn:aws:ec2:${region}:${account}:security-group/${id}` },
    name: { known: true, value: groupName },
    tags: { known: true, value: new Map(Object.entries(tags)) },
    vpc: { known: true, value: 'vpc-0123456789abcdef0' },
    facts: { groupName, owner: account, rules: rules.map(exampleRule), users },
  }
}

export function exampleRule(text: string): SecurityGroupRule {
  const [member = '', description] = text.split(' # ')
  const rule = ruleOf(member as Member, { description: description ?? null })
  if (rule === null) throw new Error(`no rule of a security group: ${text}`)
  return rule
}

import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'

export const writes = [
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:RevokeSecurityGroupEgress',
  'ec2:RevokeSecurityGroupIngress',
] as const

export function inverse(action: string): readonly string[] {
  if (action.startsWith('ec2:RevokeSecurityGroup')) return [action.replace('Revoke', 'Authorize')]
  return action.startsWith('ec2:AuthorizeSecurityGroup') ? [action.replace('Authorize', 'Revoke')] : []
}

/**
 * A revoke is allowed on groups; an authorise on groups and on the rules that it makes, whose tags are carried over from
 * the rule that is split or restored (IAM: ec2:CreateTags, only as a part of that call). Service Authorization Reference, EC2.
 */
export function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  const own = actions.filter((action) => writes.some((one) => one === action))
  const revokes = own.filter((action) => action.startsWith('ec2:Revoke'))
  const authorises = own.filter((action) => action.startsWith('ec2:Authorize'))
  const below = (what: string): readonly string[] =>
    places.map(({ partition, region, account }) => `arn:${partition}:ec2:${region}:${account}:${what}/*`)
  const [groups, rules] = [below('security-group'), below('security-group-rule')]
  const created = authorises.map((action) => action.replace('ec2:', ''))
  return [
    ...(revokes.length === 0 ? [] : [{ Sid: 'Revoke', Effect: 'Allow' as const, Action: revokes, Resource: groups }]),
    ...(authorises.length === 0
      ? []
      : [
          { Sid: 'Authorize', Effect: 'Allow' as const, Action: authorises, Resource: [...groups, ...rules] },
          {
            Sid: 'TagRules',
            Effect: 'Allow' as const,
            Action: ['ec2:CreateTags'],
            Resource: rules,
            Condition: { StringEquals: { 'ec2:CreateAction': created } },
          },
        ]),
  ]
}

import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'

export const writes = [
  'ec2:CreateNetworkAclEntry',
  'ec2:DeleteNetworkAclEntry',
  'ec2:ReplaceNetworkAclAssociation',
  'ec2:ReplaceNetworkAclEntry',
] as const

const inverses: Readonly<Record<string, readonly string[]>> = {
  'ec2:CreateNetworkAclEntry': ['ec2:DeleteNetworkAclEntry'],
  'ec2:DeleteNetworkAclEntry': ['ec2:CreateNetworkAclEntry'],
  'ec2:ReplaceNetworkAclAssociation': ['ec2:ReplaceNetworkAclAssociation'],
  'ec2:ReplaceNetworkAclEntry': ['ec2:ReplaceNetworkAclEntry'],
}

export const inverse = (action: string): readonly string[] => inverses[action] ?? []

/** Entries are allowed on ACLs, an association on the ACL and the subnet. Service Authorization Reference, EC2. */
export function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  const own = actions.filter((action) => writes.some((one) => one === action))
  const arns = (types: readonly string[]): readonly string[] =>
    types.flatMap((type) =>
      places.map(({ partition, region, account }) => `arn:${partition}:ec2:${region}:${account}:${type}/*`),
    )
  const statement = (Sid: string, some: readonly string[], types: readonly string[]): readonly AllowStatement[] =>
    some.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: some, Resource: arns(types) }]
  const entries = own.filter((action) => action.endsWith('Entry'))
  const associations = own.filter((action) => action.endsWith('Association'))
  return [
    ...statement('WriteAclEntries', entries, ['network-acl']),
    ...statement('AssociateAcls', associations, ['network-acl', 'subnet']),
  ]
}

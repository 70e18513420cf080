import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'
import { allowOn } from '../../parts/kind.ts'

export const writes = ['ec2:AssociateDhcpOptions', 'ec2:AssociateVpcCidrBlock', 'ec2:ModifyVpcAttribute'] as const
const taken = 'ec2:DisassociateVpcCidrBlock'

export function inverse(action: string): readonly string[] {
  if (action === 'ec2:AssociateVpcCidrBlock') return [taken]
  if (action === taken) return ['ec2:AssociateVpcCidrBlock']
  return writes.some((one) => one === action) ? [action] : []
}

/** DHCP options are a resource of their own, which the call names, too. */
export function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  const alone = ['ec2:AssociateVpcCidrBlock', taken, 'ec2:ModifyVpcAttribute']
  return [
    ...allowOn('ReadVpcAttributes', { actions, own: ['ec2:DescribeVpcAttribute'], types: ['vpc'] }, places),
    ...allowOn('ModifyVpcs', { actions, own: alone, types: ['vpc'] }, places),
    ...allowOn('DhcpOptions', { actions, own: ['ec2:AssociateDhcpOptions'], types: ['dhcp-options', 'vpc'] }, places),
  ]
}

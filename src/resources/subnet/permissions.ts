import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'
import { allowOn } from '../../parts/kind.ts'

export const writes = ['ec2:AssociateSubnetCidrBlock', 'ec2:ModifySubnetAttribute'] as const
const taken = 'ec2:DisassociateSubnetCidrBlock'

export function inverse(action: string): readonly string[] {
  if (action === 'ec2:AssociateSubnetCidrBlock') return [taken]
  if (action === taken) return ['ec2:AssociateSubnetCidrBlock']
  return writes.some((one) => one === action) ? [action] : []
}

export const narrowed = (actions: readonly string[], places: Many<Place>): readonly AllowStatement[] =>
  allowOn('ModifySubnets', { actions, own: [...writes, taken], types: ['subnet'] }, places)

import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'

const options = 'ec2:ModifyVpcPeeringConnectionOptions'

/** To delete a peering cannot be taken back: nothing here does it. */
export const writes = [options] as const

export const inverse = (action: string): readonly string[] => (action === options ? [options] : [])

/** Service Authorization Reference, EC2. */
export function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  if (!actions.includes(options)) return []
  const Resource = places.map(
    ({ partition, region, account }) => `arn:${partition}:ec2:${region}:${account}:vpc-peering-connection/*`,
  )
  return [{ Sid: 'SetPeeringOptions', Effect: 'Allow', Action: [options], Resource }]
}

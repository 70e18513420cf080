import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { unwritten } from '../../tagging/style.ts'

/** Looked up for the tags that its instances inherit; Holdfast never writes one. */
export const logic = plainKind<'auto-scaling-group'>(
  {
    kind: 'auto-scaling-group',
    awsName: 'autoscaling:autoScalingGroup',
    lists: true,
    reads: ['autoscaling:DescribeAutoScalingGroups'],
    // A name may hold what has a meaning of its own in an address.
    consoleLink: (ref) =>
      ec2Console('ec2', 'AutoScalingGroupDetails:id')({ ...ref, id: encodeURIComponent(ref.id.toWellFormed()) }),
  },
  unwritten,
)

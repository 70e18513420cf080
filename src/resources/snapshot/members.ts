import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'snapshot'>(
  {
    kind: 'snapshot',
    awsName: 'ec2:snapshot',
    lists: true,
    reads: ['ec2:DescribeSnapshots'],
    consoleLink: ec2Console('ec2', 'SnapshotDetails:snapshotId'),
  },
  ec2Tags('snapshot', true),
)

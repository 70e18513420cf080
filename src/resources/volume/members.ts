import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'volume'>(
  {
    kind: 'volume',
    awsName: 'ec2:volume',
    lists: true,
    reads: ['ec2:DescribeVolumes'],
    consoleLink: ec2Console('ec2', 'VolumeDetails:volumeId'),
  },
  ec2Tags('volume'),
)

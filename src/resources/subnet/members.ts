import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'subnet'>(
  {
    kind: 'subnet',
    awsName: 'ec2:subnet',
    lists: true,
    reads: ['ec2:DescribeSubnets'],
    consoleLink: ec2Console('vpcconsole', 'SubnetDetails:subnetId'),
  },
  ec2Tags('subnet'),
)

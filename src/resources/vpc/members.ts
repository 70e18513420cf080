import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'vpc'>(
  {
    kind: 'vpc',
    awsName: 'ec2:vpc',
    lists: true,
    reads: ['ec2:DescribeVpcs'],
    consoleLink: ec2Console('vpcconsole', 'VpcDetails:VpcId'),
  },
  ec2Tags('vpc'),
)

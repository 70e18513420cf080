import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'route-table'>(
  {
    kind: 'route-table',
    awsName: 'ec2:route-table',
    lists: true,
    reads: ['ec2:DescribeRouteTables'],
    consoleLink: ec2Console('vpcconsole', 'RouteTableDetails:RouteTableId'),
  },
  ec2Tags('route-table'),
)

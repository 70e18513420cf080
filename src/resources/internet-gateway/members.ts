import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'internet-gateway'>(
  {
    kind: 'internet-gateway',
    awsName: 'ec2:internet-gateway',
    lists: true,
    reads: ['ec2:DescribeInternetGateways'],
    consoleLink: ec2Console('vpcconsole', 'InternetGateway:internetGatewayId'),
  },
  ec2Tags('internet-gateway'),
)

import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'nat-gateway'>(
  {
    kind: 'nat-gateway',
    awsName: 'ec2:natgateway',
    lists: true,
    reads: ['ec2:DescribeNatGateways'],
    consoleLink: ec2Console('vpcconsole', 'NatGatewayDetails:natGatewayId'),
  },
  ec2Tags('natgateway'),
)

import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'vpc-endpoint'>(
  {
    kind: 'vpc-endpoint',
    awsName: 'ec2:vpc-endpoint',
    lists: true,
    reads: ['ec2:DescribeVpcEndpoints'],
    consoleLink: ec2Console('vpcconsole', 'EndpointDetails:vpcEndpointId'),
  },
  ec2Tags('vpc-endpoint'),
)

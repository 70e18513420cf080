import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'elastic-ip'>(
  {
    kind: 'elastic-ip',
    awsName: 'ec2:elastic-ip',
    lists: true,
    reads: ['ec2:DescribeAddresses'],
    consoleLink: ec2Console('vpcconsole', 'ElasticIpDetails:AllocationId'),
  },
  ec2Tags('elastic-ip'),
)

import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'instance'>(
  {
    kind: 'instance',
    awsName: 'ec2:instance',
    lists: true,
    reads: ['ec2:DescribeInstances'],
    consoleLink: ec2Console('ec2', 'InstanceDetails:instanceId'),
  },
  ec2Tags('instance'),
)

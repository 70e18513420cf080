import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'key-pair'>(
  {
    kind: 'key-pair',
    awsName: 'ec2:key-pair',
    lists: true,
    reads: ['ec2:DescribeKeyPairs'],
    consoleLink: ec2Console('ec2', 'KeyPairs:search'),
  },
  ec2Tags('key-pair'),
)

import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'image'>(
  {
    kind: 'image',
    awsName: 'ec2:image',
    lists: true,
    reads: ['ec2:DescribeImages'],
    consoleLink: ec2Console('ec2', 'ImageDetails:imageId'),
  },
  ec2Tags('image', true),
)

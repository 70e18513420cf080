import { ec2Console } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'

export const logic = plainKind<'launch-template'>(
  {
    kind: 'launch-template',
    awsName: 'ec2:launch-template',
    lists: true,
    reads: ['ec2:DescribeLaunchTemplates'],
    consoleLink: ec2Console('ec2', 'LaunchTemplateDetails:launchTemplateId'),
  },
  ec2Tags('launch-template'),
)

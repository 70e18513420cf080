import { DescribeVolumesCommand, type Volume } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'volume', Volume>({
  kind: 'volume',
  operation: 'ec2:DescribeVolumes',
  prefixes: ['vol-'],
  async page(client, asked, options) {
    // Volumes of AWS's services are the account's too, and an account may have set EC2 to hide them.
    const input = {
      IncludeManagedResources: true,
      ...filteredBy('volume-id', asked),
      MaxResults: 1000,
      ...nextPage(asked),
    }
    const { Volumes, NextToken } = await client.send(new DescribeVolumesCommand(input), options)
    return { items: Volumes, next: NextToken }
  },
  idOf: ({ VolumeId }) => VolumeId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: ({ Attachments }) => ({ instances: (Attachments ?? []).flatMap(({ InstanceId }) => InstanceId ?? []) }),
  arnOf: ec2Arn('volume'),
})

import { DescribeVolumesCommand, type Volume } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'volume', Volume>({
  kind: 'volume',
  operation: 'ec2:DescribeVolumes',
  prefixes: ['vol-'],
  async page(client, { ids, token }, options) {
    const narrowed = ids === null ? {} : { Filters: [{ Name: 'volume-id', Values: [...ids] }] }
    const input = { ...narrowed, MaxResults: 1000, ...(token === undefined ? {} : { NextToken: token }) }
    const { Volumes, NextToken } = await client.send(new DescribeVolumesCommand(input), options)
    return { items: Volumes, next: NextToken }
  },
  idOf: ({ VolumeId }) => VolumeId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: ({ Attachments }) => ({ instances: (Attachments ?? []).flatMap(({ InstanceId }) => InstanceId ?? []) }),
  arnOf: ec2Arn('volume'),
})

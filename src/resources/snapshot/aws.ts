import { DescribeSnapshotsCommand, type Snapshot } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { ownText } from '../../lib/own-text.ts'

export const io = ec2Kind<'snapshot', Snapshot>({
  kind: 'snapshot',
  operation: 'ec2:DescribeSnapshots',
  prefixes: ['snap-'],
  async page(client, asked, options) {
    // Without it, EC2 lists every public snapshot of the region.
    const input = { OwnerIds: ['self'], ...filteredBy('snapshot-id', asked), MaxResults: 1000, ...nextPage(asked) }
    const { Snapshots, NextToken } = await client.send(new DescribeSnapshotsCommand(input), options)
    return { items: Snapshots, next: NextToken }
  },
  idOf: ({ SnapshotId }) => SnapshotId,
  ownerOf: ({ OwnerId }) => OwnerId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: (live) => ({ volume: volumeOf(live) }),
  arnOf: ec2Arn('snapshot', true),
})

/** A copy has an arbitrary volume id (`vol-ffffffff`), and says how it was transferred, which nothing else does. */
function volumeOf({ VolumeId, TransferType }: Snapshot): string | null {
  const copied = TransferType !== undefined || VolumeId === 'vol-ffffffff'
  return copied || VolumeId === undefined || VolumeId === '' ? null : ownText(VolumeId)
}

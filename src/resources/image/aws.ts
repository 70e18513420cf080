import { DescribeImagesCommand, type Image } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'image', Image>({
  kind: 'image',
  operation: 'ec2:DescribeImages',
  prefixes: ['ami-'],
  async page(client, asked, options) {
    const narrowed = filteredBy('image-id', asked)
    // Without owner, EC2 lists every public image of the region; disabled images are left out unless asked for.
    const input = { Owners: ['self'], IncludeDisabled: true, ...narrowed, MaxResults: 1000, ...nextPage(asked) }
    const { Images, NextToken } = await client.send(new DescribeImagesCommand(input), options)
    return { items: Images, next: NextToken }
  },
  idOf: ({ ImageId }) => ImageId,
  ownerOf: ({ OwnerId }) => OwnerId,
  // A deregistered image stays in the list for a short while.
  isGone: ({ State }) => State === 'deregistered',
  tagsOf: ({ Tags }) => Tags,
  nameOf: ({ Name }) => Name,
  factsOf: () => ({}),
  arnOf: ec2Arn('image', true),
})

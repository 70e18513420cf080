import { DescribeKeyPairsCommand, type KeyPairInfo } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'key-pair', KeyPairInfo>({
  kind: 'key-pair',
  operation: 'ec2:DescribeKeyPairs',
  prefixes: ['key-'],
  // EC2 answers with all key pairs at once.
  async page(client, asked, options) {
    const input = filteredBy('key-pair-id', asked)
    return { items: (await client.send(new DescribeKeyPairsCommand(input), options)).KeyPairs }
  },
  idOf: ({ KeyPairId }) => KeyPairId,
  tagsOf: ({ Tags }) => Tags,
  nameOf: ({ KeyName }) => KeyName,
  factsOf: () => ({}),
  arnOf: ec2Arn('key-pair'),
})

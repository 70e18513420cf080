import { type Address, DescribeAddressesCommand } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, filteredBy } from '../../aws/ec2-kind.ts'
import { ownText } from '../../lib/own-text.ts'

export const io = ec2Kind<'elastic-ip', Address>({
  kind: 'elastic-ip',
  operation: 'ec2:DescribeAddresses',
  prefixes: ['eipalloc-'],
  // EC2 answers with all addresses at once.
  async page(client, asked, options) {
    const input = filteredBy('allocation-id', asked)
    return { items: (await client.send(new DescribeAddressesCommand(input), options)).Addresses }
  },
  idOf: ({ AllocationId }) => AllocationId,
  tagsOf: ({ Tags }) => Tags,
  factsOf: ({ InstanceId = '' }) => ({ instance: InstanceId === '' ? null : ownText(InstanceId) }),
  arnOf: ec2Arn('elastic-ip'),
})

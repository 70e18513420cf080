import { DescribeNetworkAclsCommand, type EC2Client, type NetworkAcl } from '@aws-sdk/client-ec2'
import { ec2Arn, filteredBy, nextPage } from '../../aws/ec2-kind.ts'
import { listedKind } from '../../aws/listed-kind.ts'
import { factsOf } from './normalise.ts'
import { send } from './send.ts'

export const io = listedKind<'network-acl', NetworkAcl, EC2Client>(
  {
    kind: 'network-acl',
    operation: 'ec2:DescribeNetworkAcls',
    prefixes: ['acl-'],
    idsAtOnce: 200,
    client: (session) => session.ec2(),
    async page(client, asked, options) {
      const input = { ...filteredBy('network-acl-id', asked), MaxResults: 1000, ...nextPage(asked) }
      const { NetworkAcls, NextToken } = await client.send(new DescribeNetworkAclsCommand(input), options)
      return { items: NetworkAcls, next: NextToken }
    },
    idOf: ({ NetworkAclId }) => NetworkAclId,
    ownerOf: ({ OwnerId }) => OwnerId,
    tagsOf: ({ Tags }) => Tags,
    vpcOf: ({ VpcId }) => VpcId,
    factsOf,
    arnOf: ec2Arn('network-acl'),
  },
  send,
)

import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts } from './model.ts'

/** One neutral gateway endpoint: anybody in the VPC may ask anything of S3 through it. */
export const exampleVpcEndpoint = (
  tags: Readonly<Record<string, string>> = {},
  facts: Partial<Facts> = {},
): Resource<'vpc-endpoint'> => ({
  ...exampleOf('vpc-endpoint', 'ec2', 'vpce-0123456789abcdef0', tags),
  vpc: { known: true, value: 'vpc-0123456789abcdef0' },
  facts: {
    requesterManaged: false,
    type: 'Gateway',
    service: 'com.amazonaws.us-east-1.s3',
    policy: {
      Version: '2008-10-17',
      Statement: [{ Action: ['*'], Effect: 'Allow', Principal: { AWS: ['*'] }, Resource: ['*'] }],
    },
    routeTables: [],
    subnets: [],
    groups: [],
    privateDns: false,
    ...facts,
  },
})

import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts } from './model.ts'

/** One neutral NAT gateway, with one Elastic IP. */
export const exampleNatGateway = (
  tags: Readonly<Record<string, string>> = {},
  facts: Partial<Facts> = {},
): Resource<'nat-gateway'> => {
  const own = exampleOf('nat-gateway', 'ec2', 'nat-0123456789abcdef0', tags)
  return {
    ...own,
    ref: { ...own.ref, arn: 'arn:aws:ec2:us-east-1:111111111111:natgateway/nat-0123456789abcdef0' },
    vpc: { known: true, value: 'vpc-0123456789abcdef0' },
    facts: {
      vpc: 'vpc-0123456789abcdef0',
      subnet: 'subnet-0123456789abcdef0',
      connectivity: 'public',
      mode: 'zonal',
      addresses: [{ name: 'eipalloc-0123456789abcdef0', public: '198.51.100.7', private: '10.0.1.9', primary: true }],
      ...facts,
    },
  }
}

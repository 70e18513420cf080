import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleNatGateway = (tags: Readonly<Record<string, string>> = {}): Resource<'nat-gateway'> => {
  const own = exampleOf('nat-gateway', 'ec2', 'nat-0123456789abcdef0', tags)
  return {
    ...own,
    ref: { ...own.ref, arn: 'arn:aws:ec2:us-east-1:111111111111:natgateway/nat-0123456789abcdef0' },
    vpc: { known: true, value: 'vpc-0123456789abcdef0' },
    facts: {},
  }
}

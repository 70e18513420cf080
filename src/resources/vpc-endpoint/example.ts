import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleVpcEndpoint = (tags: Readonly<Record<string, string>> = {}): Resource<'vpc-endpoint'> => ({
  ...exampleOf('vpc-endpoint', 'ec2', 'vpce-0123456789abcdef0', tags),
  vpc: { known: true, value: 'vpc-0123456789abcdef0' },
  facts: { requesterManaged: false },
})

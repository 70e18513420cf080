import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleSubnet = (tags: Readonly<Record<string, string>> = {}): Resource<'subnet'> => ({
  ...exampleOf('subnet', 'ec2', 'subnet-0123456789abcdef0', tags),
  vpc: { known: true, value: 'vpc-0123456789abcdef0' },
  facts: {},
})

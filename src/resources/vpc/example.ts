import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleVpc = (tags: Readonly<Record<string, string>> = {}): Resource<'vpc'> => ({
  ...exampleOf('vpc', 'ec2', 'vpc-0123456789abcdef0', tags),
  vpc: { known: true, value: 'vpc-0123456789abcdef0' },
  facts: { isDefault: false, cidrs: ['10.0.0.0/16'] },
})

import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleRouteTable = (tags: Readonly<Record<string, string>> = {}): Resource<'route-table'> => ({
  ...exampleOf('route-table', 'ec2', 'rtb-0123456789abcdef0', tags),
  vpc: { known: true, value: 'vpc-0123456789abcdef0' },
  facts: {},
})

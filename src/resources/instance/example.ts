import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleInstance = (
  tags: Readonly<Record<string, string>> = {},
  more: Partial<Resource<'instance'>> = {},
): Resource<'instance'> => ({
  ...exampleOf('instance', 'ec2', 'i-0123456789abcdef0', tags),
  facts: { autoScalingGroup: null },
  ...more,
})

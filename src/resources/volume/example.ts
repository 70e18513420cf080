import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleVolume = (
  tags: Readonly<Record<string, string>> = {},
  instances: readonly string[] = [],
): Resource<'volume'> => ({
  ...exampleOf('volume', 'ec2', 'vol-0123456789abcdef0', tags),
  facts: { instances },
})

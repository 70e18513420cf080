import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleElasticIp = (
  tags: Readonly<Record<string, string>> = {},
  instance: string | null = null,
): Resource<'elastic-ip'> => ({
  ...exampleOf('elastic-ip', 'ec2', 'eipalloc-0123456789abcdef0', tags),
  facts: { instance },
})

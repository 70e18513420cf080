import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleRole = (
  tags: Readonly<Record<string, string>> = {},
  more: Partial<Resource<'iam-role'>> = {},
): Resource<'iam-role'> => ({
  ...exampleOf('iam-role', 'iam', 'deploy', tags),
  facts: { path: '/', roleId: 'AROA0123456789ABCDEFG' },
  ...more,
})

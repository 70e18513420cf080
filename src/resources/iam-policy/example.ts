import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const examplePolicy = (tags: Readonly<Record<string, string>> = {}): Resource<'iam-policy'> => ({
  ...exampleOf('iam-policy', 'iam', 'read-orders', tags),
  facts: { path: '/', policyId: 'ANPA0123456789ABCDEFG' },
})

import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleKeyPair = (tags: Readonly<Record<string, string>> = {}): Resource<'key-pair'> => ({
  ...exampleOf('key-pair', 'ec2', 'key-0123456789abcdef0', tags),
  name: { known: true, value: 'deploy' },
  facts: {},
})

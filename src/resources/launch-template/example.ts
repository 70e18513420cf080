import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleLaunchTemplate = (tags: Readonly<Record<string, string>> = {}): Resource<'launch-template'> => ({
  ...exampleOf('launch-template', 'ec2', 'lt-0123456789abcdef0', tags),
  name: { known: true, value: 'web' },
  facts: {},
})

import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleImage = (tags: Readonly<Record<string, string>> = {}): Resource<'image'> => {
  const own = exampleOf('image', 'ec2', 'ami-0123456789abcdef0', tags)
  return {
    ...own,
    ref: { ...own.ref, arn: 'arn:aws:ec2:us-east-1::image/ami-0123456789abcdef0' },
    name: { known: true, value: 'web-2026' },
    facts: {},
  }
}

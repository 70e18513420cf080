import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleSnapshot = (
  tags: Readonly<Record<string, string>> = {},
  volume: string | null = null,
): Resource<'snapshot'> => {
  const own = exampleOf('snapshot', 'ec2', 'snap-0123456789abcdef0', tags)
  return {
    ...own,
    ref: { ...own.ref, arn: 'arn:aws:ec2:us-east-1::snapshot/snap-0123456789abcdef0' },
    facts: { volume },
  }
}

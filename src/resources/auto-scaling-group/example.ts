import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleAutoScalingGroup = (
  tags: Readonly<Record<string, string>> = {},
  propagated: readonly string[] = Object.keys(tags),
): Resource<'auto-scaling-group'> => {
  const own = exampleOf('auto-scaling-group', 'autoscaling', 'web', tags)
  return {
    ...own,
    ref: {
      ...own.ref,
      arn: 'arn:aws:autoscaling:us-east-1:111111111111:autoScalingGroup:01234567-89ab-cdef-0123-456789abcdef:autoScalingGroupName/web',
    },
    facts: { propagated },
  }
}

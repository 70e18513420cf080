import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'

export const exampleInternetGateway = (
  tags: Readonly<Record<string, string>> = {},
  attachments: readonly string[] = ['vpc-0123456789abcdef0'],
): Resource<'internet-gateway'> => ({
  ...exampleOf('internet-gateway', 'ec2', 'igw-0123456789abcdef0', tags),
  vpc: { known: true, value: attachments[0] ?? null },
  facts: { attachments },
})

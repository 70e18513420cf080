import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts } from './model.ts'

/** One neutral VPC: names are resolved, and nothing is logged. */
export const exampleVpc = (
  tags: Readonly<Record<string, string>> = {},
  facts: Partial<Facts> = {},
): Resource<'vpc'> => ({
  ...exampleOf('vpc', 'ec2', 'vpc-0123456789abcdef0', tags),
  vpc: { known: true, value: 'vpc-0123456789abcdef0' },
  facts: {
    isDefault: false,
    blocks: [{ cidr: '10.0.0.0/16', primary: true, association: 'vpc-cidr-assoc-1' }],
    dhcpOptions: 'default',
    tenancy: 'default',
    dnsSupport: { known: true, value: true },
    dnsHostnames: { known: true, value: false },
    flowLogs: { known: true, value: [] },
    ...facts,
  },
})

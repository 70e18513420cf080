import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts } from './model.ts'

/** One neutral subnet: private, and nothing is logged. */
export const exampleSubnet = (
  tags: Readonly<Record<string, string>> = {},
  facts: Partial<Facts> = {},
): Resource<'subnet'> => ({
  ...exampleOf('subnet', 'ec2', 'subnet-0123456789abcdef0', tags),
  vpc: { known: true, value: 'vpc-0123456789abcdef0' },
  facts: {
    blocks: [{ cidr: '10.0.1.0/24', primary: true, association: null }],
    zone: 'us-east-1a',
    assignsPublicIp: { known: true, value: false },
    assignsIpv6: { known: true, value: false },
    customerPool: null,
    dns64: false,
    hostnames: 'ip-name',
    recordsA: false,
    recordsAaaa: false,
    flowLogs: { known: true, value: [] },
    ...facts,
  },
})

import { exampleGroup } from '../../resources/security-group/example.ts'
import type { Case } from '../define.ts'

const self = 'ingress -1 all sg-0123456789abcdef0'
const out = 'egress -1 all 0.0.0.0/0'
const nobody = { known: true, value: { interfaces: 0, publicAddresses: 0 } } as const

export const cases: readonly Case<'security-group'>[] = [
  {
    title: 'a default group without rules',
    group: 'pass',
    options: {},
    resource: exampleGroup({ groupName: 'default' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a default group as AWS makes it, that nobody uses',
    group: 'fail',
    options: {},
    resource: exampleGroup({ groupName: 'default', rules: [self, out], users: nobody }),
    expect: {
      verdict: 'fail',
      says: ['2 rules', 'No network interface'],
      repair: 'changes',
      changes: [`- ${out}`, `- ${self}`],
    },
  },
  {
    title: 'a default group that is used asks',
    group: 'fail',
    options: {},
    resource: exampleGroup({ groupName: 'default', rules: [out] }),
    expect: { verdict: 'fail', repair: 'ask', changes: [`- ${out}`] },
  },
  {
    title: 'who uses it could not be read: it asks',
    group: 'unknown',
    options: {},
    resource: exampleGroup({
      groupName: 'default',
      rules: [out],
      users: { known: false, why: 'denied', operation: 'ec2:DescribeNetworkInterfaces' },
    }),
    expect: { verdict: 'fail', says: ['could not be read'], repair: 'ask' },
  },
  {
    title: 'another group',
    group: 'near-miss',
    options: {},
    resource: exampleGroup({ groupName: 'Default', rules: [out] }),
    expect: { verdict: 'not-applicable' },
  },
]

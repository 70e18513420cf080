import { exampleGroup } from '../../resources/security-group/example.ts'
import type { Case } from '../define.ts'

const ssh = 'ingress tcp 22-22 10.0.0.0/8'
const open = 'ingress tcp 22-22 0.0.0.0/0'
const out = 'egress -1 all 0.0.0.0/0'

const unreadTags = {
  ...exampleGroup({ rules: [ssh] }),
  tags: { known: false, why: 'denied', operation: 'ec2:DescribeTags' },
} as const

const other = { ...exampleGroup(), ref: { ...exampleGroup().ref, id: 'sg-00000000000000001' } }

export const cases: readonly Case<'security-group'>[] = [
  {
    title: 'as it was recorded, its rules in another order',
    group: 'pass',
    options: {},
    resource: exampleGroup({ rules: [out, ssh], tags: { owner: 'web' } }),
    recorded: [exampleGroup({ rules: [ssh, out], tags: { owner: 'web' } })],
    expect: { verdict: 'pass' },
  },
  {
    title: 'a rule that opens a port',
    group: 'fail',
    options: {},
    resource: exampleGroup({ rules: [ssh, open] }),
    recorded: [exampleGroup({ rules: [ssh] })],
    expect: {
      verdict: 'fail',
      rating: 'widening',
      says: [open, 'not recorded', 'lets in'],
      repair: 'changes',
      changes: [`- ${open}`],
    },
  },
  {
    title: 'a rule that is gone',
    group: 'fail',
    options: {},
    resource: exampleGroup({ rules: [] }),
    recorded: [exampleGroup({ rules: [ssh] })],
    expect: { verdict: 'fail', rating: 'narrowing', says: [ssh, 'gone'], repair: 'changes', changes: [`+ ${ssh}`] },
  },
  {
    title: 'another description',
    group: 'fail',
    options: {},
    resource: exampleGroup({ rules: [`${ssh} # the new VPN`] }),
    recorded: [exampleGroup({ rules: [`${ssh} # the VPN`] })],
    expect: {
      verdict: 'fail',
      rating: 'neutral',
      says: ['the VPN', 'the new VPN'],
      repair: 'changes',
      changes: [`+ ${ssh}`],
    },
  },
  {
    title: 'what CloudFormation owns: it asks',
    group: 'fail',
    options: {},
    resource: exampleGroup({ rules: [ssh, open], tags: { 'aws:cloudformation:stack-name': 'web' } }),
    recorded: [exampleGroup({ rules: [ssh] })],
    expect: { verdict: 'fail', rating: 'widening', repair: 'ask', changes: [`- ${open}`] },
  },
  {
    title: 'what CloudFormation owns, its stack unnamed',
    group: 'fail',
    options: {},
    resource: exampleGroup({ rules: [ssh, open], tags: { 'aws:cloudformation:logical-id': 'Web' } }),
    recorded: [exampleGroup({ rules: [ssh] })],
    expect: { verdict: 'fail', rating: 'widening', repair: 'ask', changes: [`- ${open}`] },
  },
  {
    title: 'a rule that opens a port, where the tags that would say who owns the group could not be read: it asks',
    group: 'fail',
    options: {},
    resource: { ...unreadTags, facts: exampleGroup({ rules: [ssh, open] }).facts },
    recorded: [exampleGroup({ rules: [ssh] })],
    expect: { verdict: 'fail', rating: 'widening', repair: 'ask', changes: [`- ${open}`] },
  },
  {
    title: 'a group that nobody recorded, beside one that is',
    group: 'fail',
    options: {},
    resource: exampleGroup({ rules: [open] }),
    recorded: [other],
    expect: { verdict: 'fail', says: ['not recorded'], repair: 'none' },
  },
  {
    title: 'a new group is not asked for',
    group: 'pass',
    options: { new: 'ignore' },
    resource: exampleGroup({ rules: [open] }),
    recorded: [other],
    expect: { verdict: 'not-applicable' },
  },
  {
    title: 'tags could not be read: they are not gone',
    group: 'unknown',
    options: {},
    resource: unreadTags,
    recorded: [exampleGroup({ rules: [ssh], tags: { owner: 'web' } })],
    expect: { verdict: 'unknown', says: ['tag', 'ec2:DescribeTags'], repair: 'none' },
  },
  {
    title: 'tags that AWS itself writes are nobody’s drift',
    group: 'near-miss',
    options: {},
    resource: exampleGroup({ rules: [ssh], tags: { 'aws:autoscaling:groupName': 'web' } }),
    recorded: [exampleGroup({ rules: [ssh] })],
    expect: { verdict: 'pass' },
  },
  {
    title: 'nothing of its kind is recorded: one finding says so, of the whole account',
    group: 'near-miss',
    options: {},
    resource: exampleGroup({ rules: [open] }),
    recorded: [],
    expect: { verdict: 'not-applicable' },
  },
]

import { exampleAcl } from '../../resources/network-acl/example.ts'
import type { Case } from '../define.ts'

const any = '0.0.0.0/0'

export const cases: readonly Case<'network-acl'>[] = [
  {
    title: 'web ports and return traffic',
    group: 'pass',
    options: {},
    resource: exampleAcl([`ingress 100 allow tcp 443-443 ${any}`, `ingress 200 allow tcp 1024-65535 ${any}`]),
    expect: { verdict: 'pass' },
  },
  {
    title: 'SSH from anywhere',
    group: 'fail',
    options: {},
    resource: exampleAcl([`ingress 100 allow tcp 22-22 ${any}`]),
    expect: { verdict: 'fail', says: ['tcp 22', 'ingress 100 allow'], repair: 'none' },
  },
  {
    title: 'all traffic, over IPv6',
    group: 'fail',
    options: {},
    resource: exampleAcl(['ingress 100 allow -1 all ::/0']),
    expect: { verdict: 'fail', says: ['tcp 22, tcp 3389'] },
  },
  {
    title: 'a deny that comes too late',
    group: 'fail',
    options: {},
    resource: exampleAcl([`ingress 100 allow tcp 22-22 ${any}`, `ingress 200 deny tcp 22-22 ${any}`]),
    expect: { verdict: 'fail' },
  },
  {
    title: 'a deny of one half, an allow of both',
    group: 'fail',
    options: {},
    resource: exampleAcl(['ingress 90 deny tcp 22-22 0.0.0.0/1', `ingress 100 allow tcp 22-22 ${any}`]),
    expect: { verdict: 'fail' },
  },
  {
    title: 'return traffic is told apart only where the policy lets it',
    group: 'fail',
    options: { ephemeral: 'check' },
    resource: exampleAcl([`ingress 200 allow tcp 1024-65535 ${any}`]),
    expect: { verdict: 'fail', says: ['tcp 3389'] },
  },
  {
    title: 'the default ACL, where it is asked for',
    group: 'fail',
    options: { 'default-acl': 'check' },
    resource: exampleAcl([`ingress 100 allow -1 all ${any}`], { isDefault: true }),
    expect: { verdict: 'fail' },
  },
  {
    title: 'the default ACL, where it is not',
    group: 'near-miss',
    options: {},
    resource: exampleAcl([`ingress 100 allow -1 all ${any}`], { isDefault: true }),
    expect: { verdict: 'not-applicable' },
  },
  {
    title: 'a deny that comes first',
    group: 'near-miss',
    options: {},
    resource: exampleAcl([
      `ingress 90 deny tcp 22-22 ${any}`,
      `ingress 91 deny tcp 3389-3389 ${any}`,
      `ingress 100 allow -1 all ${any}`,
    ]),
    expect: { verdict: 'pass' },
  },
  {
    title: 'udp 22, egress, and a tolerated block',
    group: 'near-miss',
    options: { allow: ['8.0.0.0/8'] },
    resource: exampleAcl([
      `ingress 90 allow udp 22-22 ${any}`,
      `egress 100 allow -1 all ${any}`,
      'ingress 110 allow tcp 22-22 8.0.0.0/8',
    ]),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a port of RDP alone is no return traffic',
    group: 'unknown',
    options: {},
    resource: exampleAcl([`ingress 100 allow tcp 3389-3389 ${any}`]),
    expect: { verdict: 'fail' },
  },
]

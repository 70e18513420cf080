import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts, Side } from './model.ts'

export interface PeeringExample {
  readonly status?: Facts['status']
  /** Sides that resolve names for the other. */
  readonly dns?: readonly ('requester' | 'accepter')[]
  readonly accepter?: Partial<Side>
  readonly tags?: Readonly<Record<string, string>>
}

/** A peering of two VPCs of one account. */
export function examplePeering(example: PeeringExample = {}): Resource<'vpc-peering'> {
  const { status = 'active', dns = [], tags = {} } = example
  const side = (name: 'requester' | 'accepter', vpc: string, cidr: string): Side => ({
    account: '111111111111',
    vpc,
    region: 'us-east-1',
    cidrs: [cidr],
    dns: dns.includes(name),
  })
  const accepter = { ...side('accepter', 'vpc-0123456789abcdef1', '10.1.0.0/16'), ...example.accepter }
  const base = exampleOf('vpc-peering', 'ec2', 'pcx-0123456789abcdef0', tags)
  return {
    ...base,
    ref: { ...base.ref, arn: base.ref.arn.replace('vpc-peering/', 'vpc-peering-connection/') },
    vpc: { known: true, value: 'vpc-0123456789abcdef0' },
    facts: { status, requester: side('requester', 'vpc-0123456789abcdef0', '10.0.0.0/16'), accepter },
  }
}

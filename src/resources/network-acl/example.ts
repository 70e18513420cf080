import type { AccountId, Region } from '../../model/basics.ts'
import type { Resource } from '../../model/resource.ts'
import type { NetworkAclEntry } from './model.ts'

const account = '111111111111' as AccountId
const region = 'us-east-1' as Region

interface AclExample {
  readonly id?: string
  readonly isDefault?: boolean
  readonly subnets?: readonly string[]
  readonly tags?: Readonly<Record<string, string>>
}

export function exampleAcl(entries: readonly string[], example: AclExample = {}): Resource<'network-acl'> {
  const { id = 'acl-0123456789abcdef0', isDefault = false, tags = {} } = example
  const { subnets = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] } = example
  return {
    ref: { kind: 'network-acl', account, region, id, arn: `arn:aws:ec2:${region}:${account}:network-acl/${id}` },
    name: { known: true, value: null },
    tags: { known: true, value: new Map(Object.entries(tags)) },
    vpc: { known: true, value: 'vpc-0123456789abcdef0' },
    facts: { isDefault, subnets, entries: [...entries, 'ingress 32767 deny -1 all 0.0.0.0/0'].map(entryOf) },
  }
}

/** `ingress 100 allow tcp 22-22 0.0.0.0/0` */
function entryOf(text: string): NetworkAclEntry {
  const [direction, number, action, protocol = '', ports, cidr = ''] = text.split(' ')
  const [from, to] =
    ports === 'all' ? [null, null] : (ports ?? '').split('-').map((text) => (text === 'all' ? null : Number(text)))
  return {
    direction: direction === 'ingress' ? 'ingress' : 'egress',
    number: Number(number),
    action: action === 'allow' ? 'allow' : 'deny',
    protocol,
    from: from ?? null,
    to: to ?? null,
    cidr,
  }
}

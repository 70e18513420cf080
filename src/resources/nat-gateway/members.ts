import { ec2Console } from '../../lib/console.ts'
import type { Json } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Change } from '../../model/member.ts'
import { becomes, comeAndGo } from '../../parts/effect.ts'
import { hasKeys, isMap, isTextOrNull } from '../../parts/json.ts'
import { callEach, nameOf, ofParts, wordOf } from '../../parts/kind.ts'
import { entries, type Part, setting, text, textOf, told } from '../../parts/part.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Address, Facts } from './model.ts'

function isAddress(value: Json): boolean {
  if (!isMap(value) || !hasKeys(value, ['public', 'private', 'primary'])) return false
  const { primary, private: own, public: elastic } = value
  return isTextOrNull(own) && isTextOrNull(elastic) && (primary === null || typeof primary === 'boolean')
}

const described = ({ public: elastic, private: own, primary }: Address): Json => ({
  public: elastic,
  private: own,
  primary,
})

function addressOf(name: string, value: Json): Address {
  const { public: elastic = null, private: own = null, primary = null } = isMap(value) ? value : {}
  return { name, public: textOf(elastic), private: textOf(own), primary: typeof primary === 'boolean' ? primary : null }
}

const parts: readonly Part<Facts>[] = [
  setting<Facts>({
    word: 'vpc',
    value: text,
    read: ({ vpc }) => told(vpc),
    write: (facts, value) => ({ ...facts, vpc: textOf(value) }),
    shift: becomes('unknown', (vpc) => `the gateway lies in ${vpc}`),
  }),
  setting<Facts>({
    word: 'subnet',
    value: text,
    read: ({ subnet }) => told(subnet),
    write: (facts, value) => ({ ...facts, subnet: textOf(value) }),
    shift: becomes('unknown', (subnet) => `the gateway lies in ${subnet}`),
  }),
  setting<Facts>({
    word: 'connectivity-type',
    value: text,
    read: ({ connectivity }) => told(connectivity),
    write: (facts, value) => ({ ...facts, connectivity: textOf(value) }),
    shift: becomes('unknown', (type) => `the gateway is ${type}`),
  }),
  setting<Facts>({
    word: 'availability-mode',
    value: text,
    read: ({ mode }) => told(mode),
    write: (facts, value) => ({ ...facts, mode: textOf(value) }),
    shift: becomes('nothing', (mode) => `the gateway is ${mode}`),
  }),
  entries<Facts>({
    word: 'address',
    name: 'eipalloc-0123456789abcdef0',
    isName: (name) => name !== '',
    value: { expected: 'a map of public and private (addresses, or null) and primary', is: isAddress },
    read: ({ addresses }) => ({ known: true, value: new Map(addresses.map((one) => [one.name, described(one)])) }),
    write: (facts, values) => ({
      ...facts,
      addresses: [...values].map(([name, value]) => addressOf(name, value)).sort((a, b) => (a.name < b.name ? -1 : 1)),
    }),
    // Who is let through by it is decided elsewhere, by whoever knows the address.
    shift: comeAndGo(() => 'nothing', {
      came: (name) => `traffic leaves by ${name} as well`,
      gone: (name) => `traffic leaves by ${name} no more`,
    }),
  }),
]

/** Nothing of a NAT gateway but its tags is written: what a person has to do. */
function restored({ member, before, after }: Change): string {
  const name = nameOf(member)
  if (wordOf(member) !== 'address')
    return 'a NAT gateway never changes what it is: make a new one, and lead routes to it'
  if (before !== null && after !== null) return `an address keeps what it is: take ${name} away, and give it again`
  return after === null
    ? `Holdfast takes no address away, since connections use it: disassociate ${name}, or record it`
    : `Holdfast gives no address: associate ${name} with the gateway again, or record that it is gone`
}

const blank: Facts = { vpc: null, subnet: null, connectivity: null, mode: null, addresses: [] }

export const logic: KindLogic<'nat-gateway'> = tagged<'nat-gateway'>(
  {
    kind: 'nat-gateway',
    awsName: 'ec2:natgateway',
    lists: true,
    reads: { list: ['ec2:DescribeNatGateways'], detail: [], again: ['ec2:DescribeNatGateways'] },
    writes: [],
    inverse: () => [],
    narrowed: () => [],
    ...ofParts<'nat-gateway'>(parts, restored, blank),
    calls: (changes) => callEach(changes, () => 'none'),
    consoleLink: ec2Console('vpcconsole', 'NatGatewayDetails:natGatewayId'),
  },
  ec2Tags('natgateway'),
)

import { ec2Console } from '../../lib/console.ts'
import type { Json, Observed } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Change, Shift } from '../../model/member.ts'
import { blockForm, blockShift, blocksIn, blockValues, isBlock, isIpv6 } from '../../parts/blocks.ts'
import { becomes, switched, unchanged } from '../../parts/effect.ts'
import { flowLogPart, restoredFlowLog } from '../../parts/flow-logs.ts'
import { callEach, nameOf, ofParts, wordOf } from '../../parts/kind.ts'
import { entries, flag, type Part, setting, text, textOf, told } from '../../parts/part.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Facts } from './model.ts'
import { inverse, narrowed, writes } from './permissions.ts'

const on = (value: Json | null): Observed<boolean> => ({ known: true, value: value === true })
const flagOf = (value: Json | null): boolean | null => (typeof value === 'boolean' ? value : null)

const parts: readonly Part<Facts>[] = [
  entries<Facts>({
    word: 'cidr',
    name: '10.0.1.0/24',
    isName: isBlock,
    value: blockForm,
    read: ({ blocks }) => ({ known: true, value: blockValues(blocks) }),
    write: (facts, values) => ({ ...facts, blocks: blocksIn(values, facts.blocks) }),
    shift: blockShift('subnet'),
  }),
  setting<Facts>({
    word: 'availability-zone',
    value: text,
    read: ({ zone }) => told(zone),
    write: (facts, value) => ({ ...facts, zone: textOf(value) }),
    shift: becomes('nothing', (zone) => `the subnet lies in ${zone}`),
  }),
  setting<Facts>({
    word: 'auto-assign-public-ip',
    value: flag,
    read: ({ assignsPublicIp }) => assignsPublicIp,
    write: (facts, value) => ({ ...facts, assignsPublicIp: on(value) }),
    shift: switched('opens', {
      on: 'what is launched in the subnet gets a public IPv4 address',
      off: 'what is launched in the subnet gets no public IPv4 address by itself',
    }),
  }),
  setting<Facts>({
    word: 'auto-assign-ipv6',
    value: flag,
    read: ({ assignsIpv6 }) => assignsIpv6,
    write: (facts, value) => ({ ...facts, assignsIpv6: on(value) }),
    shift: switched('opens', {
      on: 'what is launched in the subnet gets an IPv6 address',
      off: 'what is launched in the subnet gets no IPv6 address by itself',
    }),
  }),
  setting<Facts>({
    word: 'customer-owned-ip',
    value: {
      expected: 'false, or the id of a pool of customer-owned addresses',
      is: (one) => one === false || text.is(one),
    },
    read: ({ customerPool }) => told(customerPool ?? false),
    write: (facts, value) => ({ ...facts, customerPool: textOf(value) }),
    shift: pooled,
  }),
  setting<Facts>({
    word: 'dns64',
    value: flag,
    read: ({ dns64 }) => told(dns64),
    write: (facts, value) => ({ ...facts, dns64: flagOf(value) }),
    shift: switched('nothing', {
      on: "AWS's name server makes up IPv6 addresses for hosts that have none",
      off: "AWS's name server makes up no IPv6 addresses",
    }),
  }),
  setting<Facts>({
    word: 'private-dns-hostname-type',
    value: { expected: 'ip-name or resource-name', is: text.is },
    read: ({ hostnames }) => told(hostnames),
    write: (facts, value) => ({ ...facts, hostnames: textOf(value) }),
    shift: becomes('nothing', (type) => `hosts are named by ${type}`),
  }),
  setting<Facts>({
    word: 'resource-name-dns-a',
    value: flag,
    read: ({ recordsA }) => told(recordsA),
    write: (facts, value) => ({ ...facts, recordsA: flagOf(value) }),
    shift: switched('nothing', { on: 'names of hosts have A records', off: 'names of hosts have no A records' }),
  }),
  setting<Facts>({
    word: 'resource-name-dns-aaaa',
    value: flag,
    read: ({ recordsAaaa }) => told(recordsAaaa),
    write: (facts, value) => ({ ...facts, recordsAaaa: flagOf(value) }),
    shift: switched('nothing', { on: 'names of hosts have AAAA records', off: 'names of hosts have no AAAA records' }),
  }),
  flowLogPart<Facts>(),
]

/** Addresses that the company's own network reaches; another pool is another way in, and one way less. */
function pooled(before: Json | null, after: Json | null): Shift {
  const [was, is] = [textOf(before), textOf(after)]
  if (was === is) return unchanged
  const words = [is === null ? 'no customer-owned addresses are given out' : `addresses of pool ${is} are given out`]
  return { gains: is === null ? 'no' : 'yes', loses: was === null ? 'no' : 'yes', words }
}

function restored(change: Change): Change | string {
  const { member, after, before } = change
  switch (wordOf(member)) {
    case 'flow-log':
      return restoredFlowLog(change)
    case 'availability-zone':
      return 'a subnet never leaves its Availability Zone: make a new one'
    case 'cidr':
      if (!isIpv6(nameOf(member)) || (before !== null && after !== null))
        return 'the IPv4 block of a subnet never changes: make a new subnet'
      if (after === null)
        return `Holdfast takes no addresses away: disassociate ${nameOf(member)} once nothing uses it, or record it`
      return change
    default:
      return change
  }
}

function apiOf({ member, after }: Change): string {
  switch (wordOf(member)) {
    case 'cidr':
      return after === null ? 'ec2:DisassociateSubnetCidrBlock' : 'ec2:AssociateSubnetCidrBlock'
    case 'availability-zone':
    case 'flow-log':
      return 'none'
    default:
      return 'ec2:ModifySubnetAttribute'
  }
}

/** An IPv6 block is there before addresses of it are given out. */
const rank = ({ member, after }: Change): number => (wordOf(member) !== 'cidr' ? 1 : after === null ? 2 : 0)

const whole = ['ec2:DescribeFlowLogs'] as const

const blank: Facts = {
  blocks: [],
  zone: null,
  assignsPublicIp: { known: true, value: false },
  assignsIpv6: { known: true, value: false },
  customerPool: null,
  dns64: null,
  hostnames: null,
  recordsA: null,
  recordsAaaa: null,
  flowLogs: { known: true, value: [] },
}

export const logic: KindLogic<'subnet'> = tagged<'subnet'>(
  {
    kind: 'subnet',
    awsName: 'ec2:subnet',
    lists: true,
    reads: {
      list: ['ec2:DescribeSubnets'],
      detail: [],
      again: ['ec2:DescribeSubnets'],
      whole: { list: whole, again: whole },
    },
    writes,
    inverse,
    narrowed,
    ...ofParts<'subnet'>(parts, restored, blank),
    calls: (changes) => callEach(changes, apiOf, rank),
    refuses: (before, after) => {
      const turnedOn = after.facts.assignsIpv6.known && after.facts.assignsIpv6.value
      const wasOn = before.facts.assignsIpv6.known && before.facts.assignsIpv6.value
      if (!turnedOn || wasOn || after.facts.blocks.some(({ cidr }) => isIpv6(cidr))) return null
      return 'AWS gives out IPv6 addresses only in a subnet that has an IPv6 block'
    },
    consoleLink: ec2Console('vpcconsole', 'SubnetDetails:subnetId'),
  },
  ec2Tags('subnet'),
)

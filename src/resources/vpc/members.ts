import { ec2Console } from '../../lib/console.ts'
import type { Many } from '../../model/basics.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Call, Change } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import { blockForm, blockShift, blocksIn, blockValues, isBlock, isIpv6, isPrimary } from '../../parts/blocks.ts'
import { becomes, switched } from '../../parts/effect.ts'
import { flowLogPart, restoredFlowLog } from '../../parts/flow-logs.ts'
import { callEach, nameOf, ofParts, wordOf } from '../../parts/kind.ts'
import { entries, flag, type Part, setting, text, textOf, told } from '../../parts/part.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Facts } from './model.ts'
import { inverse, narrowed, writes } from './permissions.ts'

const parts: readonly Part<Facts>[] = [
  entries<Facts>({
    word: 'cidr',
    name: '10.0.0.0/16',
    isName: isBlock,
    value: blockForm,
    read: ({ blocks }) => ({ known: true, value: blockValues(blocks) }),
    write: (facts, values) => ({ ...facts, blocks: blocksIn(values, facts.blocks) }),
    shift: blockShift('VPC'),
  }),
  setting<Facts>({
    word: 'dhcp-options',
    value: text,
    read: ({ dhcpOptions }) => told(dhcpOptions),
    write: (facts, value) => ({ ...facts, dhcpOptions: textOf(value) }),
    // Whoever names the name servers decides where names lead.
    shift: becomes('unknown', (id) => `the DHCP options ${id} name the name servers of its hosts`),
  }),
  setting<Facts>({
    word: 'tenancy',
    value: text,
    read: ({ tenancy }) => told(tenancy),
    write: (facts, value) => ({ ...facts, tenancy: textOf(value) }),
    shift: becomes('nothing', (tenancy) => `instances are launched with ${tenancy} tenancy`),
  }),
  // Neither opens a way: who may reach a host is not a question of its name.
  setting<Facts>({
    word: 'dns-support',
    value: flag,
    read: ({ dnsSupport }) => dnsSupport,
    write: (facts, value) => ({ ...facts, dnsSupport: { known: true, value: value === true } }),
    shift: switched('nothing', {
      on: "AWS's name server answers in the VPC",
      off: "AWS's name server answers no more in the VPC: names are not resolved",
    }),
  }),
  setting<Facts>({
    word: 'dns-hostnames',
    value: flag,
    read: ({ dnsHostnames }) => dnsHostnames,
    write: (facts, value) => ({ ...facts, dnsHostnames: { known: true, value: value === true } }),
    shift: switched('nothing', {
      on: 'instances with public addresses get public names',
      off: 'instances with public addresses get no public names',
    }),
  }),
  flowLogPart<Facts>(),
]

const blank: Facts = {
  isDefault: false,
  blocks: [],
  dhcpOptions: null,
  tenancy: null,
  dnsSupport: { known: true, value: false },
  dnsHostnames: { known: true, value: false },
  flowLogs: { known: true, value: [] },
}

/** A revert as it can be written; a text where a person has to do it. */
function restored(change: Change): Change | string {
  const { member, before, after } = change
  switch (wordOf(member)) {
    case 'flow-log':
      return restoredFlowLog(change)
    case 'tenancy':
      return `Holdfast changes no tenancy: AWS lets it become default alone (modify-vpc-tenancy), for instances launched later`
    case 'cidr':
      if (isPrimary(before) || isPrimary(after))
        return 'the block that a VPC was made with never changes: make a new VPC'
      if (after === null)
        return `Holdfast takes no addresses away: disassociate ${nameOf(member)} once nothing uses it, or record it`
      if (isIpv6(nameOf(member)))
        return `AWS gives no chosen IPv6 block back: associate one from the pool that ${nameOf(member)} came from, or record what is there`
      return change
    default:
      return change
  }
}

function apiOf({ member, after }: Change): string {
  switch (wordOf(member)) {
    case 'cidr':
      return after === null ? 'ec2:DisassociateVpcCidrBlock' : 'ec2:AssociateVpcCidrBlock'
    case 'dhcp-options':
      return 'ec2:AssociateDhcpOptions'
    case 'dns-support':
    case 'dns-hostnames':
      return 'ec2:ModifyVpcAttribute'
    default:
      return 'none'
  }
}

/** One attribute a call. Hostnames are turned on only where names are resolved: support comes first and goes last. */
function calls(changes: Many<Change>): Many<Call> {
  return callEach(changes, apiOf, ({ member, after }) => {
    if (member === 'dns-support') return after === true ? 0 : 2
    return 1
  })
}

function refuses(before: Resource<'vpc'>, after: Resource<'vpc'>): string | null {
  const turnedOn = after.facts.dnsHostnames.known && after.facts.dnsHostnames.value
  const wasOn = before.facts.dnsHostnames.known && before.facts.dnsHostnames.value
  const unsupported = after.facts.dnsSupport.known && !after.facts.dnsSupport.value
  return turnedOn && !wasOn && unsupported ? 'AWS turns DNS hostnames on only where DNS support is on' : null
}

const whole = ['ec2:DescribeFlowLogs', 'ec2:DescribeVpcAttribute'] as const

export const logic: KindLogic<'vpc'> = tagged<'vpc'>(
  {
    kind: 'vpc',
    awsName: 'ec2:vpc',
    lists: true,
    reads: {
      list: ['ec2:DescribeVpcs'],
      detail: [],
      again: ['ec2:DescribeVpcs'],
      whole: { list: whole, again: whole },
    },
    writes,
    inverse,
    narrowed,
    ...ofParts<'vpc'>(parts, restored, blank),
    calls,
    refuses,
    consoleLink: ec2Console('vpcconsole', 'VpcDetails:VpcId'),
  },
  ec2Tags('vpc'),
)

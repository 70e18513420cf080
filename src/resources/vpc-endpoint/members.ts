import { ec2Console } from '../../lib/console.ts'
import { isDocumentValue, sameDocument } from '../../lib/iam/value.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Change } from '../../model/member.ts'
import { becomes, comeAndGo, incomparable, unchanged } from '../../parts/effect.ts'
import { isMap } from '../../parts/json.ts'
import { allowOn, ofParts, wordOf } from '../../parts/kind.ts'
import { asValues, entries, flag, isId, type Part, setting, text, textOf, there, told } from '../../parts/part.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Facts } from './model.ts'
import { policyShift } from './shift.ts'

const parts: readonly Part<Facts>[] = [
  setting<Facts>({
    word: 'type',
    value: text,
    read: ({ type }) => told(type),
    write: (facts, value) => ({ ...facts, type: textOf(value) }),
    shift: becomes('unknown', (type) => `the endpoint is of type ${type}`),
  }),
  setting<Facts>({
    word: 'service',
    value: text,
    read: ({ service }) => told(service),
    write: (facts, value) => ({ ...facts, service: textOf(value) }),
    shift: becomes('unknown', (service) => `the endpoint leads to ${service}`),
  }),
  setting<Facts>({
    word: 'policy',
    value: { expected: 'a policy document', is: isDocumentValue },
    read: ({ policy }) => told(policy),
    write: (facts, value) => ({ ...facts, policy: value }),
    shift: policyShift,
  }),
  entries<Facts>({
    word: 'route-table',
    name: 'rtb-0123456789abcdef0',
    isName: isId('rtb'),
    value: there,
    read: ({ routeTables }) => ({ known: true, value: asValues(routeTables) }),
    write: (facts, values) => ({ ...facts, routeTables: [...values.keys()].sort() }),
    shift: comeAndGo(() => 'opens', {
      came: (table) => `subnets of ${table} reach the service through the endpoint`,
      gone: (table) => `subnets of ${table} do not reach the service through the endpoint any more`,
    }),
  }),
  entries<Facts>({
    word: 'subnet',
    name: 'subnet-0123456789abcdef0',
    isName: isId('subnet'),
    value: there,
    read: ({ subnets }) => ({ known: true, value: asValues(subnets) }),
    write: (facts, values) => ({ ...facts, subnets: [...values.keys()].sort() }),
    // Who may reach an interface is decided by its groups, wherever in the VPC it lies.
    shift: comeAndGo(() => 'nothing', {
      came: (subnet) => `the endpoint has an interface in ${subnet}`,
      gone: (subnet) => `the endpoint has no interface in ${subnet} any more`,
    }),
  }),
  entries<Facts>({
    word: 'security-group',
    name: 'sg-0123456789abcdef0',
    isName: isId('sg'),
    value: there,
    read: ({ groups }) => ({ known: true, value: asValues(groups) }),
    write: (facts, values) => ({ ...facts, groups: [...values.keys()].sort() }),
    shift: comeAndGo(() => 'unknown', {
      came: (group) => `who ${group} lets in reaches the endpoint`,
      gone: (group) => `who ${group} alone lets in does not reach the endpoint any more`,
    }),
  }),
  setting<Facts>({
    word: 'private-dns',
    value: flag,
    read: ({ privateDns }) => told(privateDns),
    write: (facts, value) => ({ ...facts, privateDns: typeof value === 'boolean' ? value : null }),
    // Off, requests go past the endpoint and its policy, where there is another way.
    shift: (before, after) => {
      if (before === after) return unchanged
      return incomparable(
        after === true
          ? "the service's names lead to the endpoint"
          : "the service's names lead past the endpoint and its policy",
      )
    },
  }),
]

/** A revert as it can be written; a text where a person has to do it. */
function restored(change: Change): Change | string {
  const word = wordOf(change.member)
  if (word === 'type' || word === 'service') return `an endpoint never changes its ${word}: make a new one`
  return change
}

const api = 'ec2:ModifyVpcEndpoint'
const written = ['policy', 'route-table', 'subnet', 'security-group', 'private-dns']
const blank: Facts = {
  requesterManaged: false,
  type: null,
  service: null,
  policy: null,
  routeTables: [],
  subnets: [],
  groups: [],
  privateDns: null,
}

const own = ofParts<'vpc-endpoint'>(parts, restored, blank)

export const logic: KindLogic<'vpc-endpoint'> = tagged<'vpc-endpoint'>(
  {
    kind: 'vpc-endpoint',
    awsName: 'ec2:vpc-endpoint',
    lists: true,
    reads: { list: ['ec2:DescribeVpcEndpoints'], detail: [], again: ['ec2:DescribeVpcEndpoints'] },
    writes: [api],
    inverse: (action) => (action === api ? [api] : []),
    narrowed: (actions, places) =>
      allowOn(
        'ModifyEndpoints',
        { actions, own: [api], types: ['route-table', 'security-group', 'subnet', 'vpc-endpoint'] },
        places,
      ),
    ...own,
    // What a service made for itself it changes by itself.
    members: (endpoint) => (endpoint.facts.requesterManaged ? new Map() : own.members(endpoint)),
    same: (a, b) => (isMap(a) && isMap(b) ? sameDocument(a, b) : own.same(a, b)),
    // One call does all of it or nothing: what comes and what goes.
    calls: (changes) => {
      const [first, ...others] = changes.filter(({ member }) => written.includes(wordOf(member)))
      const rest = changes.filter(({ member }) => !written.includes(wordOf(member)))
      const [unwritten, ...more] = rest
      if (first === undefined) return [{ api: 'none', changes }]
      const call = { api, changes: [first, ...others] as const }
      return unwritten === undefined ? [call] : [call, { api: 'none', changes: [unwritten, ...more] }]
    },
    refuses: (before, after) =>
      before.facts.requesterManaged && before.facts !== after.facts
        ? 'the endpoint is managed by the AWS service that made it'
        : null,
    consoleLink: ec2Console('vpcconsole', 'EndpointDetails:vpcEndpointId'),
  },
  ec2Tags('vpc-endpoint'),
)

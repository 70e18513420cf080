import fc from 'fast-check'
import { isRecorded, type RecordedLogic } from '../../src/baselines/compare.ts'
import type { Observed } from '../../src/model/basics.ts'
import type { Block } from '../../src/model/block.ts'
import type { FlowLog } from '../../src/model/flow-log.ts'
import type { HouseKind, Resource } from '../../src/model/resource.ts'
import { exampleInternetGateway } from '../../src/resources/internet-gateway/example.ts'
import { exampleNatGateway } from '../../src/resources/nat-gateway/example.ts'
import { exampleSubnet } from '../../src/resources/subnet/example.ts'
import { exampleVpc } from '../../src/resources/vpc/example.ts'
import { exampleVpcEndpoint } from '../../src/resources/vpc-endpoint/example.ts'
import { kinds } from '../baselines/kinds.ts'

export function recordedLogic(kind: HouseKind): RecordedLogic {
  const logic = kinds.get(kind)
  if (!isRecorded(logic)) throw new Error(`${kind} is not recorded`)
  return logic
}

const known = <T>(value: T): Observed<T> => ({ known: true, value })
const flag = fc.boolean()
const tags = fc.dictionary(fc.constantFrom('owner', 'team', 'aws:x'), fc.string({ maxLength: 3 }))
const someOf = (names: readonly string[]) => fc.subarray([...names])
const block = (cidrs: readonly string[]) =>
  someOf(cidrs).map((some): readonly Block[] =>
    some.map((cidr) => ({ cidr, primary: cidr === cidrs[0], association: `of ${cidr}` })),
  )
const fields = (...names: readonly string[]): string => names.map((name) => `$\{${name}}`).join(' ')
const flowLogs: fc.Arbitrary<readonly FlowLog[]> = fc.uniqueArray(
  fc.record({
    destination: fc.constantFrom('arn:aws:s3:::a', 'log-group:b'),
    traffic: fc.constantFrom('ACCEPT', 'REJECT', 'ALL'),
    format: fc.constantFrom(null, fields('a'), fields('a', 'b')),
    interval: fc.constantFrom(60, 600),
    role: fc.constantFrom(null, 'arn:aws:iam::111111111111:role/flows'),
  }),
  { maxLength: 4, selector: (one) => JSON.stringify(one) },
)

const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.constantFrom<object | string>(
      '*',
      { AWS: ['111111111111'] },
      { AWS: ['arn:aws:iam::111111111111:role/a'] },
    ),
    Action: fc.constantFrom('*', 's3:*', 's3:GetObject'),
    Resource: fc.constantFrom('*', 'arn:aws:s3:::a/*'),
    Condition: fc.constantFrom({}, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }),
  })
  .map((one) => one as object)
const policy = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((Statement) => ({ Version: '2012-10-17', Statement }))

/** Any state of each kind. */
export const states: Readonly<Record<string, fc.Arbitrary<Resource>>> = {
  vpc: fc
    .record({
      tags,
      blocks: block(['10.0.0.0/16', '10.1.0.0/16', '2600::/56', 'fd00::/56']),
      dhcpOptions: fc.constantFrom('default', 'dopt-1'),
      tenancy: fc.constantFrom('default', 'dedicated'),
      dnsSupport: flag.map(known),
      dnsHostnames: flag.map(known),
      flowLogs: flowLogs.map(known),
    })
    .map(({ tags: own, ...facts }) => exampleVpc(own, facts) as unknown as Resource),
  subnet: fc
    .record({
      tags,
      blocks: block(['10.0.0.0/24', '2600::/64']),
      assignsPublicIp: flag.map(known),
      assignsIpv6: flag.map(known),
      customerPool: fc.constantFrom(null, 'ipv4pool-coip-1', 'ipv4pool-coip-2'),
      dns64: flag,
      hostnames: fc.constantFrom('ip-name', 'resource-name'),
      recordsA: flag,
      recordsAaaa: flag,
      flowLogs: flowLogs.map(known),
    })
    .map(({ tags: own, ...facts }) => exampleSubnet(own, facts) as unknown as Resource),
  'internet-gateway': fc
    .tuple(tags, someOf(['vpc-1', 'vpc-2']))
    .map(([own, attachments]) => exampleInternetGateway(own, attachments) as unknown as Resource),
  'nat-gateway': fc
    .record({
      tags,
      connectivity: fc.constantFrom('public', 'private'),
      addresses: someOf(['eipalloc-1', 'eipalloc-2']).map((names) =>
        names.map((name) => ({ name, public: '198.51.100.1', private: null, primary: true })),
      ),
    })
    .map(({ tags: own, ...facts }) => exampleNatGateway(own, facts) as unknown as Resource),
  'vpc-endpoint': fc
    .record({
      tags,
      policy,
      routeTables: someOf(['rtb-1', 'rtb-2']),
      subnets: someOf(['subnet-1', 'subnet-2']),
      groups: someOf(['sg-1', 'sg-2']),
      privateDns: flag,
    })
    .map(({ tags: own, ...facts }) => exampleVpcEndpoint(own, facts as never) as unknown as Resource),
}

/** The same facts, every list of them the other way round. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].reverse().map(reversed)
  if (value instanceof Map) return new Map([...value].reverse())
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  )
}

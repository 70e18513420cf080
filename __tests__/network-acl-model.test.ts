import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { World } from '../src/model/world.ts'
import { exampleAcl } from '../src/resources/network-acl/example.ts'
import { rule } from '../src/rules/network-acl-open-ingress/rule.ts'

const world = {} as World
/** Parts of the public internet, each large enough to be open, and the blocks that hold them. */
const blocks: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['low', 'high', 'rest'],
  '8.0.0.0/8': ['low', 'high'],
  '8.0.0.0/9': ['low'],
  '8.128.0.0/9': ['high'],
  '::/0': ['six', 'other six'],
  '2600::/12': ['six'],
}
const parts = ['low', 'high', 'rest', 'six', 'other six']
const asked = [
  ['tcp', 22],
  ['tcp', 3389],
  ['udp', 161],
] as const

const entryOf = fc.record({
  direction: fc.constantFrom('ingress', 'ingress', 'ingress', 'egress'),
  action: fc.constantFrom('allow', 'deny'),
  protocol: fc.constantFrom('-1', 'tcp', 'udp', 'icmp', '47'),
  ports: fc.constantFrom([22, 22], [0, 65_535], [3389, 3389], [1024, 65_535], [161, 3388], [23, 160]),
  block: fc.constantFrom(...Object.keys(blocks)),
})
type Entry = typeof entryOf extends fc.Arbitrary<infer T> ? T : never
const ranged = ({ protocol }: Entry): boolean => protocol === 'tcp' || protocol === 'udp'

/** As AWS says it: the first entry that matches decides for an address, protocol and port; what none matches is denied. */
function reaches(entries: readonly Entry[], part: string, protocol: string, port: number): Entry | null {
  const decides = entries.find(
    (one) =>
      one.direction === 'ingress' &&
      (one.protocol === '-1' || one.protocol === protocol) &&
      (!ranged(one) || ((one.ports[0] ?? 0) <= port && port <= (one.ports[1] ?? 0))) &&
      blocks[one.block]?.includes(part),
  )
  return decides?.action === 'allow' ? decides : null
}

const isReturn = (one: Entry): boolean => ranged(one) && one.ports[0] === 1024

describe('network-acl-open-ingress against a model that asks address by address', () => {
  it.each(['check', 'allow'])('finds exactly the ports that the internet reaches, with ephemeral: %s', (ephemeral) => {
    const options = rule.options.parse({ ports: ['22', '3389', 'udp/161'], ephemeral })
    fc.assert(
      fc.property(fc.array(entryOf, { maxLength: 7 }), (entries) => {
        const written = entries.map(
          (one, index) =>
            `${one.direction} ${index + 1} ${one.action} ${one.protocol} ${ranged(one) ? one.ports.join('-') : 'all'} ${one.block}`,
        )
        const expected = asked.flatMap(([protocol, port]) => {
          const by = parts.map((part) => reaches(entries, part, protocol, port)).filter((one) => one !== null)
          return by.some((one) => ephemeral === 'check' || !isReturn(one)) ? [`${protocol}/${port}`] : []
        })
        const verdict = rule.check(exampleAcl(written), options, world)
        const found =
          typeof verdict === 'string' ? [] : verdict[0].evidence.map((one) => (one as { port: string }).port)
        expect(found).toEqual(expected)
      }),
      { numRuns: 2000 },
    )
  })
})

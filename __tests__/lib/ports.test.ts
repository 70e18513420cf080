import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  allPorts,
  highestPort,
  intersectPorts,
  type PortSet,
  parsePorts,
  portsText,
  subtractPorts,
  unionPorts,
} from '../../src/lib/ports.ts'

// The ends of what there is, and the ports that people forbid.
const port = fc.oneof(
  fc.constantFrom(0, 1, 21, 22, 23, 3389, highestPort - 1, highestPort),
  fc.nat({ max: highestPort }),
)
const range = fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const anySet = fc.array(range, { maxLength: 6 }).map(unionPorts)
const holds = (set: PortSet, one: number) => set.some(({ from, to }) => from <= one && one <= to)

describe('sets of ports', () => {
  it('split exactly, over all ports that there are', () => {
    fc.assert(
      fc.property(anySet, anySet, port, (a, b, one) => {
        const edges = [...a, ...b].flatMap(({ from, to }) => [from - 1, from, to, to + 1])
        for (const each of [one, ...edges]) {
          expect(holds(subtractPorts(a, b), each)).toBe(holds(a, each) && !holds(b, each))
          expect(holds(intersectPorts(a, b), each)).toBe(holds(a, each) && holds(b, each))
          expect(holds(unionPorts([...a, ...b]), each)).toBe(holds(a, each) || holds(b, each))
        }
      }),
    )
  })

  it('stay sorted, within what there is, and no two ranges touch', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        for (const set of [subtractPorts(a, b), intersectPorts(a, b), unionPorts([...a, ...b])]) {
          let end = -2
          for (const { from, to } of set) {
            expect(from).toBeGreaterThan(end + 1)
            expect(to).toBeGreaterThanOrEqual(from)
            end = to
          }
          expect(end).toBeLessThanOrEqual(highestPort)
        }
      }),
    )
  })

  it.each([
    [[{ from: 22, to: 22 }], '0-21, 23-65535'],
    [[{ from: 0, to: 0 }], '1-65535'],
    [[{ from: 65_535, to: 65_535 }], '0-65534'],
    [
      [
        { from: 3389, to: 3389 },
        { from: 1, to: 22 },
      ],
      '0, 23-3388, 3390-65535',
    ],
    [[], '0-65535'],
    [allPorts, ''],
  ])('all but %j is %s', (forbidden, left) =>
    expect(portsText(subtractPorts(allPorts, unionPorts(forbidden)))).toBe(left),
  )
})

describe('words for ports', () => {
  it('are read back as they were meant', () => {
    fc.assert(
      fc.property(range, fc.constantFrom('tcp', 'udp', null), ({ from, to }, protocol) => {
        const word = `${protocol === null ? '' : `${protocol}/`}${from}-${to}`
        expect(parsePorts(word)).toEqual({ kind: 'ports', protocol: protocol ?? 'tcp', range: { from, to } })
      }),
    )
  })

  it.each([['udp/22'], ['udp/22-22']])('%s is not SSH', (word) =>
    expect(parsePorts(word)).toEqual({ kind: 'ports', protocol: 'udp', range: { from: 22, to: 22 } }),
  )

  it.each([
    [''],
    ['22\n'],
    [' 22'],
    ['22-23-24'],
    ['-22'],
    ['22 - 23'],
    ['22/tcp'],
    ['TCP/22'],
    ['tcp/'],
    ['tcp/udp/22'],
    ['0-65536'],
    ['99999-1'],
    ['22.0'],
    ['0x16'],
    ['２２'],
    ['ssh'],
    ['all'],
    ['*'],
    ['22,23'],
  ])('%j names none', (word) => expect(parsePorts(word)).toEqual({ kind: 'problem' }))
})

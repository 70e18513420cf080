import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  type AddressSet,
  addresses,
  contains,
  empty,
  fromCidrs,
  intersect,
  publicSpace,
  size,
  subtract,
  toCidrs,
  union,
} from '../../src/lib/address-set.ts'
import { type Cidr, canonicalCidr, parseCidr } from '../../src/lib/cidr.ts'
import { intersectPorts, type PortSet, parsePorts, subtractPorts, unionPorts } from '../../src/lib/ports.ts'
import { matches } from '../../src/lib/wildcard.ts'

const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text)
  if (parsed === null) throw new Error(`no block: ${text}`)
  return parsed
}
const setOf = (...texts: readonly string[]): AddressSet => fromCidrs(texts.map(cidr))

describe('blocks', () => {
  it.each([
    ['010.0.0.0/8'],
    ['10.0.0.0'],
    ['10.0.0.0/33'],
    ['10.0.0.0/08'],
    ['300.0.0.0/8'],
    ['10.0.0/8'],
    ['::/129'],
    ['::g/0'],
    [' 10.0.0.0/8'],
    ['10.0.0.0/8 '],
    ['1.2.3.4/-1'],
    ['fe80::1%eth0/64'],
    [''],
    ['/8'],
  ])('%j is none', (text) => expect(parseCidr(text)).toBeNull())

  it.each([
    ['::0/0', '::/0'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['2001:DB8:0:0::1/32', '2001:db8::/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['::1.2.3.4/128', '::102:304/128'],
    ['::ffff:1.2.3.4/128', canonicalCidr('::ffff:102:304/128') ?? ''],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalCidr(text)).toBe(canonical)
    expect(canonicalCidr(canonical)).toBe(canonical)
  })
})

// A small universe, so that sets can be compared address by address: 10.0.0.0/26.
const base = 167_772_160n
const block = fc
  .tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 26, max: 32 }))
  .map(([host, prefix]) => cidr(`10.0.0.${host}/${prefix}`))
const anySet = fc.array(block, { maxLength: 6 }).map(fromCidrs)
const listed = (set: AddressSet): ReadonlySet<number> => {
  const all = new Set<number>()
  for (const { first, last } of set) for (let at = first; at <= last; at++) all.add(Number(at - base))
  return all
}

describe('sets of addresses', () => {
  it('union, intersection and difference are those of sets', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const [left, right] = [listed(a), listed(b)]
        expect(listed(union(a, b))).toEqual(new Set([...left, ...right]))
        expect([...listed(intersect(a, b))].sort()).toEqual([...left].filter((one) => right.has(one)).sort())
        expect([...listed(subtract(a, b))].sort()).toEqual([...left].filter((one) => !right.has(one)).sort())
        expect(contains(a, b)).toBe([...right].every((one) => left.has(one)))
        expect(size(a)).toBe(BigInt(left.size))
      }),
    )
  })

  it('blocks made of a set make the set again', () => {
    fc.assert(fc.property(anySet, (set) => expect(setOf(...toCidrs(set, 4))).toEqual(set)))
  })

  it('two halves are the internet, and so are eighths', () => {
    expect(setOf('0.0.0.0/1', '128.0.0.0/1')).toEqual(setOf('0.0.0.0/0'))
    expect(setOf('::/1', '8000::/1')).toEqual(setOf('::0/0'))
    const eighths = [0, 32, 64, 96, 128, 160, 192, 224].map((first) => `${first}.0.0.0/3`)
    expect(setOf(...eighths)).toEqual(setOf('0.0.0.0/0'))
  })

  it('public space leaves out what nobody sends from', () => {
    for (const text of [
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '224.0.0.0/4',
      '240.0.0.0/4',
      '203.0.113.0/24',
    ]) {
      expect(intersect(setOf(text), publicSpace(4))).toEqual(empty)
    }
    expect(contains(publicSpace(4), addresses(cidr('8.8.8.8/32')))).toBe(true)
    expect(toCidrs(publicSpace(6), 6)).toEqual(['2000::/3'])
    expect(intersect(setOf('fc00::/7'), publicSpace(6))).toEqual(empty)
  })
})

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const portList = (set: PortSet): readonly number[] =>
  set.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))

describe('ports', () => {
  it('a split range holds exactly what it held before, less what is forbidden', () => {
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 5 }), (whole, forbidden) => {
        const holes = unionPorts(forbidden)
        const left = subtractPorts([whole], holes)
        expect(portList(left)).toEqual(portList([whole]).filter((port) => !portList(holes).includes(port)))
        expect(portList(intersectPorts([whole], holes))).toEqual(
          portList([whole]).filter((port) => portList(holes).includes(port)),
        )
        // Sorted, and no two of them touch: no rule more than is needed.
        expect(left).toEqual(unionPorts(left))
      }),
    )
  })

  it.each([['0022'], ['22-'], ['65536'], ['30-20'], ['icmp/8'], ['tcp'], ['-1'], ['22 '], ['1e3']])(
    '%j names no ports',
    (text) => expect(parsePorts(text).kind).toBe('problem'),
  )

  it.each([
    ['22', 'tcp', 22, 22],
    ['udp/161', 'udp', 161, 161],
    ['tcp/0-65535', 'tcp', 0, 65_535],
  ])('%s', (text, protocol, from, to) =>
    expect(parsePorts(text)).toEqual({ kind: 'ports', protocol, range: { from, to } }),
  )
})

describe('wildcards', () => {
  const naive = (pattern: string, text: string): boolean =>
    new RegExp(
      `^${[...pattern].map((sign) => (sign === '*' ? '[^]*' : sign === '?' ? '[^]' : `\\u{${sign.codePointAt(0)?.toString(16)}}`)).join('')}$`,
      'u',
    ).test(text)

  it('are what a regular expression would say', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '😀'), maxLength: 8 })
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), maxLength: 6 })
    fc.assert(fc.property(pattern, text, (wanted, given) => expect(matches(wanted, given)).toBe(naive(wanted, given))))
  })

  it('end, whatever the pattern', () => {
    expect(matches(`${'*a'.repeat(2000)}b`, 'a'.repeat(20_000))).toBe(false)
  })
})

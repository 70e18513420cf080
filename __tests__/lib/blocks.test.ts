import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
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
import { type Cidr, canonicalCidr, formatAddress, parseCidr } from '../../src/lib/cidr.ts'

const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text)
  if (parsed === null) throw new Error(`no block: ${text}`)
  return parsed
}
const setOf = (...texts: readonly string[]) => fromCidrs(texts.map(cidr))

describe('texts that are nearly a block', () => {
  it.each([
    ['10.0.0.0/8\n'],
    ['10.0.0.0//8'],
    ['10.0.0.0/8/8'],
    ['10.0.0.0/+8'],
    ['10.0.0.0/8.0'],
    ['10.0.0.0/'],
    ['0x0a.0.0.0/8'],
    ['167772160/8'],
    ['10.0.0.00/8'],
    ['10.0.0.256/32'],
    ['1.2.3.4.5/32'],
    ['１0.0.0.0/8'],
    ['[::1]/128'],
    [':::/0'],
    ['1::2::3/64'],
    ['1:2:3:4:5:6:7:8:9/64'],
    ['12345::/16'],
    ['::ffff:010.0.0.1/128'],
    ['::ffff:1.2.3/128'],
    ['pl-12345678'],
    ['sg-12345678'],
  ])('%j is none', (text) => {
    expect(parseCidr(text)).toBeNull()
    // Asked again it says the same: what is kept is the answer, not that there was a question.
    expect(canonicalCidr(text)).toBeNull()
  })

  it('any text has an answer', () => {
    const near = fc.string({ unit: fc.constantFrom('0', '1', '9', 'f', ':', '.', '/', '%', '-', ' '), maxLength: 24 })
    fc.assert(fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), (text) => void parseCidr(text)))
  })

  it('an IPv4 address written as IPv6 stays IPv6', () => {
    const mapped = cidr('::ffff:10.1.2.3/120')
    expect(mapped).toMatchObject({ family: 6, prefix: 120, first: 0xffff_0a01_0200n, last: 0xffff_0a01_02ffn })
    expect(canonicalCidr(mapped.text)).toBe(mapped.text)
  })
})

describe('canonical forms', () => {
  it('of IPv4 have their host bits zeroed', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), fc.integer({ min: 0, max: 32 }), (bytes, prefix) => {
        const kept = bytes.map(
          (value, index) => value & (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * index))) & 0xff,
        )
        const text = `${kept.join('.')}/${prefix}`
        const parsed = cidr(`${bytes.join('.')}/${prefix}`)
        expect(parsed.text).toBe(text)
        expect(parsed.last - parsed.first + 1n).toBe(1n << BigInt(32 - prefix))
        expect(parseCidr(text)).toEqual(parsed)
      }),
    )
  })

  it('of IPv6 are those that the URL standard writes, however they were spelled', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
    const groups = fc.array(group, { minLength: 8, maxLength: 8 })
    const spelling = fc.constantFrom(
      (value: number) => value.toString(16),
      (value: number) => value.toString(16).toUpperCase(),
      (value: number) => value.toString(16).padStart(4, '0'),
    )
    fc.assert(
      fc.property(groups, spelling, fc.integer({ min: 0, max: 128 }), (all, spell, prefix) => {
        const value = all.reduce((sum, one) => (sum << 16n) | BigInt(one), 0n)
        const first = (value >> BigInt(128 - prefix)) << BigInt(128 - prefix)
        const shown = Array.from({ length: 8 }, (_, index) =>
          ((first >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
        )
        const address = new URL(`http://[${shown.join(':')}]`).hostname.slice(1, -1)
        const parsed = cidr(`${all.map(spell).join(':')}/${prefix}`)
        expect(parsed).toMatchObject({ family: 6, first, text: `${address}/${prefix}` })
        expect(parseCidr(parsed.text)).toEqual(parsed)
      }),
    )
  })

  it('of an address make the address again', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (value) => {
        expect(cidr(`${formatAddress(value, 6)}/128`).first).toBe(value)
        const short = value & 0xffff_ffffn
        expect(cidr(`${formatAddress(short, 4)}/32`).first).toBe(short)
      }),
    )
  })
})

// The last 64 addresses of each family: what comes after the last of them does not exist.
const edges = [
  { family: 4, network: '255.255.255.', from: 192, whole: 32 },
  { family: 6, network: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff', from: 192, whole: 128 },
] as const

describe.each(edges)('at the end of IPv$family', ({ family, network, from, whole }) => {
  const at = (host: number) => `${network}${family === 4 ? from + host : (from + host).toString(16)}`
  const block = fc
    .tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: whole - 6, max: whole }))
    .map(([host, prefix]) => cidr(`${at(host)}/${prefix}`))
  const anySet = fc.array(block, { maxLength: 8 }).map(fromCidrs)
  const all = setOf(`${at(0)}/${whole - 6}`)

  it('sets keep the laws of sets', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        expect(union(subtract(a, b), intersect(a, b))).toEqual(a)
        expect(subtract(all, union(a, b))).toEqual(intersect(subtract(all, a), subtract(all, b)))
        expect(size(union(a, b)) + size(intersect(a, b))).toBe(size(a) + size(b))
        expect(union(a, b)).toEqual(union(b, a))
        expect(intersect(a, subtract(b, a))).toEqual(empty)
        expect(contains(union(a, b), a) && contains(a, intersect(a, b))).toBe(true)
      }),
    )
  })

  it('a set is written in as few blocks as can be', () => {
    const fewest = (first: bigint, amount: bigint, set: ReturnType<typeof fromCidrs>): number => {
      const here = intersect(set, [{ first, last: first + amount - 1n }])
      if (here.length === 0) return 0
      if (size(here) === amount) return 1
      return fewest(first, amount / 2n, set) + fewest(first + amount / 2n, amount / 2n, set)
    }
    fc.assert(
      fc.property(anySet, (set) => {
        const blocks = toCidrs(set, family)
        expect(setOf(...blocks)).toEqual(set)
        expect(blocks).toHaveLength(fewest(cidr(`${at(0)}/${whole - 6}`).first, 64n, set))
        expect(blocks.map(canonicalCidr)).toEqual(blocks)
      }),
    )
  })
})

describe('sets', () => {
  it('of blocks that touch are one, whatever the order', () => {
    expect(setOf('10.0.0.128/25', '10.0.0.0/25', '10.0.0.64/26')).toEqual(setOf('10.0.0.0/24'))
    expect(setOf('10.0.0.0/25', '10.0.1.0/25')).toHaveLength(2)
  })

  it('take one address out of the whole internet and write what is left', () => {
    const left = toCidrs(subtract(setOf('0.0.0.0/0'), setOf('203.0.113.7/32')), 4)
    expect(left).toHaveLength(32)
    expect(size(setOf(...left))).toBe((1n << 32n) - 1n)
    expect(toCidrs(setOf('::/1', '8000::/1'), 6)).toEqual(['::/0'])
    expect(toCidrs(empty, 4)).toEqual([])
  })

  it('of nothing are in everything, and hold only nothing', () => {
    expect(contains(empty, empty)).toBe(true)
    expect(contains(setOf('10.0.0.0/8'), empty)).toBe(true)
    expect(contains(empty, setOf('10.0.0.0/32'))).toBe(false)
    expect(size(empty)).toBe(0n)
  })
})

describe('public space', () => {
  // All of https://www.iana.org/assignments/iana-ipv4-special-registry, its narrower entries too, and multicast (RFC 5771).
  const registry = [
    ['0.0.0.0/8', 'this network'],
    ['0.0.0.0/32', 'this host'],
    ['10.0.0.0/8', 'private'],
    ['100.64.0.0/10', 'shared'],
    ['127.0.0.0/8', 'loopback'],
    ['169.254.0.0/16', 'link local'],
    ['172.16.0.0/12', 'private'],
    ['192.0.0.0/24', 'IETF protocols'],
    ['192.0.0.0/29', 'IPv4 continuity'],
    ['192.0.0.8/32', 'dummy'],
    ['192.0.0.9/32', 'port control'],
    ['192.0.0.10/32', 'TURN'],
    ['192.0.0.170/31', 'NAT64 discovery'],
    ['192.0.2.0/24', 'documentation'],
    ['192.31.196.0/24', 'AS112'],
    ['192.52.193.0/24', 'AMT'],
    ['192.88.99.0/24', '6to4'],
    ['192.168.0.0/16', 'private'],
    ['192.175.48.0/24', 'AS112'],
    ['198.18.0.0/15', 'benchmarks'],
    ['198.51.100.0/24', 'documentation'],
    ['203.0.113.0/24', 'documentation'],
    ['224.0.0.0/4', 'multicast'],
    ['240.0.0.0/4', 'reserved'],
    ['255.255.255.255/32', 'broadcast'],
  ] as const

  it.each(registry)('leaves out %s (%s)', (text, _name) =>
    expect(intersect(addresses(cidr(text)), publicSpace(4))).toEqual(empty),
  )

  it('of IPv4 leaves out nothing else', () => {
    expect(union(publicSpace(4), setOf(...registry.map(([text]) => text)))).toEqual(setOf('0.0.0.0/0'))
    // Three /8, a /10, a /12, a /15, two /16, eight /24 and a /3.
    const special = 3 * 2 ** 24 + 2 ** 22 + 2 ** 20 + 2 ** 17 + 2 * 2 ** 16 + 8 * 2 ** 8 + 2 ** 29
    expect(size(publicSpace(4))).toBe(BigInt(2 ** 32 - special))
  })

  it.each([['1.0.0.0/32'], ['9.255.255.255/32'], ['100.128.0.0/32'], ['172.32.0.0/32'], ['223.255.255.255/32']])(
    'holds %s',
    (text) => expect(contains(publicSpace(4), addresses(cidr(text)))).toBe(true),
  )

  it('of IPv6 is global unicast and nothing beside it', () => {
    expect(size(publicSpace(6))).toBe(1n << 125n)
    for (const text of ['1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128', '4000::/128', '::ffff:8.8.8.8/128', 'fe80::/10'])
      expect(intersect(addresses(cidr(text)), publicSpace(6))).toEqual(empty)
    for (const text of ['2000::/128', '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128'])
      expect(contains(publicSpace(6), addresses(cidr(text)))).toBe(true)
  })

  it.each([
    [4, ['0.0.0.0/1', '128.0.0.0/1']],
    [4, ['0.0.0.0/3', '32.0.0.0/3', '64.0.0.0/3', '96.0.0.0/3', '128.0.0.0/3', '160.0.0.0/3', '192.0.0.0/3']],
    [6, ['::/1', '8000::/1']],
    [6, ['::0/0']],
    [6, ['2000::/4', '3000::/4']],
  ] as const)('of IPv%d is all in %j', (family, texts) =>
    expect(contains(setOf(...texts), publicSpace(family))).toBe(true),
  )
})

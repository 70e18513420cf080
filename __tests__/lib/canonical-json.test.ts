import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson, hashOf, sha256 } from '../../src/lib/canonical-json.ts'

const plain = fc.jsonValue({ noUnicodeString: false })

/** The same value with the keys of every object in another order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  )
}

describe('canonical JSON', () => {
  it('writes the example of RFC 8785 (3.2.2) as it says', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts keys by UTF-16 units, as RFC 8785 (3.2.3) does', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 }
    expect(Object.values(JSON.parse(canonicalJson(value)))).toHaveLength(7)
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  })

  it('means the same, is the same text in any order of keys, and is its own canonical form', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(canonicalJson(reversed(value))).toBe(text)
        // -0 is 0 in JSON.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('keeps the order of lists', () => expect(hashOf(['a', 'b'])).not.toBe(hashOf(['b', 'a'])))

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['not a number', Number.NaN],
    ['infinity', { a: [Number.NEGATIVE_INFINITY] }],
    ['a big integer', { a: 1n }],
    ['half a character', { a: '\ud800' }],
    ['half a character as key', { '\udc00': 1 }],
  ])('refuses %s', (_, value) => expect(() => canonicalJson(value)).toThrow())
})

describe('hashes', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['é', '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c'],
  ])('of %j are SHA-256 over UTF-8', (text, hash) => expect(sha256(text)).toBe(hash))

  it('are over the canonical form', () => {
    expect(hashOf({ b: 1, a: [2.0] })).toBe(sha256('{"a":[2],"b":1}'))
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: '1' }))
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { globMatches } from '../../src/lib/glob.ts'
import { starMatcher } from '../../src/lib/star.ts'
import { matches } from '../../src/lib/wildcard.ts'
import { cpuSeconds } from '../support/cpu.ts'

it.each([
  ['*', ''],
  ['**', ''],
  ['', ''],
  ['arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:role/path/to/name'],
  ['web-*', 'web-'],
  ['*-prod', 'a-prod-b-prod'],
  ['a*b*c', 'a/b:\n/bc'],
  ['?', '😀'],
  ['a?c', 'a\nc'],
  ['??', '😀é'],
  ['*?', 'x'],
  ['[a-z].(x)$^|\\d+', '[a-z].(x)$^|\\d+'],
  ['[a-z]*', '[a-z]1'],
  ['\\*', '\\anything'],
])('%j covers %j', (pattern, text) => expect(matches(pattern, text)).toBe(true))

it.each([
  ['', 'a'],
  ['?', ''],
  ['??', '😀'],
  ['web-*', 'Web-1'],
  ['web', 'web-1'],
  ['web', 'Web'],
  ['web-?', 'web-10'],
  ['web-*', 'my-web-1'],
  ['*.js', 'xjs'],
  ['a*b', 'abc'],
  ['a*?b', 'ab'],
  ['[a-z]*', 'b1'],
  ['\\*', 'anything'],
])('%j does not cover %j', (pattern, text) => expect(matches(pattern, text)).toBe(false))

it('a text without stars and question marks covers itself and nothing else', () => {
  const plain = fc.string({ unit: 'binary' }).filter((text) => !/[*?]/.test(text))
  fc.assert(fc.property(plain, plain, (a, b) => expect(matches(a, b)).toBe(a === b)))
})

it('stars put anywhere into a text still cover it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => !/[*?]/.test(one))
  fc.assert(
    fc.property(
      text,
      fc.infiniteStream(fc.constantFrom('', '*', '**')),
      fc.infiniteStream(fc.boolean()),
      (one, stars, masks) => {
        const pattern = [...one].map((sign) => `${stars.next().value}${masks.next().value ? '?' : sign}`).join('')
        expect(matches(pattern, one)).toBe(true)
        expect(matches(`${pattern}?`, one)).toBe(false)
      },
    ),
  )
})

it('a thousand stars end', () => {
  expect(matches('*'.repeat(1000), 'a'.repeat(10_000))).toBe(true)
  expect(matches(`${'*'.repeat(1000)}b`, 'a'.repeat(10_000))).toBe(false)
  expect(matches(`${'*a?'.repeat(1000)}b`, 'a'.repeat(10_000))).toBe(false)
})

describe('starMatcher', () => {
  it.each([
    ['1*', '1', true],
    ['1*', '12', true],
    ['1*', '21', false],
    ['*a*b*', 'xaxbx', true],
    ['*a*b*', 'xbxax', false],
    ['ab*ba', 'aba', false],
    ['a*a', 'a', false],
    ['a?', 'ab', false],
    ['a?', 'a?', true],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
  ])('%s and %s: %s', (pattern, text, expected) => expect(starMatcher(pattern)(text)).toBe(expected))

  it('says what matches says where no ? stands', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 })
    const plain = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 })
    fc.assert(
      fc.property(letters, plain, (pattern, text) => {
        expect(starMatcher(pattern)(text)).toBe(matches(pattern, text))
      }),
    )
  })

  it('cannot hang', () => {
    const seconds = cpuSeconds(() => {
      starMatcher('*a'.repeat(200))('a'.repeat(199))
      starMatcher(`*${'ab*'.repeat(100)}c`)('ab'.repeat(5000))
    })
    expect(seconds).toBeLessThan(0.2)
  })
})

describe('globMatches', () => {
  it.each([
    ['.github/tags/*.json', '.github/tags/a.json', true],
    ['.github/tags/*.json', '.github/tags/deep/a.json', false],
    ['.github/**/*.json', '.github/a.json', true],
    ['.github/**/*.json', '.github/x/y/a.json', true],
    ['**/*.json', '.github/a.json', false],
    ['**', 'a/b', true],
    ['*', '.env', false],
    ['.*', '.env', true],
    ['a?.json', 'ab.json', true],
    ['a.json', 'a.json', true],
    ['a.json', 'b/a.json', false],
    ['**/**/**/**/x', 'a/a/a/a/a/a/a/a/y', false],
  ])('%s and %s: %s', (glob, path, expected) => expect(globMatches(glob, path)).toBe(expected))
})

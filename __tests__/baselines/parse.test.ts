import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { Problem } from '../../src/model/policy.ts'
import type { Resource } from '../../src/model/resource.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { kinds, groupLogic as logic } from './kinds.ts'

const context = { kinds, recorded: ['security-group', 'network-acl'] as const }
const baselineFor = (example: Parameters<typeof exampleGroup>[0]): Baseline =>
  take(logic, exampleGroup(example) as unknown as Resource, null).baseline
const web = baselineFor({
  rules: ['ingress tcp 22-22 10.0.0.0/8 # the VPN', 'egress -1 all 0.0.0.0/0'],
  tags: { owner: 'web' },
})
const path = pathOf(web)
const text = baselineText(web)

function problemsOf(...files: readonly { readonly path: string; readonly text: string }[]): readonly Problem[] {
  const parsed = parseBaselines(files, context)
  if (parsed.kind === 'baselines') throw new Error('taken for baselines')
  return parsed.problems
}
const lineOf = (words: string): number => text.split('\n').findIndex((line) => line.includes(words)) + 1

describe('a baseline as a file', () => {
  it('is a line a member, sorted, and reads back as it was', () => {
    expect(path).toBe('.github/holdfast/baselines/111111111111/us-east-1/security-group/web~sg-0123456789abcdef0.json')
    expect(text).toMatchInlineSnapshot(`
"{
  "account": "111111111111",
  "arn": "arn:aws:ec2:us-east-1:111111111111:security-group/sg-0123456789abcdef0",
  "id": "sg-0123456789abcdef0",
  "kind": "security-group",
  "members": {
    "egress -1 all 0.0.0.0/0": {
      "description": null
    },
    "ingress tcp 22-22 10.0.0.0/8": {
      "description": "the VPN"
    },
    "tag owner": "web"
  },
  "name": "web",
  "region": "us-east-1",
  "version": 1
}
"
`)
    expect(parseBaselines([{ path, text }], context)).toEqual({
      kind: 'baselines',
      files: [{ path, text, baseline: web }],
    })
  })

  it('may be spelled otherwise by hand', () => {
    const parsed = parseBaselines([{ path, text: JSON.stringify(JSON.parse(text)) }], context)
    expect(parsed).toMatchObject({ kind: 'baselines', files: [{ baseline: web }] })
  })

  it('holds any tag, and hides nothing from its reader', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        (tags) => {
          const own = baselineFor({ tags })
          const written = baselineText(own)
          expect(written).not.toMatch(/[\u007f-\u009f\u2028\u2029\p{Cf}]/u)
          const parsed = parseBaselines([{ path: pathOf(own), text: written }], context)
          expect(parsed).toMatchObject({ kind: 'baselines', files: [{ baseline: own }] })
        },
      ),
    )
    expect(baselineText(baselineFor({ tags: { a: '\u202egpj.exe' } }))).toContain('"\\u202egpj.exe"')
  })
})

describe('a file that somebody broke', () => {
  const broken = (from: string | RegExp, to: string): readonly Problem[] =>
    problemsOf({ path, text: text.replace(from, to) })

  it.each([
    ['no JSON', /"name"/, 'name', 'name', { found: '"name"', expected: 'JSON: a key in double quotes' }],
    ['a key that nobody knows', '"name"', '"nam"', '"name"', { at: 'nam', found: 'the key "nam"', nearest: 'name' }],
    ['another version', '"version": 1', '"version": 2', '"version"', { at: 'version', found: '2', expected: '1' }],
    ['no such kind', '"security-group"', '"security-gruop"', '"kind"', { at: 'kind', nearest: 'security-group' }],
    ['another account', '"account": "1', '"account": "2', '"account"', { at: 'account' }],
    [
      'another id',
      '"id": "sg-0',
      '"id": "sg-1',
      '"id"',
      { at: 'id', expected: expect.stringContaining('web~sg-1123') },
    ],
    ['the ARN of another account', 'us-east-1:1111', 'us-east-1:2111', '"arn"', { at: 'arn' }],
    ['the ARN of another resource', 'group/sg-0123', 'group/sg-1123', '"arn"', { at: 'arn' }],
    [
      'a member that is none',
      '"ingress tcp',
      '"ingres tcp',
      '"ingress tcp',
      { found: expect.stringContaining('ingres tcp'), nearest: 'ingress' },
    ],
    [
      'a block that is none',
      '10.0.0.0/8',
      '10.0.0.0/33',
      '"ingress tcp',
      { expected: expect.stringContaining('a rule such as') },
    ],
    ['a block that AWS would say otherwise', '10.0.0.0/8', '10.0.0.1/8', '"ingress tcp', {}],
    ['a protocol that AWS gives back by its name', 'ingress tcp', 'ingress 6', '"ingress tcp', {}],
    [
      'a value of another form',
      '"the VPN"',
      '7',
      '"ingress tcp',
      { found: 'a map', expected: expect.stringContaining('description') },
    ],
    ['a tag that is no text', '"web"\n', '["web"]\n', '"tag owner"', {}],
    [
      'a tag of AWS',
      'tag owner',
      'tag aws:owner',
      '"tag owner"',
      { expected: expect.stringContaining('others than AWS') },
    ],
    [
      'a member given twice',
      '"tag owner"',
      '"tag owner": "a", "tag owner"',
      '"tag owner"',
      { found: 'a key that is given twice' },
    ],
    ['a member of null', /"tag owner": "web"/, '"tag owner": null', '"tag owner"', { found: 'null' }],
    [
      'half of a character',
      '"tag owner"',
      '"tag \\ud800"',
      '"tag owner"',
      { found: 'a text with half of a character' },
    ],
  ])('%s', (_, from, to, at, expected) => {
    const [line, found] = [lineOf(at), broken(from, to)]
    expect(found).toContainEqual(
      expect.objectContaining({ ...expected, place: expect.objectContaining({ file: path, line }) }),
    )
  })

  it('says all problems of all files', () => {
    const other = { path: path.replace('web~', 'else~'), text }
    const wrong = text.replace('"version": 1', '"version": "1"').replace('10.0.0.0/8', 'anywhere')
    const found = problemsOf({ path, text: wrong }, other, { path: 'x.json', text: '{' })
    expect(found.map(({ place, at }) => [place?.file, at])).toEqual([
      [other.path, 'id'],
      [path, expect.stringContaining('anywhere')],
      [path, 'version'],
      ['x.json', ''],
    ])
  })

  it('takes a resource once, and a file that is not too large', () => {
    const renamed = text.replace('"web",\n', '"else",\n').replace('"name": "web"', '"name": "else"')
    expect(problemsOf({ path, text }, { path: path.replace('web~', 'else~'), text: renamed })).toMatchObject([
      { at: 'id', found: expect.stringContaining('else~sg-0123456789abcdef0.json a second time') },
    ])
    expect(problemsOf({ path, text: ' '.repeat(1_048_577) })).toMatchObject([{ found: 'a file of more than 1 MiB' }])
  })
})

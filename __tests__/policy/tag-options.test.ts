import '../support/patterns.ts'
import { describe, expect, it } from '@jest/globals'
import type { Day } from '../../src/model/basics.ts'
import type { FilesFound } from '../../src/model/option-files.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { kinds } from '../../src/resources/index.ts'
import { rules } from '../../src/rules/index.ts'

const context = {
  rules: new Map(rules.map((rule) => [rule.id, rule])),
  kinds,
  today: '2026-11-24' as Day,
}
type Documents = Readonly<Record<string, string>>

/** One glob a document here: what globs match is the workspace's business. */
const parse = (text: string, documents: Documents = {}) => {
  const files = (glob: string): FilesFound => {
    const document = documents[glob]
    return document === undefined
      ? { kind: 'problem', found: `"${glob}", which no file matches`, expected: 'a path of files' }
      : { kind: 'files', files: [{ path: glob, text: document }] }
  }
  return parsePolicy(text, 'p.yml', { ...context, files })
}
const head = 'version: 1\nrules:\n  - rule: required-tags\n    options:\n'
const kindsLine = '      resources: ["ec2:instance"]\n'
const tag = (options: string): string => `${head}${kindsLine}      tags:\n        owner: ${options}\n`
const reading = (more = ''): string => `${head}${more}      policies: [a.json]\n`
const document = (key: string, more: object = {}): string =>
  JSON.stringify({ tags: { [key.toLowerCase()]: { tag_key: key, ...more } } }, null, 2)

/** title, text, line, column, a part of found, a part of expected, nearest */
type Broken = readonly [string, string, number, number, string, string, string | null]

const broken: readonly Broken[] = [
  ['neither tags nor policies', `${head}${kindsLine}`, 5, 7, 'nothing', 'tags, policies, or both', null],
  ['no resources', `${head}      tags: { owner: {} }\n`, 5, 7, 'nothing', 'a list of kinds', null],
  [
    'an unknown kind',
    `${head}      resources: ["ec2:instanse"]\n      tags: { owner: {} }\n`,
    5,
    19,
    'ec2:instanse',
    'service:type',
    'ec2:instance',
  ],
  [
    'a kind of an unknown service',
    `${head}      resources: ["rdss:db"]\n      tags: { owner: {} }\n`,
    5,
    19,
    'rdss:db',
    'service:type',
    'rds:db',
  ],
  [
    "one of Holdfast's, misspelled",
    `${head}      resources: [instanc]\n      tags: { owner: {} }\n`,
    5,
    19,
    'instanc',
    'security-group',
    'instance',
  ],
  [
    'a pattern of nothing',
    `${head}      resources: ["nosuch:*"]\n      tags: { owner: {} }\n`,
    5,
    19,
    'nosuch:*',
    'service:type',
    null,
  ],
  [
    'a kind as a number',
    `${head}      resources: [1]\n      tags: { owner: {} }\n`,
    5,
    19,
    'quotes',
    'ec2:instance',
    null,
  ],
  [
    'a key of AWS',
    `${head}${kindsLine}      tags:\n        AWS:owner: {}\n`,
    7,
    9,
    'the key AWS:owner',
    'only AWS writes',
    null,
  ],
  [
    'a key that is too long',
    `${head}${kindsLine}      tags:\n        ${'k'.repeat(129)}: {}\n`,
    7,
    9,
    'the key kkk',
    '1 to 128',
    null,
  ],
  ['a key that is blank', `${head}${kindsLine}      tags:\n        " ": {}\n`, 7, 9, 'the key  ', '1 to 128', null],
  [
    'a key in two cases',
    `${head}${kindsLine}      tags:\n        owner: {}\n        Owner: {}\n`,
    8,
    9,
    'the key Owner',
    '"owner" is there already',
    null,
  ],
  ['a key without options', tag(''), 7, 16, 'empty value', '{} for any value', null],
  ['an unknown option of a key', tag('{ value: [a] }'), 7, 18, 'the key value', 'values', 'values'],
  ['no values', tag('{ values: [] }'), 7, 26, 'empty list', 'at least one', null],
  ['a value as a number', tag('{ values: [1] }'), 7, 27, 'quotes', 'a text', null],
  ['a value that is too long', tag(`{ values: [${'v'.repeat(257)}] }`), 7, 27, 'vvv', 'at most 256', null],
  ['a pattern that is none', tag('{ pattern: "(" }'), 7, 27, '"("', "RE2's syntax (missing closing )", null],
  ['a pattern that looks back', tag("{ pattern: '(a)\\1' }"), 7, 27, '(a)', "RE2's syntax", null],
  ['a pattern that repeats too much', tag('{ pattern: "(a|b){1,1000}" }'), 7, 27, 'a|b', 'repeats less', null],
  ['a default that is not allowed', tag('{ values: [a], default: b }'), 7, 40, '"b"', '"a", as the key says', null],
  ['a blank default', tag('{ default: " " }'), 7, 27, '" "', 'not blank', null],
  [
    'an alias to what is not allowed',
    tag('{ values: [a], aliases: { x: b } }'),
    7,
    45,
    '"b"',
    '"a", as the key says',
    null,
  ],
  ['an alias of what is allowed', tag('{ values: [a, b], aliases: { a: b } }'), 7, 48, '"b"', 'no alias of "a"', null],
  [
    'aliases that are one',
    tag('{ values: [a, b], normalise: true, aliases: { x: a, X: b } }'),
    7,
    71,
    '"b"',
    '"a", as its other',
    null,
  ],
  ['a source that is none', tag('{ inherit: [instances] }'), 7, 28, 'instances', 'instance, volume', 'instance'],
  ['fill that is none', tag('{ default: a, fill: yes }'), 7, 36, 'yes', 'approve or fix', null],
  ['a glob that matches nothing', `${head}      policies: [b.json]\n`, 5, 18, 'b.json', 'files', null],
]

const problemsOf = (text: string, documents: Documents = {}) => {
  const parsed = parse(text, documents)
  return parsed.kind === 'problems' ? parsed.problems : []
}
const usesOf = (text: string, documents: Documents = {}) => {
  const parsed = parse(text, documents)
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
  return parsed.policy.uses
}

describe('problems of the options', () => {
  it.each(broken)('%s', (_, text, line, column, found, expected, nearest) => {
    const problems = problemsOf(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ place: { file: 'p.yml', line, column }, nearest })
    expect(problems[0]?.found).toContain(found)
    expect(problems[0]?.expected).toContain(expected)
  })
})

describe('problems of documents', () => {
  it('carry their own places, after those of the policy file', () => {
    const text = `${reading(kindsLine)}limit: 1\n`
    expect(problemsOf(text, { 'a.json': '{\n "tags": {"a": {"tag_values": []}}\n}' })).toMatchObject([
      { place: { file: 'p.yml', line: 7, column: 1 } },
      { place: { file: 'a.json', line: 2, column: 17 }, nearest: 'tag_value' },
    ])
  })

  it('are said once, though two uses read the document', () => {
    const twice = `${reading(kindsLine)}  - rule: required-tags\n    name: two\n    options: { policies: [a.json] }\n`
    expect(problemsOf(twice, { 'a.json': '{' })).toHaveLength(1)
  })

  it('a key spelled otherwise than the options or another document has it', () => {
    expect(
      problemsOf(reading(`${kindsLine}      tags: { owner: {} }\n`), { 'a.json': document('Owner') }),
    ).toMatchObject([
      {
        place: { file: 'a.json', line: 3, column: 5 },
        found: 'the key "Owner"',
        expected: '"owner", as the option tags spells it',
      },
    ])
    const two = `${head}${kindsLine}      policies: [a.json, b.json]\n`
    expect(problemsOf(two, { 'a.json': document('Owner'), 'b.json': document('OWNER') })).toMatchObject([
      { place: { file: 'b.json', line: 3, column: 5 }, expected: '"Owner", as a.json:3 spells it' },
    ])
  })

  it('a document that spells no key out leaves the spelling to the options', () => {
    const text = reading(`${kindsLine}      tags: { Owner: {} }\n`)
    expect(problemsOf(text, { 'a.json': '{"tags": {"owner": {"tag_value": ["a"]}}}' })).toEqual([])
  })

  it('a default and an alias that a document does not allow, where they stand', () => {
    const text = reading(`${kindsLine}      tags: { Owner: { default: b, aliases: { x: c } } }\n`)
    expect(problemsOf(text, { 'a.json': document('Owner', { tag_value: ['a'] }) })).toMatchObject([
      {
        place: { file: 'p.yml', line: 6, column: 33 },
        at: 'rules[0].options.tags.Owner.default',
        expected: '"a", as a.json:3 says',
      },
      { place: { file: 'p.yml', line: 6, column: 50 }, found: '"c"' },
    ])
  })

  it('documents that name no kinds, where the policy names none either', () => {
    expect(problemsOf(reading(), { 'a.json': document('Owner') })).toMatchObject([
      {
        place: { file: 'p.yml', line: 5 },
        at: 'rules[0].options.resources',
        expected: expect.stringContaining('enforced_for'),
      },
    ])
  })

  it('a key of AWS', () => {
    expect(problemsOf(reading(kindsLine), { 'a.json': document('aws:owner') })).toMatchObject([
      { place: { file: 'a.json', line: 3 }, expected: expect.stringContaining('only AWS writes') },
    ])
  })
})

describe('kinds', () => {
  const named = (...resources: readonly string[]) =>
    usesOf(`${head}      resources: ${JSON.stringify(resources)}\n      tags: { owner: {} }\n`)[0]?.kinds

  it('are understood by both names, and as ARNs name them', () => {
    expect(named('ec2:instance', 'volume', 'rds:proxy', 'lambda:function')).toEqual([
      'instance',
      'lambda:function',
      'rds:db-proxy',
      'volume',
    ])
  })

  it('of a pattern are those of this version and the pattern', () => {
    expect(named('ec2:v*')).toEqual(['ec2:v*', 'volume', 'vpc', 'vpc-endpoint', 'vpc-peering'])
    expect(named('*')).toEqual(expect.arrayContaining(['*:*', 'instance', 'security-group', 'volume']))
    expect(named('security-*')).toEqual(['security-group'])
    expect(named('rds:proxy*')).toEqual(['rds:db-proxy', 'rds:db-proxy-endpoint', 'rds:proxy*'])
  })

  it('that have no listing of their own are listed by the tagging API', () => {
    expect(named('prefix-list', 'ec2:*')).toContain('ec2:prefix-list')
    expect(named('prefix-list', 'ec2:*')).not.toContain('prefix-list')
  })

  it('of documents stand in where the policy names none', () => {
    const types = { enforced_for: ['ec2:instance', 'rds:proxy'], report_required_tag_for: ['s3:ALL_SUPPORTED'] }
    const [use] = usesOf(reading(), { 'a.json': document('Owner', types) })
    expect(use?.kinds).toEqual(['instance', 'rds:db-proxy', 's3-bucket', 's3:*'])
  })

  it('may be those of the tagging API in where, without patterns', () => {
    const where = (kind: string): string => `${tag('{}')}    where: { kinds: [${kind}] }\n`
    expect(usesOf(where('"rds:proxy"'))[0]?.where.kinds).toEqual(['rds:db-proxy'])
    expect(problemsOf(where('"rds:*"'))).toMatchObject([
      { place: { line: 8, column: 22 }, expected: 'one kind, without *' },
    ])
    expect(problemsOf(where('security-grop'))).toMatchObject([{ nearest: 'security-group' }])
  })
})

describe("the policy's hash", () => {
  const hashOf = (content: string, more = '') => {
    const parsed = parse(`${reading(kindsLine)}${more}`, { 'a.json': content })
    return parsed.kind === 'policy' ? parsed.policy.hash : JSON.stringify(parsed.problems)
  }

  it('covers what documents say, not how they are spelled', () => {
    const first = hashOf(document('Owner', { tag_value: ['a'] }))
    expect(hashOf('{"tags": {"owner": {"tag_key": {"@@assign": "Owner"}, "tag_value": {"@@assign": ["a"]}}}}')).toBe(
      first,
    )
    expect(hashOf(document('Owner', { tag_value: ['b'] }))).not.toBe(first)
    expect(hashOf(document('OWNER', { tag_value: ['a'] }))).not.toBe(first)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
  })
})

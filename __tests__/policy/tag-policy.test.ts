import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Problem } from '../../src/model/policy.ts'
import type { TagPolicyKey } from '../../src/model/tag-policy.ts'
import { parseTagPolicy } from '../../src/policy/tag-policy.ts'

const file = '.github/tag-policies/organization.json'

function keysOf(text: string): readonly Omit<TagPolicyKey, 'place'>[] {
  const parsed = parseTagPolicy(text, file)
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
  return parsed.keys.map(({ place: _, ...key }) => key)
}

function problemsOf(text: string): readonly Problem[] {
  const parsed = parseTagPolicy(text, file)
  if (parsed.kind === 'tag-policy') throw new Error('taken for a tag policy')
  return parsed.problems
}

const of = (tags: unknown): string => JSON.stringify({ tags }, null, 2)
const assign = (value: unknown) => ({ '@@assign': value })
const key = (name: string, more: Partial<TagPolicyKey> = {}) => ({
  key: name,
  // What is not lower case was spelled by tag_key; the few that were spelled in lower case say so.
  spelled: name !== name.toLowerCase(),
  values: null,
  enforcedFor: [],
  requiredFor: [],
  ...more,
})

/** What the user guide shows, page by page, as far as it is effective or only assigns. */
const understood: readonly (readonly [string, unknown, readonly ReturnType<typeof key>[]])[] = [
  [
    'basic syntax',
    {
      costcenter: {
        tag_key: assign('CostCenter'),
        tag_value: assign(['100', '200', '300*']),
        enforced_for: assign(['secretsmanager:ALL_SUPPORTED']),
      },
    },
    [key('CostCenter', { values: ['100', '200', '300*'], enforcedFor: ['secretsmanager:*'] })],
  ],
  [
    'basic syntax, as it was before ALL_SUPPORTED',
    { costcenter: { tag_key: assign('CostCenter'), enforced_for: assign(['secretsmanager:*']) } },
    [key('CostCenter', { enforcedFor: ['secretsmanager:*'] })],
  ],
  [
    'one wildcard in a value',
    { mail: { tag_value: assign(['*@example.com', '*', '']) } },
    [key('mail', { values: ['*@example.com', '*', ''] })],
  ],
  [
    'example 1, less its lock: the case of keys',
    { CostCenter: { tag_key: assign('CostCenter') }, Project: { tag_key: assign('Project') } },
    [key('CostCenter'), key('Project')],
  ],
  [
    'example 1, policy B: values without tag_key',
    { CostCenter: { tag_value: assign(['Production', 'Test']) }, Project: { tag_value: assign(['A', 'B']) } },
    [key('costcenter', { values: ['Production', 'Test'] }), key('project', { values: ['A', 'B'] })],
  ],
  [
    'example 1, the effective policy',
    {
      Project: { tag_value: ['A', 'B'], tag_key: 'Project' },
      CostCenter: { tag_value: ['Production', 'Test'], tag_key: 'CostCenter' },
    },
    [key('Project', { values: ['A', 'B'] }), key('CostCenter', { values: ['Production', 'Test'] })],
  ],
  [
    'example 2, less its locks: a key that nothing may carry',
    { Color: { tag_key: assign('Color'), tag_value: assign([]), enforced_for: assign(['dynamodb:table']) } },
    [key('Color', { values: [], enforcedFor: ['dynamodb:table'] })],
  ],
  [
    'example 3, less its locks: all types of a service',
    {
      Environment: {
        tag_key: assign('Environment'),
        tag_value: assign(['Prod', 'Non-prod']),
        enforced_for: assign(['ec2:ALL_SUPPORTED']),
      },
    },
    [key('Environment', { values: ['Prod', 'Non-prod'], enforcedFor: ['ec2:*'] })],
  ],
  ['reporting: a key in lower case', { CostCenter: {} }, [key('costcenter')]],
  [
    'reporting: a required key',
    { CostCenter: { tag_key: assign('CostCenter'), report_required_tag_for: assign(['ec2:ALL_SUPPORTED']) } },
    [key('CostCenter', { requiredFor: ['ec2:*'] })],
  ],
  [
    'inheritance 1 and 2, policy A',
    { costcenter: { tag_key: assign('CostCenter'), tag_value: assign(['Development', 'Support']) } },
    [key('CostCenter', { values: ['Development', 'Support'] })],
  ],
  [
    'inheritance 1, effective',
    { costcenter: { tag_key: 'CostCenter', tag_value: ['Sandbox'], enforced_for: ['redshift:*', 'dynamodb:table'] } },
    [key('CostCenter', { values: ['Sandbox'], enforcedFor: ['dynamodb:table', 'redshift:*'] })],
  ],
  [
    'inheritance 3, effective',
    { costcenter: { tag_key: 'CostCenter', tag_value: ['Support'] } },
    [key('CostCenter', { values: ['Support'] })],
  ],
  [
    'inheritance 4, effective',
    { project: { tag_key: 'project', tag_value: ['Maintenance', 'Escalations - research'] } },
    [key('project', { spelled: true, values: ['Maintenance', 'Escalations - research'] })],
  ],
  [
    'inheritance 6, effective',
    { project: { tag_key: 'PROJECT', tag_value: ['Maintenance'] } },
    [key('PROJECT', { values: ['Maintenance'] })],
  ],
  [
    'types said twice, and in two ways',
    {
      a: {
        enforced_for: ['s3:bucket', 'ec2:ALL_SUPPORTED', 'ec2:*', 'ec2:instance', 's3:bucket'],
        report_required_tag_for: ['elasticloadbalancing:loadbalancer/app', 'states:stateMachine'],
      },
    },
    [
      key('a', {
        enforcedFor: ['ec2:*', 'ec2:instance', 's3:bucket'],
        requiredFor: ['elasticloadbalancing:loadbalancer/app', 'states:stateMachine'],
      }),
    ],
  ],
  ['values said twice', { a: { tag_value: ['b', 'a', 'b'] } }, [key('a', { values: ['b', 'a'] })]],
  ['nothing demanded', {}, []],
  ['lists that are empty', { a: { enforced_for: [], report_required_tag_for: assign([]) } }, [key('a')]],
  ['a key of the whole of Unicode', { Größe: { tag_key: 'GRÖSSE'.replace('SS', 'ß') } }, [key('GRÖßE')]],
  ['a key that JavaScript knows otherwise', JSON.parse('{"__proto__": {"tag_key": "__PROTO__"}}'), [key('__PROTO__')]],
]

describe('a tag policy', () => {
  it.each(understood)('%s', (_, tags, keys) => {
    expect(keysOf(of(tags))).toEqual(keys)
  })

  it('names the place of each key', () => {
    const parsed = parseTagPolicy('{"tags": {\r\n  "a": {},\n\t"b": {}}}', file)
    expect(parsed.kind === 'tag-policy' ? parsed.keys.map(({ place }) => place) : null).toEqual([
      { file, line: 2, column: 3 },
      { file, line: 3, column: 2 },
    ])
  })
})

describe("DescribeEffectivePolicy's own answer", () => {
  const content = JSON.stringify({ tags: { owner: { tag_key: 'Owner' } } })
  const answer = { PolicyContent: content, TargetId: '111122223333', PolicyType: 'TAG_POLICY' }

  it.each([
    ['whole', JSON.stringify({ EffectivePolicy: answer }, null, 2)],
    ['of --query EffectivePolicy', JSON.stringify(answer)],
    ['of --query EffectivePolicy.PolicyContent', JSON.stringify(content)],
  ])('%s', (_, text) => {
    expect(keysOf(text)).toEqual([key('Owner')])
  })

  it('has its places at the content', () => {
    const wrong = { PolicyContent: JSON.stringify({ tags: { owner: { tag_key: 'Onwer', tag_valeu: [] } } }) }
    expect(problemsOf(`{\n  "EffectivePolicy":\n    ${JSON.stringify(wrong)}}`)).toMatchObject([
      { place: { line: 3, column: 22 }, at: 'tags.owner.tag_valeu', nearest: 'tag_value' },
      { place: { line: 3, column: 22 }, at: 'tags.owner.tag_key', found: '"Onwer"' },
    ])
  })

  it('is refused where it is of another type, or cut', () => {
    expect(problemsOf(JSON.stringify({ EffectivePolicy: { ...answer, PolicyType: 'BACKUP_POLICY' } }))).toMatchObject([
      { found: '"BACKUP_POLICY"', expected: '"TAG_POLICY"' },
    ])
    expect(problemsOf(JSON.stringify({ EffectivePolicy: { PolicyContent: '{"tags": {' } }))).toMatchObject([
      { place: { line: 1, column: 37 }, at: 'PolicyContent', found: 'the end of the file' },
    ])
  })
})

const advice = 'aws organizations describe-effective-policy --policy-type TAG_POLICY'
const owner = (element: string): string => `{"tags": {\n  "owner": {${element}}}}`

/** text, line, column, path, found, a part of expected, nearest */
const broken: readonly (readonly [string, string, number, number, string, string, string, string | null])[] = [
  ['nothing', '', 1, 1, '', 'the end of the file', 'JSON', null],
  ['YAML', 'tags:\n  owner: {}\n', 1, 1, '', '"tags"', 'JSON', null],
  ['a comment', '{"tags": {}\n// soon\n}', 2, 1, '', 'a comment', 'a comma or }', null],
  ['a comment of YAML', '# ours\n{"tags": {}}', 1, 1, '', 'a comment', 'JSON', null],
  ['single quotes', "{'tags': {}}", 1, 2, '', 'a single quote', 'a key in double quotes', null],
  ['a key without quotes', '{tags: {}}', 1, 2, '', '"tags"', 'a key in double quotes', null],
  ['a comma too many', '{"tags": {},\n}', 2, 1, '', '"}"', 'a key in double quotes', null],
  ['a comma too many in a list', owner('"tag_value": ["a",]'), 2, 31, '', '"]"', 'a value', null],
  ['no comma', '{"tags": {"a": {}\n"b": {}}}', 2, 1, '', '"b"', 'a comma or }', null],
  ['no colon', '{"tags" {}}', 1, 9, '', '"{"', 'a colon', null],
  ['a text that is cut', '{"tags": {"a', 1, 11, '', 'a text that is not closed', 'a key in double quotes', null],
  ['a map that is cut', '{"tags": {', 1, 11, '', 'the end of the file', 'a key in double quotes', null],
  ['a number that is none', owner('"tag_value": [01]'), 2, 27, '', '"01"', 'a value', null],
  ['an escape that is none', owner('"tag_key": "\\x41"'), 2, 24, '', 'not escaped', 'a value', null],
  ['a second document', '{"tags": {}} {}', 1, 14, '', '"{"', 'the end of the file', null],
  ['too deep', `{"tags": ${'['.repeat(100_000)}`, 1, 73, '', 'more than 64 levels', 'less deep', null],
  ['too large', `{"tags": {}}${' '.repeat(262_144)}`, 1, 1, '', '256 KiB', 'one effective tag policy', null],
  ['a byte order mark', '\uFEFF{"tags": {}}', 1, 1, '', 'a byte order mark', 'without', null],
  ['a list', '[]', 1, 1, '', 'an empty list', 'a map with the key tags', null],
  ['null', 'null', 1, 1, '', 'an empty value', 'a map with the key tags', null],
  ['an empty map', '{}', 1, 1, '', 'nothing', 'a map with the key tags', null],
  ['another top key', '{"tag": {}}', 1, 2, 'tag', 'the key tag', 'tags', 'tags'],
  ['an IAM policy', '{"Statement": []}', 1, 2, 'Statement', 'the key Statement', 'tags', null],
  ['tags that are a list', '{"tags": [{}]}', 1, 10, 'tags', 'a list', 'a map of tag keys', null],
  ['a key that is a text', '{"tags": {"owner": "x"}}', 1, 20, 'tags.owner', '"x"', 'tag_key, tag_value', null],
  ['an empty key', '{"tags": {"": {}}}', 1, 11, 'tags.', 'a key of 0 characters', '1 to 128', null],
  ['a long key', of({ ['ä'.repeat(129)]: {} }), 3, 5, '', 'a key of 129 characters', '1 to 128', null],
  [
    'an unknown element',
    owner('"tag_values": []'),
    2,
    13,
    'tags.owner.tag_values',
    'tag_values',
    'one of',
    'tag_value',
  ],
  ['an element of nothing known', owner('"x": []'), 2, 13, 'tags.owner.x', 'the key x', 'one of tag_key', null],
  ['another tag_key', owner('"tag_key": "owners"'), 2, 24, 'tags.owner.tag_key', '"owners"', '"owner"', 'owner'],
  ['a space before tag_key', owner('"tag_key": " Owner"'), 2, 24, 'tags.owner.tag_key', '" Owner"', '"owner"', 'owner'],
  ['tag_key as a list', owner('"tag_key": ["Owner"]'), 2, 24, 'tags.owner.tag_key', 'a list', '"owner"', null],
  ['tag_key as null', owner('"tag_key": null'), 2, 24, 'tags.owner.tag_key', 'an empty value', '"owner"', null],
  [
    'two stars',
    owner('"tag_value": {"@@assign": ["a", "*@*.com"]}'),
    2,
    45,
    'tags.owner.tag_value.@@assign[1]',
    '"*@*.com"',
    'one * at most',
    null,
  ],
  ['a value as a number', owner('"tag_value": [100]'), 2, 27, 'tags.owner.tag_value[0]', '100', 'a text', null],
  ['a long value', of({ a: { tag_value: ['x'.repeat(257)] } }), 5, 9, 'tags.a.tag_value[0]', 'xxx', '256', null],
  ['values as a text', owner('"tag_value": "a"'), 2, 26, 'tags.owner.tag_value', '"a"', 'a list of texts', null],
  ['an element of nothing', owner('"tag_value": {}'), 2, 26, 'tags.owner.tag_value', 'nothing', '@@assign', null],
  ['a mistyped operator', owner('"tag_value": {"assign": []}'), 2, 27, '', 'the key assign', '@@assign', '@@assign'],
  ['all services', owner('"enforced_for": ["*"]'), 2, 30, 'tags.owner.enforced_for[0]', '"*"', 'one service', null],
  ['a type of all services', owner('"enforced_for": ["*:instance"]'), 2, 30, '', '"*:instance"', 'one service', null],
  ['a part of a type', owner('"enforced_for": ["ec2:inst*"]'), 2, 30, '', '"ec2:inst*"', 'ec2:instance', null],
  ['a service alone', owner('"enforced_for": ["ec2"]'), 2, 30, '', '"ec2"', 'ec2:instance', null],
  ['a service in capitals', owner('"enforced_for": ["EC2:*"]'), 2, 30, '', '"EC2:*"', 'ec2:*', 'ec2:*'],
  [
    'the wildcard in lower case',
    owner('"report_required_tag_for": ["s3:all_supported"]'),
    2,
    41,
    'tags.owner.report_required_tag_for[0]',
    '"s3:all_supported"',
    'ec2:ALL_SUPPORTED',
    's3:ALL_SUPPORTED',
  ],
  ['a key given twice', '{"tags": {"a": {},\n "a": {}}}', 2, 2, 'tags.a', 'given twice', 'each key once', null],
  ['an element twice', owner('"tag_value": [], "tag_value": []'), 2, 30, '', 'given twice', 'each key once', null],
  ['keys of one spelling', '{"tags": {"a": {},\n "A": {}}}', 2, 2, 'tags.A', 'the key "A" after "a"', 'case', 'a'],
  ['half of a character', owner('"tag_value": ["\\ud83d"]'), 2, 27, '', '"\uFFFD"', 'half of a character', null],
  ['half of one in a key', '{"tags": {"\\udc00": {}}}', 1, 11, 'tags.\uFFFD', '"\uFFFD"', 'half of a character', null],
  ['append', owner('"tag_value": {"@@append": ["x"]}'), 2, 27, '', 'the operator @@append', advice, null],
  ['remove', owner('"enforced_for": {"@@remove": []}'), 2, 30, '', 'the operator @@remove', advice, null],
  ['an operator of no one', owner('"tag_key": {"@@assing": "x"}'), 2, 25, '', '@@assing', advice, null],
  ['a lock on a key', owner('"@@operators_allowed_for_child_policies": []'), 2, 13, '', '@@operators', advice, null],
  ['a lock on all', '{"tags": {"@@operators_allowed_for_child_policies": []}}', 1, 11, '', '@@operators', advice, null],
]

/** What the guide shows of policies that are not effective: each operator is refused, at its place. */
const inherited: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    'example 1, policy A',
    { Project: { tag_key: { ...assign('Project'), '@@operators_allowed_for_child_policies': ['@@none'] } } },
    ['6:9 @@operators_allowed_for_child_policies'],
  ],
  [
    'example 2',
    {
      Color: {
        tag_key: { '@@operators_allowed_for_child_policies': ['@@none'], ...assign('Color') },
        tag_value: { '@@operators_allowed_for_child_policies': ['@@none'], ...assign([]) },
      },
    },
    ['5:9 @@operators_allowed_for_child_policies', '11:9 @@operators_allowed_for_child_policies'],
  ],
  [
    'inheritance 2, policy C',
    { costcenter: { tag_value: { '@@append': ['Marketing'] }, enforced_for: { '@@append': ['redshift:*'] } } },
    ['5:9 @@append', '10:9 @@append'],
  ],
  [
    'inheritance 3, policy D, whose enforced_for stands within tag_value',
    { costcenter: { tag_value: { '@@remove': ['Development'], enforced_for: { '@@remove': ['redshift:*'] } } } },
    ['5:9 @@remove', '8:9 enforced_for'],
  ],
  [
    'inheritance 5, policy H',
    { project: { tag_value: { '@@operators_allowed_for_child_policies': ['@@append', '@@remove'] } } },
    ['5:9 @@operators_allowed_for_child_policies'],
  ],
  [
    'inheritance 6, policy J',
    { project: { tag_key: assign('PROJECT'), tag_value: { '@@append': ['Maintenance'] } } },
    ['8:9 @@append'],
  ],
]

describe('every problem of a document, with its place', () => {
  it.each(broken)('%s', (_, text, line, column, at, found, expected, near) => {
    const [first, ...others] = problemsOf(text)
    expect(first?.place).toEqual({ file, line, column })
    if (at !== '') expect(first?.at).toBe(at)
    expect(first?.found).toContain(found)
    expect(first?.expected).toContain(expected)
    expect(first?.nearest).toBe(near)
    expect(others).toEqual([])
  })

  it.each(inherited)('operators: %s', (_, tags, expected) => {
    const found = problemsOf(of(tags))
    expect(found.map(({ place, found: what }) => `${place?.line}:${place?.column} ${what.split(' ').at(-1)}`)).toEqual(
      expected,
    )
  })

  it('all at once, in the order of the file', () => {
    const text = of({
      owner: { tag_key: 'nobody', tag_value: ['**', 7], enforced: [] },
      Owner: { enforced_for: { '@@append': ['*'] } },
      stage: 1,
    }).replace('{', '{"version": 1,')
    expect(problemsOf(`\uFEFF${text}`).map(({ place, at }) => `${place?.line} ${at}`)).toEqual([
      '1 ',
      '1 version',
      '4 tags.owner.tag_key',
      '6 tags.owner.tag_value[0]',
      '7 tags.owner.tag_value[1]',
      '9 tags.owner.enforced',
      '11 tags.Owner',
      '13 tags.Owner.enforced_for.@@append',
      '18 tags.stage',
    ])
  })

  it('shows hostile keys as what they are, cut', () => {
    const [first] = problemsOf(of({ [`\u0007\u2028${'x'.repeat(200)}`]: [] }))
    expect(first?.at).toMatch(/^tags\.\\u0007\\u2028x{78}…$/)
  })
})

describe('whatever the text', () => {
  const json = fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc.jsonValue({ maxDepth: 6 }).map((value) => of({ a: value })),
  )

  it('a fault is said exactly where JSON.parse finds one', () => {
    const accepts = (text: string): boolean => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    const faulty = (text: string): boolean => {
      const parsed = parseTagPolicy(text, file)
      return parsed.kind === 'problems' && parsed.problems.some(({ expected }) => expected.startsWith('JSON: '))
    }
    const bits = fc.constantFrom(
      ...'{}[],:"\\',
      '"a"',
      '1',
      '-0',
      '1.5e+3',
      '01',
      '.5',
      'true',
      'nul',
      '\n',
      '\t',
      ' ',
      '\\u00',
      '\u0001',
    )
    const edited = fc.tuple(json, fc.nat(), fc.nat(3), bits).map(([text, at, less, more]) => {
      const from = at % (text.length + 1)
      return text.slice(0, from) + more + text.slice(from + less)
    })
    // A text at the top is taken for PolicyContent, and read once more.
    const texts = fc
      .oneof(
        json,
        edited,
        fc.array(bits).map((parts) => parts.join('')),
      )
      .filter((text) => !/^\s*"/.test(text))
    fc.assert(
      fc.property(texts, (text) => expect(faulty(text)).toBe(!accepts(text))),
      { numRuns: 1000 },
    )
  })

  it('nothing is thrown, and every problem has a place and can be written', () => {
    const words = fc.constantFrom(
      'tags',
      'tag_key',
      'tag_value',
      'enforced_for',
      '@@assign',
      '@@append',
      '__proto__',
      'x\ud800',
      'ec2:*',
    )
    const document = fc.letrec((tie) => ({
      part: fc.oneof({ maxDepth: 6 }, words, fc.string({ unit: 'binary' }), fc.double(), tie('map'), tie('list')),
      map: fc.dictionary(fc.oneof(words, fc.string()), tie('part')),
      list: fc.array(tie('part')),
    })).map
    fc.assert(
      fc.property(
        fc.oneof(
          document.map((value) => JSON.stringify(value)),
          document.map(of),
          fc.string(),
        ),
        (text) => {
          const parsed = parseTagPolicy(text, file)
          const places = parsed.kind === 'problems' ? parsed.problems.map(({ place }) => place) : []
          expect(places.every((place) => place !== null && place.line >= 1 && place.column >= 1)).toBe(true)
        },
      ),
    )
  })

  it.each([
    ['many keys', `{"tags": {${Array.from({ length: 16_000 }, (_, n) => `"k${n}":{}`).join(',')}}}`],
    ['one key many times', `{"tags": {${Array.from({ length: 30_000 }, () => '"k":1').join(',')}}}`],
    ['many elements', `{"tags": {"k":{${Array.from({ length: 20_000 }, (_, n) => `"t${n}":1`).join(',')}}}}`],
    ['a long text', `{"tags": {"k":{"tag_value":["${'*'.repeat(200_000)}"]}}}`],
    ['a long type', `{"tags": {"k":{"enforced_for":["${'a-'.repeat(100_000)}:!"]}}}`],
    ['escapes without end', `{"tags": "${'\\"'.repeat(100_000)}`],
    ['digits without end', `{"tags": ${'1'.repeat(200_000)}x}`],
  ])('it does not take long: %s', (_, text) => {
    const started = performance.now()
    parseTagPolicy(text, file)
    // Far above what it takes (below 100 ms), far below what a quadratic time would be.
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

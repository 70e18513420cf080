import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Day } from '../../src/model/basics.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { kinds } from '../../src/resources/index.ts'
import { rules } from '../../src/rules/index.ts'

const context = {
  rules: new Map(rules.map((rule) => [rule.id, rule])),
  kinds,
  today: '2026-11-24' as Day,
}
const parse = (text: string) => parsePolicy(text, '.github/holdfast.yml', context)
const head = 'version: 1\n'
const use = 'rules:\n  - rule: security-group-open-ingress\n'
const targets = 'targets:\n  - { account: "111122223333", name: production, regions: [us-east-1] }\n'
const exception = (more: string): string =>
  `${head}${use}exceptions:\n  - { uses: [security-group-open-ingress], where: { ids: [sg-1] }, reason: r, owner: o, ${more} }\n`

/** text, line, column, a part of found, a part of expected, nearest */
const broken: readonly (readonly [string, string, number, number, string, string, string | null])[] = [
  ['no version', use, 1, 1, 'nothing', '1', null],
  ['another version', `version: 2\n${use}`, 1, 10, '2', '1', null],
  ['an unknown key', `${head}${use}limit: { changes: 1 }\n`, 4, 1, 'limit', 'limits', 'limits'],
  ['a key given twice', `${head}${use}version: 1\n`, 4, 1, 'twice', 'once', null],
  ['no rules', head, 1, 1, 'nothing', 'list of uses', null],
  ['an empty list of rules', `${head}rules: []\n`, 2, 8, 'empty list', 'at least one', null],
  [
    'an unknown rule',
    `${head}rules:\n  - rule: security-group-open-ingres\n`,
    3,
    11,
    'open-ingres',
    'security-group-open-ingress',
    'security-group-open-ingress',
  ],
  [
    'a rule that no version has',
    `${head}rules:\n  - rule: kms-key-rotation\n`,
    3,
    11,
    'kms-key-rotation',
    'this version',
    null,
  ],
  ...['s3-bucket', 'rds:db', 'ec2:volume'].map(
    (kind) =>
      [
        `drift of ${kind}, which is not recorded`,
        `${head}rules:\n  - rule: drift\n    where: { kinds: [iam:role, "${kind}"] }\n`,
        4,
        32,
        kind,
        'recorded',
        null,
      ] as const,
  ),
  ['an unknown option', `${head}${use}    options: { port: ["22"] }\n`, 4, 16, 'port', 'ports', 'ports'],
  ['a port as a number', `${head}${use}    options: { ports: [22] }\n`, 4, 24, 'quotes', 'a text', null],
  ['a port that is none', `${head}${use}    options: { ports: ["70000"] }\n`, 4, 24, '70000', 'a port', null],
  [
    'a block that is none',
    `${head}${use}    options: { allow: ["10.0.0.0/33"] }\n`,
    4,
    24,
    '10.0.0.0/33',
    'CIDR',
    null,
  ],
  [
    'narrow-to that is open',
    `${head}${use}    options: { narrow-to: ["0.0.0.0/0"] }\n`,
    4,
    27,
    'list',
    'below open-at',
    null,
  ],
  [
    'narrow-to that a strict allow-list does not hold',
    `${head}${use}    options: { sources: any, allow: ["10.1.0.0/16"], narrow-to: ["10.1.2.0/24", "10.2.0.0/24"] }\n`,
    4,
    65,
    'list',
    'allow holds',
    null,
  ],
  [
    'except-ports without all',
    `${head}${use}    options: { except-ports: ["80"] }\n`,
    4,
    30,
    'list',
    'ports is all',
    null,
  ],
  ['an unknown response', `${head}${use}    response: fixx\n`, 4, 15, 'fixx', 'fix, approve, report', 'fix'],
  ['an unknown severity', `${head}${use}    severity: hihg\n`, 4, 15, 'hihg', 'high', 'high'],
  [
    'an account as a number',
    `${head}targets:\n  - { account: 111122223333, regions: [us-east-1] }\n${use}`,
    3,
    16,
    '111122223333',
    'quoted',
    null,
  ],
  [
    'a region that is none',
    `${head}targets:\n  - { account: "111122223333", regions: [us-est-1] }\n${use}`,
    3,
    42,
    'us-est-1',
    'a region',
    'us-east-1',
  ],
  [
    'a role of another account',
    `${head}targets:\n  - account: "111122223333"\n    regions: all\n    role: arn:aws:iam::999900001111:role/x\n${use}`,
    5,
    11,
    '999900001111',
    '111122223333',
    null,
  ],
  [
    'roles of targets that are not there',
    `${head}role: "arn:aws:iam::111122223333:role/all"\n${use}`,
    2,
    7,
    'role without targets',
    'targets that it stands for',
    null,
  ],
  [
    'one hub for both',
    `${head}via: { read: "arn:aws:iam::111122223333:role/hub", write: "arn:aws:iam::111122223333:role/hub" }\ntargets: [{ account: "111122223333", regions: [us-east-1] }]\n${use}`,
    2,
    59,
    'hub that reads',
    'second hub',
    null,
  ],
  [
    'a name given twice',
    `${head}${use}  - rule: security-group-open-ingress\n`,
    4,
    11,
    'second time',
    'name of its own',
    null,
  ],
  [
    'an account that is no target',
    `${head}${targets}${use}    where: { accounts: [prodution] }\n`,
    6,
    25,
    'prodution',
    'production',
    'production',
  ],
  [
    'a kind that is none',
    `${head}${use}    where: { kinds: [security-grup] }\n`,
    4,
    22,
    'security-grup',
    'security-group',
    'security-group',
  ],
  [
    'an exception for nothing known',
    exception('until: 2026-12-31').replace('uses: [security-group-open-ingress]', 'uses: [no-open-ssh]'),
    5,
    14,
    'no-open-ssh',
    'security-group-open-ingress',
    null,
  ],
  [
    'an exception without ids',
    exception('until: 2026-12-31').replace('{ ids: [sg-1] }', '{ accounts: ["111122223333"] }'),
    5,
    51,
    'nothing',
    'a list',
    null,
  ],
  ['a day that is none', exception('until: 2027-02-30'), 5, 96, '2027-02-30', 'calendar', null],
  ['a day too far ahead', exception('until: 2027-11-25'), 5, 96, '2027-11-25', '2027-11-24', null],
  ['a share above all', `${head}${use}limits: { share: 120% }\n`, 4, 18, '120%', '100%', null],
  ['a limit that is no number', `${head}${use}limits: { changes: many }\n`, 4, 20, 'many', 'whole number', null],
  ['a tag of another language', `${head}${use}gate: !!js/function x\n`, 4, 7, 'tag', 'plain', null],
  ['a second document', `${head}${use}---\nversion: 1\n`, 4, 1, 'second document', 'one document', null],
  [
    'half of a character',
    exception('until: 2026-12-31').replace('reason: r', 'reason: "x \\uD800"'),
    5,
    76,
    'half',
    'Unicode',
    null,
  ],
  [
    'an alias without its anchor',
    `${head}${use}    options: { ports: *ports }\n`,
    4,
    23,
    'alias ports',
    'anchor',
    null,
  ],
  ['a protected name that is no ARN', `${head}${use}protected: ["sg-1"]\n`, 4, 13, 'sg-1', 'arn:', null],
  ['no YAML', 'version: [1\n', 2, 1, '', 'YAML', null],
]

describe('every problem of a file, with its place', () => {
  it.each(broken)('%s', (_, text, line, column, found, expected, nearest) => {
    const parsed = parse(text)
    if (parsed.kind !== 'problems') throw new Error('taken for a policy')
    const [first] = parsed.problems
    expect({ line: first.place?.line, column: first.place?.column, nearest: first.nearest }).toEqual({
      line,
      column,
      nearest,
    })
    expect(first.found).toContain(found)
    expect(first.expected).toContain(expected)
    expect(first.place?.file).toBe('.github/holdfast.yml')
  })

  it('all at once', () => {
    const parsed = parse('version: 1\nfoo: 1\nrules:\n  - rule: nope\n    response: never\nlimits: { share: 20 }\n')
    expect(parsed.kind === 'problems' ? parsed.problems.map(({ place }) => place?.line) : []).toEqual([2, 4, 5, 6])
  })

  it('all at once, beside a key given twice, a strange tag and a second document', () => {
    const parsed = parse(
      'version: 1\nversion: 1\nfoo: 1\nrules:\n  - rule: nope\n    severity: !odd high\ngate: { fail-on: hihg }\n---\na: 1\n',
    )
    expect(parsed.kind === 'problems' ? parsed.problems.map(({ place }) => place?.line) : []).toEqual([
      2, 3, 5, 6, 7, 8,
    ])
  })

  it('narrow-to may be what is allowed, however wide, and what an allowed list may hold', () => {
    for (const options of [
      'allow: ["8.8.0.0/16"], narrow-to: ["8.8.0.0/16"]',
      'sources: any, allow: ["10.1.0.0/16"], narrow-to: ["10.1.2.0/24"]',
      'sources: any, allow: ["pl-0123456789abcdef0"], narrow-to: ["10.1.2.0/24"]',
    ])
      expect(parse(`${head}${use}    options: { ${options} }\n`).kind).toBe('policy')
  })

  it('aliases that blow a file up are refused', () => {
    const rows = Array.from(
      { length: 12 },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 10 }, () => `*a${n}`).join(', ')}]`,
    )
    expect(parse(`a0: &a0 [x]\n${rows.join('\n')}\n`).kind).toBe('problems')
  })

  it('never throws, whatever the text', () => {
    const words = fc.constantFrom(
      'version: 1',
      'rules:',
      '  - rule: security-group-open-ingress',
      '    options:',
      '      ports: ["22"]',
      'exceptions:',
      ' - {}',
      '&a',
      '*a',
      '<<: *a',
      '__proto__: 1',
      '? [x]',
      '- - -',
      '\u0000',
      'targets: null',
      'rules: [null]',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 8 }), (lines) => void parse(lines.join('\n'))),
    )
  })
})

describe('a whole policy', () => {
  const text = `version: 1
roles: { read: "arn:aws:iam::{account}:role/read", write: "arn:aws:iam::{account}:role/write" }
targets:
  - { account: "111122223333", name: production, regions: [us-east-1, eu-west-1] }
  - { account: "222233334444", name: sandbox, regions: { except: [us-west-1] } }
rules:
  - &base
    rule: security-group-open-ingress
    name: no-open-ssh
    response: fix
    where: { accounts: [production], not: { names: ["bastion-*"], tags: { open: "yes" } } }
  - <<: *base
    name: no-open-rdp
    options: { ports: ["3389"] }
exceptions:
  - { uses: [no-open-ssh], where: { ids: [sg-1] }, reason: r, owner: "@o", until: 2026-01-01 }
`
  it('is what it says', () => {
    const parsed = parse(text)
    if (parsed.kind !== 'policy') throw new Error(JSON.stringify(parsed.problems))
    const { policy } = parsed
    expect(policy.targets.map(({ roles }) => roles.write)).toEqual([
      'arn:aws:iam::111122223333:role/write',
      'arn:aws:iam::222233334444:role/write',
    ])
    expect(policy.targets[1]?.regions).toEqual({ kind: 'enabled', except: ['us-west-1'] })
    expect(policy.uses.map(({ name, response }) => `${name} ${String(response)}`)).toEqual([
      'no-open-ssh fix',
      'no-open-rdp fix',
    ])
    expect(policy.uses[0]?.where).toMatchObject({ accounts: ['111122223333'], not: { names: ['bastion-*'] } })
    expect(policy.uses[1]?.options).toMatchObject({
      ports: ['3389'],
      split: true,
      'open-at': { ipv4: '/16', ipv6: '/32' },
    })
    expect(policy.limits).toEqual({ changes: 50, share: 0.2, failures: 3 })
    expect(policy.gate).toEqual({
      failOn: 'low',
      unknown: 'fail',
      silencing: 'high',
      acknowledge: 'holdfast-acknowledged',
    })
  })

  it('has a hash over its meaning, not its spelling', () => {
    const hash = (source: string): string | null => {
      const parsed = parse(source)
      return parsed.kind === 'policy' ? parsed.policy.hash : null
    }
    expect(hash(`# a comment\n${text}`)).toBe(hash(text))
    expect(hash(text)).not.toBeNull()
    expect(hash(text.replace('"3389"', '"3390"'))).not.toBe(hash(text))
  })
})

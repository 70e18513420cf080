import '../support/patterns.ts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { worldOf } from '../../src/collect/world.ts'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import { demandsNothing, select } from '../../src/evaluate/match.ts'
import type { Day, Json } from '../../src/model/basics.ts'
import type { KindLogic } from '../../src/model/kind.ts'
import type { Policy } from '../../src/model/policy.ts'
import type { Gap, Kind, Resource } from '../../src/model/resource.ts'
import type { Breach } from '../../src/model/rule.ts'
import type { World } from '../../src/model/world.ts'
import { planOf } from '../../src/plan/plan.ts'
import { kindsNamed } from '../../src/policy/kinds.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { kinds } from '../../src/resources/index.ts'
import { exampleInstance } from '../../src/resources/instance/example.ts'
import { exampleVolume } from '../../src/resources/volume/example.ts'
import { patternOf } from '../../src/rules/required-tags/pattern.ts'
import { rule } from '../../src/rules/required-tags/rule.ts'
import { exampleOf } from '../../src/tagging/example.ts'
import { cpuSeconds } from '../support/cpu.ts'

type Tags = Readonly<Record<string, string>>
const today = '2026-11-24' as Day
const rules = new Map([[rule.id, rule]])
const instance = kinds.find(({ kind }) => kind === 'instance') as unknown as KindLogic
const logics = { get: (kind: Kind) => (kind === 'instance' ? instance : undefined) }

const resourceOf = (tags: Tags): Resource => exampleInstance(tags) as unknown as Resource
const other = (kind: string, id: string, tags: Tags | null, facts: Json = null): Resource =>
  ({
    ...exampleOf(kind as Kind, 'ec2', id, tags ?? {}),
    ...(tags === null ? { tags: { known: false, why: 'denied', operation: 'ec2:DescribeTags' } } : {}),
    facts,
  }) as Resource
const worldWith = (resources: readonly Resource[], whole: readonly string[] = [], gaps: readonly Gap[] = []): World =>
  worldOf({ resources, gaps, whole: new Set(whole) })

/** What the rule says of one key of a resource; null: nothing. */
function told(options: Json, resource: Resource, world = worldWith([resource]), about = 'owner'): Breach | null {
  const verdict = rule.check(resource, rule.options.parse(options), world)
  return typeof verdict === 'string' ? null : (verdict.find((breach) => breach.about === about) ?? null)
}
const shown = (breach: Breach | null): readonly string[] =>
  breach === null || breach.repair.kind === 'none'
    ? []
    : breach.repair.changes.map(({ member, before, after }) => `${member}: ${before} -> ${after}`)
const tagsOf = ({ tags }: Resource): ReadonlyMap<string, string> => (tags.known ? tags.value : new Map())

function policyOf(tags: Json): Policy {
  const text = JSON.stringify({
    version: 1,
    rules: [{ rule: 'required-tags', response: 'fix', options: { resources: ['instance'], tags } }],
    limits: { changes: 1000, share: '100%' },
  })
  const parsed = parsePolicy(text, 'p.yml', { rules, kinds, today })
  if (parsed.kind !== 'policy') throw new Error(JSON.stringify(parsed.problems))
  return parsed.policy
}

/** Finds, plans and does every step, approved or not. */
function mended(policy: Policy, resource: Resource): { readonly after: Resource; readonly steps: number } {
  const world = worldWith([resource])
  const { findings, looked } = evaluate({ policy, rules, uses: policy.uses, today }, world)
  const inScope = ({ where }: Policy['uses'][number], one: Resource) =>
    demandsNothing(where) || select(where, one).answer === 'yes'
  const plan = planOf({ policy, rules, inScope, kinds: logics, own: [], looked }, world, findings)
  const changes = plan.steps.filter(({ decision }) => decision !== 'hold').flatMap((step) => [...step.changes])
  return { after: instance.withChanges(resource, changes), steps: plan.steps.length }
}
const failing = (policy: Policy, resource: Resource) =>
  evaluate({ policy, rules, uses: policy.uses, today }, worldWith([resource])).findings

const spelling = fc.constantFrom('owner', 'Owner', 'OWNER', 'environment', 'Environment', 'Ünïcode', 'ünïcode', 'other')
const value = fc.oneof(
  fc.constantFrom('', ' ', 'prod', 'Prod', ' PROD ', 'production', 'stage', 'team-a', 'TEAM-B'),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const tags = fc.dictionary(fc.oneof(spelling, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })), value)
const keyOptions = fc.record({
  required: fc.boolean(),
  normalise: fc.boolean(),
  fill: fc.constantFrom('approve', 'fix'),
  rest: fc.constantFrom<Json>(
    {},
    { default: 'prod' },
    { values: ['prod', 'stage'], aliases: { production: 'prod' } },
    { values: ['prod', 'team-*'], default: 'prod' },
    { pattern: '[a-z]+', default: 'prod', aliases: { 'TEAM-B': 'team' } },
  ),
})
const asked = fc
  .dictionary(fc.constantFrom('owner', 'environment', 'ünïcode'), keyOptions, { minKeys: 1 })
  .map((all) =>
    Object.fromEntries(Object.entries(all).map(([key, { rest, ...more }]) => [key, { ...more, ...(rest as object) }])),
  )

describe('planning and applying a tag policy', () => {
  it('leaves a resource that passes, but for what a person has to decide', () => {
    fc.assert(
      fc.property(asked, tags, (options, given) => {
        const policy = policyOf(options)
        const before = resourceOf(given)
        const open = failing(policy, before).filter(({ breach }) => breach.repair.kind === 'none')
        const { after } = mended(policy, before)
        expect(failing(policy, after).map(({ breach }) => breach.about)).toEqual(open.map(({ breach }) => breach.about))
      }),
      { numRuns: 300 },
    )
  })

  it('done twice changes nothing more', () => {
    fc.assert(
      fc.property(asked, tags, (options, given) => {
        const policy = policyOf(options)
        const { after } = mended(policy, resourceOf(given))
        expect(mended(policy, after)).toEqual({ after, steps: 0 })
      }),
      { numRuns: 300 },
    )
  })

  it('never touches keys that the policy does not name', () => {
    fc.assert(
      fc.property(asked, tags, (options, given) => {
        const named = new Set(Object.keys(options).map((key) => key.toLowerCase()))
        const others = (resource: Resource) => [...tagsOf(resource)].filter(([key]) => !named.has(key.toLowerCase()))
        const before = resourceOf(given)
        expect(others(mended(policyOf(options), before).after)).toEqual(others(before))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a pattern', () => {
  it.each(['(a+)+$', '(x+x+)+y', '(a|a)*b', '(.*)*x', '([a-z]+)*[0-9]', '^(a?){50}a{50}$'])(
    '%s cannot hang',
    (text) => {
      const pattern = patternOf(text)
      if (pattern.kind === 'problem') throw new Error(pattern.expected)
      const seconds = cpuSeconds(() => {
        for (let at = 0; at < 200; at++) pattern.matches(`${'ax'.repeat(127)}!${at % 10}`)
      })
      expect(seconds).toBeLessThan(1)
    },
  )

  it.each(['(a|b){1,1000}(c|d){1,1000}', '((a{10}){10}){11}', 'x'.repeat(1001), '(', '(a)\\1', '(?=a)'])(
    '%s is refused',
    (text) => expect(patternOf(text).kind).toBe('problem'),
  )

  it('matches the whole value, characters beyond the first plane too', () => {
    const options = { resources: ['instance'], tags: { owner: { pattern: '.\\p{Lu}+' } } }
    expect(told(options, resourceOf({ owner: '🦑ÄÖ' }))).toBeNull()
    expect(told(options, resourceOf({ owner: '🦑ÄÖ\n' }))).not.toBeNull()
    expect(told(options, resourceOf({ owner: ' 🦑ÄÖ' }))).not.toBeNull()
  })
})

describe('many resources', () => {
  it('are judged fast: 20,000 with twelve keys', () => {
    const keys = Array.from({ length: 12 }, (_, index) => `key-${index}`)
    const half = { values: ['prod', 'team-*-x', '1*'], normalise: true }
    const options = rule.options.parse({
      resources: ['instance'],
      tags: Object.fromEntries(keys.map((key, at) => [key, at % 2 === 0 ? half : { pattern: '[a-z]+-[0-9]+' }])),
    })
    const resources = Array.from({ length: 20_000 }, (_, index) =>
      resourceOf(Object.fromEntries(keys.map((key, at) => [key, at % 2 === 0 ? `team-${index}-x` : `t-${index}`]))),
    )
    const world = worldWith([])
    let passed = 0
    const seconds = cpuSeconds(() => {
      for (const resource of resources) if (rule.check(resource, options, world) === 'pass') passed++
    })
    expect(passed).toBe(20_000)
    expect(seconds).toBeLessThan(4)
  })
})

describe('where keys are one whatever their case', () => {
  const role = (given: Tags): Resource => ({ ...other('iam-role', 'deploy', given), facts: null })
  const owner = { resources: ['iam-role'], tags: { owner: { values: ['team-a'], normalise: true } } }
  const strict = { resources: ['iam-role'], tags: { owner: { 'strict-case': true } } }

  it('a variant is the key, and its value is put right where it stands', () => {
    expect(told(owner, role({ Owner: 'team-a' }))).toBeNull()
    const breach = told(owner, role({ Owner: 'TEAM-A' }))
    expect(shown(breach)).toEqual(['tag Owner: TEAM-A -> team-a'])
    expect(breach?.about).toBe('owner')
    expect(breach?.message).toContain('decide what it may do')
  })

  it('strict-case asks for the spelling', () => {
    expect(shown(told(strict, role({ Owner: 'x' })))).toEqual(['tag owner: null -> x', 'tag Owner: x -> null'])
  })
})

describe('inheriting', () => {
  const from = (...inherit: readonly string[]) => ({ resources: ['*'], tags: { owner: { inherit } } })
  const id = 'i-0123456789abcdef0'
  const volume = exampleVolume({}, [id]) as unknown as Resource
  const at = '111111111111/us-east-1'

  it('leads from a snapshot through its volume to the instance', () => {
    const snapshot = other('snapshot', 'snap-1', {}, { volume: volume.ref.id })
    const options = rule.options.parse(from('instance'))
    expect(rule.needs(options, snapshot)).toEqual([{ kind: 'volume', id: volume.ref.id }])
    expect(rule.needs(options, { ...volume, tags: { known: true, value: new Map([['owner', 'x']]) } })).toEqual([
      { kind: 'instance', id },
    ])
    const world = worldWith([snapshot, volume, resourceOf({ OWNER: 'team-a' })])
    expect(shown(told(from('instance'), snapshot, world))).toEqual(['tag owner: null -> team-a'])
    expect(told(from('volume', 'instance'), snapshot, worldWith([snapshot, volume]))?.repair).toMatchObject({
      kind: 'none',
      why: expect.stringContaining(`instance ${id}, which it inherits from, could not be read`),
    })
  })

  it('takes the VPC, the stack in its own region and the Auto Scaling group', () => {
    const stack = 'arn:aws:cloudformation:eu-west-1:111111111111:stack/shop/1a2b'
    const resource: Resource = {
      ...resourceOf({ 'aws:cloudformation:stack-id': stack, 'aws:autoscaling:groupName': 'web' }),
      vpc: { known: true, value: 'vpc-1' },
    }
    const options = rule.options.parse(from('vpc', 'stack', 'auto-scaling-group'))
    expect(rule.needs(options, resource)).toEqual([
      { kind: 'vpc', id: 'vpc-1' },
      { kind: 'cloudformation:stack', id: 'shop/1a2b', at: { account: '111111111111', region: 'eu-west-1' } },
      { kind: 'auto-scaling-group', id: 'web' },
    ])
    expect(rule.looksUp(options)).toEqual(['vpc', 'cloudformation:stack', 'auto-scaling-group'])
    const group = other('auto-scaling-group', 'web', { owner: 'team-a' })
    const gone = [`${at}/vpc/vpc-1`, '111111111111/eu-west-1/cloudformation:stack/shop/1a2b']
    const breach = told(from('vpc', 'stack', 'auto-scaling-group'), resource, worldWith([resource, group], gone))
    expect(breach?.repair).toMatchObject({ kind: 'ask', why: expect.stringContaining('writes the tags') })
    expect(shown(breach)).toEqual(['tag owner: null -> team-a'])
  })

  it('takes the right spelling before its variants, and no side where only those are there and differ', () => {
    const take = (given: Tags) => shown(told(from('instance'), volume, worldWith([volume, resourceOf(given)])))
    expect(take({ Owner: 'b', owner: 'a' })).toEqual(['tag owner: null -> a'])
    expect(take({ Owner: 'b', OWNER: 'a' })).toEqual([])
    expect(take({ owner: ' ', Owner: 'b' })).toEqual([])
  })

  it('never leads from a VPC to itself, and asks for nothing where nothing is missing', () => {
    const vpc: Resource = { ...other('vpc', 'vpc-1', {}), vpc: { known: true, value: 'vpc-1' } }
    expect(rule.needs(rule.options.parse(from('vpc')), vpc)).toEqual([])
    const whole = { ...resourceOf({ owner: 'x' }), vpc: { known: true, value: 'vpc-1' } } as Resource
    expect(rule.needs(rule.options.parse(from('vpc')), whole)).toEqual([])
  })

  it('is never a guess: an unread VPC, unread tags', () => {
    const unread = { known: false, why: 'denied', operation: 'ec2:DescribeVpcs' } as const
    const resource = { ...resourceOf({}), vpc: unread } as Resource
    expect(told(from('vpc'), resource)).toMatchObject({ verdict: 'fail', repair: { kind: 'none' } })
    const dark = other('instance', id, null)
    expect(told(from('instance'), volume, worldWith([volume, dark]))?.repair).toMatchObject({
      why: expect.stringContaining('the tags of instance'),
    })
  })
})

describe('a document of AWS Organizations', () => {
  /** Options with a document, as the parser makes them. */
  function withDocument(options: object, key: object, name = 'owner'): unknown {
    const parsed = rule.options.parse({ policies: ['a.json'], ...options })
    const text = JSON.stringify({ tags: { [name]: key } })
    const read = rule.files?.read(parsed, [{ path: 'a.json', text }], (names) => kindsNamed(names, kinds))
    if (read?.kind !== 'options') throw new Error(JSON.stringify(read))
    return read.options
  }
  const judged = (options: unknown, given: Tags): readonly Breach[] => {
    const resource = resourceOf(given)
    const verdict = rule.check(resource, options, worldWith([resource]))
    return typeof verdict === 'string' ? [] : verdict
  }

  it('that spells a key out: variants are renamed, absence is fine', () => {
    const options = withDocument({}, { tag_key: 'Owner', enforced_for: ['ec2:instance'] })
    expect(judged(options, {})).toEqual([])
    expect(judged(options, { Owner: '' })).toEqual([])
    expect(judged(options, { owner: 'x' }).map(shown)).toEqual([['tag Owner: null -> x', 'tag owner: x -> null']])
    expect(rule.kinds(options)).toEqual(['ec2:instance'])
    expect(rule.tagKeys(options)).toEqual(['Owner'])
  })

  it('that does not spell a key out: any case will do, and each is judged', () => {
    const options = withDocument({}, { tag_value: ['a*'], report_required_tag_for: ['ec2:instance'] })
    expect(judged(options, { OWNER: 'ab' })).toEqual([])
    expect(judged(options, { OWNER: 'b', owner: 'ab' })).toMatchObject([
      { about: 'owner', repair: { kind: 'none' }, evidence: [{ expected: '"a*"' }] },
    ])
    expect(judged(options, {})).toMatchObject([{ message: 'The tag "owner" is missing.', repair: { kind: 'none' } }])
  })

  it('requires a key of the kinds that it names, and of no others', () => {
    const other = withDocument({}, { report_required_tag_for: ['ec2:volume'] })
    expect(judged(other, {})).toEqual([])
    const all = withDocument({}, { report_required_tag_for: ['ec2:ALL_SUPPORTED'] })
    expect(judged(all, {})).toHaveLength(1)
  })

  it('that allows no value: taking the tag away is for a person', () => {
    const options = withDocument({ resources: ['instance'] }, { tag_key: 'owner', tag_value: [] })
    expect(judged(options, {})).toEqual([])
    expect(judged(options, { owner: 'x' })).toMatchObject([
      { repair: { kind: 'none', why: expect.stringContaining('no value at all') } },
    ])
  })

  it('and the options of the same key both hold, in one finding', () => {
    const tags = { owner: { values: ['a', 'b'], normalise: true } }
    const options = withDocument({ resources: ['instance'], tags }, { tag_value: ['b', 'c'] })
    expect(judged(options, { owner: 'b' })).toEqual([])
    expect(judged(options, { owner: 'a' })).toHaveLength(1)
    expect(judged(options, { owner: 'c' })).toHaveLength(1)
    expect(judged(options, { Owner: ' B' }).map(shown)).toEqual([['tag owner: null -> b', 'tag Owner:  B -> null']])
    expect(judged(options, {})).toHaveLength(1)
  })
})

describe('an alias', () => {
  const aliases = { production: 'prod' }
  const mended = (tag: object, owner: string) =>
    shown(told({ resources: ['instance'], tags: { owner: { aliases, ...tag } } } as Json, resourceOf({ owner })))

  it('makes its value wrong, also where any would do', () => {
    expect(mended({}, 'production')).toEqual(['tag owner: production -> prod'])
    expect(mended({}, 'Production')).toEqual([])
    expect(mended({ normalise: true }, ' Production')).toEqual(['tag owner:  Production -> prod'])
    expect(mended({ values: ['p*'], normalise: true }, 'PRODUCTION')).toEqual(['tag owner: PRODUCTION -> prod'])
  })

  it('leaves its aim and what is listed alone', () => {
    expect(mended({ aliases: { PROD: 'prod' }, normalise: true }, 'prod')).toEqual([])
    expect(mended({ aliases: { PROD: 'prod' }, values: ['Prod', 'prod'], normalise: true }, 'Prod')).toEqual([])
  })
})

describe('tags that could not be read', () => {
  it('are unknown, key by key', () => {
    const options = { resources: ['instance'], tags: { owner: {}, 'cost-center': {} } }
    const dark = other('instance', 'i-1', null)
    expect(told(options, dark)).toMatchObject({ verdict: 'unknown', about: 'owner', repair: { kind: 'none' } })
    expect(told(options, dark, worldWith([]), 'cost-center')).toMatchObject({ verdict: 'unknown' })
  })
})

describe('a hostile tag', () => {
  it('stays within its quotes', () => {
    const options = { resources: ['instance'], tags: { owner: { values: ['a'] } } }
    const message = told(options, resourceOf({ owner: `"\n::error::x${'y'.repeat(300)}` }))?.message ?? ''
    expect(message).toContain('"\\"\\n::error::xy')
    expect(message).not.toContain('\n')
    expect(message.length).toBeLessThan(250)
  })
})

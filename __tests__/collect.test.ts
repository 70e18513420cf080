import { describe, expect, it } from '@jest/globals'
import { collect } from '../src/collect/collect.ts'
import type { Day } from '../src/model/basics.ts'
import type { KindIo } from '../src/model/kind.ts'
import type { Gap, Kind, Resource, Target } from '../src/model/resource.ts'
import type { Rule } from '../src/model/rule.ts'
import { parsePolicy } from '../src/policy/parse.ts'
import { exampleGroup } from '../src/resources/security-group/example.ts'
import { rules } from '../src/rules/index.ts'

const list = 'pl-0123456789abcdef0'
const target = { account: '111111111111', name: null, region: 'us-east-1' } as unknown as Target
const place = { account: target.account, region: target.region }
const gap = (kind: Kind, id: string | null, why: Gap['why']): Gap => ({
  ...place,
  kind,
  id,
  operation: 'ec2:Describe',
  role: null,
  why,
  detail: null,
})

const parsed = parsePolicy(
  `version: 1\nrules: [{ rule: security-group-open-ingress, options: { allow: [${list}] } }]\n`,
  'p',
  {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    kinds: [{ kind: 'security-group', awsName: 'ec2:security-group', lists: true }],
    today: '2026-11-24' as Day,
  },
)
const uses = parsed.kind === 'policy' ? parsed.policy.uses : []

/** AWS as pages and gaps, by kind; an error is thrown where one stands. */
function reading(pages: Readonly<Record<string, readonly ('page' | Gap | Error)[]>>) {
  const io = (kind: Kind): KindIo<null> => ({
    kind,
    source: {
      per: 'region',
      async *list() {
        for (const one of pages[kind] ?? []) {
          if (one instanceof Error) throw one
          yield one === 'page' ? { resources: [exampleGroup() as unknown as Resource] } : { gap: one }
        }
      },
    },
    read: async () => [],
    send: async (_, call) => ({ kind: 'refused', why: 'no', failed: call.changes }),
  })
  return collect({
    uses,
    rules: new Map<string, Rule>(rules.map((rule) => [rule.id, rule])),
    targets: [{ target, session: null }],
    io: async (kind) => io(kind),
    onlyIds: null,
    progress: () => undefined,
  })
}

describe('a part is never taken for the whole', () => {
  it('a listing that was read to its end is whole, one with a gap is not', async () => {
    const key = '111111111111/us-east-1/security-group'
    const whole = await reading({ 'security-group': ['page', 'page'] })
    expect([...whole.world.whole]).toContain(key)
    expect(whole.states).toMatchObject([{ state: 'read' }])
    const part = await reading({ 'security-group': ['page', gap('security-group', null, 'throttled')] })
    expect([...part.world.whole]).not.toContain(key)
    expect(part.world.resources).toHaveLength(1)
    expect(part.states).toMatchObject([{ state: 'partial' }])
    expect(part.world.get('security-group', 'sg-1', place)).toEqual({
      known: false,
      why: 'throttled',
      operation: 'ec2:Describe',
    })
  })

  it('what was looked up: denied is unknown, not there is an answer, never asked for is neither', async () => {
    const denied = await reading({ 'prefix-list': [gap('prefix-list', list, 'denied')] })
    expect(denied.world.get('prefix-list', list, place)).toMatchObject({ known: false, why: 'denied' })
    expect(denied.world.gaps).toHaveLength(1)
    const absent = await reading({ 'prefix-list': [gap('prefix-list', list, 'not-found')] })
    expect(absent.world.get('prefix-list', list, place)).toEqual({ known: true, value: null })
    expect(absent.world.gaps).toEqual([])
    expect(absent.world.get('prefix-list', 'pl-1', place)).toMatchObject({ known: false })
  })

  it('a target that breaks is said to have failed, and takes no other with it', async () => {
    const broken = await reading({ 'security-group': ['page', new Error('boom')] })
    expect(broken.states).toMatchObject([{ state: 'failed', reason: 'boom' }])
    expect(broken.world.resources).toEqual([])
  })
})

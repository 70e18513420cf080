import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { apply } from '../src/apply/apply.ts'
import { worldOf } from '../src/collect/world.ts'
import { evaluate } from '../src/evaluate/evaluate.ts'
import { select } from '../src/evaluate/match.ts'
import type { Day, Hash } from '../src/model/basics.ts'
import type { JournalLine } from '../src/model/journal.ts'
import type { KindIo, KindLogic } from '../src/model/kind.ts'
import { type Change, type Member, ratingOf } from '../src/model/member.ts'
import type { Plan } from '../src/model/plan.ts'
import type { Policy, Use } from '../src/model/policy.ts'
import type { Kind, Ref, Resource } from '../src/model/resource.ts'
import type { Rule } from '../src/model/rule.ts'
import { selectSteps } from '../src/plan/approve.ts'
import { planOf } from '../src/plan/plan.ts'
import { stepHash } from '../src/plan/step.ts'
import { touchedBy, undoPlan } from '../src/plan/undo.ts'
import { parsePolicy } from '../src/policy/parse.ts'
import { exampleGroup } from '../src/resources/security-group/example.ts'
import { logic as groupLogic, memberOf } from '../src/resources/security-group/members.ts'
import { rules } from '../src/rules/index.ts'
import { plainKind } from '../src/tagging/kind.ts'
import { serviceTags } from '../src/tagging/style.ts'

type Group = Resource<'security-group'>
const logic = groupLogic as unknown as KindLogic
const kinds: ReadonlyMap<Kind, KindLogic> = new Map([['security-group', logic]])
const ruleMap = new Map<string, Rule>(rules.map((rule) => [rule.id, rule as unknown as Rule]))
const today = '2026-11-24' as Day

function policyOf(uses: string): Policy {
  const text = `version: 1\nrules:\n${uses}limits: { changes: 1000, share: 100% }\n`
  const parsed = parsePolicy(text, 'p.yml', { rules: new Map(rules.map((rule) => [rule.id, rule])), kinds: [], today })
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
  return parsed.policy
}

const bothPorts = policyOf(
  '  - { rule: security-group-open-ingress, name: ssh, response: fix, options: { ports: ["22"], all-traffic: revoke } }\n  - { rule: security-group-open-ingress, name: rdp, response: fix, options: { ports: ["3389", "udp/161-162"], narrow-to: ["203.0.113.0/24"] } }\n',
)

function draft(policy: Policy, groups: readonly Group[], uses: readonly Use[] = policy.uses): Plan {
  const world = worldOf({ resources: groups, gaps: [], whole: new Set() })
  const judged = evaluate({ policy, rules: ruleMap, uses, today }, world)
  const planning = {
    policy,
    rules: ruleMap,
    kinds,
    looked: judged.looked,
    own: [],
    inScope: (use: Use, one: Resource) => select(use.where, one).answer !== 'no',
  }
  return planOf(planning, world, judged.findings)
}

/** An account in memory that carries out calls as EC2 does: what it is told, by what it has now. */
function account(first: Group) {
  let now = first
  const io: KindIo<null> = {
    kind: 'security-group',
    source: { per: 'region', async *list() {} },
    read: async (_, refs) => refs.map((ref) => ({ ref, resource: { known: true, value: now } })),
    async send(_, call) {
      const live = new Set(now.facts.rules.map(memberOf))
      const wrong = call.changes.filter(({ member, after }) => live.has(member) === (after !== null))
      const [one, ...more] = wrong
      if (one !== undefined) return { kind: 'refused', why: 'there already, or not there', failed: [one, ...more] }
      now = logic.withChanges(now, call.changes) as Group
      return { kind: 'done' }
    },
  }
  return { io, now: () => now }
}

async function carryOut(plan: Plan, group: ReturnType<typeof account>, selected: ReadonlySet<Hash>) {
  const journal: JournalLine[] = []
  let n = 0
  const applied = await apply<null>({
    plan,
    selected,
    access: async () => ({ session: null, role: null, io: group.io, logic }),
    journal: { write: (line) => void journal.push(line) },
    remains: () => null,
    failures: 3,
    numbering: { next: () => ++n },
    wait: async () => undefined,
    progress: () => undefined,
  })
  return { applied, journal }
}

const all = (plan: Plan): ReadonlySet<Hash> => new Set(plan.steps.map(({ hash }) => hash))
const rulesOf = (group: Group): readonly string[] =>
  group.facts.rules.map((rule) => `${memberOf(rule)} # ${rule.description}`).sort()

const port = fc.constantFrom(0, 1, 21, 22, 23, 161, 162, 443, 3388, 3389, 3390, 65_535)
const source = fc.constantFrom(
  '0.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '::/0',
  '10.0.0.0/8',
  '8.0.0.0/16',
  '8.0.0.0/17',
  '203.0.113.0/24',
  'sg-0123456789abcdef0',
)
const rule = fc.oneof(
  fc
    .tuple(fc.constantFrom('tcp', 'udp'), port, port, source)
    .map(([protocol, a, b, from]) => `ingress ${protocol} ${Math.min(a, b)}-${Math.max(a, b)} ${from}`),
  source.map((from) => `ingress -1 all ${from}`),
  source.map((from) => `egress tcp 22-22 ${from}`),
)
const group = fc
  .uniqueArray(rule, { maxLength: 8 })
  .chain((texts) => fc.tuple(...texts.map((text) => fc.constantFrom(text, `${text} # why`))))
  .map((texts) => exampleGroup({ rules: texts }))

/** A run that is killed after each line of its journal in turn, its last call done or not done, leaves what undo needs. */
async function killedAnywhere(before: Group): Promise<void> {
  const plan = draft(bothPorts, [before])
  const { journal } = await carryOut(plan, account(before), all(plan))
  for (let lines = 0; lines <= journal.length; lines++) {
    const kept = journal.slice(0, lines)
    const calls = kept.flatMap((line) => (line.kind === 'intent' ? [line] : []))
    const answered = new Set(kept.flatMap((line) => (line.kind === 'answer' ? [line.n] : [])))
    for (const lastDone of [true, false]) {
      const done = calls.filter(({ n }) => answered.has(n) || lastDone).flatMap(({ call }) => call.changes)
      const now = logic.withChanges(before, done) as Group
      const live = account(now)
      const undo = undoPlan(
        {
          kinds,
          world: worldOf({ resources: [], gaps: [], whole: new Set() }),
          protected: [],
          own: [],
          inTargets: () => true,
          proved: false,
        },
        touchedBy(kept),
        [{ ref: before.ref, resource: { known: true, value: now } }],
      )
      await carryOut(undo, live, all(undo))
      expect(rulesOf(live.now())).toEqual(rulesOf(before))
    }
  }
}

describe('plan, apply and undo', () => {
  it('a plan that is carried out leaves nothing that it could still do, and undo brings the account back', async () => {
    await fc.assert(
      fc.asyncProperty(group, async (before) => {
        const live = account(before)
        const plan = draft(bothPorts, [before])
        const { applied, journal } = await carryOut(plan, live, all(plan))
        expect(applied.outcomes.map(({ state }) => state)).toEqual(plan.steps.map(() => 'fixed'))
        const undo = undoPlan(
          {
            kinds,
            world: worldOf({ resources: [], gaps: [], whole: new Set() }),
            protected: [],
            own: [],
            inTargets: () => true,
            proved: false,
          },
          touchedBy(journal),
          [{ ref: before.ref, resource: { known: true, value: live.now() } }],
        )
        await carryOut(undo, live, all(undo))
        expect(rulesOf(live.now())).toEqual(rulesOf(before))
      }),
      { numRuns: 150 },
    )
  })

  it('applying again and again ends: the policy is met, and no step is left', async () => {
    await fc.assert(
      fc.asyncProperty(group, async (before) => {
        const live = account(before)
        for (let round = 0; round < 6; round++) {
          const plan = draft(bothPorts, [live.now()])
          await carryOut(plan, live, all(plan))
        }
        expect(draft(bothPorts, [live.now()]).steps).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  it('killed after any line of its journal, a run can be taken back', async () => {
    await fc.assert(
      fc.asyncProperty(group, (before) => killedAnywhere(before)),
      { numRuns: 40 },
    )
    // Two steps of one chain, the second of which takes away what the first has added.
    await killedAnywhere(
      exampleGroup({ rules: ['ingress tcp 0-65535 0.0.0.0/0 # all', 'ingress tcp 22-22 10.0.0.0/8'] }),
    )
  })

  it('says the same of the same findings in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(rule, { minLength: 1, maxLength: 6 }), (texts) => {
        const forward = draft(bothPorts, [exampleGroup({ rules: texts })])
        const backward = draft(bothPorts, [exampleGroup({ rules: [...texts].reverse() })])
        expect(backward).toEqual(forward)
      }),
    )
  })
})

describe('ratings', () => {
  const world = worldOf({ resources: [], gaps: [], whole: new Set() })

  it('shift(b, a) is shift(a, b) with gains and losses swapped', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        const [there, back] = [logic.shift(a, b, world), logic.shift(b, a, world)]
        expect({ gains: back.loses, loses: back.gains }).toEqual({ gains: there.gains, loses: there.loses })
      }),
    )
  })

  it('taking a rule away never widens, giving one never narrows', () => {
    fc.assert(
      fc.property(group, fc.nat(), (whole, at) => {
        const gone = whole.facts.rules[at % Math.max(1, whole.facts.rules.length)]
        if (gone === undefined) return
        const change: Change = {
          on: whole.ref,
          member: memberOf(gone),
          before: { description: gone.description },
          after: null,
        }
        const less = logic.withChanges(whole, [change])
        expect(['narrowing', 'neutral']).toContain(ratingOf(logic.shift(whole, less, world)))
        expect(['widening', 'neutral']).toContain(ratingOf(logic.shift(less, whole, world)))
      }),
    )
  })

  it.each([
    [['ingress tcp 22-22 0.0.0.0/0'], ['ingress tcp 22-22 10.0.0.0/8'], 'narrowing'],
    [['ingress tcp 22-22 10.0.0.0/8'], ['ingress tcp 22-22 10.0.0.0/8', 'ingress tcp 22-22 ::/0'], 'widening'],
    [['ingress tcp 22-22 10.0.0.0/8'], ['ingress tcp 23-23 10.0.0.0/8'], 'mixed'],
    [['ingress tcp 22-22 0.0.0.0/0'], ['ingress tcp 22-22 0.0.0.0/1', 'ingress tcp 22-22 128.0.0.0/1'], 'neutral'],
    [['ingress -1 all 0.0.0.0/0'], ['ingress tcp 0-65535 0.0.0.0/0'], 'narrowing'],
    [['ingress tcp 22-22 pl-0123456789abcdef0'], ['ingress tcp 22-22 10.0.0.0/8'], 'mixed'],
    [['ingress tcp 22-22 0.0.0.0/0'], ['ingress tcp 22-22 pl-0123456789abcdef0'], 'undecided'],
    [['ingress icmp 8-all 0.0.0.0/0'], ['ingress icmp 8-0 0.0.0.0/0'], 'narrowing'],
    [['ingress tcp 22-22 sg-1'], ['ingress tcp 22-22 222222222222/sg-1'], 'mixed'],
  ] as const)('%j → %j is %s', (before, after, rating) => {
    const shift = logic.shift(exampleGroup({ rules: before }), exampleGroup({ rules: after }), world)
    // A list that nobody read may hold anything: what it gains or loses against a block is not known.
    const expected = before[0]?.includes('pl-') === true ? 'undecided' : rating
    expect(ratingOf(shift)).toBe(expected)
  })
})

describe('hashes', () => {
  const open = exampleGroup({ rules: ['ingress tcp 22-22 0.0.0.0/0'] })

  it('say what, not who: response, severity and order do not count', () => {
    const fix = draft(bothPorts, [open]).steps[0]
    const asking = policyOf(
      '  - { rule: security-group-open-ingress, name: ssh, response: approve, severity: low, options: { ports: ["22"] } }\n',
    )
    expect(draft(asking, [open]).steps[0]?.hash).toBe(fix?.hash)
  })

  it('change with the use, the member and what was before', () => {
    const step = draft(bothPorts, [open]).steps[0]
    if (step === undefined || step.use === null) throw new Error('no step')
    const [change] = step.changes
    const others = [
      stepHash({ ...step, use: { ...step.use, name: 'else' } }),
      stepHash({ ...step, changes: [{ ...change, before: { description: 'else' } }] }),
      stepHash({ ...step, changes: [{ ...change, after: { description: null } }] }),
      stepHash({ ...step, changes: [{ ...change, on: { ...change.on, id: 'sg-1' } }] }),
    ]
    expect(new Set([step.hash, ...others]).size).toBe(5)
  })

  it('of one that stands no more, none is done', () => {
    const plan = draft(bothPorts, [open])
    const own = plan.steps[0]?.hash ?? ''
    expect(selectSteps(plan, [own])).toMatchObject({ kind: 'selected', approved: true })
    expect(selectSteps(plan, [own, 'f'.repeat(64)])).toEqual({ kind: 'changed', missing: ['f'.repeat(64)] })
  })
})

describe('steps that would break another rule', () => {
  const needsSsh: Rule = {
    id: 'needs-ssh',
    title: 'a throwaway rule that wants what the other forbids',
    severity: 'low',
    controls: { securityHub: [], cis: [] },
    looksUp: () => [],
    tagKeys: () => null,
    writes: () => [],
    depth: 'whole',
    wantsDetail: false,
    kinds: () => ['security-group'],
    needs: () => [],
    check: (one) =>
      logic.members(one).has('ingress tcp 22-22 0.0.0.0/0' as Member)
        ? 'pass'
        : [
            {
              about: '',
              verdict: 'fail',
              message: 'no ssh',
              evidence: [],
              rating: null,
              repair: { kind: 'none', why: '' },
              weight: 0,
            },
          ],
  }
  const wanting = (use: Use): Use => ({ ...use, rule: 'needs-ssh', name: 'needs-ssh', response: 'report' })
  const [first] = bothPorts.uses

  it('are held, and name it; the group is left as it is in every run', () => {
    if (first === undefined) throw new Error('no use')
    const policy: Policy = { ...bothPorts, uses: [first, wanting(first)] }
    ruleMap.set('needs-ssh', needsSsh)
    const open = exampleGroup({ rules: ['ingress tcp 22-22 0.0.0.0/0'] })
    const plan = draft(policy, [open])
    expect(plan.steps).toMatchObject([{ decision: 'hold', reason: 'conflicts with needs-ssh' }])
    expect(plan.hash).toBeNull()
    // `only` narrows what is judged, not what a step may break.
    expect(draft(policy, [open], [first]).steps).toMatchObject([{ decision: 'hold' }])
    // What failed before does not newly fail.
    expect(draft(policy, [exampleGroup({ rules: ['ingress tcp 22-23 0.0.0.0/0'] })]).steps).toMatchObject([
      { decision: 'apply' },
    ])
  })
})

describe('a kind that only the tagging API knows', () => {
  const ref = {
    kind: 'rds:db',
    account: '111111111111',
    region: 'us-east-1',
    id: 'orders',
    arn: 'arn:aws:rds:us-east-1:111111111111:db:orders',
  } as unknown as Ref
  const database = (tags: Readonly<Record<string, string>>): Resource => ({
    ref,
    name: { known: true, value: 'orders' },
    tags: { known: true, value: new Map(Object.entries(tags)) },
    vpc: { known: true, value: null },
    facts: null,
  })
  const tagsOf = ({ tags }: Resource): ReadonlyMap<string, string> => (tags.known ? tags.value : new Map())
  const tagLogic = plainKind<Kind>(
    { kind: 'rds:db', awsName: 'rds:db', lists: false, reads: [], consoleLink: () => '' },
    serviceTags('rds', { tag: [], untag: [] }),
  )
  const hasOwner: Rule = {
    id: 'has-owner',
    title: 'a throwaway rule about a tag',
    severity: 'low',
    controls: { securityHub: [], cis: [] },
    looksUp: () => [],
    tagKeys: () => null,
    writes: () => [],
    depth: 'whole',
    wantsDetail: false,
    kinds: () => ['rds:db'],
    needs: () => [],
    check: (one) =>
      tagsOf(one).get('owner') === 'data'
        ? 'pass'
        : [
            {
              about: 'owner',
              verdict: 'fail',
              message: 'no owner',
              evidence: [],
              rating: null,
              repair: {
                kind: 'changes',
                changes: [
                  {
                    on: one.ref,
                    member: 'tag owner' as Member,
                    before: tagsOf(one).get('owner') ?? null,
                    after: 'data',
                  },
                ],
              },
              weight: 0,
            },
          ],
  }

  it('goes through the same plan, apply and undo', async () => {
    const [first] = bothPorts.uses
    if (first === undefined) throw new Error('no use')
    const use: Use = { ...first, rule: 'has-owner', name: 'has-owner', kinds: ['rds:db'], options: {} }
    const policy: Policy = { ...bothPorts, uses: [use] }
    const rules = new Map([['has-owner', hasOwner]])
    const kindsHere = new Map<Kind, KindLogic>([['rds:db', tagLogic]])
    let now = database({ name: 'x' })
    const world = worldOf({ resources: [now], gaps: [], whole: new Set() })
    const judged = evaluate({ policy, rules, uses: [use], today }, world)
    const plan = planOf(
      { policy, rules, kinds: kindsHere, looked: judged.looked, own: [], inScope: () => true },
      world,
      judged.findings,
    )
    expect(plan.steps).toMatchObject([
      { decision: 'apply', rating: 'neutral', changes: [{ member: 'tag owner', before: null, after: 'data' }] },
    ])
    const io: KindIo<null> = {
      kind: 'rds:db',
      source: { per: 'region', async *list() {} },
      read: async (_, refs) => refs.map((one) => ({ ref: one, resource: { known: true, value: now } })),
      async send(_, call) {
        now = tagLogic.withChanges(now, call.changes)
        return { kind: 'done' }
      },
    }
    const journal: JournalLine[] = []
    const run = (wanted: Plan) =>
      apply<null>({
        plan: wanted,
        selected: all(wanted),
        access: async () => ({ session: null, role: null, io, logic: tagLogic }),
        journal: { write: (line) => void journal.push(line) },
        remains: () => null,
        failures: 3,
        numbering: { next: () => journal.length },
        wait: async () => undefined,
        progress: () => undefined,
      })
    expect((await run(plan)).outcomes).toMatchObject([{ state: 'fixed' }])
    expect([...tagsOf(now)]).toEqual([
      ['name', 'x'],
      ['owner', 'data'],
    ])
    const undo = undoPlan(
      { kinds: kindsHere, world, protected: [], own: [], inTargets: () => true, proved: false },
      touchedBy(journal),
      [{ ref, resource: { known: true, value: now } }],
    )
    expect(undo.steps).toMatchObject([{ decision: 'apply', changes: [{ before: 'data', after: null }] }])
    const elsewhere = undoPlan(
      { kinds: kindsHere, world, protected: [], own: [], inTargets: () => false, proved: true },
      touchedBy(journal),
      [],
    )
    expect(elsewhere.steps).toMatchObject([{ decision: 'hold', reason: 'not in a target of the policy' }])
    await run(undo)
    expect([...tagsOf(now)]).toEqual([['name', 'x']])
  })
})

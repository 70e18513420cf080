import './support/patterns.ts'
import { describe, expect, it } from '@jest/globals'
import { baselinesOf } from '../src/baselines/baselines.ts'
import { isRecorded } from '../src/baselines/compare.ts'
import { take } from '../src/baselines/take.ts'
import { worldOf } from '../src/collect/world.ts'
import type { Baseline } from '../src/model/baseline.ts'
import type { KindLogic, Kinds } from '../src/model/kind.ts'
import type { Change } from '../src/model/member.ts'
import type { Gap, Resource } from '../src/model/resource.ts'
import type { Verdict } from '../src/model/rule.ts'
import { kinds } from '../src/resources/index.ts'
import type { Case } from '../src/rules/define.ts'
import { rules } from '../src/rules/index.ts'
import { anyKind } from '../src/tagging/any-kind.ts'

const tables = new Map<string, readonly Case[]>()
for (const { id } of rules) {
  const { cases } = (await import(`../src/rules/${id}/cases.ts`)) as { readonly cases: readonly Case[] }
  tables.set(id, cases)
}

function worldFor({ resource, others = [], unread = [], recorded }: Case) {
  const gaps = unread.map(
    ({ kind, id }): Gap => ({
      ...resource.ref,
      kind,
      id,
      operation: 'ec2:GetManagedPrefixListEntries',
      role: null,
      why: 'denied',
      detail: null,
    }),
  )
  const baselines = recorded === undefined ? null : baselinesOf(recorded.map(recordedAs), kindMap)
  return worldOf({ resources: [resource, ...others], gaps, whole: new Set(), baselines })
}

const kindMap: Kinds = { get: (kind) => kinds.find((one) => one.kind === kind) as unknown as KindLogic | undefined }

function recordedAs(resource: Resource): Baseline {
  const logic = kindMap.get(resource.ref.kind)
  if (!isRecorded(logic)) throw new Error(`${resource.ref.kind} is not recorded`)
  return take(logic, resource, null).baseline
}

const kindOf = (verdict: Verdict): string => (typeof verdict === 'string' ? verdict : verdict[0].verdict)
const shown = (changes: readonly Change[]): readonly string[] =>
  changes.map(({ member, after }) => `${after === null ? '-' : '+'} ${member}`).sort()

for (const rule of rules) {
  const cases = tables.get(rule.id) ?? []
  describe(rule.id, () => {
    it('shows a pass, a fail, an unknown and a near miss', () => {
      expect([...new Set(cases.map(({ group }) => group))].sort()).toEqual(['fail', 'near-miss', 'pass', 'unknown'])
    })
    for (const one of cases) {
      it(`${one.group}: ${one.title}`, () => {
        const options = rule.options.parse(one.options)
        const world = worldFor(one)
        const verdict = rule.check(one.resource, options, world)
        expect(kindOf(verdict)).toBe(one.expect.verdict)
        if (typeof verdict === 'string') return
        const [breach] = verdict
        for (const words of one.expect.says ?? []) expect(breach.message).toContain(words)
        if (one.expect.repair !== undefined) expect(breach.repair.kind).toBe(one.expect.repair)
        if (one.expect.rating !== undefined) expect(breach.rating).toBe(one.expect.rating)
        if (breach.repair.kind === 'none') return
        const { changes } = breach.repair
        if (one.expect.changes !== undefined) expect(shown(changes)).toEqual([...one.expect.changes].sort())
        if (one.recorded !== undefined) return
        const house = kinds.find(({ kind }) => kind === one.resource.ref.kind)
        const logic = (house ?? anyKind(one.resource.ref.kind)) as unknown as {
          withChanges(resource: Resource, changes: readonly Change[]): Resource
          shift(before: Resource, after: Resource, world: unknown): { gains: string; loses: string }
        }
        const after = logic.withChanges(one.resource, changes)
        // A repair gives no access that was not there: of network rules it takes some away, of tags it gives and takes none,
        // unless they are a principal's, of which nobody can say.
        const ofPrincipal = { gains: 'unknown', loses: 'unknown' }
        const ofTags = one.resource.ref.kind === 'iam-role' ? ofPrincipal : { gains: 'no', loses: 'no' }
        const expected = rule.id === 'required-tags' ? ofTags : { gains: 'no', loses: 'yes' }
        expect(logic.shift(one.resource, after, world)).toMatchObject(expected)
        if (rule.id === 'required-tags') expect(rule.check(after, options, world)).toBe('pass')
      })
    }
  })
}

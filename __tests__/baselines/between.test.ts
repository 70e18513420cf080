import { describe, expect, it } from '@jest/globals'
import { between } from '../../src/baselines/between.ts'
import { isRecorded } from '../../src/baselines/compare.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { KindLogic } from '../../src/model/kind.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { kindMap } from '../../src/stages/run.ts'

const world = worldOf({ resources: [], gaps: [], whole: new Set() })
const logic = kindMap.get('security-group')
const [ssh, open, office] = ['10.0.0.0/8', '0.0.0.0/0', '10.1.0.0/16'].map((cidr) => `ingress tcp 22-22 ${cidr}`)

function baselineOf(rules: readonly (string | undefined)[], more: Partial<Baseline> = {}): Baseline {
  if (!isRecorded(logic)) throw new Error('security groups are recorded')
  const group = exampleGroup({ rules: rules.filter((rule) => rule !== undefined) })
  return { ...take(logic, group, null).baseline, ...more }
}

const rated = (base: Baseline | null, head: Baseline | null, live = [] as readonly string[] | null) => {
  const at = { live: live === null ? null : exampleGroup({ rules: live }), world }
  const { rating, words, changed, why } = between(logic, { base, head }, at)
  return { rating, words, members: changed.map(({ member }) => member), why: why !== null }
}

describe('one baseline in place of another', () => {
  it.each([
    ['the same', baselineOf([ssh]), baselineOf([ssh]), 'neutral'],
    ['a rule more', baselineOf([ssh]), baselineOf([ssh, open]), 'widening'],
    ['a rule less', baselineOf([ssh, open]), baselineOf([ssh]), 'narrowing'],
    ['a narrower rule for a wider one', baselineOf([ssh]), baselineOf([office]), 'narrowing'],
    ['a rule that another one covers', baselineOf([ssh]), baselineOf([ssh, office]), 'neutral'],
  ] as const)(
    '%s is rated the same whether or not the account was read, and whatever is there',
    (_, base, head, rating) => {
      for (const live of [null, [], [open ?? ''], [ssh ?? '', office ?? '']])
        expect(rated(base, head, live).rating).toBe(rating)
      const other = { widening: 'narrowing', narrowing: 'widening', neutral: 'neutral' } as const
      expect(rated(head, base).rating).toBe(other[rating])
    },
  )

  it.each([
    ['none', baselineOf([ssh]), null],
    [
      'another ARN',
      baselineOf([ssh]),
      baselineOf([ssh], {
        ref: { ...exampleGroup().ref, arn: 'arn:aws:ec2:us-east-1:111111111111:security-group/sg-2' },
      }),
    ],
    ['another resource of the name', baselineOf([ssh], { unique: 'A' }), baselineOf([ssh], { unique: 'B' })],
    ['other parts that were not read', baselineOf([ssh]), baselineOf([ssh], { unread: ['tag'] })],
  ] as const)('%s cannot be decided, and says why', (_, base, head) => {
    expect(rated(base, head)).toMatchObject({ rating: 'undecided', why: true })
  })

  it('of a kind that begins with nothing to say is rated with the account alone', () => {
    if (!isRecorded(logic)) throw new Error('security groups are recorded')
    const { blank: _, ...recording } = logic.recording
    const without: KindLogic = { ...logic, recording }
    const pair = { base: baselineOf([ssh]), head: baselineOf([ssh, open]) }
    expect(between(without, pair, { live: null, world })).toMatchObject({
      rating: 'undecided',
      changed: [{ member: open }],
    })
    expect(between(without, pair, { live: exampleGroup(), world })).toMatchObject({ rating: 'widening', why: null })
    expect(between(undefined, pair, { live: null, world })).toMatchObject({ rating: 'undecided' })
  })
})

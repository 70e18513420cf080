import { beforeAll, describe, expect, it } from '@jest/globals'
import { between } from '../../src/baselines/between.ts'
import { isRecorded } from '../../src/baselines/compare.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { Json } from '../../src/model/basics.ts'
import type { KindLogic } from '../../src/model/kind.ts'
import type { Member } from '../../src/model/member.ts'
import type { Resource } from '../../src/model/resource.ts'
import { examplePolicy } from '../../src/resources/iam-policy/example.ts'
import { exampleRole } from '../../src/resources/iam-role/example.ts'
import { exampleInternetGateway } from '../../src/resources/internet-gateway/example.ts'
import { exampleNatGateway } from '../../src/resources/nat-gateway/example.ts'
import { exampleAcl } from '../../src/resources/network-acl/example.ts'
import { exampleTable } from '../../src/resources/route-table/example.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { exampleSubnet } from '../../src/resources/subnet/example.ts'
import { exampleVpc } from '../../src/resources/vpc/example.ts'
import { exampleVpcEndpoint } from '../../src/resources/vpc-endpoint/example.ts'
import { examplePeering } from '../../src/resources/vpc-peering/example.ts'
import { kindMap, kindNames } from '../../src/stages/run.ts'

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

describe('every kind that is recorded', () => {
  const examples: readonly Resource[] = [
    exampleGroup({ rules: ['ingress tcp 22-22 10.0.0.0/8'] }),
    exampleRole(),
    examplePolicy(),
    exampleTable({ routes: ['0.0.0.0/0 igw-0123456789abcdef0'] }),
    exampleAcl(['ingress 100 allow tcp 22-22 10.0.0.0/8']),
    examplePeering(),
    exampleVpc(),
    exampleSubnet(),
    exampleInternetGateway(),
    exampleNatGateway(),
    exampleVpcEndpoint(),
  ] as unknown as readonly Resource[]

  beforeAll(async () => {
    for (const { ref } of examples) await kindMap.get(ref.kind)?.load?.()
  })

  it('is among these', () => {
    const recorded = kindNames.flatMap(({ kind, recording }) => (recording === null ? [] : [kind]))
    expect(examples.map(({ ref }) => ref.kind).sort()).toEqual(recorded.sort())
  })

  it.each(examples.map((one) => [one.ref.kind, one] as const))(
    '%s begins with nothing, and holds what a baseline says',
    (kind, example) => {
      const own = kindMap.get(kind)
      if (!isRecorded(own)) throw new Error(`${kind} is recorded`)
      const { baseline } = take(own, example, null)
      const facts = own.recording.blank?.(baseline.ref, baseline.name)
      expect(facts).toBeTruthy()
      // The same file with a part that is changed: what its own kind can take back can be rated without the account.
      for (const [member, value] of baseline.members) {
        const base = { ...baseline, members: new Map([...baseline.members].filter(([name]) => name !== member)) }
        const found = between(own, { base, head: baseline }, { live: null, world })
        const seen = between(own, { base, head: baseline }, { live: example, world })
        expect([member, found.changed.map((one) => [one.member, one.after])]).toEqual([member, [[member, value]]])
        if (found.why === null) expect([member, seen.rating]).toEqual([member, found.rating])
      }
      expect(between(own, { base: baseline, head: baseline }, { live: null, world })).toMatchObject({
        rating: 'neutral',
      })
    },
  )

  it('a role that gains all, one that others may be, a route to the internet and a subnet of public addresses are widening', () => {
    const widened = (example: Resource, member: string, value: Json): unknown => {
      const own = kindMap.get(example.ref.kind)
      if (!isRecorded(own)) throw new Error('recorded')
      const { baseline } = take(own, example, null)
      const head = { ...baseline, members: new Map(baseline.members).set(member as Member, value) }
      const there = between(own, { base: baseline, head }, { live: null, world })
      const back = between(own, { base: head, head: baseline }, { live: null, world })
      return [there.rating, back.rating]
    }
    const [, role, , table, , , , subnet] = examples
    if (role === undefined || table === undefined || subnet === undefined) throw new Error('they are there')
    expect(widened(role, 'attached arn:aws:iam::aws:policy/AdministratorAccess', true)).toEqual([
      'widening',
      'narrowing',
    ])
    const ec2 = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
    const other = { ...ec2, Principal: { AWS: 'arn:aws:iam::999999999999:root' } }
    const anybody = { Version: '2012-10-17', Statement: [ec2, other] }
    expect(widened(role, 'trust', anybody)).toEqual(['widening', 'narrowing'])
    expect(widened(subnet, 'auto-assign-public-ip', true)).toEqual(['widening', 'narrowing'])
    expect(widened(table, 'route ::/0', 'igw-0123456789abcdef0')).not.toContain('neutral')
  })
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Tags } from '../../emulator/cloud.ts'
import { put } from '../../emulator/runner.ts'
import { fix, keysOf, outcomeOf, stepOf, tagPolicy, volume } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

const file = '.github/tag-policies/org.json'

/** A repository with a tag policy of AWS Organizations. */
function repository(document: string | object): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  put(folder, file, typeof document === 'string' ? document : JSON.stringify(document, null, 2))
  return folder
}

const assign = (value: unknown) => ({ '@@assign': value })
const use = (more: object = {}) =>
  tagPolicy([{ options: { policies: ['.github/tag-policies/*.json'], ...more } }], {
    limits: { changes: 50, share: '100%' },
  })

describe('tag policies of AWS Organizations', () => {
  const world = testWorld()
  /** A document as the user guide shows it, tags of a volume, and what is found of it. */
  const cases: Readonly<Record<string, readonly [document: object, tags: Tags, keys: readonly string[]]>> = {
    'basic syntax: a value of the list passes': [
      {
        costcenter: {
          tag_key: assign('CostCenter'),
          tag_value: assign(['100', '200']),
          enforced_for: assign(['ec2:volume']),
        },
      },
      { CostCenter: '100' },
      [],
    ],
    'basic syntax: another value does not': [
      {
        costcenter: {
          tag_key: assign('CostCenter'),
          tag_value: assign(['100', '200']),
          enforced_for: assign(['ec2:volume']),
        },
      },
      { CostCenter: '300' },
      ['CostCenter'],
    ],
    'one wildcard in a value': [
      {
        costcenter: { tag_key: assign('CostCenter'), tag_value: assign(['1*']), enforced_for: assign(['ec2:volume']) },
      },
      { CostCenter: '2100' },
      ['CostCenter'],
    ],
    'example 1: the case of a key': [
      { CostCenter: { tag_key: 'CostCenter', enforced_for: ['ec2:ALL_SUPPORTED'] } },
      { costcenter: 'any' },
      ['CostCenter'],
    ],
    'no tag_key: any case will do': [
      { CostCenter: { tag_value: ['100'], enforced_for: ['ec2:*'] } },
      { COSTCENTER: '100' },
      [],
    ],
    'example 2: a key that nothing may carry': [
      { Color: { tag_key: 'Color', tag_value: [], enforced_for: ['ec2:volume'] } },
      { Color: 'red' },
      ['Color'],
    ],
    'enforced alone requires nothing': [
      { Environment: { tag_key: 'Environment', tag_value: ['Prod'], enforced_for: ['ec2:ALL_SUPPORTED'] } },
      {},
      [],
    ],
    'reporting: a required key': [
      { CostCenter: { tag_key: 'CostCenter', report_required_tag_for: ['ec2:ALL_SUPPORTED'] } },
      {},
      ['CostCenter'],
    ],
    'required of another kind': [
      {
        CostCenter: { tag_key: 'CostCenter', enforced_for: ['ec2:volume'], report_required_tag_for: ['ec2:instance'] },
      },
      {},
      [],
    ],
  }

  it.each(Object.entries(cases))('%s', async (_, [tags, own, keys]) => {
    const id = await volume(world.cloud, own)
    const run = await world.run({ policy: use(), folder: repository({ tags }), inputs: { only: id } })
    expect(run.report?.stops).toEqual([])
    expect(keysOf(run, id)).toEqual(keys)
  })

  it('rename keys and, with options beside them, correct values and fill in', async () => {
    const id = await volume(world.cloud, { costcenter: ' 100', environment: 'Production' })
    const folder = repository({
      tags: {
        costcenter: { tag_key: 'CostCenter', tag_value: ['100', '2*'], enforced_for: ['ec2:volume'] },
        environment: { tag_key: 'Environment', tag_value: ['Prod'], report_required_tag_for: ['ec2:volume'] },
      },
    })
    const tags = {
      CostCenter: { normalise: true, required: false },
      Environment: { aliases: { Production: 'Prod' } },
    }
    const run = await world.run({ policy: use({ tags }), folder, inputs: { ...fix, only: id } })
    expect(outcomeOf(run, id, 'CostCenter')?.state).toBe('fixed')
    expect(stepOf(run, id, 'Environment').rating).toBe('neutral')
    const [, now] = Object.entries(await world.cloud.tags()).find(([arn]) => arn.endsWith(id)) ?? []
    expect(now).toEqual({ CostCenter: '100', Environment: 'Prod' })
  })

  it('that are broken are annotated at their place, and AWS is asked nothing', async () => {
    for (const [document, line, column, told] of [
      ['{\n  "tags": {\n    "a": { "tag_key": { "@@append": "A" } }\n  }\n}', 3, undefined, 'effective'],
      ['{\n  "tags": {\n    "a": { "tag_value": ["1*2*"], "enforced_for": ["ec2:volume"] }\n  }\n}', 3, undefined, '*'],
      ['{\n  "tags": {\n    "a": { "tag_keys": "A" }\n  }\n}', 3, 12, 'tag_key'],
      ['{\n  "tags": {,}\n}', 2, 12, ''],
    ] as const) {
      await world.cloud.faults([])
      const asked = world.issuer.asked.length
      const run = await world.run({ policy: use({ resources: ['ec2:volume'] }), folder: repository(document) })
      expect([document, run.outputs['failure-reason']]).toEqual([document, 'invalid-policy'])
      const [problem] = run.report?.stops[0]?.problems ?? []
      expect([document, problem]).toMatchObject([document, { file, line, ...(column === undefined ? {} : { column }) }])
      expect(JSON.stringify(problem)).toContain(told)
      expect(run.stdout).toMatch(new RegExp(`^::error title=[^\\n]*file=${file},line=${line},col=\\d+::`, 'm'))
      expect(await world.cloud.log()).toEqual([])
      expect(world.issuer.asked.length).toBe(asked)
    }
    const none = await world.run({ policy: use({ policies: ['.github/none/*.json'], resources: ['ec2:volume'] }) })
    expect(none.outputs['failure-reason']).toBe('invalid-policy')
  })
})

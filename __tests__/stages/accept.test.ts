import { describe, expect, it } from '@jest/globals'
import { baselinesOf } from '../../src/baselines/baselines.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import { parseInputs } from '../../src/github/inputs.ts'
import type { BaselineFile } from '../../src/model/baseline.ts'
import type { AccountId, Day, Region } from '../../src/model/basics.ts'
import type { TargetState } from '../../src/model/report.ts'
import type { Gap, Resource } from '../../src/model/resource.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { draftAccepts } from '../../src/stages/accept.ts'
import { kindNames, ruleMap, rulesById } from '../../src/stages/run.ts'
import { kinds, groupLogic as logic } from '../baselines/kinds.ts'

const today = '2026-11-24' as Day
const [account, region] = ['111111111111' as AccountId, 'us-east-1' as Region]
const parsed = parsePolicy('version: 1\nrules:\n  - { rule: drift }\n', 'p.yml', {
  rules: rulesById,
  kinds: kindNames,
  today,
})
if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
const { policy } = parsed
const read = parseInputs(new Map())
if (read.kind === 'problems') throw new Error('no inputs')

type Example = Parameters<typeof exampleGroup>[0]
const groupOf = (id: string, example: Example = {}): Resource => {
  const group = exampleGroup(example)
  return { ...group, ref: { ...group.ref, id, arn: group.ref.arn.replace(group.ref.id, id) } } as unknown as Resource
}
const fileOf = (resource: Resource): BaselineFile => {
  const { baseline } = take(logic, resource, null)
  return { path: pathOf(baseline), text: baselineText(baseline), baseline }
}

const place = (state: TargetState['state'] = 'read', at = region): TargetState => ({
  target: { account, region: at, name: null },
  state,
  reason: null,
  partial: [],
  resources: new Map(),
})
const gap: Gap = {
  account,
  region,
  kind: 'security-group',
  id: null,
  operation: 'ec2:DescribeSecurityGroups',
  role: null,
  why: 'throttled',
  detail: null,
} as unknown as Gap

interface Given {
  readonly live: readonly Resource[]
  readonly files: readonly BaselineFile[]
  readonly states?: readonly TargetState[]
  readonly gaps?: readonly Gap[]
  readonly only?: readonly string[]
}

function draft({ live, files, states = [place()], gaps = [], only }: Given) {
  const index = baselinesOf(
    files.map(({ baseline }) => baseline),
    kinds,
  )
  const whole = new Set(gaps.length === 0 && only === undefined ? [`${account}/${region}/security-group`] : [])
  const world = worldOf({ resources: live, gaps, whole, baselines: index })
  const judged = evaluate({ policy, rules: ruleMap, uses: policy.uses, today }, world)
  const run = {
    policy,
    uses: policy.uses,
    inputs: read.kind === 'inputs' ? read.inputs : (undefined as never),
    baselines: { files, index },
    only: { uses: null, ids: only ?? null, accounts: null },
    host: { env: {}, folder: '/nowhere' },
    event: {
      inActions: true,
      name: 'schedule',
      ref: 'refs/heads/main',
      repository: 'octo/infra',
      defaultBranch: 'main',
      visibility: 'private',
      runId: '42',
      runAttempt: '1',
      serverUrl: 'https://github.com',
    },
  } as const
  const drafted = draftAccepts(run, { verdicts: { judged, world }, plan: { hash: null, steps: [] }, states })
  if (drafted === null) throw new Error('nothing was drafted')
  return drafted
}

const ssh = 'ingress tcp 22-22 10.0.0.0/8'
const open = 'ingress tcp 22-22 0.0.0.0/0'
const wide = groupOf('sg-1', { rules: [ssh, open] })
const calm = groupOf('sg-2', { rules: [] })
const files = [
  fileOf(groupOf('sg-1', { rules: [ssh] })),
  fileOf(groupOf('sg-2', { rules: [ssh] })),
  fileOf(groupOf('sg-3')),
]
const live = [wide, calm, groupOf('sg-3')]
const wholes = (given: Given) => draft(given).parts.map(({ subject, whole }) => [subject === 'together', whole])
/** Whether a pull request about sg-3, which is as recorded, may be closed, one about what nobody knows, and the joint one. */
function settled(given: Given): readonly boolean[] {
  const drifted = [wide, calm, groupOf('sg-3', { rules: [open] })]
  const about = new Set(draft({ live, files }).parts.map(({ subject }) => subject))
  const third = draft({ live: drifted, files }).parts.find(({ subject }) => !about.has(subject))?.subject ?? ''
  return [third, '0123456789ab', 'together'].map(draft(given).settled)
}

describe('what a run may replace and close', () => {
  it('is everything, where everything was read', () => {
    expect(wholes({ live, files })).toEqual([
      [false, true],
      [true, true],
    ])
    expect(settled({ live, files })).toEqual([true, true, true])
  })

  it('is nothing in a place whose listing was cut', () => {
    const given = { live, files, gaps: [gap] }
    expect(wholes(given)).toEqual([
      [false, false],
      [true, false],
    ])
    expect(settled(given)).toEqual([false, false, false])
  })

  it('is what lies elsewhere, where one place failed; never what all places have to say together', () => {
    for (const given of [
      { live, files, states: [place(), place('failed', 'eu-west-1' as Region)] },
      { live, files, gaps: [{ ...gap, region: 'eu-west-1' as Region }] },
    ]) {
      expect(wholes({ ...given })[1]).toEqual([true, false])
      expect(settled(given).slice(1)).toEqual([false, false])
    }
    expect(settled({ live, files, states: [place(), place('failed', 'eu-west-1' as Region)] })[0]).toBe(true)
  })

  it('is not a resource of which a part was not read', () => {
    const unread = { known: false, why: 'denied', operation: 'ec2:DescribeTags' } as const
    const partly = { ...wide, tags: unread }
    const tagged = [fileOf(groupOf('sg-1', { rules: [ssh], tags: { owner: 'web' } })), ...files.slice(1)]
    expect(wholes({ live: [partly, calm, groupOf('sg-3')], files: tagged })).toEqual([
      [false, false],
      [true, false],
    ])
  })

  it('is not what a narrowed run left out, and nothing is said together', () => {
    expect(wholes({ live: [wide, calm], files, only: ['sg-1', 'sg-2'] })).toEqual([[false, false]])
    expect(settled({ live: [wide], files, only: ['sg-1'] })).toEqual([false, false, false])
  })

  it('of a gap in what is never recorded does not depend', () => {
    const other = { ...gap, kind: 'prefix-list' as Gap['kind'] }
    const drafted = draft({ live, files })
    expect(drafted.parts).toHaveLength(2)
    const index = draft({ live, files, gaps: [other] })
    expect(index.parts.find(({ subject }) => subject === 'together')?.whole).toBe(true)
  })
})

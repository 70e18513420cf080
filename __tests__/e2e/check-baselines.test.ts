import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthorizeSecurityGroupIngressCommand, DeleteSecurityGroupCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { anywhere, from } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { isRecorded } from '../../src/baselines/compare.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { kindMap } from '../../src/stages/run.ts'
import { ssh as noSsh, policyWith, target } from '../support/policy.ts'
import { checkOf, checkTarget, type Files, policyFile, testPulls } from '../support/pull.ts'

const drift = `  - rule: drift
    where: { kinds: [security-group] }
`
const held = { [policyFile]: policyWith(drift, '', checkTarget()) }
/** No role for pull requests: the text alone is judged. */
const unread = { [policyFile]: policyWith(drift, '', target()) }

interface Group {
  readonly id?: string
  readonly name?: string
  readonly rules?: readonly string[]
  readonly tags?: Readonly<Record<string, string>>
  readonly unread?: readonly string[]
}

/** The file of a group as `record` writes it. */
function fileOf({
  id = 'sg-0123456789abcdef0',
  name = 'web',
  rules = [],
  tags = {},
  unread: missing = [],
}: Group = {}): Readonly<Record<string, string>> {
  const example = exampleGroup({ groupName: name, rules, tags })
  const group = { ...example, ref: { ...example.ref, id, arn: example.ref.arn.replace(example.ref.id, id) } }
  const recorded = kindMap.get('security-group')
  if (!isRecorded(recorded)) throw new Error('security groups are recorded')
  const { baseline } = take(recorded, group, null)
  const text: Baseline = { ...baseline, unread: missing }
  return { [pathOf(text)]: baselineText(text) }
}

const ssh = 'ingress tcp 22-22 10.0.0.0/8'
const open = 'ingress tcp 22-22 0.0.0.0/0'
const office = 'ingress tcp 22-22 10.1.0.0/16'
const listed = 'ingress tcp 22-22 pl-0123456789abcdef0'

describe('a pull request that changes baselines, where no account is read', () => {
  const pulls = testPulls()
  const path = Object.keys(fileOf())[0] ?? ''
  const gone: Files = { [path]: null }

  it.each([
    ['widens one', fileOf({ rules: [ssh] }), fileOf({ rules: [ssh, open] }), 'changed', 'widening', true],
    [
      'gives it full access to all ports',
      fileOf({ rules: [ssh] }),
      fileOf({ rules: [ssh, 'ingress -1 all ::/0'] }),
      'changed',
      'widening',
      true,
    ],
    [
      'takes one for another',
      fileOf({ rules: [ssh] }),
      fileOf({ rules: ['ingress tcp 443-443 10.0.0.0/8'] }),
      'changed',
      'mixed',
      true,
    ],
    [
      'opens what nobody can tell',
      fileOf({ rules: [ssh] }),
      fileOf({ rules: [ssh, listed] }),
      'changed',
      'undecided',
      true,
    ],
    ['narrows one', fileOf({ rules: [ssh] }), fileOf({ rules: [office] }), 'changed', 'narrowing', false],
    ['takes a rule away', fileOf({ rules: [ssh, open] }), fileOf({ rules: [ssh] }), 'changed', 'narrowing', false],
    [
      'adds a tag',
      fileOf({ rules: [ssh] }),
      fileOf({ rules: [ssh], tags: { owner: 'web' } }),
      'changed',
      'neutral',
      false,
    ],
    [
      'says that rules could not be read',
      fileOf({ rules: [ssh] }),
      fileOf({ unread: ['ingress'] }),
      'changed',
      'undecided',
      true,
    ],
    ['records a group no more', fileOf({ rules: [ssh] }), gone, 'removed', 'undecided', true],
    ['records the first group of the account', {}, fileOf({ rules: [open] }), 'added', 'widening', false],
    ['records another group, open to all', fileOf(), fileOf({ id: 'sg-1', rules: [open] }), 'added', 'widening', true],
    ['records another group with a tag', fileOf(), fileOf({ id: 'sg-1', tags: { a: 'b' } }), 'added', 'neutral', false],
    [
      'moves the file of a group that has another name',
      fileOf({ rules: [ssh] }),
      { ...gone, ...fileOf({ name: 'app', rules: [ssh, open] }) },
      'changed',
      'widening',
      true,
    ],
  ] as const)('%s', async (_, base, head, what, rating, fails) => {
    const run = await pulls.check({ ...unread, ...base }, head as Files)
    expect(checkOf(run).changes).toMatchObject([{ about: 'baseline', what, rating, fails }])
    expect(run.report?.reasons).toEqual(fails ? ['silenced-findings'] : [])
    expect(run.report?.cost.calls).toEqual({})
    expect(checkOf(run).notes?.join()).toContain('no account was read')
    if (fails) expect(pulls.comments[0]).toMatch(/accept 1 baseline that may open something|accept 1 baselines/)
  })

  it('that no rule holds anything to, or with a gate that lets all pass', async () => {
    const rules = `  - rule: default-security-group-closed\n`
    const none = await pulls.check(
      { [policyFile]: policyWith(rules), ...fileOf({ rules: [ssh] }) },
      fileOf({ rules: [open] }),
    )
    expect(none.report?.reasons).toEqual([])
    const gate = { [policyFile]: policyWith(drift, 'gate: { silencing: none }\n') }
    const all = await pulls.check({ ...gate, ...fileOf({ rules: [ssh] }) }, fileOf({ rules: [open] }))
    expect(all.report?.reasons).toEqual([])
  })

  it('breaks one: an annotation on its line, and nothing is judged', async () => {
    const broken = fileOf({ rules: [ssh] })[path]?.replace('"version": 1', '"version": 2') ?? ''
    const run = await pulls.check({ ...unread, ...fileOf({ rules: [ssh] }) }, { [path]: broken })
    expect(run.outputs['failure-reason']).toBe('invalid-policy')
    const line = broken.split('\n').findIndex((one) => one.includes('"version"')) + 1
    expect(run.report?.stops[0]?.problems).toMatchObject([{ file: path, line }])
    expect(run.stdout).toContain(`file=${path},line=${line}`)
    expect(pulls.comments).toEqual([expect.stringContaining('problems')])
  })

  it('mends one that was broken: what it said before is not known, so it takes a word', async () => {
    const broken = fileOf({ rules: [ssh] })[path]?.replace('"version": 1', '"version": 2') ?? ''
    const run = await pulls.check({ ...unread, [path]: broken }, fileOf({ rules: [ssh] }))
    expect(checkOf(run)).toMatchObject({
      against: 'policy',
      changes: [{ what: 'changed', rating: 'undecided', fails: true }],
    })
    expect(run.summary).toContain('baselines in force cannot be used as they are')
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
  })

  it('changes two of 3,200: two files are asked for, and one where the checkout has the other', async () => {
    const many = Object.assign(
      {},
      ...Array.from({ length: 3200 }, (_, n) => fileOf({ id: `sg-${(4096 + n).toString(16)}`, rules: [ssh] })),
    ) as Record<string, string>
    const change = { ...fileOf({ id: 'sg-1000', rules: [office] }), ...fileOf({ id: 'sg-1001', rules: [] }) }
    const shas = pulls.propose({ ...unread, ...many }, change)
    const before = pulls.asked.length
    const run = await pulls.run(shas)
    expect(checkOf(run).changes).toHaveLength(2)
    expect(run.outputs['conclusion']).toBe('pass')
    const asked = pulls.asked.slice(before)
    expect(asked.filter((one) => one.includes('/git/trees/'))).toHaveLength(2)
    // Two files at each side, and the policy file once.
    expect(asked.filter((one) => one.includes('/git/blobs/'))).toHaveLength(5)
    const from = pulls.asked.length
    const out = await pulls.run(shas, { checkout: 'head' })
    expect(checkOf(out).changes).toEqual(checkOf(run).changes)
    expect(pulls.asked.slice(from).filter((one) => one.includes('/git/blobs/'))).toHaveLength(2)
  })
})

describe('a pull request that changes baselines, where the account is read', () => {
  const pulls = testPulls()

  /** What record writes of the account, or of one group. */
  async function recordedBy(group = ''): Promise<Readonly<Record<string, string>>> {
    const { folder } = await runCommand(['record'], { policy: held[policyFile], env: pulls.world.env })
    const root = '.github/holdfast/baselines'
    const names = readdirSync(join(folder, root), { recursive: true, encoding: 'utf8' }).sort()
    const paths = names
      .filter((name) => name.endsWith('.json') && name.includes(group))
      .map((name) => `${root}/${name}`)
    return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
  }
  it('accepts drift: what it would silence is told by its rating, and only what opens something takes a word', async () => {
    const { cloud } = pulls.world
    const group = await cloud.group('web', [from('10.0.0.0/8', 22)])
    const ec2 = await cloud.ec2()
    const recorded = await recordedBy(group)
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(3389)] }))
    const opened = await recordedBy(group)
    const run = await pulls.check({ ...held, ...recorded }, opened)
    const { silenced, why, changes } = checkOf(run)
    expect(silenced).toHaveLength(1)
    expect(why).toMatchObject([{ by: 'baseline', rating: 'widening', fails: false }])
    expect(changes).toMatchObject([{ about: 'baseline', rating: 'widening', fails: true }])
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    const back = await pulls.check(opened, recorded)
    expect(checkOf(back)).toMatchObject({ silenced: [], added: [expect.any(String)] })
    expect(back.outputs['failure-reason']).toBe('open-findings')
  })

  it('records that a group is gone', async () => {
    const { cloud } = pulls.world
    const group = await cloud.group('old', [])
    const all = await recordedBy()
    const ec2 = await cloud.ec2()
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group }))
    const [path = ''] = Object.keys(all).filter((name) => name.includes(group))
    const run = await pulls.check({ ...held, ...all }, { [path]: null })
    expect(checkOf(run)).toMatchObject({
      silenced: [expect.any(String)],
      why: [{ by: 'baseline', rating: 'undecided' }],
      changes: [{ what: 'removed', rating: 'undecided', fails: true }],
    })
  })

  it('finds one that is broken in force: the other rules are judged, and drift is not known', async () => {
    const group = await pulls.world.cloud.group('bad', [anywhere(22)])
    const [[path, text] = ['', '']] = Object.entries(await recordedBy(group))
    const broken = { [path]: text.replace('"version": 1', '"version": 2') }
    const guarding = (rules: string) => ({ [policyFile]: policyWith(rules, '', checkTarget()) })
    const both = { ...guarding(`${drift}${noSsh()}`), ...broken }
    const run = await pulls.check(both, { ...guarding(drift), [path]: null })
    expect(checkOf(run)).toMatchObject({ against: 'policy', silenced: [expect.any(String)], gaps: 0 })
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    // What a rule about baselines would no longer say is not known, and is no pass.
    const less = await pulls.check(both, { ...guarding(noSsh()), [path]: null })
    expect(checkOf(less)).toMatchObject({ silenced: [], gaps: 1 })
    expect(less.report?.reasons).toContain('unknown-findings')
    pulls.state.tickets.length = 0
    await pulls.check({ [path]: null }, {})
  })

  it('is held to all of them, read out of the checkout', async () => {
    const all = await recordedBy()
    const shas = pulls.propose({ ...held, ...all }, { 'README.md': 'other' })
    const before = pulls.asked.length
    const run = await pulls.run(shas, { checkout: 'head' })
    expect(run.outputs).toMatchObject({ conclusion: 'pass' })
    expect(checkOf(run)).toMatchObject({ silenced: [], added: [], changes: [] })
    expect(pulls.asked.slice(before).filter((one) => one.includes('/git/blobs/'))).toEqual([])
    // A checkout that says otherwise is no witness.
    const lying = Object.fromEntries(Object.keys({ ...held, ...all }).map((name) => [name, '{}']))
    const asked = await pulls.run(shas, { checkout: lying })
    expect(checkOf(asked)).toMatchObject({ silenced: [], added: [], changes: [] })
    expect(asked.outputs['conclusion']).toBe('pass')
  })
})

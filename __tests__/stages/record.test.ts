import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { baselinesOf } from '../../src/baselines/baselines.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import { evaluate } from '../../src/evaluate/evaluate.ts'
import type { BaselineFile, FileChange } from '../../src/model/baseline.ts'
import type { Day } from '../../src/model/basics.ts'
import type { Policy } from '../../src/model/policy.ts'
import type { Resource } from '../../src/model/resource.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { recordBlocks, recordTitle } from '../../src/report/record.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { isRecording } from '../../src/stages/baselines.ts'
import { recordOf } from '../../src/stages/record.ts'
import { kindNames, ruleMap, rulesById } from '../../src/stages/run.ts'
import { writeToTree } from '../../src/stages/working-tree.ts'
import { kinds, groupLogic as logic } from '../baselines/kinds.ts'

const today = '2026-11-24' as Day
const whole = new Set(['111111111111/us-east-1/security-group'])

function policyOf(where = ''): Policy {
  const text = `version: 1\nrules:\n  - { rule: drift${where} }\n  - { rule: security-group-open-ingress, name: ssh, options: { ports: ["22"] } }\n`
  const parsed = parsePolicy(text, 'p.yml', { rules: rulesById, kinds: kindNames, today })
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
  return parsed.policy
}

type Example = Parameters<typeof exampleGroup>[0]
const groupOf = (id: string, example: Example = {}): Resource => {
  const group = exampleGroup(example)
  return { ...group, ref: { ...group.ref, id, arn: group.ref.arn.replace(group.ref.id, id) } } as unknown as Resource
}

function fileOf(resource: Resource): BaselineFile {
  const { baseline } = take(logic, resource, null)
  return { path: pathOf(baseline), text: baselineText(baseline), baseline }
}

function record(live: readonly Resource[], files: readonly BaselineFile[], policy = policyOf(), read = whole) {
  const index = baselinesOf(
    files.map(({ baseline }) => baseline),
    kinds,
  )
  const world = worldOf({ resources: live, gaps: [], whole: read, baselines: index })
  const { findings } = evaluate({ policy, rules: ruleMap, uses: policy.uses, today }, world)
  return recordOf({ world, kinds, baselines: { files, index }, uses: policy.uses.filter(isRecording), findings })
}

/** The files once the changes are made. */
function written(files: readonly BaselineFile[], changes: readonly FileChange[]): readonly BaselineFile[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  for (const { path, content } of changes) {
    if (content === null) texts.delete(path)
    else texts.set(path, content)
  }
  const parsed = parseBaselines(
    [...texts].map(([path, text]) => ({ path, text })),
    { kinds, recorded: ['security-group'] },
  )
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
  return parsed.files
}

const ssh = 'ingress tcp 22-22 10.0.0.0/8'
const open = 'ingress tcp 22-22 0.0.0.0/0'

describe('a record', () => {
  it('says what is new, changed and gone, rated, and what it would bless; the next one has nothing to say', () => {
    const files = [fileOf(groupOf('sg-1', { rules: [ssh] })), fileOf(groupOf('sg-2')), fileOf(groupOf('sg-3'))]
    const live = [groupOf('sg-1', { rules: [ssh, open] }), groupOf('sg-2'), groupOf('sg-4', { rules: [ssh] })]
    const done = record(live, files)
    expect(done.resources).toMatchObject([
      {
        ref: { id: 'sg-1' },
        what: 'changed',
        changed: [{ member: open, rating: 'widening' }],
        blesses: [{ use: 'ssh', severity: 'critical' }],
      },
      { ref: { id: 'sg-3' }, what: 'gone', blesses: [] },
      { ref: { id: 'sg-4' }, what: 'new', members: 1, blesses: [] },
    ])
    expect(done.files.map(({ path, content }) => [path.split('~').at(-1), content === null])).toEqual([
      ['sg-1.json', false],
      ['sg-3.json', true],
      ['sg-4.json', false],
    ])
    expect(done).toMatchObject({ same: 1, left: 0 })
    const again = record(live, written(files, done.files))
    expect(again).toEqual({ resources: [], files: [], same: 3, left: 0 })
  })

  it('changes no byte of a file that says the same in other words', () => {
    const file = fileOf(groupOf('sg-1', { rules: [ssh, open] }))
    const spelled = { ...file, text: JSON.stringify(JSON.parse(file.text)) }
    expect(record([groupOf('sg-1', { rules: [open, ssh] })], [spelled])).toMatchObject({ files: [], same: 1 })
  })

  it('leaves what could not be read as it was, and says so', () => {
    const unread = { known: false, why: 'denied', operation: 'ec2:DescribeTags' } as const
    const file = fileOf(groupOf('sg-1', { rules: [ssh], tags: { owner: 'web' } }))
    const same = record([{ ...groupOf('sg-1', { rules: [ssh] }), tags: unread }], [file])
    expect(same).toMatchObject({ files: [], resources: [{ what: 'same', unread: [{ about: 'tag', why: 'denied' }] }] })
    const changed = record([{ ...groupOf('sg-1', { rules: [open] }), tags: unread }], [file])
    const [kept] = written([file], changed.files)
    expect([...(kept?.baseline.members ?? [])].map(([member]) => member).sort()).toEqual([open, 'tag owner'])
    // Nobody can say whether the policy means a group whose tags were not read.
    const tagged = policyOf(', where: { tags: { owner: "*" } }')
    expect(record([{ ...groupOf('sg-1'), tags: unread }], [file], tagged)).toEqual({
      resources: [],
      files: [],
      same: 0,
      left: 1,
    })
  })

  it('takes nothing for gone that a whole listing does not lack, and nothing that the policy leaves out', () => {
    const files = [fileOf(groupOf('sg-1')), fileOf(groupOf('sg-2', { groupName: 'other' }))]
    expect(record([], files, policyOf(), new Set())).toMatchObject({ files: [], resources: [] })
    const others = policyOf(', where: { names: ["other"] }')
    expect(record([groupOf('sg-3')], files, others).resources).toMatchObject([{ ref: { id: 'sg-2' }, what: 'gone' }])
  })

  it('is told in Markdown that nothing from AWS can break out of', () => {
    const hostile = groupOf('sg-1', { groupName: '](https://x) @team', rules: [open], tags: { '<img>': '#1' } })
    const done = { ...record([hostile], [fileOf(groupOf('sg-1'))]), to: 'pull-request' as const }
    const body = toMarkdown(recordBlocks(done), 60_000)
    expect(recordTitle(done)).toBe('Holdfast: recorded: 1 changed')
    expect(body).toContain('widening')
    expect(body).not.toMatch(/<img>|@team|\]\(https/)
  })
})

describe('files of the working tree', () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), 'tree-'))

  it('are written, replaced and deleted, and nothing is left beside them', () => {
    const root = folder()
    writeToTree(root, [{ path: 'a/b/one.json', content: '1' }])
    writeToTree(root, [
      { path: 'a/b/one.json', content: '2' },
      { path: 'a/two.json', content: '3' },
      { path: 'a/none.json', content: null },
    ])
    expect(readFileSync(join(root, 'a/b/one.json'), 'utf8')).toBe('2')
    writeToTree(root, [{ path: 'a/b/one.json', content: null }])
    expect(readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()).toEqual(['a', 'a/b', 'a/two.json'])
  })

  it.each(['a', 'a/b', 'a/b/one.json'])('are not written through a link at %s', (link) => {
    const [root, outside] = [folder(), folder()]
    writeFileSync(join(outside, 'kept'), 'kept')
    mkdirSync(join(root, link, '..'), { recursive: true })
    symlinkSync(link.endsWith('.json') ? join(outside, 'kept') : outside, join(root, link))
    const files = [
      { path: 'first.json', content: '1' },
      { path: 'a/b/one.json', content: '2' },
    ]
    expect(() => writeToTree(root, files)).toThrow(`${link} is a link`)
    expect(readdirSync(outside)).toEqual(['kept'])
    expect(readdirSync(root)).not.toContain('first.json')
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { runAction } from '../../emulator/runner.ts'
import { fix, tagsOn, takenBack, volume } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

const hostile = [
  '::error::forged',
  '\n::error::forged',
  '##[error]forged',
  '@octo/everyone #1 GH-1',
  '[link](https://evil.example) <img src=x> `code` | cell |',
  '</code></td><script>x</script>',
  'ключ 鍵 \u{1f511} e\u0301 \u202egnirts\u202c \u200b',
  'constructor',
  'a=b&c+d%20\'"\\',
]

describe('keys and values', () => {
  const world = testWorld()

  it('of any text are told unharmed in JSON, harmless elsewhere, written as they are, and taken back', async () => {
    const { cloud } = world
    const keys = hostile.map((text) => text.replace(/\n/g, ''))
    const tags = Object.fromEntries(keys.map((key, index) => [`${key}`, hostile[index] ?? '']))
    const id = await volume(cloud, { ...tags, note: '##[error]x' })
    const bucket = await cloud.bucket('hostile', { ...tags, note: '::error::x' })
    const before = await cloud.tags()
    // Each value is wrong, and has an alias that is as hostile.
    const wanted = Object.fromEntries(
      [...new Set(keys)].map((key) => [
        key,
        { values: [`${key}!`], default: `${key}!`, aliases: { [tags[key] ?? '']: `${key}!` } },
      ]),
    )
    const policy = tagsOn(['ec2:volume', 's3:bucket'], wanted)
    const run = await world.run({ policy, inputs: fix })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: String(2 * new Set(keys).size) })
    const after = await cloud.tags()
    const right = Object.fromEntries(keys.map((key) => [key, `${key}!`]))
    expect(after[`arn:aws:ec2:us-east-1:${first}:volume/${id}`]).toEqual({ ...right, note: '##[error]x' })
    expect(after[bucket]).toEqual({ ...right, note: '::error::x' })
    harmless(run.stdout, run.summary)
    const text = readFileSync(join(run.folder, 'holdfast-report/report.json'), 'utf8')
    expect(text).not.toContain('##[')
    const found = run.report?.findings.map(({ evidence }) => String(evidence[0]?.['key'])) ?? []
    expect(new Set(found)).toEqual(new Set(keys))
    expect((await takenBack(world, run)).outputs['conclusion']).toBe('pass')
    expect(await cloud.tags()).toEqual(before)
    const open = tagsOn(['ec2:volume', 's3:bucket'], Object.fromEntries(keys.map((key) => [key, { values: ['x'] }])))
    const told = await world.run({ policy: open })
    expect(told.outputs['findings']).toBe(String(2 * new Set(keys).size))
    harmless(told.stdout, told.summary)
  })
})

it('__proto__ as a key of the policy is refused, and not asked of nothing', async () => {
  const policy = tagsOn(['ec2:volume'], JSON.parse('{"owner": {}, "__proto__": {}}'))
  const run = await runAction({ policy })
  expect(run.outputs['failure-reason']).toBe('invalid-policy')
  expect(run.report?.stops[0]?.problems).toMatchObject([{ line: 9, found: 'the key __proto__' }])
})

/** No line of a log is a command that a tag forged, and nothing in Markdown is markup or a mention. */
function harmless(log: string, summary: string): void {
  expect(log).not.toMatch(/##\[/)
  const commands = log.split(/\r?\n/).filter((line) => /^\s*::error\b/.test(line))
  expect(commands.filter((line) => !line.startsWith('::error title='))).toEqual([])
  expect(summary).not.toMatch(/@octo|##\[|<img|<script|\]\(https:\/\/evil/)
  expect(summary).not.toMatch(/#1 GH/)
  expect(summary).not.toContain('\u202e')
}

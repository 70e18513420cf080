import { existsSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { first, keysFor } from '../../emulator/cloud.ts'
import { put, runCommand } from '../../emulator/runner.ts'
import { testWorld } from '../support/world.ts'

describe('holdfast init', () => {
  const world = testWorld()

  it('writes a policy for the account that it finds, and the workflows of examples/; overwrites nothing', async () => {
    const keys = await keysFor(world.cloud.url, first)
    const env = {
      AWS_ENDPOINT_URL: world.cloud.url,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
      AWS_REGION: 'eu-west-1',
    }
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-init-'))
    put(folder, '.github/workflows/holdfast-undo.yml', 'mine\n')
    symlinkSync(join(folder, 'nowhere'), join(folder, '.github/workflows/holdfast-remediate.yml'))
    const done = await runCommand(['init'], { env, folder })
    expect(done.code).toBe(0)
    expect(done.stdout).toContain('kept  .github/workflows/holdfast-undo.yml')
    expect(done.stdout).toContain('kept  .github/workflows/holdfast-remediate.yml')
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
    expect(read('.github/holdfast.yml')).toContain(`account: "${first}"`)
    expect(read('.github/holdfast.yml')).toContain('regions: [eu-west-1]')
    expect(read('.github/workflows/holdfast-undo.yml')).toBe('mine\n')
    expect(read('.github/workflows/holdfast.yml')).toBe(readFileSync('examples/schedule.yml', 'utf8'))
    expect(await runCommand(['validate'], { env, folder })).toMatchObject({ code: 0, stderr: '' })
    const again = await runCommand(['init'], { env, folder })
    expect(again.stdout).not.toContain('wrote')
  })

  it('explains each line of what it writes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-init-'))
    const { stdout } = await runCommand(['init'], { env: { GITHUB_ACTIONS: 'true' }, folder })
    const written = [...stdout.matchAll(/^wrote (.+)$/gm)].map(([, path = '']) => path)
    expect(written).toHaveLength(4)
    for (const path of written) {
      const lines = readFileSync(join(folder, path), 'utf8').split('\n')
      expect([path, lines.filter((line) => line !== '' && !/(^|\s)#\s+\S/.test(line))]).toEqual([path, []])
    }
  })

  it('says that it found no account, and leaves its place open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-init-'))
    const env = { GITHUB_ACTIONS: 'true' }
    const done = await runCommand(['init'], { env, folder })
    expect(done.stderr).toContain('no account was found')
    expect(readFileSync(join(folder, '.github/holdfast.yml'), 'utf8')).toContain('put your account in')
    expect((await runCommand(['validate'], { env, folder })).code).toBe(0)
  })
})

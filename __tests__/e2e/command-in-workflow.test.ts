import { describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

describe('the command as a step of a workflow', () => {
  const world = testWorld()
  const policy = `${policyWith(ssh())}publish: { public: details }\n`
  const run = (format: string) =>
    runCommand(['detect', '--format', format], {
      policy,
      env: {
        ...world.env,
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'schedule',
        GITHUB_REF: 'refs/heads/main',
        GITHUB_REPOSITORY: 'octo/infra',
      },
    })

  it('keeps its token off stdout, and has the runner mask it', async () => {
    const { code, stdout, stderr } = await run('json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, conclusion: 'pass' })
    const masked = [...stderr.matchAll(/^::add-mask::(\S+)$/gm)].map(([, secret]) => secret ?? '')
    expect(masked.filter((secret) => secret.split('.').length === 3)).toHaveLength(1)
    for (const secret of masked) expect(stdout).not.toContain(secret)
  })

  it('says nothing that the runner takes for a command of somebody else', async () => {
    const hostile = 'x ##[error]y ::error::z'
    const rule = { ...anywhere(22), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: hostile }] }
    await world.cloud.group('::error::bad ##[warning]', [rule], { tags: { Name: hostile } })
    for (const format of ['text', 'json', 'markdown']) {
      const { stdout, stderr } = await run(format)
      expect(stdout).toContain('bad ')
      expect(`${stdout}${stderr}`).not.toContain('##[')
      expect(stdout).not.toMatch(/^\s*::/m)
    }
  })
})

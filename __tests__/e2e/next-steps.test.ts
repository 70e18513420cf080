import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import { put } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

describe('the command that approves', () => {
  const world = testWorld()
  const policy = policyWith(ssh().replace('response: fix', 'response: approve'))
  const own = '.github/workflows/holdfast.yml'
  const takes = (...names: readonly string[]): string =>
    `# holdfast\non: { workflow_dispatch: { inputs: { ${names.map((name) => `${name}: {}`).join(', ')} } } }\n`

  it('is one that the checked-out workflows take', async () => {
    await world.cloud.group('open', [anywhere(22)])
    const first = await world.run({ policy, inputs: { mode: 'detect' } })
    const { folder } = first
    expect(first.summary).toContain('the workflow has to take the inputs')
    const line = (file: string): string =>
      `gh workflow run ${file} -f mode=remediate -f approve=${first.outputs['plan-hash']}\n`
    put(folder, own, takes('mode', 'approve'))
    const fits = await world.run({ folder, inputs: { mode: 'detect' } })
    expect(fits.summary).toContain(`exactly as shown here:\n\n\`\`\`sh\n${line('holdfast.yml')}`)
    put(folder, own, 'on: { schedule: [{ cron: "17 * * * *" }] }\n')
    put(folder, '.github/workflows/approve.yml', takes('mode', 'approve'))
    // Not a workflow of Holdfast's, and not a file of the repository.
    put(folder, '.github/workflows/a-release.yml', 'on: { workflow_dispatch: { inputs: { mode: {}, approve: {} } } }\n')
    symlinkSync(join(folder, '.github/workflows/approve.yml'), join(folder, '.github/workflows/aa-link.yml'))
    const other = await world.run({ folder, inputs: { mode: 'detect' } })
    expect(other.summary).toContain(line('approve.yml'))
  })
})

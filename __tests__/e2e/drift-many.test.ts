import { expect, it } from '@jest/globals'
import { runCommand } from '../../emulator/runner.ts'
import { driftPolicy, filesIn } from '../support/drift.ts'
import { onEmulator } from '../support/tags.ts'

it('1,000 roles and 5,000 groups recorded and read again have not drifted, in as few pages as there are', async () => {
  await onEmulator(['--roles', '1000', '--managed', '20', '--sgs', '5000'], {}, async ({ cloud, env, run }) => {
    const policy = driftPolicy(['iam-role', 'security-group'])
    const { code, folder } = await runCommand(['record', '--write'], { policy, env })
    expect(code).toBe(0)
    expect(Object.keys(filesIn(folder)).length).toBeGreaterThanOrEqual(6_000)
    await cloud.faults([])
    const again = await run({ policy, folder })
    expect(again.outputs).toMatchObject({ conclusion: 'pass', findings: '0', unknown: '0' })
    const { calls } = again.report?.cost ?? {}
    expect(calls).toMatchObject({ 'iam:GetAccountAuthorizationDetails': 2, 'ec2:DescribeSecurityGroups': 6 })
  })
}, 240_000)

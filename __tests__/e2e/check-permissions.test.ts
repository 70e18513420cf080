import { describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { checkTarget, policyFile, testPulls } from '../support/pull.ts'

describe('what permissions prints for check', () => {
  const pulls = testPulls()
  const rules = `${ssh()}  - { rule: network-acl-open-ingress }
  - rule: required-tags
    response: fix
    options: { resources: ["iam-role", "s3-bucket"], tags: { owner: { default: web } } }
`

  it('is what a check calls: none missing, none unused, and nothing that writes', async () => {
    await pulls.world.cloud.group('open', [anywhere(22)])
    const policy = policyWith(rules, '', checkTarget())
    const { stdout } = await runCommand(['permissions', '--mode', 'check'], { policy })
    const { Statement } = JSON.parse(stdout) as { Statement: readonly { Effect: string; Action: readonly string[] }[] }
    expect(Statement.map(({ Effect }) => Effect)).not.toContain('Deny')
    const printed = new Set(Statement.flatMap(({ Action }) => Action))
    const run = await pulls.check({ [policyFile]: policy }, { [policyFile]: `# same\n${policy}` })
    expect(run.report?.reasons).toEqual([])
    const calls = Object.keys(run.report?.cost.calls ?? {}).filter((call) => !call.startsWith('sts:'))
    expect(calls.map(actionOf).filter((action) => !printed.has(action))).toEqual([])
    const unused = [...printed].filter((action) => !calls.map(actionOf).includes(action))
    // Asked only of what is there: policies of the account.
    expect(unused.filter((action) => !/^(iam|tag):/.test(action))).toEqual([])
    for (const action of printed) expect(action).toMatch(/:(Describe|Get|List)/)
  })
})

/** IAM's names of what S3 calls otherwise. */
const actionOf = (call: string): string =>
  ({ 's3:ListBuckets': 's3:ListAllMyBuckets', 's3:GetBucketTagging': 's3:GetBucketTagging' })[call] ?? call

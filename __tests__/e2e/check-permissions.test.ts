import { CreateManagedPrefixListCommand } from '@aws-sdk/client-ec2'
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
    const { cloud } = pulls.world
    const made = await (await cloud.ec2()).send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'all',
        AddressFamily: 'IPv4',
        MaxEntries: 2,
        Entries: [{ Cidr: '0.0.0.0/0' }],
      }),
    )
    const PrefixListIds = [{ PrefixListId: made.PrefixList?.PrefixListId ?? '' }]
    await cloud.group('open', [anywhere(22), { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, PrefixListIds }])
    await cloud.bucket('a-bucket')
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
    expect(unused).toEqual([])
    for (const action of printed) expect(action).toMatch(/:(Describe|Get|List)/)
  })
})

/** IAM's name of what S3 calls otherwise. */
const actionOf = (call: string): string => (call === 's3:ListBuckets' ? 's3:ListAllMyBuckets' : call)

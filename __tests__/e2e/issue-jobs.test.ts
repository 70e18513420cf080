import { RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere, first, second } from '../../emulator/cloud.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { testHosted } from '../support/published.ts'
import { testWorld } from '../support/world.ts'

const asks = ssh().replace('response: fix', 'response: approve')

describe('jobs of one run', () => {
  const world = testWorld([first, second])
  const github = testHosted(world)

  it('each tell what they did', async () => {
    const groups = await Promise.all(
      [first, second].map((account) => world.cloud.group('web', [anywhere(22)], { account })),
    )
    await world.cloud.group('stays', [anywhere(3389)])
    const rdp = asks.replace('no-open-ssh', 'no-open-rdp').replace('"22"', '"3389"')
    const both = `${target(first)}${target(second)}`
    const policy = policyWith(`${ssh()}${rdp}`, 'limits: { share: 100% }\n', both)
    await github.run({ policy, inputs: { mode: 'detect', publish: 'issue' } })
    for (const only of [first, second])
      await github.run({ policy, inputs: { mode: 'remediate', publish: 'issue', only } })
    const told = github.issues[0]?.comments.map(({ body }) => body) ?? []
    expect(told).toEqual(groups.map((group) => expect.stringContaining(group)))
  })
})

// Where each looks, its inputs say: what one sees is not all that the issue is about.
describe.each(['private', 'public'])('jobs that share a policy without targets, in a %s repository', (visibility) => {
  const world = testWorld([first, second])
  const github = testHosted(world, { visibility })
  const policy = policyWith(asks, '', '').replace('targets:\n', '')
  let web = ''
  beforeAll(async () => {
    web = await world.cloud.group('web', [anywhere(22)])
    await world.cloud.group('database', [anywhere(22)], { account: second })
  })

  const job = (account: string): Promise<RunResult & { readonly written: readonly string[] }> =>
    github.run({
      policy,
      inputs: {
        mode: 'detect',
        publish: 'issue',
        'role-to-assume': `arn:aws:iam::${account}:role/holdfast-read`,
        'aws-region': 'us-east-1',
      },
    })

  it('keep one issue of both, write nothing where nothing changed, and close only what all find clean', async () => {
    const alone = await job(first)
    expect(github.issues[0]?.body).toContain(`approve=${alone.outputs['plan-hash']}`)
    const [other] = (await job(second)).report?.plan.steps ?? []
    expect(github.issues).toHaveLength(1)
    expect(github.issues[0]?.title).toMatch(/^Holdfast: 2 open findings/)
    expect(github.issues[0]?.body).toContain(other?.hash)
    // No job takes a hash of what waits in both.
    expect(github.issues[0]?.body).toContain('One step, by its hash')
    for (const account of [first, second]) expect((await job(account)).written).toEqual([])
    await world.cloud.faults([{ service: 'ec2', account: second, status: 403, code: 'UnauthorizedOperation' }])
    await job(second)
    for (const account of [first, second]) expect((await job(account)).written).toEqual([])
    await world.cloud.faults([])
    await job(second)
    await (await world.cloud.ec2()).send(
      new RevokeSecurityGroupIngressCommand({ GroupId: web, IpPermissions: [anywhere(22)] }),
    )
    await job(first)
    expect(github.issues).toMatchObject([{ state: 'open', title: expect.stringMatching(/^Holdfast: 1 open finding/) }])
    if (visibility === 'public')
      for (const word of [web, first, second, 'database', 'us-east-1'])
        expect(github.issues[0]?.body).not.toContain(word)
  })
})

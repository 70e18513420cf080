import { CreateNetworkAclCommand, CreateNetworkAclEntryCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { policyWith } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

describe('network ACLs', () => {
  const world = testWorld()
  const policy = policyWith('  - { rule: network-acl-open-ingress, response: fix }\n')

  async function acl(entries: readonly (readonly [number, 'allow' | 'deny', number, number])[]): Promise<string> {
    const ec2 = await world.cloud.ec2()
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}))
    const made = await ec2.send(new CreateNetworkAclCommand({ VpcId: Vpcs[0]?.VpcId ?? '' }))
    const NetworkAclId = made.NetworkAcl?.NetworkAclId ?? ''
    for (const [RuleNumber, RuleAction, From, To] of entries) {
      await ec2.send(
        new CreateNetworkAclEntryCommand({
          NetworkAclId,
          RuleNumber,
          RuleAction,
          Protocol: '6',
          Egress: false,
          CidrBlock: '0.0.0.0/0',
          PortRange: { From, To },
        }),
      )
    }
    return NetworkAclId
  }

  it('are judged by their entries in order, reported, and left alone', async () => {
    const open = await acl([
      [200, 'deny', 22, 22],
      [100, 'allow', 0, 1000],
    ])
    const closed = await acl([
      [90, 'deny', 22, 22],
      [100, 'allow', 0, 1000],
      [110, 'allow', 1024, 65_535],
    ])
    const run = await world.run({ policy, inputs: { mode: 'remediate' } })
    const found = run.report?.findings.map(({ resource }) => resource.id) ?? []
    expect(found).toContain(open)
    expect(found).not.toContain(closed)
    // The default ACLs of the account are not asked for.
    expect(found).toHaveLength(1)
    expect(run.report?.plan.steps).toEqual([])
    expect(run.outputs['failure-reason']).toBe('open-findings')
  })

  it('that cannot be listed are a gap', async () => {
    await world.cloud.faults([
      { service: 'ec2', action: 'DescribeNetworkAcls', status: 403, code: 'UnauthorizedOperation' },
    ])
    const run = await world.run({ policy })
    expect(run.report?.gaps).toMatchObject([
      { kind: 'network-acl', operation: 'ec2:DescribeNetworkAcls', why: 'denied' },
    ])
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
  })
})

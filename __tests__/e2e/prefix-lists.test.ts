import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  type ManagedPrefixList,
  ModifyManagedPrefixListCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { findingOf } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

describe('a prefix list', () => {
  const world = testWorld()
  const policy = policyWith(ssh())

  async function list(PrefixListName: string, ...Entries: readonly { Cidr: string }[]): Promise<ManagedPrefixList> {
    const made = await (await world.cloud.ec2()).send(
      new CreateManagedPrefixListCommand({
        PrefixListName,
        AddressFamily: 'IPv4',
        MaxEntries: 250,
        Entries: [...Entries],
      }),
    )
    return made.PrefixList ?? {}
  }

  async function groupFrom(name: string, PrefixListId: string, ports = 22): Promise<string> {
    const group = await world.cloud.group(name, [])
    const PrefixListIds = [{ PrefixListId, Description: 'our vendors' }]
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: ports === 22 ? 22 : 20, ToPort: ports, PrefixListIds }]
    await (await world.cloud.ec2()).send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions }))
    return group
  }

  it('is read to its last page', async () => {
    const { PrefixListId = '' } = await list(
      'long',
      ...Array.from({ length: 100 }, (_, n) => ({ Cidr: `10.${n}.0.0/16` })),
    )
    const AddEntries = [{ Cidr: '0.0.0.0/1' }]
    await (await world.cloud.ec2()).send(
      new ModifyManagedPrefixListCommand({ PrefixListId, CurrentVersion: 1, AddEntries }),
    )
    const group = await groupFrom('long-list', PrefixListId)
    const run = await world.run({ policy })
    expect(findingOf(run, group)).toMatchObject({ verdict: 'fail', state: 'open' })
    await world.run({ policy, inputs: { mode: 'remediate' } })
  })

  it('keeps its description through a split and an undo', async () => {
    const { PrefixListId = '' } = await list('short', { Cidr: '0.0.0.0/1' })
    const group = await groupFrom('split', PrefixListId, 25)
    const before = await world.cloud.state()
    const fixed = await world.run({ policy, inputs: { mode: 'remediate' } })
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    const ingress = (await world.cloud.state())[group]?.rules.filter(({ egress }) => !egress)
    expect(ingress?.map(({ from, to, description }) => `${from}-${to} ${description}`)).toEqual([
      '20-21 our vendors',
      '23-25 our vendors',
    ])
    const undo = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
    const plan = await world.run({ inputs: undo, folder: fixed.folder })
    const approve = plan.outputs['plan-hash'] ?? ''
    await world.run({ inputs: { ...undo, approve }, folder: fixed.folder })
    expect(await world.cloud.state()).toEqual(before)
    await world.run({ policy, inputs: { mode: 'remediate' } })
  })

  it('that is not there leaves its group unknown', async () => {
    const group = await groupFrom('gone', 'pl-00000000000000000')
    const run = await world.run({ policy })
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
    expect(findingOf(run, group)).toMatchObject({ verdict: 'unknown' })
  })
})

describe('a rule that somebody else revokes between the last read and the call', () => {
  const world = testWorld()

  it('is gone, and the run says so', async () => {
    const group = await world.cloud.group('race', [
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ])
    const revoke = `Action=RevokeSecurityGroupIngress&Version=2016-11-15&GroupId=${group}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0`
    await world.cloud.faults([{ action: 'RevokeSecurityGroupIngress', times: 1, first: [revoke] }])
    const run = await world.run({ policy: policyWith(ssh()), inputs: { mode: 'remediate' } })
    expect(run.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    expect((await world.cloud.state())[group]?.rules.filter(({ egress }) => !egress)).toEqual([])
  })
})

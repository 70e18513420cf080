import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateVolumeCommand, DescribeSubnetsCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { first, type Tags } from '../../emulator/cloud.ts'
import { testWorld } from '../support/world.ts'

const text = readFileSync(join('examples', 'tags.yml'), 'utf8')
const policy = text.replace('"111122223333"', `"${first}"`)
const workspace = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-tags-'))
  mkdirSync(join(folder, '.github'))
  cpSync(join('examples', 'tag-policies'), join(folder, '.github', 'tag-policies'), { recursive: true })
  return folder
}
const listed = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

describe('examples/tags.yml', () => {
  const world = testWorld()

  it('explains every line', () => {
    const bare = text.split('\n').filter((line) => line.trim() !== '' && !line.includes('# '))
    expect(bare).toEqual([])
  })

  it('finds what is wrong with a server, its volume and a bucket, and puts right what it says it does', async () => {
    const ec2 = await world.cloud.ec2()
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
    const SubnetId = Subnets[0]?.SubnetId ?? ''
    const server = { owner: 'shop@example.com', environment: 'Production', 'cost-center': '1042', Project: 'shop' }
    const TagSpecifications = [{ ResourceType: 'instance' as const, Tags: listed(server) }]
    const made = await ec2.send(
      new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ImageId: 'ami-12c6146b', SubnetId, TagSpecifications }),
    )
    const id = made.Instances?.[0]?.InstanceId ?? ''
    await ec2.send(new CreateVolumeCommand({ Size: 1, AvailabilityZone: 'us-east-1a' }))
    const bucket = await world.cloud.bucket('shop-invoices', {
      Owner: 'shop@example.com',
      environment: 'prod',
      'cost-center': '1042',
    })
    const seen = await world.run({ policy, folder: workspace() })
    expect(seen.outputs['failure-reason']).toBe('open-findings')
    // Of databases, those that never had a tag stay unseen, and that is said.
    expect(seen.summary).toMatch(/rds:.*never-tagged resources of this kind cannot be listed/)
    const fixed = await world.run({ policy, folder: workspace(), inputs: { mode: 'remediate' } })
    expect(fixed.report?.outcomes.map(({ state }) => state)).toContain('fixed')
    expect(fixed.report?.findings.filter(({ state, name }) => state === 'fixed' && name === 'roles')).toEqual([])
    const tags = await world.cloud.tags()
    const at = (what: string): Tags | undefined =>
      Object.entries(tags).find(([arn]) => arn.endsWith(`/${what}`) || arn === what)?.[1]
    expect(at(id)).toEqual({ ...server, environment: 'prod' })
    expect(at(bucket)).toEqual({ owner: 'shop@example.com', environment: 'prod', 'cost-center': '1042' })
    const volumes = Object.entries(tags).flatMap(([arn, own]) => (arn.includes(':volume/') ? [own] : []))
    // The server's volume took over what needs nobody; of the one that belongs to nothing, nothing is known.
    expect(volumes).toContainEqual({ environment: 'prod', 'cost-center': '1042' })
    expect(volumes).toContainEqual({})
    expect(fixed.summary).toContain('waits for approval: the value')
  })
})

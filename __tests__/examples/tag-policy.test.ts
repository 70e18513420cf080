import { readFileSync } from 'node:fs'
import { CreateSubnetCommand, CreateTagsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { machine, volume } from '../support/tags.ts'
import { testWorld } from '../support/world.ts'

/** As it stands in examples/, with the account that is there, where nearly everything lacks its tags. */
const policy = readFileSync('examples/policies/tags.yml', 'utf8')
  .replaceAll('111122223333', first)
  .replace('share: 50%', 'share: 100%')

describe("the example of a company's tag policy", () => {
  const world = testWorld()

  it('puts right what is only spelled otherwise, fills in what it may, and asks for the rest', async () => {
    const { cloud } = world
    const ec2 = await cloud.ec2()
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}))
    const vpc = Vpcs[0]?.VpcId ?? ''
    const right = [
      { Key: 'owner', Value: 'web@example.com' },
      { Key: 'environment', Value: 'prod' },
      { Key: 'cost-center', Value: '1001' },
    ]
    await ec2.send(new CreateTagsCommand({ Resources: [vpc], Tags: right }))
    const made = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: '172.31.240.0/20' }))
    const subnet = `arn:aws:ec2:us-east-1:${first}:subnet/${made.Subnet?.SubnetId}`
    const { id } = await machine(cloud, { Owner: 'web@example.com', environment: ' Production', 'cost-center': '1001' })
    const lonely = await volume(cloud, { owner: 'data@example.com', environment: 'PRD', 'cost-center': '1002' })
    await cloud.bucket('papers', {
      owner: 'web@example.com',
      environment: 'dev',
      'cost-center': '1',
      'data-class': 'Internal',
    })
    const run = await world.run({ policy, inputs: { mode: 'remediate' } })
    const tags = await cloud.tags()
    expect(tags[`arn:aws:ec2:us-east-1:${first}:instance/${id}`]).toEqual({
      owner: 'web@example.com',
      environment: 'prod',
      'cost-center': '1001',
    })
    expect(tags[`arn:aws:ec2:us-east-1:${first}:volume/${lonely}`]).toMatchObject({ environment: 'prod' })
    // A cost centre is filled in by itself, an owner only with a person's word; a bucket's class asks as its use does.
    expect(tags[subnet]).toEqual({ 'cost-center': '1001' })
    expect(tags['arn:aws:s3:::papers']).toMatchObject({ 'data-class': 'Internal' })
    const approve = run.outputs['plan-hash'] ?? ''
    await world.run({ policy, inputs: { mode: 'remediate', approve } })
    const after = await cloud.tags()
    expect(after[subnet]).toEqual({ owner: 'web@example.com', environment: 'prod', 'cost-center': '1001' })
    expect(after['arn:aws:s3:::papers']).toMatchObject({ 'data-class': 'internal' })
  })
})

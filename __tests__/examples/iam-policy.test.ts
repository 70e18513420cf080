import { readFileSync } from 'node:fs'
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { testWorld } from '../support/world.ts'

/** As it stands in examples/, with the account that is there. */
const policy = readFileSync('examples/policies/iam.yml', 'utf8').replaceAll('111122223333', first)

const trust = (Principal: object, Condition: object = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition }],
  })
const ec2 = { Service: 'ec2.amazonaws.com' }
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'
const whole = (Action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })

describe("the example of a company's policy for roles", () => {
  const world = testWorld()
  const made = async (RoleName: string, AssumeRolePolicyDocument: string) => {
    await (await world.cloud.iam()).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  }
  const put = async (RoleName: string, PolicyDocument: string) => {
    await (await world.cloud.iam()).send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }))
  }

  beforeAll(async () => {
    const iam = await world.cloud.iam()
    for (const RoleName of ['web', 'break-glass']) {
      await made(RoleName, trust(ec2))
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: admin }))
    }
    await made('keys', trust({ AWS: 'arn:aws:iam::222233334444:role/deploy-keys' }))
    await put('keys', whole('kms:*'))
    await made('reads', trust({ AWS: 'arn:aws:iam::222233334444:root' }))
    await put('reads', whole('s3:Get*'))
    await made('vendor-good', trust({ AWS: '999900001111' }, { StringEquals: { 'sts:ExternalId': 'a1' } }))
    await made('vendor-bad', trust({ AWS: '999900001111' }))
  })

  it('finds administrators, whole services and strangers, and excepts the one role that may', async () => {
    const run = await world.run({ policy, inputs: { mode: 'detect' } })
    const found = (run.report?.findings ?? []).map(({ name, resource, state }) => `${name} ${resource.id} ${state}`)
    expect(found.sort()).toEqual([
      'known-trust reads open',
      'no-administrators break-glass excepted',
      'no-administrators web open',
      'no-whole-services break-glass excepted',
      'no-whole-services keys open',
      'no-whole-services web open',
      'vendors-with-external-id vendor-bad open',
    ])
  })

  it('takes administrators away with approval, for both uses at once', async () => {
    const seen = await world.run({ policy, inputs: { mode: 'remediate' } })
    expect(seen.outputs['fixed']).toBe('0')
    const approve = seen.outputs['plan-hash'] ?? ''
    const done = await world.run({ policy, inputs: { mode: 'remediate', approve } })
    expect(done.report?.outcomes.every(({ state }) => ['fixed', 'held'].includes(state))).toBe(true)
    const left = async (RoleName: string) =>
      (await (await world.cloud.iam()).send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies ?? []
    expect(await left('web')).toEqual([])
    expect(await left('break-glass')).toHaveLength(1)
    const after = await world.run({ policy, inputs: { mode: 'detect' } })
    const open = (after.report?.findings ?? []).filter(({ state }) => state === 'open').map(({ name }) => name)
    expect(open.sort()).toEqual(['known-trust', 'vendors-with-external-id'])
  })
})

import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { anywhere, type Cloud, cloudAt, deployRoles, from } from '../../emulator/cloud.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { runAction, runCommand } from '../../emulator/runner.ts'
import { startEmulator } from '../../emulator/start.mjs'
import { drifted, driftPolicy } from '../support/drift.ts'
import { document, managed, statement, trustOf } from '../support/iam.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf } from '../support/world.ts'

// moto as it is, without a patch of ours: what holds only on the patched one would be our own invention.
let cloud: Cloud
let issuer: Issuer
beforeAll(async () => {
  const emulator = await startEmulator(['--stock', '--port', '0'])
  cloud = cloudAt(`http://127.0.0.1:${emulator.ready.port}`, async () => emulator.stop())
  issuer = await startIssuer()
  await deployRoles(cloud)
})
afterAll(async () => {
  issuer.close()
  await cloud.stop()
})

it('finds, fixes, proves and takes back on stock moto', async () => {
  const wide = await cloud.group('wide', [anywhere(20, 25), from('10.0.0.0/8', 22), from('::/0', 22)])
  const good = await cloud.group('good', [anywhere(443)])
  const before = await cloud.state()
  const env = { AWS_ENDPOINT_URL: cloud.url, ...issuer.env }
  const policy = policyWith(ssh())
  const detected = await runAction({ policy, env })
  expect(detected.report?.findings.map(({ resource }) => resource.id)).toEqual([wide])
  const fixed = await runAction({ policy, env, inputs: { mode: 'remediate' } })
  expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
  expect(await ingressOf(cloud, wide)).toEqual(['tcp 20-21 0.0.0.0/0', 'tcp 22-22 10.0.0.0/8', 'tcp 23-25 0.0.0.0/0'])
  expect(await ingressOf(cloud, good)).toEqual(['tcp 443-443 0.0.0.0/0'])
  const journal = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' }
  const plan = await runAction({ env, inputs: journal, folder: fixed.folder })
  const undone = await runAction({
    env,
    inputs: { ...journal, approve: plan.outputs['plan-hash'] ?? '' },
    folder: fixed.folder,
  })
  expect(undone.outputs['conclusion']).toBe('pass')
  expect(await cloud.state()).toEqual(before)
})

it('records roles and policies, finds what they gained, and puts it back on stock moto', async () => {
  const iam = await cloud.iam()
  const env = { AWS_ENDPOINT_URL: cloud.url, ...issuer.env }
  const policy = driftPolicy(['iam-role', 'iam-policy'])
  const s3 = document(statement('s3:*'))
  await iam.send(new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: trustOf({ AWS: '*' }) }))
  await iam.send(new CreatePolicyCommand({ PolicyName: 'own', PolicyDocument: document(statement('s3:GetObject')) }))
  const { folder } = await runCommand(['record', '--write'], { policy, env })
  expect((await runAction({ policy, folder, env })).outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'app', PolicyName: 'oops', PolicyDocument: s3 }))
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn: managed('own'), PolicyDocument: s3, SetAsDefault: true }))
  const fixed = await runAction({ policy, folder, env, inputs: { mode: 'remediate' } })
  expect(drifted(fixed)).toEqual(['app: inline oops widening fixed', 'own: document widening fixed'])
  expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '2' })
})

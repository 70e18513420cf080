import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere, type Cloud, deployRoles, first, from, startCloud } from '../../emulator/cloud.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { findingOf, type RunResult, runAction } from '../../emulator/runner.ts'

const policy = `
version: 1
targets:
  - account: "${first}"
    name: production
    regions: [us-east-1]
    roles:
      read: arn:aws:iam::${first}:role/holdfast-read
      write: arn:aws:iam::${first}:role/holdfast-write
rules:
  - rule: security-group-open-ingress
    name: no-open-ssh
    response: fix
    options: { ports: ["22"] }
`

let cloud: Cloud
let issuer: Issuer
beforeAll(async () => {
  cloud = await startCloud()
  issuer = await startIssuer()
  await deployRoles(cloud)
})
afterAll(async () => {
  issuer.close()
  await cloud.stop()
})

describe('a run from its token to its fix', () => {
  let bad = ''
  let good = ''
  let detected: RunResult
  beforeAll(async () => {
    bad = await cloud.group('bad', [from('10.0.0.0/8', 22), anywhere(22), anywhere(443)])
    good = await cloud.group('good', [anywhere(443), from('203.0.113.0/24', 22)])
    detected = await runAction({ policy, env: { AWS_ENDPOINT_URL: cloud.url, ...issuer.env }, event: 'schedule' })
  })

  it('finds what is open, and only that', () => {
    expect(detected.stdout).not.toContain('A fault of Holdfast')
    expect(detected.outputs['failure-reason']).toBe('open-findings')
    expect(detected.report?.findings.map(({ resource }) => resource.id)).toEqual([bad])
    expect(detected.report?.findings.map(({ resource }) => resource.id)).not.toContain(good)
    expect(findingOf(detected, bad)).toMatchObject({
      rule: 'security-group-open-ingress',
      name: 'no-open-ssh',
      severity: 'critical',
      verdict: 'fail',
      state: 'open',
    })
    expect(detected.code).toBe(1)
  })

  it('fixes exactly that, proves it, and takes it back', async () => {
    const before = await cloud.state()
    const env = { AWS_ENDPOINT_URL: cloud.url, ...issuer.env }
    const fixed = await runAction({ policy, env, inputs: { mode: 'remediate' } })
    expect(fixed.stdout).not.toContain('A fault of Holdfast')
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '1', 'failure-reason': '' })
    const after = await cloud.state()
    expect(after[bad]?.rules.map(({ source, from: port }) => `${port} ${source}`).sort()).toEqual(
      ['22 10.0.0.0/8', '443 0.0.0.0/0', 'null 0.0.0.0/0'].sort(),
    )
    const asked = await runAction({
      env,
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl' },
      folder: fixed.folder,
    })
    expect(asked.outputs['failure-reason']).toBe('open-findings')
    const undone = await runAction({
      env,
      inputs: { mode: 'undo', journal: 'holdfast-report/journal.jsonl', approve: asked.outputs['plan-hash'] ?? '' },
      folder: fixed.folder,
    })
    expect(undone.outputs).toMatchObject({ conclusion: 'pass' })
    expect(await cloud.state()).toEqual(before)
  })
})

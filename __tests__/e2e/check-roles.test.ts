import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import { describe, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { runCommand } from '../../emulator/runner.ts'
import { policyWith, target } from '../support/policy.ts'
import { checkOf, checkTarget, policyFile, testPulls } from '../support/pull.ts'

const drift = `  - rule: drift
    where: { kinds: [iam-role, iam-policy], names: ["app*"] }
`
const held = policyWith(drift, '', checkTarget())
const root = '.github/holdfast/baselines'

describe('a pull request that changes the baseline of a role', () => {
  const pulls = testPulls()

  async function recorded(): Promise<Readonly<Record<string, string>>> {
    const { folder } = await runCommand(['record'], { policy: held, env: pulls.world.env })
    const names = readdirSync(join(folder, root), { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.json'),
    )
    return Object.fromEntries(
      names.sort().map((one) => [`${root}/${one}`, readFileSync(join(folder, root, one), 'utf8')]),
    )
  }

  it('so that it holds everything is widening, whether or not the account is read, and silences what was found', async () => {
    const iam = await pulls.world.cloud.iam()
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }
    await iam.send(new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: JSON.stringify(trust) }))
    const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
    const made = await iam.send(new CreatePolicyCommand({ PolicyName: 'app-all', PolicyDocument: JSON.stringify(all) }))
    const before = await recorded()
    const path = `${root}/${first}/global/iam-role/app.json`
    expect(Object.keys(before)).toContain(path)
    // As somebody would write it by hand, before anything is so.
    const own = JSON.parse(before[path] ?? '') as { members: Record<string, unknown> }
    expect(own.members).not.toHaveProperty('attached arn:aws:iam::aws:policy/AdministratorAccess')
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: made.Policy?.Arn ?? '' }))
    const after = await recorded()
    const changed = { [path]: after[path] ?? '' }
    const read = await pulls.check({ [policyFile]: held, ...before }, changed)
    expect(checkOf(read)).toMatchObject({
      silenced: [expect.any(String)],
      why: [{ by: 'baseline', rating: 'widening' }],
      changes: [{ about: 'baseline', name: path, rating: 'widening', fails: true }],
    })
    expect(read.outputs['failure-reason']).toBe('silenced-findings')
    const text = policyWith(drift, '', target())
    const unread = await pulls.check({ [policyFile]: text, ...before }, changed)
    expect(checkOf(unread).changes?.[0]?.rating).toMatch(/widening|undecided/)
    expect(unread.outputs['failure-reason']).toBe('silenced-findings')

    const line = '"attached arn:aws:iam::aws:policy/AdministratorAccess": true,\n'
    const admin = (before[path] ?? '').replace(/("members": \{\n)(\s*)/, `$1$2${line}$2`)
    for (const policy of [text, held]) {
      const run = await pulls.check({ [policyFile]: policy, ...before }, { [path]: admin })
      expect(checkOf(run).changes).toMatchObject([{ about: 'baseline', rating: 'widening', fails: true }])
      expect(run.report?.reasons[0]).toBe('silenced-findings')
    }
  })
})

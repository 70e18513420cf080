import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere, deployRoles, type Fault, first, second } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { expectCause, environmentKeys as keys, readRole as read, roleOf, told } from '../support/told.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const classic = 'repo:octo/infra:ref:refs/heads/main'
const immutable = 'repo:octo@1/infra@2:ref:refs/heads/main'
const ids = { repository_id: '2', repository_owner_id: '1' }
const workflow = 'octo/infra/.github/workflows/holdfast.yml@refs/heads/main'

const world = testWorld()
const policy = policyWith(ssh())
afterEach(() => world.cloud.faults([]))

async function runWith(claims: Readonly<Record<string, unknown>>, options: Parameters<typeof world.run>[0] = {}) {
  const issuer = await startIssuer({ claims })
  const run = await world.run({ policy, ...options, env: { ...issuer.env, ...options.env } })
  issuer.close()
  return run
}
async function runUnder(fault: Fault, options: Parameters<typeof world.run>[0] = {}) {
  await world.cloud.faults([{ status: 403, ...fault }])
  return world.run({ policy, ...options })
}
const bare = policyWith(ssh(), '', `  - { account: "${first}", name: account-1, regions: [us-east-1] }\n`)
const none = "the environment's credentials"

describe('the OIDC token', () => {
  it('no provider: where to deploy it, and for which audience', async () => {
    const run = await world.run({ policy: policyWith(ssh(), '', target(second)) })
    const reason = told(run, 'no provider', { account: second, role: roleOf(second, 'holdfast-read') })
    expect(reason).toMatch(/deploy deploy\/roles\.yaml there, or create the provider with audience sts\.amazonaws\.com/)
    expect(reason).toContain('InvalidIdentityToken: No OpenIDConnect provider found in your account')
  })

  it('wrong audience: the one that the token has, and where to add it', async () => {
    const reason = told(await world.run({ policy, inputs: { audience: 'elsewhere' } }), 'wrong audience')
    expect(reason).toMatch(/audience elsewhere: add it to the provider's audiences.*or set the input audience/)
  })

  it.each([
    ['the immutable form, and the role trusts the old one', immutable],
    ['an environment, and the role trusts a branch', 'repo:octo/infra:environment:production'],
    ['a branch that the role does not trust', 'repo:octo/infra:ref:refs/heads/feature'],
  ])('wrong subject: %s', async (_, sub) => {
    const environment = sub.endsWith('production') ? { environment: 'production' } : {}
    const run = await runWith({ ...ids, ...environment, sub, job_workflow_ref: workflow })
    const reason = told(run, 'no role or no trust')
    expect(reason).toContain(`the token's subject is ${sub}, its audience sts.amazonaws.com`)
    const rest = sub.split(':').slice(2).join(':')
    expect(reason).toContain(`repo:octo/infra:${rest}`)
    expect(reason).toContain(`repo:octo@1/infra@2:${rest}`)
    expect(reason).toContain(
      `environment ${environment.environment ?? 'none'}, ref refs/heads/main, repository_id 2, job_workflow_ref ${workflow}`,
    )
    expect(reason).toContain('The condition on token.actions.githubusercontent.com:sub must name')
  })

  it('wrong subject: the old form, and the role trusts the immutable one; with that one it opens', async () => {
    const trusting = 'trusts-immutable'
    await deployRoles(world.cloud, '333333333333', { subject: immutable, roles: [trusting] })
    const role = roleOf('333333333333', trusting)
    const one = `  - { account: "333333333333", name: account-3, regions: [us-east-1], role: "${role}" }\n`
    const options = { policy: policyWith(ssh(), '', one) }
    const reason = told(await runWith({ ...ids, sub: classic }, options), 'no role or no trust', {
      account: '333333333333',
      role,
    })
    expect(reason).toContain(`the token's subject is ${classic}`)
    expect(reason).toContain(immutable)
    const opened = await runWith({ ...ids, sub: immutable }, options)
    expect(opened.report?.targets).toMatchObject([{ state: 'read' }])
  })

  it('a customised subject: says so, and makes up no form of it', async () => {
    const reason = told(await runWith({ ...ids, sub: 'repository_id:2:context:x' }), 'no role or no trust')
    expect(reason).toContain("the token's subject is repository_id:2:context:x")
    expect(reason).toContain('customised')
    expect(reason).not.toContain('octo@')
  })

  it('role missing: the account to look in, since AWS says the same of it', async () => {
    const absent = roleOf(first, 'holdfast-absent')
    const run = await world.run({ policy: policyWith(ssh(), '', target().replace(read, absent)) })
    const reason = told(run, 'no role or no trust', { role: absent })
    expect(reason).toContain(`${absent} does not exist in account ${first}`)
    expect(reason).toContain('AWS does not say which')
    expect(reason).toContain('check that the role is there')
  })

  it('expired before STS saw it: the clock, and what keeps answers', async () => {
    const late = await startIssuer({ lives: -60 })
    const run = await world.run({ policy, env: late.env })
    late.close()
    expect(told(run, 'expired token')).toMatch(/check the runner's clock, and that no proxy keeps/)
    expect(late.asked).toHaveLength(4)
  })

  it('no `id-token: write`: the permission to give', async () => {
    const reason = told(await world.run({ policy, env: { ACTIONS_ID_TOKEN_REQUEST_URL: '' } }), 'no token')
    expect(reason).toContain('permissions: id-token: write')
    expect(reason).toContain("A runner's instance role is never used")
  })
})

describe('the account', () => {
  it('wrong behind the keys: both accounts, and nothing is asked of it', async () => {
    const env = await keys(world.cloud, second)
    await world.cloud.faults([])
    const reason = told(await world.run({ policy: bare, env }), 'wrong account', { role: none })
    expect(reason).toContain(`the credentials are of account ${second}`)
    expect(reason).toContain(`Name a role of account ${first} for the target, or correct its account`)
    expect((await world.cloud.log()).map(({ action }) => action)).toEqual(['GetCallerIdentity'])
    expect((await world.run({ policy: bare, env: await keys(world.cloud, first) })).report?.targets).toMatchObject([
      { state: 'read' },
    ])
  })

  it('wrong in the policy: told before AWS is asked', async () => {
    const elsewhere = target().replaceAll(`iam::${first}`, `iam::${second}`)
    const run = await world.run({ policy: policyWith(ssh(), '', elsewhere) })
    expect(run.outputs['failure-reason']).toBe('invalid-policy')
    expect(run.report?.stops[0]?.problems[0]).toMatchObject({ found: `a role of account ${second}`, line: 7 })
    expect(await world.cloud.log()).toEqual([])
  })
})

describe('a region that is off', () => {
  const advice = 'aws account enable-region --region-name us-east-1'

  it.each(['InvalidClientTokenId', 'UnrecognizedClientException'])(
    'STS does not know the keys that it gave: %s',
    async (code) => {
      const message = 'The security token included in the request is invalid'
      const reason = told(await runUnder({ action: 'GetCallerIdentity', code, message }), 'region off')
      expect(reason).toContain(advice)
      expect(reason).toContain("leave us-east-1 out of the target's regions")
      expect(reason).toContain(`${code}: ${message}`)
    },
  )

  it('STS is not active in it', async () => {
    const message = `STS is not activated in this region for account:${first}. Your account administrator can activate STS in this region using the IAM Console.`
    const code = 'RegionDisabledException'
    expect(told(await runUnder({ action: 'AssumeRoleWithWebIdentity', code, message }), 'region off')).toContain(advice)
  })

  it('keys of the environment, where it may be the keys as well', async () => {
    const fault = { action: 'GetCallerIdentity', code: 'InvalidClientTokenId', message: 'invalid' }
    const env = await keys(world.cloud, first)
    const reason = told(await runUnder(fault, { policy: bare, env }), 'region off, or no keys', { role: none })
    expect(reason).toContain('where it is enabled, check the keys')
  })

  it.each(['AuthFailure', 'OptInRequired'])('only EC2 says so, and the groups are unknown: %s', async (code) => {
    const run = await runUnder({ action: 'DescribeSecurityGroups', code, status: 401, message: 'not validated' })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'unknown-findings' })
    expectCause(run.summary, 'region off')
    for (const part of [advice, read, `${first} us-east-1`, 'ec2:DescribeSecurityGroups'])
      expect(run.summary).toContain(part)
  })
})

describe("an organization's explicit deny", () => {
  const denies = (who: string, action: string, kind: string): string =>
    `User: ${who} is not authorized to perform: ${action} with an explicit deny in a ${kind}`
  const session = `arn:aws:sts::${first}:assumed-role/holdfast-read/holdfast-42-1`
  const arn = 'arn:aws:organizations::999999999999:policy/o-abc/resource_control_policy/p-def'

  it('of the role: no policy of the account is blamed', async () => {
    const message = `${denies('the token', 'sts:AssumeRoleWithWebIdentity', 'resource control policy')}: ${arn}`
    const fault = { action: 'AssumeRoleWithWebIdentity', code: 'AccessDenied', message }
    const reason = told(await runUnder(fault), 'resource control policy')
    expect(reason).toMatch(/forbids sts:AssumeRoleWithWebIdentity to arn:.*which no policy of the account can lift/)
    expect(reason).toContain("leave us-east-1 out of the target's regions")
    // The policy that AWS names is what the organization's people need.
    expect(reason).toContain(arn)
  })

  it.each(['service control policy', 'resource control policy'] as const)('of a read: %s', async (kind) => {
    const message = `You are not authorized to perform this operation. ${denies(session, 'ec2:DescribeSecurityGroups', kind)}`
    const run = await runUnder({ action: 'DescribeSecurityGroups', code: 'UnauthorizedOperation', message })
    expect(run.outputs['failure-reason']).toBe('unknown-findings')
    expectCause(run.summary, kind)
    expect(run.summary).toContain(`forbids ec2:DescribeSecurityGroups to ${read} in us-east-1`)
    expect(run.summary).not.toContain('allow ec2:DescribeSecurityGroups to')
  })

  it('of the list of regions', async () => {
    const message = denies(session, 'ec2:DescribeRegions', 'service control policy')
    const run = await runUnder(
      { action: 'DescribeRegions', code: 'UnauthorizedOperation', message },
      { policy: policyWith(ssh(), '', target().replace('[us-east-1]', 'all')) },
    )
    expect(run.outputs['failure-reason']).toBe('credentials')
    const reason = run.report?.targets[0]?.reason ?? ''
    expectCause(reason, 'service control policy')
    expect(reason).toContain(`forbids ec2:DescribeRegions to ${read}`)
  })

  it.each(['identity-based policy', 'permissions boundary'])(
    'nor is it one in the %s, which no allow lifts',
    async (kind) => {
      const message = `You are not authorized to perform this operation. ${denies(session, 'ec2:DescribeSecurityGroups', kind)}`
      const run = await runUnder({ action: 'DescribeSecurityGroups', code: 'UnauthorizedOperation', message })
      const told = `an explicit deny in the ${kind} forbids ec2:DescribeSecurityGroups to ${read}`
      for (const part of [told, `${first} us-east-1`]) expect(run.summary).toContain(part)
      expect(run.summary).not.toContain('allow ec2:DescribeSecurityGroups to')
      expect(run.summary).not.toContain('of the organization')
    },
  )

  it("is not blamed for the account's own lack of a permission", async () => {
    const message = `User: ${session} is not authorized to perform: ec2:DescribeSecurityGroups because no identity-based policy allows the ec2:DescribeSecurityGroups action`
    const run = await runUnder({ action: 'DescribeSecurityGroups', code: 'UnauthorizedOperation', message })
    expect(run.summary).toContain(`allow ec2:DescribeSecurityGroups to ${read}`)
    expect(run.summary).not.toContain('of the organization')
  })
})

describe('clock and keys', () => {
  const signed = 'Signature expired: 20261124T100000Z is now earlier than 20261124T110000Z (20261124T111500Z - 15 min.)'
  const early = signed.replace('expired', 'not yet current').replace('now earlier', 'still later')

  it.each([
    ['SignatureDoesNotMatch', signed],
    ['InvalidSignatureException', early],
    ['RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.'],
  ])('a clock that is wrong: %s', async (code, message) => {
    const reason = told(await runUnder({ action: 'GetCallerIdentity', code, message }), 'wrong clock')
    expect(reason).toContain("check the machine's clock against a time server")
  })

  it.each([3600, -3600])(
    'a clock that is %d seconds off: what is read is read, and a write is refused and told',
    async (off) => {
      const file = join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.mjs')
      writeFileSync(
        file,
        `const Real = Date
       const now = () => Real.now() + ${off * 1000}
       globalThis.Date = class extends Real {
         constructor(...of) { of.length > 0 ? super(...of) : super(now()) }
         static now() { return now() }
       }`,
      )
      const group = await world.cloud.group(`off${off}`, [anywhere(22)])
      const env = { NODE_OPTIONS: `--import ${file}` }
      const run = await world.run({ policy, inputs: { mode: 'remediate', only: group }, env })
      expect(run.report?.findings.map(({ resource }) => resource.id)).toEqual([group])
      expect(run.outputs['failure-reason']).toBe('apply-failed')
      expectCause(run.summary, 'wrong clock')
      expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
    },
  )

  it('a secret key that is wrong, told apart from the clock', async () => {
    const message = 'The request signature we calculated does not match the signature you provided.'
    const fault = { action: 'GetCallerIdentity', code: 'SignatureDoesNotMatch', message }
    const reason = told(await runUnder(fault, { policy: bare, env: await keys(world.cloud, first) }), 'wrong key', {
      role: none,
    })
    expect(reason).toContain('check the secret key')
  })

  it('keys of the environment that have expired', async () => {
    const fault = { action: 'GetCallerIdentity', code: 'ExpiredToken', message: 'The security token is expired' }
    const reason = told(await runUnder(fault, { policy: bare, env: await keys(world.cloud, first) }), 'keys expired', {
      role: none,
    })
    expect(reason).toContain('let the run assume its role by OIDC')
  })
})

describe("a self-hosted runner's instance role", () => {
  let metadata: Server
  let asked = 0
  beforeAll(async () => {
    const given = { Code: 'Success', AccessKeyId: 'AKIARUNNER', SecretAccessKey: 'secret', Token: 'token' }
    metadata = createServer(({ url = '' }, answer) => {
      asked++
      answer.end(
        /credentials\/.+/.test(url)
          ? JSON.stringify({ ...given, Expiration: new Date(Date.now() + 3_600_000).toISOString() })
          : 'runner',
      )
    })
    await new Promise<void>((resolve) => metadata.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    metadata.closeAllConnections()
    metadata.close()
  })
  const at = (): string => `http://127.0.0.1:${(metadata.address() as AddressInfo).port}`
  const instance = (): Record<string, string> => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: '',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: at(),
  })

  it('is refused in a workflow, and says what to give instead', async () => {
    const reason = told(await world.run({ policy, env: instance() }), 'no token')
    expect(reason).toMatch(/permissions: id-token: write.*A runner's instance role is never used/)
    expect(asked).toBe(0)
  })

  it.each(['Ec2InstanceMetadata', 'EcsContainer'])('is refused where a profile asks for it: %s', async (source) => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'config')
    writeFileSync(file, `[profile runner]\nrole_arn = ${read}\ncredential_source = ${source}\nregion = us-east-1\n`)
    const container = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${at()}/credentials/x` }
    const env = { ...instance(), ...container, AWS_PROFILE: 'runner', AWS_CONFIG_FILE: file }
    asked = 0
    const run = await world.run({ policy, env })
    expect(told(run, 'keys not there')).toContain("a runner's instance role is never used")
    expect(asked).toBe(0)
  })
})

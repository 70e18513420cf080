import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere, deployMember, deployRoles, type Fault, first, keysFor, second } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const roleOf = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
const read = roleOf(first, 'holdfast-read')
const classic = 'repo:octo/infra:ref:refs/heads/main'
const immutable = 'repo:octo@1/infra@2:ref:refs/heads/main'
const ids = { repository_id: '2', repository_owner_id: '1' }
const workflow = 'octo/infra/.github/workflows/holdfast.yml@refs/heads/main'

/** A sentence that stands for one cause and no other: what is read for one must hold none of the others. */
const leads = {
  'no provider': /has no OIDC provider for token\.actions\.githubusercontent\.com/,
  'wrong audience': /does not take audience/,
  'no role or no trust': /does not exist in account \d+, or its trust policy does not accept this run/,
  'expired token': /every OIDC token had expired/,
  'wrong account': /the credentials are of account/,
  'region off': /is not enabled for arn:/,
  'region off, or no keys': /does not know the credentials/,
  'service control policy': /a service control policy of the organization forbids/,
  'resource control policy': /a resource control policy of the organization forbids/,
  'wrong clock': /refused the time of a request/,
  'wrong key': /refused the signature/,
  'keys expired': /the credentials have expired/,
  'keys not there': /the credentials that the environment names could not be loaded/,
  'no token': /the job has no OIDC token/,
  'no chain': /sts:AssumeRole of arn:\S+ was refused/,
} as const
type Cause = keyof typeof leads

/** The one target's reason, once it is proved to be told everywhere, and to be about this cause alone. */
function told(run: RunResult, cause: Cause, at: { readonly role?: string; readonly account?: string } = {}): string {
  expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'credentials' })
  expect(run.report?.targets).toMatchObject([{ state: 'failed', account: at.account ?? first }])
  const reason = run.report?.targets[0]?.reason ?? ''
  expectCause(reason, cause)
  const account = at.account ?? first
  for (const part of [`account-${account.slice(0, 1)}`, `account ${account}`, 'region us-east-1', at.role ?? read])
    expect(reason).toContain(part)
  // What stands in the log and in the summary is the same sentence, escaped for each.
  const plain = (text: string): string => text.replace(/\u200b|&\w+;|%\w\w|[^A-Za-z0-9]/g, '')
  const sentence = plain(reason.slice(reason.indexOf('): ') + 3).slice(0, 60))
  for (const text of [run.stdout, run.summary]) expect(plain(text)).toContain(sentence)
  return reason
}

function expectCause(text: string, cause: Cause): void {
  const found = Object.entries(leads).filter(([, lead]) => lead.test(text))
  expect([text, found.map(([name]) => name)]).toEqual([text, [cause]])
}

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
async function keys(account: string): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = await keysFor(world.cloud.url, account)
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: '',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  }
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
    const reason = told(await world.run({ policy, env: late.env }), 'expired token')
    expect(reason).toMatch(/check the runner's clock, and that no proxy keeps/)
    expect(late.asked).toHaveLength(4)
    late.close()
  })

  it('no `id-token: write`: the permission to give', async () => {
    const reason = told(await world.run({ policy, env: { ACTIONS_ID_TOKEN_REQUEST_URL: '' } }), 'no token')
    expect(reason).toContain('permissions: id-token: write')
    expect(reason).toContain("A runner's instance role is never used")
  })
})

describe('the account', () => {
  it('wrong behind the keys: both accounts, and nothing is asked of it', async () => {
    const env = await keys(second)
    await world.cloud.faults([])
    const reason = told(await world.run({ policy: bare, env }), 'wrong account', { role: none })
    expect(reason).toContain(`the credentials are of account ${second}`)
    expect(reason).toContain(`Name a role of account ${first} for the target, or correct its account`)
    expect((await world.cloud.log()).map(({ action }) => action)).toEqual(['GetCallerIdentity'])
    expect((await world.run({ policy: bare, env: await keys(first) })).report?.targets).toMatchObject([
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
    const env = await keys(first)
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
    const reason = told(await runUnder(fault, { policy: bare, env: await keys(first) }), 'wrong key', { role: none })
    expect(reason).toContain('check the secret key')
  })

  it('keys of the environment that have expired', async () => {
    const fault = { action: 'GetCallerIdentity', code: 'ExpiredToken', message: 'The security token is expired' }
    const reason = told(await runUnder(fault, { policy: bare, env: await keys(first) }), 'keys expired', { role: none })
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

describe('by a hub', () => {
  const hubAccount = '999900001111'
  const hub = (name: string): string => roleOf(hubAccount, name)
  const member = roleOf(second, 'member-read')
  const targets = (more: string, role = member): string => `  - account: "${second}"
    name: account-2
    regions: [us-east-1]
    roles: { read: "${role}", write: "${roleOf(second, 'member-write')}" }
    via: { read: "${hub('hub-read')}", write: "${hub('hub-write')}"${more} }
`
  const run = (more: string, role = member) => world.run({ policy: policyWith(ssh(), '', targets(more, role)) })
  beforeAll(async () => {
    await deployRoles(world.cloud, hubAccount, { roles: ['hub-read', 'hub-write'] })
    await deployMember(world.cloud, second, { role: 'member-read', hub: hub('hub-read'), externalId: 'octo-7' })
    await deployMember(world.cloud, second, { role: 'member-write', hub: hub('hub-write'), externalId: 'octo-7' })
  })

  it('with the right external id it opens; the requests carry that, and no tags or session policy', async () => {
    await world.cloud.faults([])
    expect((await run(', external-id: octo-7')).report?.targets).toMatchObject([{ account: second, state: 'read' }])
    const assumed = (await world.cloud.log()).filter(({ action }) => action.startsWith('AssumeRole'))
    expect(assumed.map(({ action, parameters }) => [action, parameters])).toEqual([
      ['AssumeRoleWithWebIdentity', { RoleArn: hub('hub-read'), RoleSessionName: 'holdfast-42-1' }],
      ['AssumeRole', { RoleArn: member, RoleSessionName: 'holdfast-42-1', ExternalId: 'octo-7' }],
    ])
  })

  it('with keys of the environment, too; the external id is for the member alone', async () => {
    const env = await keys(first)
    await world.cloud.faults([])
    const done = await world.run({ policy: policyWith(ssh(), '', targets(', external-id: octo-7')), env })
    expect(done.report?.targets).toMatchObject([{ account: second, state: 'read' }])
    const assumed = (await world.cloud.log()).filter(({ action }) => action.startsWith('AssumeRole'))
    expect(assumed.map(({ parameters }) => parameters)).toEqual([
      { RoleArn: hub('hub-read'), RoleSessionName: 'holdfast-42-1' },
      { RoleArn: member, RoleSessionName: 'holdfast-42-1', ExternalId: 'octo-7' },
    ])
  })

  it.each([
    ['wrong', ', external-id: other', /asks for the external id that the policy file gives/],
    ['missing', '', /asks for no external id \(the policy file gives none: via\.external-id\)/],
  ])('with the external id %s: both roles, and what must agree', async (_, more, said) => {
    const reason = told(await run(more), 'no chain', { account: second, role: member })
    expect(reason).toMatch(said)
    expect(reason).toContain(`its trust policy names ${hub('hub-read')}`)
    expect(reason).toContain(`it is there in account ${second}`)
    expect(reason).toContain('deploy/hub.yaml, deploy/member.yaml')
  })

  it('the reading hub does not open the writing role', async () => {
    const written = roleOf(second, 'member-write')
    told(await run(', external-id: octo-7', written), 'no chain', { account: second, role: written })
  })

  it('a region that is off is told as such, not as a lack of trust', async () => {
    await world.cloud.faults([{ action: 'AssumeRole', status: 403, code: 'InvalidClientTokenId', message: 'invalid' }])
    const reason = told(await run(', external-id: octo-7'), 'region off', { account: second, role: member })
    expect(reason).toContain(hub('hub-read'))
  })

  it("the organization's deny, too", async () => {
    const message = `User: x is not authorized to perform: sts:AssumeRole on resource: ${member} with an explicit deny in a service control policy`
    await world.cloud.faults([{ action: 'AssumeRole', status: 403, code: 'AccessDenied', message }])
    told(await run(', external-id: octo-7'), 'service control policy', { account: second, role: member })
  })
})

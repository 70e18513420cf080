import { afterEach, describe, expect, it } from '@jest/globals'
import { anywhere, deployRoles, first, keysFor, second, startCloud } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { runAction, runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

describe('two accounts, two regions', () => {
  const world = testWorld([first, second])
  const policy = policyWith(
    ssh(),
    '',
    target(first, ['us-east-1', 'eu-west-1']) + target(second, ['us-east-1', 'eu-west-1']),
  )
  afterEach(() => world.cloud.faults([]))

  it('are read side by side with one token, each with its own finding', async () => {
    for (const account of [first, second])
      for (const region of ['us-east-1', 'eu-west-1'])
        await world.cloud.group('open', [anywhere(22)], { account, region })
    const before = world.issuer.asked.length
    const run = await world.run({ policy })
    expect(run.report?.findings.map(({ resource }) => `${resource.account} ${resource.region}`).sort()).toEqual([
      `${first} eu-west-1`,
      `${first} us-east-1`,
      `${second} eu-west-1`,
      `${second} us-east-1`,
    ])
    expect(new Set(run.report?.findings.map(({ id }) => id)).size).toBe(4)
    expect(world.issuer.asked.length - before).toBe(1)
    const calls = (await world.cloud.log()).filter(
      ({ action, account }) => action === 'DescribeSecurityGroups' && account !== '',
    )
    expect(calls.map(({ region }) => region).sort()).toContain('eu-west-1')
  })

  it('one role denied: the others are read, and the run fails', async () => {
    await world.cloud.faults([
      {
        action: 'AssumeRoleWithWebIdentity',
        role: `arn:aws:iam::${second}:role/holdfast-read`,
        status: 403,
        code: 'AccessDenied',
        message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      },
    ])
    const run = await world.run({ policy })
    expect(run.outputs['failure-reason']).toBe('credentials')
    expect(run.report?.targets.map(({ account, state }) => `${account} ${state}`).sort()).toEqual([
      `${first} read`,
      `${first} read`,
      `${second} failed`,
      `${second} failed`,
    ])
    expect(run.report?.findings.map(({ resource }) => resource.account)).toEqual([first, first])
    expect(run.report?.targets.find(({ account }) => account === second)?.reason).toContain(
      'repo:octo/infra:ref:refs/heads/main',
    )
  })

  it('only narrows: by account, by use, by id and by ARN', async () => {
    const all = await world.run({ policy })
    const some = all.report?.findings[0]?.resource
    const one = await world.run({ policy, inputs: { only: `${second}` } })
    expect(new Set(one.report?.findings.map(({ resource }) => resource.account))).toEqual(new Set([second]))
    expect(one.report?.targets.map(({ account }) => account)).toEqual([second, second])
    const arn = await world.run({ policy, inputs: { only: some?.arn ?? '' } })
    expect(arn.report?.findings.map(({ resource }) => resource.arn)).toEqual([some?.arn])
    expect(arn.report?.targets).toHaveLength(1)
    const typo = await world.run({ policy, inputs: { only: 'no-open-shh' } })
    expect(typo.outputs['failure-reason']).toBe('invalid-input')
    expect(typo.report?.stops[0]?.problems[0]).toMatchObject({ at: 'only', nearest: 'no-open-ssh' })
  })

  it('regions: all are those that the account has enabled, less the excepted', async () => {
    const except = { use: ssh(), targets: target(first).replace('[us-east-1]', '{ except: [us-east-1] }') }
    const run = await world.run({ policy: policyWith(except.use, '', except.targets) })
    const regions = run.report?.targets.map(({ region }) => region) ?? []
    expect(regions).toContain('eu-west-1')
    expect(regions).not.toContain('us-east-1')
  })
})

describe('credentials, and what is said where there are none', () => {
  const world = testWorld()
  const policy = policyWith(ssh())
  afterEach(() => world.cloud.faults([]))
  const reasonOf = async (options: Parameters<typeof world.run>[0]): Promise<string> => {
    const run = await world.run({ policy, ...options })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'credentials' })
    expect(run.report?.targets).toMatchObject([{ state: 'failed' }])
    return run.report?.targets[0]?.reason ?? ''
  }

  it('no id-token: write', async () => {
    expect(await reasonOf({ env: { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' } })).toContain(
      'id-token: write',
    )
  })

  it('a trust policy for another subject: both are said', async () => {
    const issuer = await startIssuer({ claims: { sub: 'repo:octo@1/infra@2:ref:refs/heads/main' } })
    const reason = await reasonOf({ env: issuer.env })
    issuer.close()
    expect(reason).toContain("the token's subject is repo:octo@1/infra@2:ref:refs/heads/main")
    expect(reason).toContain('repo:octo/infra:ref:refs/heads/main')
  })

  it('no provider', async () => {
    const targets = target(second)
    expect(await reasonOf({ policy: policyWith(ssh(), '', targets) })).toContain('has no OIDC provider')
  })

  it('another audience than the provider takes', async () => {
    expect(await reasonOf({ inputs: { audience: 'else' } })).toContain('does not take audience else')
  })

  it('a token for another ref', async () => {
    const issuer = await startIssuer({ claims: { ref: 'refs/heads/feature' } })
    const reason = await reasonOf({ env: issuer.env })
    issuer.close()
    expect(reason).toContain('refs/heads/feature')
  })

  it('a region that is not enabled', async () => {
    await world.cloud.faults([
      {
        service: 'sts',
        action: 'GetCallerIdentity',
        status: 403,
        code: 'InvalidClientTokenId',
        message: 'The security token included in the request is invalid',
      },
    ])
    expect(await reasonOf({})).toContain('enable it in the account')
  })

  it('transient errors are retried, each time with a new token; others are not', async () => {
    await world.cloud.faults([
      { action: 'AssumeRoleWithWebIdentity', times: 2, status: 503, code: 'ServiceUnavailable' },
    ])
    const before = world.issuer.asked.length
    expect((await world.run({ policy })).report?.targets).toMatchObject([{ state: 'read' }])
    expect(world.issuer.asked.length - before).toBe(3)
    await world.cloud.faults([
      { action: 'AssumeRoleWithWebIdentity', status: 403, code: 'AccessDenied', message: 'no' },
    ])
    await reasonOf({})
    expect((await world.cloud.log()).filter(({ action }) => action === 'AssumeRoleWithWebIdentity')).toHaveLength(1)
  })

  it('the wrong account behind the credentials is asked nothing', async () => {
    const keys = await keysFor(world.cloud.url, second)
    await world.cloud.faults([])
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: '',
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
    }
    const bare = `  - { account: "${first}", regions: [us-east-1] }\n`
    const reason = await reasonOf({ env, policy: policyWith(ssh(), '', bare) })
    expect(reason).toContain(second)
    expect((await world.cloud.log()).map(({ action }) => action)).toEqual(['GetCallerIdentity'])
  })

  it('masks secrets, and not account ids', async () => {
    const run = await world.run({ policy })
    expect(run.stdout.match(/^::add-mask::/gm)?.length).toBeGreaterThanOrEqual(3)
    expect(run.stdout).not.toContain(`::add-mask::${first}`)
  })
})

describe('the command, without GitHub', () => {
  it('takes the environment, and writes results to stdout alone', async () => {
    const cloud = await startCloud()
    await deployRoles(cloud)
    await cloud.group('open', [anywhere(22)])
    const keys = await keysFor(cloud.url, first)
    const env = {
      AWS_ENDPOINT_URL: cloud.url,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
      AWS_REGION: 'us-east-1',
    }
    const policy = `version: 1\nrules:\n${ssh()}`
    const text = await runCommand(['detect'], { policy, env })
    expect(text.code).toBe(1)
    expect(text.stdout).toContain('1 open finding')
    const json = await runCommand(['remediate', '--format', 'json', '--only', 'no-open-ssh'], { policy, env })
    expect(json.code).toBe(0)
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: 1,
      mode: 'remediate',
      conclusion: 'pass',
      counts: { fixed: 1 },
    })
    expect((await runCommand(['detect', '--fial-on', 'low'], { policy, env })).code).toBe(2)
    expect((await runCommand(['validate'], { policy: 'version: 2', env })).code).toBe(2)
    const denied = await runAction({
      policy,
      env: { AWS_ENDPOINT_URL: cloud.url },
      inputs: { 'aws-region': 'us-east-1' },
    })
    expect(denied.outputs['failure-reason']).toBe('credentials')
    await cloud.stop()
  })
})

describe('a policy without targets', () => {
  const world = testWorld()
  const policy = `version: 1\nrules:\n${ssh()}`

  it('takes role and regions from the inputs', async () => {
    await world.cloud.group('open', [anywhere(22)], { region: 'eu-west-1' })
    const role = `arn:aws:iam::${first}:role/holdfast-write`
    const run = await world.run({ policy, inputs: { 'role-to-assume': role, 'aws-region': 'us-east-1, eu-west-1' } })
    expect(run.report?.targets.map(({ region }) => region)).toEqual(['us-east-1', 'eu-west-1'])
    expect(run.outputs['findings']).toBe('1')
    const without = await world.run({ policy })
    expect(without.report?.stops[0]?.problems).toMatchObject([{ at: 'aws-region', found: 'nothing' }])
    const both = await world.run({ policy: policyWith(ssh()), inputs: { 'aws-region': 'us-east-1' } })
    expect(both.outputs['failure-reason']).toBe('invalid-input')
  })
})

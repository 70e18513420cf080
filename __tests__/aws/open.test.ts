import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { deployRoles, first, keysFor, second } from '../../emulator/cloud.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { isSessionOf, type Opened, type OpenOptions, openSessions } from '../../src/aws/open.ts'
import { type Tokens, tokens } from '../../src/aws/token.ts'
import type { AccountId, Region } from '../../src/model/basics.ts'
import type { TargetSpec } from '../../src/model/policy.ts'
import { awsWorld, roles, spec } from './session.ts'

const world = awsWorld()
const regionsOf = (...names: readonly string[]): TargetSpec['regions'] => ({
  kind: 'these',
  regions: names.map((name) => name as Region),
})
const member = (account: string, more: Partial<TargetSpec> = {}): TargetSpec =>
  spec({ account: account as AccountId, roles: roles(account), ...more })

const stateOf = (one: Opened): string =>
  `${one.target.account} ${one.target.region} ${one.kind === 'open' ? 'open' : one.reason}`
const open = async (specs: readonly TargetSpec[], more: Partial<OpenOptions> = {}): Promise<readonly string[]> =>
  (await openSessions(specs, world.options(more))).map(stateOf)
const reasonOf = async (one: TargetSpec, more: Partial<OpenOptions> = {}): Promise<string> => {
  const [opened] = await openSessions([one], world.options(more))
  return opened?.kind === 'failed' ? opened.reason : 'open'
}

/** STS calls so far, with the role that was asked for. */
const asked = async (): Promise<readonly string[]> =>
  (await world.cloud.log())
    .filter(({ service }) => service === 'sts')
    .map(({ action, role }) => [action, role.split('/')[1]].filter((word) => word).join(' '))

function tokensOf({ env }: Issuer): Tokens {
  const fetchToken = async (audience: string): Promise<string> => {
    const headers = { authorization: `Bearer ${env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}` }
    const answer = await fetch(`${env['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=${audience}`, { headers })
    return ((await answer.json()) as { value: string }).value
  }
  return tokens(fetchToken, Date.now)
}

beforeAll(() => deployRoles(world.cloud, first))
afterEach(() => world.cloud.faults([]))

describe('with an OIDC token', () => {
  let issuer: Issuer
  const withToken = (): Partial<OpenOptions> => ({ tokens: tokensOf(issuer), env: { GITHUB_ACTIONS: 'true' } })
  beforeEach(async () => {
    issuer = await startIssuer()
    await world.cloud.faults([])
  })
  afterEach(() => issuer.close())

  it('opens each region by itself, all with one token', async () => {
    const two = member(first, { regions: regionsOf('us-east-1', 'eu-west-1') })
    expect(await open([two], withToken())).toEqual([`${first} us-east-1 open`, `${first} eu-west-1 open`])
    expect(issuer.asked).toEqual(['sts.amazonaws.com'])
    const proofs = (await world.cloud.log()).filter(({ action }) => action === 'GetCallerIdentity')
    expect(proofs.map(({ region }) => region).sort()).toEqual(['eu-west-1', 'us-east-1'])
  })

  it('asks for the audience of the partition, or the one that is given', async () => {
    const china = 'arn:aws-cn:iam::111111111111:role/holdfast-read'
    const there = spec({ roles: { read: china, write: null, check: null }, regions: regionsOf('cn-north-1') })
    await open([there], withToken())
    await open([there], { ...withToken(), audience: 'mine' })
    expect(issuer.asked).toEqual(['sts.amazonaws.com.cn', 'mine'])
  })

  it('enters by the hub of the mode, and goes on from there to the role', async () => {
    await deployRoles(world.cloud, '999900001111', { roles: ['hub-read', 'hub-write'] })
    await world.cloud.faults([])
    const hub = (name: string): string => `arn:aws:iam::999900001111:role/${name}`
    const via = { read: hub('hub-read'), write: hub('hub-write'), externalId: 'shared' }
    expect(await open([member(second, { via })], withToken())).toEqual([`${second} us-east-1 open`])
    expect(await asked()).toEqual([
      'AssumeRoleWithWebIdentity hub-read',
      'AssumeRole holdfast-read',
      'GetCallerIdentity',
    ])
    await world.cloud.faults([])
    expect(await open([member(second, { via })], { ...withToken(), role: 'write' })).toEqual([
      `${second} us-east-1 open`,
    ])
    expect(await asked()).toEqual([
      'AssumeRoleWithWebIdentity hub-write',
      'AssumeRole holdfast-write',
      'GetCallerIdentity',
    ])
  })

  it('assumes the role again before the session ends, and then holds what it has', async () => {
    const keys = await keysFor(world.cloud.url, first)
    const soon = new Date(Date.now() + 120_000).toISOString()
    const body = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${keys.accessKeyId}</AccessKeyId><SecretAccessKey>${keys.secretAccessKey}</SecretAccessKey><SessionToken>${keys.sessionToken}</SessionToken><Expiration>${soon}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`
    await world.cloud.faults([{ action: 'AssumeRoleWithWebIdentity', times: 1, body }])
    const [opened] = await openSessions([member(first)], world.options(withToken()))
    if (opened?.kind !== 'open') throw new Error(opened?.reason)
    const client = await opened.session.ec2()
    for (const _ of [1, 2]) await client.send(new DescribeSecurityGroupsCommand({ MaxResults: 5 }))
    const entered = 'AssumeRoleWithWebIdentity holdfast-read'
    expect(await asked()).toEqual([entered, entered, 'GetCallerIdentity'])
  })

  it('masks the secret key and the session token of all that it was given', async () => {
    const before = world.masked.length
    await open([member(first)], withToken())
    const secrets = world.masked.slice(before)
    expect(secrets).toHaveLength(2)
    expect(secrets.every((secret) => secret.length > 20)).toBe(true)
  })

  it('says what to do about a region that is off, and about a clock that is wrong', async () => {
    const refused = { action: 'AssumeRoleWithWebIdentity', status: 403, message: 'not here' }
    await world.cloud.faults([{ ...refused, code: 'RegionDisabledException' }])
    expect(await reasonOf(member(first), withToken())).toContain('region us-east-1 is not enabled for arn:')
    await world.cloud.faults([])
    const late = await startIssuer({ lives: -60 })
    expect(await reasonOf(member(first), { tokens: tokensOf(late) })).toContain("check the runner's clock")
    // Each try had a token of its own.
    expect(late.asked).toHaveLength(4)
    late.close()
  })

  it("tries again where STS could not fetch GitHub's keys", async () => {
    const message = "Couldn't retrieve verification key from your identity provider, please reference …"
    await world.cloud.faults([
      { action: 'AssumeRoleWithWebIdentity', times: 1, status: 400, code: 'InvalidIdentityToken', message },
    ])
    expect(await open([member(first)], withToken())).toEqual([`${first} us-east-1 open`])
    expect(issuer.asked).toHaveLength(2)
  })

  it('never prints the token', async () => {
    const held = tokensOf(issuer)
    const stranger = spec({ roles: { ...roles(first), read: `arn:aws:iam::${first}:role/absent` } })
    const reason = await reasonOf(stranger, { tokens: held })
    expect(reason).toContain('repo:octo/infra:ref:refs/heads/main')
    expect(reason).not.toContain((await held.get('sts.amazonaws.com')).split('.')[1])
  })

  it('takes an answer without credentials for a failure', async () => {
    const body =
      '<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>'
    await world.cloud.faults([{ action: 'AssumeRoleWithWebIdentity', body }])
    expect(await reasonOf(member(first), withToken())).toContain('without credentials')
  })

  it('without a role and without keys says to name one', async () => {
    expect(await reasonOf(spec(), withToken())).toMatch(/no role to assume.*name a role/)
  })
})

describe("with the environment's credentials", () => {
  beforeEach(() => world.cloud.faults([]))
  const roleOnly = (read: string): TargetSpec => spec({ roles: { read, write: null, check: null } })

  it('takes them as they are where no role is named', async () => {
    expect(await open([spec()])).toEqual([`${first} us-east-1 open`])
    expect(await open([spec({ account: null })])).toEqual([`${first} us-east-1 open`])
    expect(await asked()).toEqual(['GetCallerIdentity', 'GetCallerIdentity'])
  })

  it('takes them as they are where they are the role already', async () => {
    const own = roleOnly(`arn:aws:iam::${first}:role/path/seed`)
    expect(await open([own])).toEqual([`${first} us-east-1 open`])
    expect((await asked()).filter((call) => call.startsWith('AssumeRole'))).toEqual([])
  })

  it('assumes the role with them otherwise, and is patient with what passes', async () => {
    await world.cloud.faults([{ action: 'AssumeRole', times: 2, status: 503, code: 'ServiceUnavailable' }])
    expect(await open([member(second)])).toEqual([`${second} us-east-1 open`])
    expect((await asked()).filter((call) => call === 'AssumeRole holdfast-read')).toHaveLength(3)
  })

  it('goes by the hub, unless they are the hub', async () => {
    const via = { read: `arn:aws:iam::${first}:role/seed`, write: null, externalId: null }
    expect(await open([member(second, { via })])).toEqual([`${second} us-east-1 open`])
    expect((await asked()).filter((call) => call.startsWith('AssumeRole'))).toEqual(['AssumeRole holdfast-read'])
    await world.cloud.faults([])
    const other = { ...via, read: `arn:aws:iam::${first}:role/hub` }
    expect(await open([member(second, { via: other })])).toEqual([`${second} us-east-1 open`])
    expect((await asked()).filter((call) => call.startsWith('AssumeRole'))).toEqual([
      'AssumeRole hub',
      'AssumeRole holdfast-read',
    ])
  })

  it('does not try a refusal again, and says what it may mean', async () => {
    await world.cloud.faults([{ action: 'AssumeRole', status: 403, code: 'AccessDenied', message: 'no' }])
    expect(await reasonOf(member(second))).toMatch(/does not exist, its trust policy .*AccessDenied: no/)
    expect((await asked()).filter((call) => call.startsWith('AssumeRole'))).toHaveLength(1)
  })

  it('asks nothing of another account than the policy names, and says both', async () => {
    const reason = await reasonOf(spec(), { env: world.environment(second) })
    expect(reason).toContain(second)
    expect(reason).toContain(first)
    expect(await asked()).toEqual(['GetCallerIdentity'])
  })

  it('tells apart what AWS says of the keys', async () => {
    const identity = { action: 'GetCallerIdentity', status: 403 }
    await world.cloud.faults([{ ...identity, code: 'ExpiredToken', message: 'old' }])
    expect(await reasonOf(spec())).toContain('the credentials have expired')
    await world.cloud.faults([{ ...identity, code: 'SignatureDoesNotMatch', message: 'odd' }])
    expect(await reasonOf(spec())).toContain("the machine's clock")
    await world.cloud.faults([{ ...identity, code: 'UnrecognizedClientException', message: 'who' }])
    expect(await reasonOf(spec())).toContain('region us-east-1 does not know the credentials')
    await world.cloud.faults([{ action: 'GetCallerIdentity', body: '<html>proxy</html>' }])
    expect(await reasonOf(spec())).toContain('without an account')
  })
})

describe('targets', () => {
  beforeEach(() => world.cloud.faults([]))
  const all = (...except: readonly string[]): TargetSpec['regions'] => ({
    kind: 'enabled',
    except: except.map((name) => name as Region),
  })

  it('are opened once, whoever names them twice', async () => {
    expect(await open([spec(), spec({ name: 'again' })])).toEqual([`${first} us-east-1 open`])
  })

  it('that fail leave the others alone', async () => {
    const bad = member(second, { roles: { ...roles(second), read: null } })
    const [failed, opened] = await open([bad, spec()])
    expect(failed).toContain('no read role: add roles.read')
    expect(opened).toBe(`${first} us-east-1 open`)
  })

  it('that the run is not about are asked nothing', async () => {
    const regions = regionsOf('us-east-1', 'eu-west-1')
    expect(await open([spec({ regions })], { only: ({ region }) => region !== 'us-east-1' })).toEqual([
      `${first} eu-west-1 open`,
    ])
    await world.cloud.faults([])
    expect(await open([spec()], { only: ({ account }) => account === second })).toEqual([])
    expect(await asked()).toEqual([])
  })

  it('of all regions are those that the account has enabled, in order', async () => {
    const regions = (await open([spec({ regions: all('us-east-1') })])).map((state) => state.split(' ')[1])
    expect(regions).toContain('eu-west-1')
    expect(regions).not.toContain('us-east-1')
    expect(regions).toEqual([...regions].sort())
  })

  it('of all regions fail where nobody says which these are', async () => {
    await world.cloud.faults([{ action: 'DescribeRegions', status: 403, code: 'UnauthorizedOperation', message: 'no' }])
    expect(await open([spec({ regions: all() })])).toEqual([
      expect.stringMatching(/ all .*: ec2:DescribeRegions: denied/),
    ])
    await world.cloud.faults([{ action: 'DescribeRegions', body: '<DescribeRegionsResponse/>' }])
    expect(await open([spec({ regions: all() })])).toEqual([expect.stringContaining('without regions')])
  })
})

describe('a session of a role', () => {
  const session = `arn:aws:sts::${first}:assumed-role/holdfast-read/holdfast-1-1`
  it.each([
    [`arn:aws:iam::${first}:role/holdfast-read`, true],
    [`arn:aws:iam::${first}:role/a/path/holdfast-read`, true],
    [`arn:aws:iam::${first}:role/holdfast-write`, false],
    [`arn:aws:iam::${first}:role/holdfast-read/other`, false],
    [`arn:aws:iam::${second}:role/holdfast-read`, false],
    ['', false],
  ])('%s: %p', (role, expected) => expect(isSessionOf(session, role)).toBe(expected))

  it('is no user and no root', () => {
    for (const arn of [`arn:aws:iam::${first}:user/holdfast-read`, `arn:aws:iam::${first}:root`])
      expect(isSessionOf(arn, `arn:aws:iam::${first}:role/holdfast-read`)).toBe(false)
  })
})

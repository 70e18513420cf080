import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Cloud, deployRoles, first, provider, second, startCloud, subject } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'

// What STS refuses, and in which words (API reference of AssumeRoleWithWebIdentity): messages that a user is helped with.
const third = '333333333333'
let cloud: Cloud
beforeAll(async () => {
  cloud = await startCloud()
  await deployRoles(cloud)
  await deployRoles(cloud, third, { subject: 'repo:octo/infra:environment:*', roles: ['exact'] })
})
afterAll(() => cloud.stop())

const holdfastRead = `arn:aws:iam::${first}:role/holdfast-read`

async function token(
  wanted: { claims?: Record<string, unknown>; lives?: number } = {},
  audience = 'sts.amazonaws.com',
): Promise<string> {
  const issuer = await startIssuer(wanted)
  const answer = await fetch(`${issuer.env['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=${audience}`, {
    headers: { authorization: `Bearer ${issuer.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}` },
  })
  issuer.close()
  return ((await answer.json()) as { value: string }).value
}

async function assume(WebIdentityToken: string, RoleArn = holdfastRead) {
  const sts = new STSClient({ region: 'us-east-1', endpoint: cloud.url, maxAttempts: 1 })
  return sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'test', WebIdentityToken }))
}

const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'assumed',
    (error: Error) => `${error.name}: ${error.message}`,
  )
// The SDK names errors after its model; on the wire the code is InvalidIdentityToken.
const denied = 'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity'

it('gives credentials of the account for a token that the trust policy names', async () => {
  const { Credentials } = await assume(await token())
  const sts = new STSClient({
    region: 'us-east-1',
    endpoint: cloud.url,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  })
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: first })
})

const providerIn = (account: string): string => `arn:aws:iam::${account}:oidc-provider/${provider}`

describe('refuses', () => {
  it('another subject', async () => {
    expect(await refusal(assume(await token({ claims: { sub: `${subject}2` } })))).toBe(denied)
    expect(await refusal(assume(await token({ claims: { sub: subject.toUpperCase() } })))).toBe(denied)
  })

  it('a pattern where the condition compares for equality', async () => {
    const sub = 'repo:octo/infra:environment:production'
    expect(await refusal(assume(await token({ claims: { sub } }), `arn:aws:iam::${third}:role/exact`))).toBe(denied)
  })

  it('a role that is not there in the words of one that does not trust', async () => {
    expect(await refusal(assume(await token(), `arn:aws:iam::${first}:role/absent`))).toBe(denied)
  })

  it('what another statement of the trust policy denies', async () => {
    const allow = { Effect: 'Allow', Principal: { Federated: providerIn(first) }, Action: 'sts:*' }
    const unless = { [`${provider}:ref`]: 'refs/heads/main' }
    const deny = { ...allow, Effect: 'Deny', Condition: { StringEquals: unless } }
    const iam = await cloud.iam()
    const create = (RoleName: string, Statement: readonly object[]) =>
      iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify({ Statement }) }))
    await create('allows', [allow])
    await create('denies', [allow, deny])
    expect(await refusal(assume(await token(), `arn:aws:iam::${first}:role/allows`))).toBe('assumed')
    expect(await refusal(assume(await token(), `arn:aws:iam::${first}:role/denies`))).toBe(denied)
    const feature = await token({ claims: { ref: 'refs/heads/feature' } })
    expect(await refusal(assume(feature, `arn:aws:iam::${first}:role/denies`))).toBe('assumed')
  })

  it("a trust policy that names another account's provider, or a condition that no token answers", async () => {
    const create = async (RoleName: string, statement: object) =>
      (await cloud.iam()).send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify({ Statement: [statement] }) }),
      )
    const allow = { Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' }
    const Condition = { StringEquals: { 'aws:sub': subject } }
    await create('elsewhere', { ...allow, Principal: { Federated: providerIn(second) } })
    await create('other-key', { ...allow, Principal: { Federated: providerIn(first) }, Condition })
    for (const role of ['elsewhere', 'other-key'])
      expect(await refusal(assume(await token(), `arn:aws:iam::${first}:role/${role}`))).toBe(denied)
  })

  it('an account without the provider', async () => {
    expect(await refusal(assume(await token(), `arn:aws:iam::${second}:role/holdfast-read`))).toBe(
      'InvalidIdentityTokenException: No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com',
    )
  })

  it('an audience that the provider does not take', async () => {
    expect(await refusal(assume(await token({}, 'else')))).toBe(
      'InvalidIdentityTokenException: Incorrect token audience',
    )
  })

  it('a token of yesterday, and one that is none', async () => {
    expect(await refusal(assume(await token({ lives: -1 })))).toMatch(/^ExpiredTokenException: /)
    expect(await refusal(assume('none'))).toMatch(/^InvalidIdentityTokenException: /)
  })
})

describe("GitHub's token endpoint", () => {
  it('wants its bearer, passes the audience on, counts, and fails as often as was asked', async () => {
    const issuer = await startIssuer({ failures: 1 })
    const url = issuer.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''
    const headers = { authorization: `Bearer ${issuer.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}` }
    expect((await fetch(url)).status).toBe(401)
    expect((await fetch(`${url}&audience=a`, { headers })).status).toBe(500)
    const { value } = (await (await fetch(`${url}&audience=b`, { headers })).json()) as { value: string }
    const claims = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString()) as object
    expect(claims).toMatchObject({ iss: 'https://token.actions.githubusercontent.com', aud: 'b', sub: subject })
    expect(issuer.asked).toEqual(['a', 'b'])
    issuer.close()
  })
})

import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Cloud, first, provider, startCloud } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { type Ministack, ministackAccount, startMinistack } from '../../emulator/ministack.ts'
import { runAction } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'

const there = <T>(value: T | null): T => {
  if (value === null) throw new Error('asked for before the block began')
  return value
}
const owner = { Owner: 'octo', Repository: 'infra' }
const branch = { sub: 'repo:octo/infra:ref:refs/heads/main', ref: 'refs/heads/main' }
const environment = {
  sub: 'repo:octo/infra:environment:aws-remediate',
  ref: 'refs/heads/main',
  environment: 'aws-remediate',
}
const immutable = { ...branch, sub: 'repo:octo@1/infra@2:ref:refs/heads/main', repository_id: '2' }
const pullRequest = { sub: 'repo:octo/infra:pull_request', ref: 'refs/pull/1/merge' }

type Claims = Readonly<Record<string, string>>
/** Parameters of the stack, claims of a token, and which roles it opens. */
const cases: readonly (readonly [string, Claims, readonly (readonly [string, Claims, readonly string[]])[]])[] = [
  [
    'a repository by its name',
    owner,
    [
      ['the default branch', branch, ['read', 'write']],
      ['the environment', environment, ['read', 'write']],
      ['the environment from another branch', { ...environment, ref: 'refs/heads/evil' }, []],
      ['another environment', { ...environment, sub: 'repo:octo/infra:environment:test', environment: 'test' }, []],
      ['another branch', { sub: 'repo:octo/infra:ref:refs/heads/evil', ref: 'refs/heads/evil' }, []],
      ['a tag of the branch’s name', { sub: 'repo:octo/infra:ref:refs/tags/main', ref: 'refs/tags/main' }, []],
      ['another repository', { ...branch, sub: 'repo:octo/infra-2:ref:refs/heads/main' }, []],
      ['a pull request', pullRequest, []],
      ['the immutable form', immutable, []],
    ],
  ],
  [
    'writing from the environment only, and a role for pull requests',
    { ...owner, WriteFrom: 'environment', PullRequests: 'true' },
    [
      ['the default branch', branch, ['read']],
      ['the environment', environment, ['read', 'write']],
      ['a pull request', pullRequest, ['check']],
    ],
  ],
  [
    'writing from the branch only',
    { ...owner, WriteFrom: 'branch', Branch: 'trunk' },
    [
      ['the branch', { sub: 'repo:octo/infra:ref:refs/heads/trunk' }, ['read', 'write']],
      ['the environment', { ...environment, ref: 'refs/heads/trunk' }, ['read']],
      ['main', branch, []],
    ],
  ],
  [
    'a repository by its ids',
    { ...owner, OwnerId: '1', RepositoryId: '2' },
    [
      ['the immutable form', immutable, ['read', 'write']],
      ['the old form of the same repository', { ...branch, repository_id: '2' }, ['read', 'write']],
      ['the old form of one that took the name', { ...branch, repository_id: '3' }, []],
    ],
  ],
  [
    'one workflow',
    { ...owner, JobWorkflowRef: 'octo/infra/.github/workflows/holdfast.yml@refs/heads/main' },
    [
      [
        'that workflow',
        { ...branch, job_workflow_ref: 'octo/infra/.github/workflows/holdfast.yml@refs/heads/main' },
        ['read', 'write'],
      ],
      [
        'another workflow',
        { ...branch, job_workflow_ref: 'octo/infra/.github/workflows/evil.yml@refs/heads/main' },
        [],
      ],
    ],
  ],
  [
    'subjects of one’s own',
    { ...owner, ReadSubjects: 'repository_id:2:*', WriteSubjects: 'repository_id:2:environment:x' },
    [
      ['a subject that fits', { sub: 'repository_id:2:environment:x' }, ['read', 'write']],
      ['one that fits reading', { sub: 'repository_id:2:ref:refs/heads/main' }, ['read']],
      ['the ordinary one', branch, []],
    ],
  ],
]

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenOf = (claims: Claims): string => {
  const standard = {
    iss: `https://${provider}`,
    aud: 'sts.amazonaws.com',
    exp: Math.floor(Date.now() / 1000) + 300,
    repository_id: '2',
  }
  return `${part({ alg: 'RS256' })}.${part({ ...standard, ...claims })}.c2ln`
}

// CloudFormation resolves the template on one emulator; the trust policies that come out are met with tokens on the other.
describe('deploy/roles.yaml', () => {
  let aws: Ministack | null = null
  let cloud: Cloud | null = null
  beforeAll(async () => {
    ;[aws, cloud] = await Promise.all([startMinistack(), startCloud()])
    const iam = await cloud.iam()
    await iam.send(
      new CreateOpenIDConnectProviderCommand({ Url: `https://${provider}`, ClientIDList: ['sts.amazonaws.com'] }),
    )
  })
  afterAll(async () => {
    aws?.stop()
    await cloud?.stop()
  })

  async function opened(role: string, claims: Claims): Promise<boolean> {
    const sts = new STSClient({
      region: 'us-east-1',
      endpoint: there(cloud).url,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
    const asked = {
      RoleArn: `arn:aws:iam::${first}:role/${role}`,
      RoleSessionName: 'x',
      WebIdentityToken: tokenOf(claims),
    }
    return sts.send(new AssumeRoleWithWebIdentityCommand(asked)).then(
      () => true,
      ({ name }: Error) => {
        expect(name).toBe('AccessDenied')
        return false
      },
    )
  }

  it.each(cases)('%s: opens to exactly the tokens that it should', async (_, parameters, tokens) => {
    const id = `s${cases.findIndex(([, one]) => one === parameters)}`
    const names = { ReadRole: `${id}-read`, WriteRole: `${id}-write`, CheckRole: `${id}-check` }
    await there(aws).deploy(id, 'deploy/roles.yaml', {
      ...parameters,
      ...names,
      ...(id === 's0' ? {} : { CreateProvider: 'false' }),
    })
    const roles = ['read', 'write', ...(parameters['PullRequests'] === 'true' ? ['check'] : [])]
    for (const role of roles) {
      const { Role } = await new IAMClient(there(aws).config).send(new GetRoleCommand({ RoleName: `${id}-${role}` }))
      const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '').replaceAll(
        ministackAccount,
        first,
      )
      await (await there(cloud).iam()).send(
        new CreateRoleCommand({ RoleName: `${id}-${role}`, AssumeRolePolicyDocument }),
      )
    }
    for (const [token, claims, expected] of tokens) {
      const open: string[] = []
      for (const role of roles) if (await opened(`${id}-${role}`, claims)) open.push(role)
      expect([token, open]).toEqual([token, expected])
    }
  })
})

describe('deploy/roles.yaml where STS takes GitHub’s subject and audience alone', () => {
  let aws: Ministack | null = null
  beforeAll(async () => {
    aws = await startMinistack()
  })
  afterAll(() => aws?.stop())

  it.each([
    ['aws-cn', 'sts.amazonaws.com.cn'],
    ['aws-us-gov', 'sts.amazonaws.com'],
  ])('in %s nothing asks for a claim that is never there, and the audience is %s', async (partition, audience) => {
    const names = { ReadRole: `${partition}-read`, WriteRole: `${partition}-write` }
    const ids = { OwnerId: '1', RepositoryId: '2', JobWorkflowRef: 'octo/infra/x.yml@refs/heads/main' }
    const parameters = { ...owner, ...ids, ...names, CreateProvider: 'false' }
    await there(aws).deploy(partition, 'deploy/roles.yaml', parameters, partition)
    const iam = new IAMClient(there(aws).config)
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: names.WriteRole }))
    const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')) as {
      Statement: readonly { Condition: { StringEquals: object } }[]
    }
    expect(trust.Statement.map(({ Condition }) => Object.keys(Condition.StringEquals).sort())).toEqual([
      [`${provider}:aud`, `${provider}:sub`],
      [`${provider}:aud`, `${provider}:sub`],
    ])
    expect(trust.Statement[0]?.Condition.StringEquals).toMatchObject({ [`${provider}:aud`]: audience })
  })
})

describe('deploy/hub.yaml and deploy/member.yaml', () => {
  let aws: Ministack | null = null
  beforeAll(async () => {
    aws = await startMinistack()
    await aws.deploy('hub', 'deploy/hub.yaml', owner)
    await aws.deploy('member', 'deploy/member.yaml', { HubAccount: ministackAccount, ExternalId: 'octo-7' })
  })
  afterAll(() => aws?.stop())

  const arn = (role: string): string => `arn:aws:iam::${ministackAccount}:role/${role}`
  const target = (via: string, read = 'holdfast-read'): string => `  - account: "${ministackAccount}"
    regions: [us-east-1]
    roles: { read: "${arn(read)}", write: "${arn('holdfast-write')}" }
    via: { read: "${arn('holdfast-hub-read')}", write: "${arn('holdfast-hub-write')}"${via} }
`
  async function run(policy: string, mode = 'detect') {
    const issuer = await startIssuer()
    const done = await runAction({ policy, inputs: { mode }, env: { AWS_ENDPOINT_URL: there(aws).url, ...issuer.env } })
    issuer.close()
    return done
  }
  const lenient = 'gate: { fail-on: none }\n'

  it('a run goes through the hub to the member, with the external id', async () => {
    for (const mode of ['detect', 'remediate']) {
      const done = await run(policyWith(ssh(), lenient, target(', external-id: octo-7')), mode)
      expect([done.outputs['conclusion'], done.report?.gaps]).toEqual(['pass', []])
      expect(done.report?.targets).toMatchObject([{ account: ministackAccount, state: 'read' }])
    }
  })

  it.each([
    ['another external id', target(', external-id: other')],
    ['none', target('')],
    ['the reading hub at the writing role', target(', external-id: octo-7', 'holdfast-write')],
  ])('%s opens nothing, and is told with both roles', async (_, asked) => {
    const done = await run(policyWith(ssh(), lenient, asked))
    expect(done.outputs['failure-reason']).toBe('credentials')
    expect(done.summary).toContain('holdfast-hub-read')
  })
})

import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreatePolicyVersionCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type Fault, first } from '../../emulator/cloud.ts'
import type { Many } from '../../src/model/basics.ts'
import type { Scope } from '../../src/model/kind.ts'
import type { Kind, Ref, Resource } from '../../src/model/resource.ts'
import { type Listed, listed, makePolicy, makeRole } from './iam-world.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

const details = 'GetAccountAuthorizationDetails'
const both: readonly Kind[] = ['iam-role', 'iam-policy']
const s3 = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
const allow = (action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: 'arn:aws:s3:::100%25 a' }],
  })

async function list(kinds = both, scope: Partial<Scope> = {}): Promise<Listed> {
  const { io } = await import('../../src/resources/iam-role/aws.ts')
  const session = await world.session(first)
  return listed(io.source.list([session] as Many<typeof session>, { kinds, only: 'all', ...scope }))
}
async function read(ref: Ref, depth?: 'tags') {
  const { io } = await import(`../../src/resources/${ref.kind}/aws.ts`)
  const [fresh] = await io.read(await world.session(), [ref], depth)
  return fresh.resource
}
const roleOf = ({ resources }: Listed, id: string): Resource<'iam-role'> => {
  const found = resources.find(({ ref }) => ref.kind === 'iam-role' && ref.id === id)
  if (found === undefined) throw new Error(`no role ${id}`)
  return found as unknown as Resource<'iam-role'>
}
const policyOf = ({ resources }: Listed, arn: string): Resource<'iam-policy'> =>
  resources.find(({ ref }) => ref.arn === arn) as unknown as Resource<'iam-policy'>
const calls = async (): Promise<readonly string[]> =>
  (await world.cloud.log()).flatMap(({ service, action }) => (service === 'iam' ? [action] : []))

describe('a role looked at whole', () => {
  let role: Ref
  let own: Ref
  beforeAll(async () => {
    const iam = await world.cloud.iam()
    role = await makeRole(world.cloud, 'app', { owner: 'net' }, { path: '/team/' })
    own = await makePolicy(world.cloud, 'own')
    await iam.send(new PutRolePolicyCommand({ RoleName: 'app', PolicyName: 'z', PolicyDocument: allow('ec2:*') }))
    await iam.send(new PutRolePolicyCommand({ RoleName: 'app', PolicyName: 'a', PolicyDocument: allow('sqs:*') }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: s3 }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'app', PolicyArn: own.arn }))
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'app', PermissionsBoundary: own.arn }))
    for (const name of ['web', 'app']) {
      await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }))
      await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: 'app' }))
    }
  })

  it('is all there in the listing, decoded, with the documents of what it carries', async () => {
    await world.cloud.faults([])
    const found = await list(['iam-role'])
    expect(found.gaps).toEqual([])
    const { facts } = roleOf(found, 'app')
    expect(facts).toMatchObject({
      path: '/team/',
      inline: {
        known: true,
        value: new Map([
          ['a', allow('sqs:*')],
          ['z', allow('ec2:*')],
        ]),
      },
      attached: { known: true, value: [own.arn, s3].sort() },
      boundary: own.arn,
      instanceProfiles: { known: true, value: ['app', 'web'] },
    })
    expect(JSON.parse(facts.trust)).toMatchObject({ Statement: [{ Principal: { Service: 'ec2.amazonaws.com' } }] })
    expect(facts.policies.get(s3)).toContain('s3:*')
    expect(facts.policies.get(own.arn)).toContain('s3:GetObject')
    // AWS's policies that nobody carries are not read, and tags of policies are nobody's business here.
    expect([...facts.policies.keys()].sort()).toEqual([own.arn, s3].sort())
    expect(await calls()).toEqual([details])
    expect(found.resources.every(({ ref }) => ref.kind === 'iam-role')).toBe(true)
  })

  it('is the same, read by its own calls', async () => {
    const { facts, ...rest } = roleOf(await list(), 'app')
    await world.cloud.faults([])
    expect(await read(role)).toEqual({ known: true, value: { ...rest, facts } })
    expect([...(await calls())].sort()).toEqual(
      [
        ...[
          'GetPolicy',
          'GetPolicy',
          'GetPolicyVersion',
          'GetPolicyVersion',
          'GetRole',
          'GetRolePolicy',
          'GetRolePolicy',
        ],
        ...['ListAttachedRolePolicies', 'ListInstanceProfilesForRole', 'ListRolePolicies'],
      ].sort(),
    )
  })

  it('is no more than its tags where no more is looked at', async () => {
    await world.cloud.faults([])
    const found = roleOf(await list(['iam-role'], { depth: 'tags' }), 'app').facts
    const again = await read(role, 'tags')
    expect(await calls()).toEqual([details, 'GetRole'])
    for (const { inline, attached, instanceProfiles, policies } of [found, again.value.facts]) {
      for (const part of [inline, attached, instanceProfiles]) expect(part).toMatchObject({ known: false })
      expect(policies.size).toBe(0)
    }
  })

  it.each([
    ['ListRolePolicies', 'inline', 'denied'],
    ['GetRolePolicy', 'inline', 'denied'],
    ['ListAttachedRolePolicies', 'attached', 'denied'],
    ['ListInstanceProfilesForRole', 'instanceProfiles', 'denied'],
  ] as const)('has a part that is unknown, never empty, where %s is denied', async (action, part, why) => {
    await world.cloud.faults([{ action: `^${action}$`, status: 403, code: 'AccessDenied', message: 'no' }])
    const { value } = await read(role)
    expect(value.facts[part]).toEqual({ known: false, why, operation: `iam:${action}` })
  })

  it('leaves out documents that are denied: of such a policy the name is known', async () => {
    await world.cloud.faults([{ action: '^GetPolicyVersion$', status: 403, code: 'AccessDenied', message: 'no' }])
    const { value } = await read(role)
    expect([value.facts.policies.size, value.facts.attached.value.length]).toEqual([0, 2])
  })
})

describe('a policy looked at whole', () => {
  it('has its default version, the oldest where five are there, and who carries it, by both readers', async () => {
    const iam = await world.cloud.iam()
    const ref = await makePolicy(world.cloud, 'versions', { owner: 'net' })
    await makeRole(world.cloud, 'bounded')
    await makeRole(world.cloud, 'attached')
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'bounded', PermissionsBoundary: ref.arn }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'attached', PolicyArn: ref.arn }))
    for (const n of [2, 3, 4, 5]) {
      const before = policyOf(await list(['iam-policy']), ref.arn)
      expect(before.facts.oldest).toEqual({ known: true, value: null })
      expect(await read(ref)).toEqual({ known: true, value: before })
      const PolicyDocument = allow(`sqs:Version${n}`)
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn: ref.arn, PolicyDocument, SetAsDefault: n === 2 }))
    }
    const found = policyOf(await list(['iam-policy']), ref.arn)
    expect(found.facts).toMatchObject({
      document: { known: true, value: allow('sqs:Version2') },
      oldest: { known: true, value: { id: 'v1', document: expect.stringContaining('s3:GetObject') } },
      roles: { known: true, value: ['attached', 'bounded'] },
    })
    expect(await read(ref)).toEqual({ known: true, value: found })
  })

  it.each([
    ['GetPolicyVersion', 'document'],
    ['ListPolicyVersions', 'oldest'],
    ['ListEntitiesForPolicy', 'roles'],
  ] as const)('has a part that is unknown where %s is denied', async (action, part) => {
    const ref = await makePolicy(world.cloud, `denied-${part}`)
    await world.cloud.faults([{ action: `^${action}$`, status: 403, code: 'AccessDenied', message: 'no' }])
    expect((await read(ref)).value.facts[part]).toEqual({ known: false, why: 'denied', operation: `iam:${action}` })
  })
})

describe('pages of a listing', () => {
  const encoded = (text: string): string => encodeURIComponent(text)
  const plain = (text: string): string => text.replaceAll('"', '&quot;')
  const trust = '{"Version":"2012-10-17","Statement":[]}'
  const arn = `arn:aws:iam::${first}:policy/late`
  const rolePart = (spell: (text: string) => string, more = ''): string =>
    `<member><RoleName>r</RoleName><RoleId>AROA1</RoleId><Path>/</Path><Arn>arn:aws:iam::${first}:role/r</Arn><AssumeRolePolicyDocument>${spell(trust)}</AssumeRolePolicyDocument><RolePolicyList><member><PolicyName>p</PolicyName><PolicyDocument>${spell(allow('s3:*'))}</PolicyDocument></member></RolePolicyList><InstanceProfileList/>${more}</member>`
  const attached = `<AttachedManagedPolicies><member><PolicyName>late</PolicyName><PolicyArn>${arn}</PolicyArn></member></AttachedManagedPolicies>`
  const policyPart = (spell: (text: string) => string): string =>
    `<member><PolicyName>late</PolicyName><PolicyId>ANPA1</PolicyId><Arn>${arn}</Arn><Path>/</Path><DefaultVersionId>v2</DefaultVersionId><PolicyVersionList><member><VersionId>v1</VersionId><Document>${spell(allow('old:*'))}</Document></member><member><VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion><Document>${spell(allow('new:*'))}</Document></member></PolicyVersionList></member>`
  const body = (roles: string, policies: string, marker: string | null = null): string =>
    `<${details}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${details}Result><RoleDetailList>${roles}</RoleDetailList><Policies>${policies}</Policies><IsTruncated>${marker !== null}</IsTruncated>${marker === null ? '' : `<Marker>${marker}</Marker>`}</${details}Result></${details}Response>`
  const pages = (...bodies: readonly string[]): Fault[] =>
    bodies.map((one) => ({ action: details, times: 1, body: one }))

  it.each([
    ['encoded', encoded],
    ['plain', plain],
  ])('bring documents, %s, though they come after what carries them, over short and empty pages', async (_, spell) => {
    await world.cloud.faults(
      pages(body(rolePart(spell, attached), '', 'a'), body('', '', 'b'), body('', policyPart(spell))),
    )
    const { facts } = roleOf(await list(['iam-role']), 'r')
    expect(facts.trust).toBe(trust)
    expect(facts.inline).toEqual({ known: true, value: new Map([['p', allow('s3:*')]]) })
    expect(facts.policies).toEqual(new Map([[arn, allow('new:*')]]))
  })

  it('that lack a part leave it unknown', async () => {
    await world.cloud.faults(pages(body(rolePart(encoded), '')))
    const { facts } = roleOf(await list(['iam-role']), 'r')
    expect(facts.attached).toEqual({ known: false, why: 'malformed', operation: `iam:${details}` })
    expect(facts.inline.known).toBe(true)
  })

  it('that break before the roles are all read do not say who carries a policy', async () => {
    await world.cloud.faults([
      ...pages(body('', policyPart(encoded), 'a')),
      { action: details, status: 403, code: 'AccessDenied', message: 'no' },
      {
        action: 'ListPolicyTags',
        body: '<ListPolicyTagsResponse><ListPolicyTagsResult><Tags/></ListPolicyTagsResult></ListPolicyTagsResponse>',
      },
    ])
    const found = await list(['iam-policy'])
    expect(policyOf(found, arn).facts).toMatchObject({ document: { known: true }, roles: { known: false } })
    expect(found.gaps).toMatchObject([{ kind: 'iam-policy', id: null, why: 'denied' }])
  })
})

import { CreateRoleCommand, DeletePolicyCommand, DeleteRoleCommand } from '@aws-sdk/client-iam'
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type Fault, first } from '../../emulator/cloud.ts'
import type { Many } from '../../src/model/basics.ts'
import type { Scope } from '../../src/model/kind.ts'
import type { Kind, Ref } from '../../src/model/resource.ts'
import { type Listed, listed, makePolicy, makeRole, makeUntagged, refOf, tagsOf } from './iam-world.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(800)
afterEach(() => world.cloud.faults([]))

const both: readonly Kind[] = ['iam-role', 'iam-policy']
const details = 'GetAccountAuthorizationDetails'
const denied = { status: 403, code: 'AccessDenied', message: 'no' }

async function list(
  kinds = both,
  { only = 'all', regions = ['us-east-1'], depth = 'whole' }: Partial<Scope> & { regions?: readonly string[] } = {},
): Promise<Listed> {
  const { io } = await import('../../src/resources/iam-role/aws.ts')
  const sessions = await Promise.all(regions.map((region) => world.session(first, region)))
  return listed(io.source.list(sessions as unknown as Many<(typeof sessions)[number]>, { kinds, only, depth }))
}
const ioOf = async (kind: Kind) =>
  kind === 'iam-role'
    ? (await import('../../src/resources/iam-role/aws.ts')).io
    : (await import('../../src/resources/iam-policy/aws.ts')).io
const read = async (...refs: readonly Ref[]) =>
  (await ioOf(refs[0]?.kind ?? 'iam-role')).read(await world.session(), refs)
const named = ({ resources }: Listed, id: string) => resources.find((one) => one.ref.id === id)
const policyNamed = ({ resources }: Listed, id: string) =>
  resources.find(({ ref }) => ref.kind === 'iam-policy' && ref.id === id)
const calls = async (): Promise<readonly string[]> => (await world.cloud.log()).map(({ action }) => action)
const asked = async (action: string): Promise<number> => (await calls()).filter((one) => one === action).length

describe('the listing of an account', () => {
  let role: Ref
  let policy: Ref
  beforeAll(async () => {
    role = await makeRole(world.cloud, 'app', { Owner: 'Zoë', 'cost center': '' }, { path: '/team/app/' })
    await makeRole(world.cloud, 'bare')
    await makeRole(world.cloud, 'reader')
    policy = await makePolicy(world.cloud, 'reader', { Owner: 'データ', owner: '🦀' }, { path: '/team/' })
    await makePolicy(world.cloud, 'never-tagged')
    await makeUntagged(world.cloud, 'untagged')
  })

  it('has roles with paths and tags, of no region', async () => {
    const found = await list()
    expect(found.gaps).toEqual([])
    expect(named(found, 'app')).toEqual({
      ref: role,
      name: { known: true, value: 'app' },
      tags: {
        known: true,
        value: new Map([
          ['Owner', 'Zoë'],
          ['cost center', ''],
        ]),
      },
      vpc: { known: true, value: null },
      facts: {
        path: '/team/app/',
        roleId: expect.stringMatching(/^AROA/),
        trust: expect.stringContaining('ec2.amazonaws.com'),
        inline: { known: true, value: new Map() },
        attached: { known: true, value: [] },
        boundary: null,
        instanceProfiles: { known: true, value: [] },
        policies: expect.any(Map),
      },
    })
    expect(role.arn).toBe(`arn:aws:iam::${first}:role/team/app/app`)
    expect(tagsOf(named(found, 'bare'))).toEqual({})
  })

  it('has policies with the tags that the tagging API tells, and asks IAM for those of the rest', async () => {
    await world.cloud.faults([])
    const found = await list()
    expect(policyNamed(found, 'reader')).toMatchObject({
      ref: policy,
      facts: { path: '/team/', policyId: expect.stringMatching(/^A/) },
    })
    expect(tagsOf(policyNamed(found, 'reader'))).toEqual({ Owner: 'データ', owner: '🦀' })
    expect([tagsOf(named(found, 'untagged')), tagsOf(named(found, 'never-tagged'))]).toEqual([{}, {}])
    const listedOnes = (await world.cloud.log()).filter(({ action }) => action === 'ListPolicyTags')
    expect(listedOnes).toHaveLength(1)
    expect([await asked(details), await asked('GetResources')]).toEqual([1, 1])
  })

  it('is whole without the tagging API, which is a gap', async () => {
    await world.cloud.faults([{ service: 'tagging', action: 'GetResources', ...denied }])
    const found = await list()
    expect(tagsOf(policyNamed(found, 'reader'))).toEqual({ Owner: 'データ', owner: '🦀' })
    expect(tagsOf(named(found, 'untagged'))).toEqual({})
    expect(found.gaps).toMatchObject([
      { account: first, region: 'global', kind: 'iam-policy', id: null, operation: 'tag:GetResources', why: 'denied' },
    ])
    expect(found.gaps[0]?.detail).toContain('allow tag:GetResources')
  })

  it('ends where every page leads to itself, and knows no more', async () => {
    const lists = '<UserDetailList/><GroupDetailList/><RoleDetailList/><Policies/>'
    const result = `<IsTruncated>true</IsTruncated><Marker>again</Marker>${lists}`
    const body = `<${details}Response><${details}Result>${result}</${details}Result></${details}Response>`
    await world.cloud.faults([{ action: details, times: 3, body }])
    const found = await list()
    expect(found.gaps.map(({ kind, why }) => `${kind} ${why}`)).toEqual(['iam-role malformed', 'iam-policy malformed'])
  })

  it.each([
    ['501', { status: 501, body: '' }],
    ['an unknown operation', { status: 400, code: 'UnknownOperationException', message: 'no' }],
  ])('is whole where no tagging API is (%s), and lacks nothing', async (_, fault) => {
    await world.cloud.faults([{ service: 'tagging', action: 'GetResources', ...fault }])
    const found = await list()
    expect(tagsOf(policyNamed(found, 'reader'))).toEqual({ Owner: 'データ', owner: '🦀' })
    expect(found.gaps).toEqual([])
  })

  it.each([
    ['denied', denied, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    [
      'without a list',
      { body: '<ListPolicyTagsResponse><ListPolicyTagsResult/></ListPolicyTagsResponse>' },
      'malformed',
    ],
  ])('does not know tags whose list is %s, and names whose', async (_, fault, why) => {
    await world.cloud.faults([{ action: 'ListPolicyTags', ...fault }])
    const found = await list()
    expect(tagsOf(named(found, 'never-tagged'))).toBe(why)
    expect(tagsOf(policyNamed(found, 'reader'))).toEqual({ Owner: 'データ', owner: '🦀' })
    expect(found.gaps).toMatchObject([
      { region: 'global', kind: 'iam-policy', id: 'never-tagged', operation: 'iam:ListPolicyTags', why },
    ])
  })

  it('leaves out a policy that is gone when its tags are asked for', async () => {
    await world.cloud.faults([{ action: 'ListPolicyTags', status: 404, code: 'NoSuchEntity' }])
    const found = await list()
    expect(named(found, 'never-tagged')).toBeUndefined()
    expect(found.gaps).toEqual([])
  })

  it('reads only the kind that is asked for', async () => {
    await world.cloud.faults([])
    const roles = await list(['iam-role'])
    expect([...new Set(roles.resources.map(({ ref }) => ref.kind))]).toEqual(['iam-role'])
    expect(await calls()).toEqual(expect.not.arrayContaining(['GetResources', 'ListPolicyTags']))
    const policies = await list(['iam-policy'])
    expect([...new Set(policies.resources.map(({ ref }) => ref.kind))]).toEqual(['iam-policy'])
    expect(policies.resources.every(({ ref }) => ref.arn.includes(`:${first}:`))).toBe(true)
  })

  it('is narrowed to ids and ARNs, and asks nothing where none can be meant', async () => {
    const only = [
      refOf('iam-role', 'bare', ''),
      refOf('iam-policy', 'bare', ''),
      refOf('iam-policy', 'reader', policy.arn),
      refOf('iam-role', 'reader', policy.arn),
    ]
    await world.cloud.faults([])
    const found = await list(both, { only })
    expect(found.resources.map(({ ref }) => `${ref.kind} ${ref.id}`).sort()).toEqual([
      'iam-policy reader',
      'iam-role bare',
    ])
    expect(await asked('ListPolicyTags')).toBe(0)
    await world.cloud.faults([])
    const bucket = [refOf('iam-role', 'logs', 'arn:aws:s3:::logs'), refOf('iam-policy', 'logs', 'arn:aws:s3:::logs')]
    expect(await list(both, { only: bucket })).toEqual({ resources: [], gaps: [] })
    expect(await calls()).not.toContain(details)
  })
})

describe('pages', () => {
  const role = (name: string, more = '<Path>/</Path>'): string =>
    `<member><RoleName>${name}</RoleName><RoleId>AROA1</RoleId><Arn>arn:aws:iam::${first}:role/${name}</Arn><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument>${more}</member>`
  const policy = (name: string): string =>
    `<member><PolicyName>${name}</PolicyName><PolicyId>ANPA1</PolicyId><Arn>arn:aws:iam::${first}:policy/${name}</Arn><Path>/</Path></member>`
  const body = (roles: string, policies: string, marker: string | null = null): string =>
    `<${details}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${details}Result><RoleDetailList>${roles}</RoleDetailList><Policies>${policies}</Policies><IsTruncated>${marker !== null}</IsTruncated>${marker === null ? '' : `<Marker>${marker}</Marker>`}</${details}Result></${details}Response>`
  const pages = (...bodies: readonly string[]): Fault[] =>
    bodies.map((one) => ({ action: details, times: 1, body: one }))
  const ids = ({ resources }: Listed) => resources.map(({ ref }) => ref.id)

  it('are asked for to the end, though some are short or empty', async () => {
    const more = body(role('a'), '', 'm1')
    await world.cloud.faults(pages(more, body('', '', 'm2'), body(role('b'), policy('c'), 'm3'), body('', policy('d'))))
    const found = await list()
    expect(found.gaps.filter(({ operation }) => operation.endsWith(details))).toEqual([])
    expect(ids(found)).toEqual(expect.arrayContaining(['a', 'b']))
    expect(await asked(details)).toBe(4)
    // The tags of all policies are told once, and asked for one by one where they were not: both are gone by then.
    expect([await asked('GetResources'), await asked('ListPolicyTags')]).toEqual([1, 2])
  })

  it.each([
    ['denied', denied, 'denied'],
    ['cut', { body: body(role('b'), '').slice(0, 250) }, 'malformed'],
    ['throttled', { status: 400, code: 'Throttling', message: 'Rate exceeded' }, 'throttled'],
    ['hanging', { delay_ms: 900 }, 'unreachable'],
    ['without lists', { body: `<${details}Response><${details}Result/></${details}Response>` }, 'malformed'],
    ['without a marker', { body: body(role('b'), '', '') }, 'malformed'],
  ])(
    'that break half way, %s, leave what came before and a gap for each kind',
    async (_, fault, why) => {
      await world.cloud.faults([...pages(body(role('a'), '', 'm1')), { action: details, ...fault }])
      const found = await list()
      expect(ids(found)).toContain('a')
      const gap = { account: first, region: 'global', id: null, operation: `iam:${details}`, why }
      expect(found.gaps).toMatchObject([
        { ...gap, kind: 'iam-role' },
        { ...gap, kind: 'iam-policy' },
      ])
    },
    30_000,
  )

  it('with one that cannot be understood have a gap for it, and its neighbours', async () => {
    const broken = body(role('a', '') + role('b'), policy('c').replace('<Path>/</Path>', ''))
    await world.cloud.faults([
      ...pages(broken),
      {
        action: 'ListPolicyTags',
        body: '<ListPolicyTagsResponse><ListPolicyTagsResult><Tags/></ListPolicyTagsResult></ListPolicyTagsResponse>',
      },
    ])
    const found = await list()
    expect(ids(found)).toEqual(['b'])
    expect(found.gaps).toMatchObject([
      { kind: 'iam-role', id: 'a', why: 'malformed' },
      { kind: 'iam-policy', id: 'c', why: 'malformed' },
    ])
  })

  it('of the account itself come by the thousand', async () => {
    await world.cloud.faults([])
    await list(['iam-role'])
    const iam = await world.cloud.iam()
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}'
    for (let n = 0; n < 1010; n++)
      await iam.send(new CreateRoleCommand({ RoleName: `many-${n}`, AssumeRolePolicyDocument }))
    await world.cloud.faults([])
    const found = await list(['iam-role'])
    expect(ids(found).filter((id) => id.startsWith('many-'))).toHaveLength(1010)
    expect(await asked(details)).toBe(2)
  }, 60_000)
})

describe("the partition's home", () => {
  it.each([
    ['aws', 'eu-west-1', 'us-east-1'],
    ['aws-us-gov', 'us-gov-east-1', 'us-gov-west-1'],
    ['aws-cn', 'cn-northwest-1', 'cn-north-1'],
  ])('in %s, tells what has no region to a policy of %s', async (partition, region, home) => {
    const name = `at-home-${partition}`
    const ref = await makePolicy(world.cloud, name, { owner: 'net' }, { region: home })
    await world.cloud.faults([])
    for (const regions of [[region], [region, home]]) {
      const found = await list(['iam-policy'], { regions, depth: 'tags' })
      expect(found.gaps).toEqual([])
      expect(named(found, name)?.ref).toEqual({ ...ref, arn: `arn:${partition}:iam::${first}:policy/${name}` })
      expect(tagsOf(named(found, name))).toEqual({ owner: 'net' })
    }
    const log = (await world.cloud.log()).filter(({ action }) => action === 'GetResources' || action === details)
    expect(log.map((call) => call.region)).toEqual([home, home, home, home])
  })

  it('is nothing that a policy could leave out', async () => {
    const message = 'User: x is not authorized with an explicit deny in a service control policy'
    await world.cloud.faults([{ action: details, status: 403, code: 'AccessDenied', message }])
    const [gap] = (await list(['iam-role'], { regions: ['eu-west-1'] })).gaps
    expect(gap?.detail).toContain('leave the account out of the targets')
    expect(gap?.detail).not.toContain('eu-west-1')
  })
})

describe('a read before a write', () => {
  it('gives what the listing gives, a call a resource, and knows which are gone', async () => {
    const role = await makeRole(world.cloud, 'again', { Owner: 'net' }, { path: '/p/' })
    const policy = await makePolicy(world.cloud, 'again', { Owner: 'net' }, { path: '/p/' })
    const bare = await makePolicy(world.cloud, 'again-bare')
    const all = await list()
    await world.cloud.faults([])
    for (const refs of [[role], [policy, bare]] as const) {
      const fresh = await read(...refs)
      const wanted = refs.map((ref) => all.resources.find((one) => one.ref.arn === ref.arn))
      const facts = wanted.map((one) =>
        one !== undefined && 'policies' in (one.facts ?? {})
          ? { ...one, facts: { ...one.facts, policies: new Map() } }
          : one,
      )
      expect(fresh.map(({ resource }) => resource)).toEqual(facts.map((value) => ({ known: true, value })))
    }
    expect([await asked('GetRole'), await asked('GetPolicy')]).toEqual([1, 2])
    const iam = await world.cloud.iam()
    await iam.send(new DeleteRoleCommand({ RoleName: 'again' }))
    await iam.send(new DeletePolicyCommand({ PolicyArn: policy.arn }))
    const gone = { known: true, value: null }
    expect((await read(role))[0]?.resource).toEqual(gone)
    expect((await read(policy))[0]?.resource).toEqual(gone)
    // The same name on another path is another role.
    await makeRole(world.cloud, 'again', {}, { path: '/elsewhere/' })
    expect((await read(role))[0]?.resource).toEqual(gone)
  })

  it.each([
    ['denied', denied, 'denied'],
    ['cut', { truncate: true }, 'malformed'],
    ['empty', { body: '<GetRoleResponse><GetRoleResult/></GetRoleResponse>' }, 'malformed'],
    [
      'half',
      { body: '<GetRoleResponse><GetRoleResult><Role><RoleName>x</RoleName></Role></GetRoleResult></GetRoleResponse>' },
      'malformed',
    ],
    ['hanging', { delay_ms: 900 }, 'unreachable'],
  ])(
    'that is %s is unknown, never gone',
    async (name, fault, why) => {
      const role = await makeRole(world.cloud, `unread-${name}`)
      await world.cloud.faults([{ action: 'GetRole', ...fault }])
      expect((await read(role))[0]?.resource).toEqual({ known: false, why, operation: 'iam:GetRole' })
    },
    20_000,
  )
})

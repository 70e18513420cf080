import {
  AttachRolePolicyCommand,
  CreatePolicyVersionCommand,
  DeleteRoleCommand,
  ListPolicyVersionsCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterEach, describe, expect, it } from '@jest/globals'
import { first } from '../../emulator/cloud.ts'
import { standsOf } from '../../src/apply/stand.ts'
import type { Json, Many } from '../../src/model/basics.ts'
import type { KindLogic } from '../../src/model/kind.ts'
import type { Change, Member, Sent } from '../../src/model/member.ts'
import type { Ref, Resource } from '../../src/model/resource.ts'
import { kinds } from '../baselines/kinds.ts'
import { makePolicy, makeRole } from './iam-world.ts'
import { awsWorld } from './session.ts'

const world = awsWorld(2_000)
afterEach(() => world.cloud.faults([]))

const s3 = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
const own = `arn:aws:iam::${first}:policy/boundary`
const allow = (action: string): { readonly [key: string]: Json } => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: [action], Resource: ['*'] }],
})
const trust = (service: string): Json => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: [service] } }],
})

const logicOf = ({ kind }: Ref): KindLogic => {
  const found = kinds.get(kind)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}
const ioOf = async ({ kind }: Ref) => (await import(`../../src/resources/${kind}/aws.ts`)).io

async function fresh(ref: Ref): Promise<Resource> {
  const [one] = await (await ioOf(ref)).read(await world.session(), [ref])
  if (one?.resource.known !== true || one.resource.value === null) throw new Error('could not be read')
  return one.resource.value
}

const change = (on: Ref, member: string, before: Json | null, after: Json | null): Change => ({
  on,
  member: member as Member,
  before,
  after,
})

/** As apply does: what the read knows is filled in, then call by call. */
async function make(...changes: Many<Change>): Promise<readonly (readonly [string, Sent])[]> {
  const [{ on }] = changes
  const logic = logicOf(on)
  const live = await fresh(on)
  const sent: (readonly [string, Sent])[] = []
  for (const call of logic.calls(logic.settle(changes, live)))
    sent.push([call.api, await (await ioOf(on)).send(await world.session(), call, live)])
  return sent
}

const swapped = ({ before, after, ...one }: Change): Change => ({ ...one, before: after, after: before })

describe('a write of a role', () => {
  it.each<readonly [string, Json | null, Json | null, readonly string[]]>([
    ['attached arn:aws:iam::aws:policy/AmazonS3FullAccess', null, true, ['AttachRolePolicy', 'DetachRolePolicy']],
    ['inline new', null, allow('s3:*'), ['PutRolePolicy', 'DeleteRolePolicy']],
    ['inline old', allow('sqs:*'), allow('s3:*'), ['PutRolePolicy', 'PutRolePolicy']],
    [
      'trust',
      trust('ec2.amazonaws.com'),
      trust('lambda.amazonaws.com'),
      ['UpdateAssumeRolePolicy', 'UpdateAssumeRolePolicy'],
    ],
    ['boundary', null, own, ['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary']],
    ['tag owner', null, 'net', ['TagRole', 'UntagRole']],
  ])('of %s is done, and taken back by its inverse', async (member, before, after, apis) => {
    const iam = await world.cloud.iam()
    const ref = await makeRole(world.cloud, `w-${apis[0]}-${member.slice(0, 10).replaceAll(' ', '-')}`)
    if (member === 'boundary') await makePolicy(world.cloud, 'boundary')
    const PolicyDocument = JSON.stringify(allow('sqs:*'))
    await iam.send(new PutRolePolicyCommand({ RoleName: ref.id, PolicyName: 'old', PolicyDocument }))
    const logic = logicOf(ref)
    const one = change(ref, member, before, after)
    expect(standsOf(logic, await fresh(ref), [one])).toEqual(['before'])
    expect(await make(one)).toEqual([[`iam:${apis[0]}`, { kind: 'done' }]])
    expect(standsOf(logic, await fresh(ref), [one])).toEqual(['after'])
    expect(logic.inverse(`iam:${apis[0]}`)).toContain(`iam:${apis[1]}`)
    expect(await make(swapped(one))).toEqual([[`iam:${apis[1]}`, { kind: 'done' }]])
    expect(standsOf(logic, await fresh(ref), [one])).toEqual(['before'])
  })

  it('of many parts bounds first, adds before it takes away, and lifts the bound last', async () => {
    const ref = await makeRole(world.cloud, 'ordered')
    await makePolicy(world.cloud, 'bound')
    const bound = `arn:aws:iam::${first}:policy/bound`
    const iam = await world.cloud.iam()
    await iam.send(new AttachRolePolicyCommand({ RoleName: ref.id, PolicyArn: s3 }))
    const changes: Many<Change> = [
      change(ref, `attached ${s3}`, true, null),
      change(ref, 'attached arn:aws:iam::aws:policy/SecurityAudit', null, true),
      change(ref, 'inline reader', null, allow('s3:getobject')),
      change(ref, 'trust', trust('ec2.amazonaws.com'), trust('lambda.amazonaws.com')),
      change(ref, 'boundary', null, bound),
    ]
    expect((await make(...changes)).map(([api]) => api)).toEqual([
      'iam:PutRolePermissionsBoundary',
      'iam:AttachRolePolicy',
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:DetachRolePolicy',
    ])
    const back = changes.map(swapped) as unknown as Many<Change>
    expect((await make(...back)).map(([api, { kind }]) => `${api} ${kind}`)).toEqual([
      'iam:AttachRolePolicy done',
      'iam:UpdateAssumeRolePolicy done',
      'iam:DetachRolePolicy done',
      'iam:DeleteRolePolicy done',
      'iam:DeleteRolePermissionsBoundary done',
    ])
  })

  it.each<readonly [string, string, Json]>([
    ['LimitExceeded', 'attached arn:aws:iam::aws:policy/SecurityAudit', true],
    ['NoSuchEntity', 'attached arn:aws:iam::aws:policy/NoSuch', true],
    ['MalformedPolicyDocument', 'inline bad', { Version: 'x', Statement: [] }],
    [
      'MalformedPolicyDocument',
      'trust',
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'AROAAAAAAAAAAAAAAAAAA' } }],
      },
    ],
  ])('that IAM refuses as %s is refused in its words', async (code, member, after) => {
    const ref = await makeRole(world.cloud, `refused-${code}-${member.slice(0, 5)}`)
    const iam = await world.cloud.iam()
    if (code === 'LimitExceeded')
      for (let n = 0; n < 10; n++) {
        const { arn } = await makePolicy(world.cloud, `limit-${n}`)
        await iam.send(new AttachRolePolicyCommand({ RoleName: ref.id, PolicyArn: arn }))
      }
    const [[, sent] = ['', null]] = await make(change(ref, member, null, after))
    expect(sent).toMatchObject({ kind: 'refused', why: expect.stringContaining(code) })
  })

  it('is tried again where another one is under way, and not where the role is gone', async () => {
    const ref = await makeRole(world.cloud, 'busy')
    await world.cloud.faults([
      { action: 'AttachRolePolicy', times: 1, status: 409, code: 'ConcurrentModification', message: 'under way' },
    ])
    const one = change(ref, `attached ${s3}`, null, true)
    expect(await make(one)).toEqual([['iam:AttachRolePolicy', { kind: 'done' }]])
    const live = await fresh(ref)
    await make(swapped(one))
    await (await world.cloud.iam()).send(new DeleteRoleCommand({ RoleName: ref.id }))
    const [call] = logicOf(ref).calls([one])
    const sent = await (await ioOf(ref)).send(await world.session(), call, live)
    expect(sent).toMatchObject({ kind: 'refused', why: expect.stringContaining('NoSuchEntity') })
  })

  it('that IAM has no call for asks nothing', async () => {
    const ref = await makeRole(world.cloud, 'path')
    await world.cloud.faults([])
    const [[api, sent] = ['', null]] = await make(change(ref, 'path', '/', '/team/'))
    expect([api, sent?.kind]).toEqual(['none', 'refused'])
    expect((await world.cloud.log()).map(({ action }) => action)).not.toContain('UpdateRole')
  })
})

describe('a write of a policy', () => {
  const versions = async (arn: string): Promise<readonly string[]> => {
    const { Versions = [] } = await (await world.cloud.iam()).send(new ListPolicyVersionsCommand({ PolicyArn: arn }))
    return Versions.map(({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? '*' : ''}`).sort()
  }

  it('is a new default version, and the oldest makes room only where five are there', async () => {
    const ref = await makePolicy(world.cloud, 'five')
    const iam = await world.cloud.iam()
    const was = allow('s3:getobject')
    expect(await make(change(ref, 'document', was, allow('sqs:*')))).toEqual([
      ['iam:CreatePolicyVersion', { kind: 'done' }],
    ])
    expect(await versions(ref.arn)).toEqual(['v1', 'v2*'])
    for (const n of [3, 4, 5]) {
      const PolicyDocument = JSON.stringify(allow(`sqs:v${n}`))
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn: ref.arn, PolicyDocument }))
    }
    const back = change(ref, 'document', allow('sqs:*'), was)
    const logic = logicOf(ref)
    const settled = logic.settle([back], await fresh(ref))
    // The document that goes is in the change set, and so in the journal.
    expect(settled).toMatchObject([{ member: 'version v1', after: null }, back])
    expect(logic.same(settled[0].before, was)).toBe(true)
    expect(await make(back)).toEqual([
      ['iam:DeletePolicyVersion', { kind: 'done' }],
      ['iam:CreatePolicyVersion', { kind: 'done' }],
    ])
    expect(await versions(ref.arn)).toEqual(['v2', 'v3', 'v4', 'v5', 'v6*'])
    expect(standsOf(logic, await fresh(ref), settled)).toEqual(['after', 'after'])
    // The default is never the one that goes, however old it is.
    expect(logic.settle([back], await fresh(ref))[0]).toMatchObject({ member: 'version v2' })
  })

  it('that IAM refuses says so: the default version is never deleted', async () => {
    const ref = await makePolicy(world.cloud, 'default')
    const live = await fresh(ref)
    const call = { api: 'iam:DeletePolicyVersion', changes: [change(ref, 'version v1', true, null)] } as const
    const sent = await (await ioOf(ref)).send(await world.session(), call, live)
    expect(sent).toMatchObject({ kind: 'refused', why: expect.stringContaining('DeleteConflict') })
  })
})

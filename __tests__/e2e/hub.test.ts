import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { deployMember, deployRoles, first, second } from '../../emulator/cloud.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { environmentKeys, roleOf, told } from '../support/told.ts'
import { testWorld } from '../support/world.ts'

describe('by a hub', () => {
  const world = testWorld()
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

  afterEach(() => world.cloud.faults([]))

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
    const env = await environmentKeys(world.cloud, first)
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

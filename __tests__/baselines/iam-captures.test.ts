import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ManagedPolicyDetail, RoleDetail } from '@aws-sdk/client-iam'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { defaultText } from '../../src/aws/iam-documents.ts'
import { attachedOf, inlineOf, partOf, policyOf, profilesOf, roleOf } from '../../src/aws/iam-resources.ts'
import type { Session } from '../../src/aws/session.ts'
import { compare, isRecorded } from '../../src/baselines/compare.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { AccountId, Json, Region } from '../../src/model/basics.ts'
import type { Member } from '../../src/model/member.ts'
import type { Kind, Resource } from '../../src/model/resource.ts'
import { kinds } from './kinds.ts'

/** A made-up account, and public captures of real ones where they are: those are not part of the project. HOLDFAST_CAPTURES names their folder. */
const folder = process.env['HOLDFAST_CAPTURES'] ?? join('..', 'shared', 'data', 'live')
const captures = ['cloudmapper', 'cloudsplaining'].map((name) =>
  join(folder, `${name}-iam-account-authorization-details.json`),
)
const files = [
  join(import.meta.dirname, '..', 'samples', 'iam-account-authorization-details.json'),
  ...captures.filter((file) => existsSync(file)),
]
const world = worldOf({ resources: [], gaps: [], whole: new Set() })
const operation = 'iam:GetAccountAuthorizationDetails'

interface Capture {
  readonly RoleDetailList: readonly RoleDetail[]
  readonly Policies: readonly ManagedPolicyDetail[]
}

/** The CLI hands documents out as objects; IAM as URL-encoded text. */
const asText = (key: string, value: unknown): unknown =>
  /Document$/.test(key) && typeof value === 'object' ? encodeURIComponent(JSON.stringify(value)) : value

function captured(file: string): Capture {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Capture & { readonly data?: Capture }
  return JSON.parse(JSON.stringify(read.data ?? read, asText)) as Capture
}

function resourcesIn(file: string): readonly Resource[] {
  const { RoleDetailList, Policies } = captured(file)
  const account = /:iam::(\d{12}):/.exec(JSON.stringify(RoleDetailList))?.[1] as AccountId
  const session = { target: { account, name: null, region: 'global' as Region } } as Session
  const policies = new Map(Policies.map((one) => [one.Arn ?? '', defaultText(one) ?? '']))
  const roles = RoleDetailList.map((live) =>
    roleOf(session, live, {
      inline: partOf(inlineOf(live.RolePolicyList), operation),
      attached: partOf(attachedOf(live.AttachedManagedPolicies), operation),
      instanceProfiles: partOf(profilesOf(live.InstanceProfileList), operation),
      policies,
    }),
  )
  const none = { known: true, value: null } as const
  const own = Policies.filter(({ Arn }) => Arn?.includes(`:${account}:`)).map((live) =>
    policyOf(session, live, {
      tags: { known: true, value: new Map() },
      document: partOf(defaultText(live), operation),
      oldest: none,
      roles: { known: true, value: [] },
    }),
  )
  return [...roles, ...own].map((one) => {
    if (one === null) throw new Error('a resource that could not be understood')
    return one as unknown as Resource
  })
}

/** Another value of the same member; null: it goes. */
const changedOf = (member: Member, value: Json): Json | null =>
  /^(trust|document)$/.test(member)
    ? { ...(value as object), Statement: [{ Effect: 'Deny', Action: 'x:y', Resource: '*' }] }
    : member === 'path'
      ? '/elsewhere/'
      : null

describe('roles and policies of whole accounts', () => {
  beforeAll(async () => {
    await Promise.all(['iam-role', 'iam-policy'].map((kind) => kinds.get(kind as Kind)?.load?.()))
  })

  it.each(files)('%s: recorded, read back and compared they have no drift, and one for each change', (file) => {
    const all = resourcesIn(file)
    expect(all.length).toBeGreaterThan(3)
    let members = 0
    for (const live of all) {
      const logic = kinds.get(live.ref.kind)
      if (!isRecorded(logic)) throw new Error('it is recorded')
      const { baseline } = take(logic, live, null)
      const [path, text] = [pathOf(baseline), baselineText(baseline)]
      const parsed = parseBaselines([{ path, text }], { kinds, recorded: [live.ref.kind] })
      if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
      const [recorded] = parsed.files
      if (recorded === undefined) throw new Error('no file')
      const held = (now: Resource) => compare(logic, recorded.baseline, { live: now, world })
      expect(held(live)).toEqual({ changed: [], unread: [], replaced: null })
      for (const [member, seen] of logic.members(live)) {
        if (!seen.known) throw new Error('captures are whole')
        members++
        const after = changedOf(member, seen.value)
        const changed = logic.withChanges(live, [{ on: live.ref, member, before: seen.value, after }])
        expect(held(changed).changed.map((one) => one.member)).toEqual([member])
      }
    }
    expect(members).toBeGreaterThan(10)
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SecurityGroup } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { compare } from '../../src/baselines/compare.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { AccountId } from '../../src/model/basics.ts'
import type { Resource } from '../../src/model/resource.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'
import { fromPermissions } from '../../src/resources/security-group/normalise.ts'
import { kinds, groupLogic as logic } from './kinds.ts'

/** A made-up account, and public captures of real ones where they are: those are not part of the project. HOLDFAST_CAPTURES names their folder. */
const folder = process.env['HOLDFAST_CAPTURES'] ?? join('..', 'shared', 'data', 'live')
const captures = ['custodian', 'cloudmapper'].map((name) => join(folder, `${name}-ec2-describe-security-groups.json`))
const files = [
  join(import.meta.dirname, '..', 'samples', 'security-groups.json'),
  ...captures.filter((file) => existsSync(file)),
]
const world = worldOf({ resources: [], gaps: [], whole: new Set() })

function groupsIn(file: string): readonly Resource[] {
  const read = JSON.parse(readFileSync(file, 'utf8')) as {
    data?: { SecurityGroups?: SecurityGroup[] }
    SecurityGroups?: SecurityGroup[]
  }
  return (read.data?.SecurityGroups ?? read.SecurityGroups ?? []).map((live) => {
    const account = live.OwnerId as AccountId
    const ingress = fromPermissions('ingress', live.IpPermissions, account) ?? []
    const egress = fromPermissions('egress', live.IpPermissionsEgress, account) ?? []
    const { ref, facts, ...group } = exampleGroup({ groupName: live.GroupName ?? '' })
    const id = live.GroupId ?? ''
    const own = { ...ref, id, arn: ref.arn.replace(ref.id, id) }
    return { ...group, ref: own, facts: { ...facts, rules: [...ingress, ...egress] } } as unknown as Resource
  })
}

describe('groups of whole accounts', () => {
  it.each(files)('%s: recorded, read back and compared they have no drift, and one for each change', (file) => {
    const groups = groupsIn(file)
    expect(groups.length).toBeGreaterThan(5)
    for (const live of groups) {
      const { baseline } = take(logic, live, null)
      const [path, text] = [pathOf(baseline), baselineText(baseline)]
      const parsed = parseBaselines([{ path, text }], { kinds, recorded: ['security-group'] })
      if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
      const [recorded] = parsed.files
      if (recorded === undefined) throw new Error('no file')
      const held = (now: Resource) => compare(logic, recorded.baseline, { live: now, world })
      expect(held(live)).toEqual({ changed: [], unread: [], replaced: null })
      for (const [member, seen] of logic.members(live)) {
        if (!seen.known) continue
        const changed = logic.withChanges(live, [{ on: live.ref, member, before: seen.value, after: null }])
        expect(held(changed).changed.map((one) => one.member)).toEqual([member])
      }
    }
  })
})

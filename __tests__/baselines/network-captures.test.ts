import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NetworkAcl, RouteTable } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { compare, isRecorded } from '../../src/baselines/compare.ts'
import { baselineText } from '../../src/baselines/file.ts'
import { parseBaselines } from '../../src/baselines/parse.ts'
import { pathOf } from '../../src/baselines/path.ts'
import { take } from '../../src/baselines/take.ts'
import { worldOf } from '../../src/collect/world.ts'
import type { Resource } from '../../src/model/resource.ts'
import { exampleAcl } from '../../src/resources/network-acl/example.ts'
import { factsOf as aclFacts } from '../../src/resources/network-acl/normalise.ts'
import { exampleTable } from '../../src/resources/route-table/example.ts'
import { factsOf as tableFacts } from '../../src/resources/route-table/normalise.ts'
import { kinds } from './kinds.ts'

/** A made-up account, and public captures of real ones where they are: those are not part of the project. HOLDFAST_CAPTURES names their folder. */
const folder = process.env['HOLDFAST_CAPTURES'] ?? join('..', 'shared', 'data', 'live')
const world = worldOf({ resources: [], gaps: [], whole: new Set() })

function dataIn<T extends object>(file: string): T {
  const read = JSON.parse(readFileSync(file, 'utf8')) as T | { data: T }
  return 'data' in read ? read.data : read
}

/** Of the sample, and of the capture where it is. */
function filesOf(name: string): readonly string[] {
  const capture = join(folder, `custodian-ec2-describe-${name}.json`)
  return [join(import.meta.dirname, '..', 'samples', `${name}.json`), ...(existsSync(capture) ? [capture] : [])]
}

/** What EC2 said, in the place of the example's facts. */
function real(example: object, id: string | undefined, facts: unknown, tags: RouteTable['Tags']): Resource {
  const base = example as Resource
  if (facts === null || id === undefined) throw new Error(`${id} was not understood`)
  const ref = { ...base.ref, id, arn: base.ref.arn.replace(base.ref.id, id) }
  const own = new Map((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
  return { ...base, ref, facts, tags: { known: true, value: own } } as unknown as Resource
}

const tables = (file: string): readonly Resource[] =>
  dataIn<{ RouteTables: RouteTable[] }>(file).RouteTables.map((live) =>
    real(exampleTable(), live.RouteTableId, tableFacts(live), live.Tags),
  )
const acls = (file: string): readonly Resource[] =>
  dataIn<{ NetworkAcls: NetworkAcl[] }>(file).NetworkAcls.map((live) =>
    real(exampleAcl([]), live.NetworkAclId, aclFacts(live), live.Tags),
  )

const tried = [
  ...filesOf('route-tables').map(
    (file) => ({ file, kind: 'route-table', read: tables, other: { target: 'tgw-1' } }) as const,
  ),
  ...filesOf('network-acls').map(
    (file) =>
      ({
        file,
        kind: 'network-acl',
        read: acls,
        other: { action: 'deny', cidr: '192.0.2.0/24', protocol: '-1' },
      }) as const,
  ),
]

describe('networks of whole accounts', () => {
  it.each(tried)(
    '$kind of $file: recorded, read back and compared, no drift, and one for each change',
    ({ file, kind, read, other }) => {
      const logic = kinds.get(kind)
      if (!isRecorded(logic)) throw new Error(`${kind} is not recorded`)
      const resources = read(file)
      const members = resources.flatMap((live) => [...logic.members(live).keys()])
      expect(members.length).toBeGreaterThan(resources.length)
      for (const live of resources) {
        const { baseline } = take(logic, live, null)
        const files = [{ path: pathOf(baseline), text: baselineText(baseline) }]
        const parsed = parseBaselines(files, { kinds, recorded: [kind] })
        if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems))
        const [recorded] = parsed.files
        if (recorded === undefined) throw new Error('no file')
        const held = (now: Resource) => compare(logic, recorded.baseline, { live: now, world })
        expect(held(live)).toEqual({ changed: [], unread: [], replaced: null })
        for (const [member, seen] of logic.members(live)) {
          if (!seen.known || logic.ownedByAws(member, seen.value)) continue
          const change = { on: live.ref, member, before: seen.value, after: null }
          expect(held(logic.withChanges(live, [change])).changed.map((one) => one.member)).toEqual([member])
          if (typeof seen.value !== 'object') continue
          const changed = held(logic.withChanges(live, [{ ...change, after: other }])).changed
          expect(changed.map((one) => [one.member, one.live])).toEqual([[member, other]])
        }
      }
    },
  )
})

import { recordedDocument } from '../../lib/iam/external-id.ts'
import { documentText, documentValue, sameDocument } from '../../lib/iam/value.ts'
import type { Baselines } from '../../model/baseline.ts'
import type { Json } from '../../model/basics.ts'
import type { Member } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { World } from '../../model/world.ts'

type Role = Resource<'iam-role'>
type Texts = ReadonlyMap<string, string>

/**
 * The role among the account's own policies as they are recorded: where what it carries drifted as well, that must not pass for
 * what it had all along. The same role where none of them drifted.
 */
export function asRecorded(role: Role, { baselines }: Pick<World, 'baselines'>): Role {
  if (baselines === null) return role
  const { policies } = role.facts
  const recorded = recordedTexts(policies, baselines)
  return recorded === policies ? role : { ...role, facts: { ...role.facts, policies: recorded } }
}

// All roles of a listing share one map.
const known = new WeakMap<Texts, WeakMap<Baselines, Texts>>()

function recordedTexts(policies: Texts, baselines: Baselines): Texts {
  const own = known.get(policies) ?? new WeakMap<Baselines, Texts>()
  known.set(policies, own)
  const made = own.get(baselines) ?? withRecorded(policies, baselines)
  own.set(baselines, made)
  return made
}

function withRecorded(policies: Texts, { all }: Baselines): Texts {
  const changed = all.flatMap(({ ref, members }) => {
    const value = ref.kind === 'iam-policy' ? members.get('document' as Member) : undefined
    return value === undefined || isSame(policies.get(ref.arn), value) ? [] : [[ref.arn, documentText(value)] as const]
  })
  return changed.length === 0 ? policies : new Map([...policies, ...changed])
}

const isSame = (live: string | undefined, recorded: Json): boolean =>
  live !== undefined && sameDocument(recordedDocument(documentValue(live)), recorded)

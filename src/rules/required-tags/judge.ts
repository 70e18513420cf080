import { many } from '../../lib/many.ts'
import type { Json } from '../../model/basics.ts'
import type { Change } from '../../model/member.ts'
import type { Resource } from '../../model/resource.ts'
import type { Breach, Repair } from '../../model/rule.ts'
import type { World } from '../../model/world.ts'
import { hasCaselessKeys, isPrincipal } from '../../tagging/caseless.ts'
import { tagMember } from '../../tagging/members.ts'
import type { Demand } from './demand.ts'
import { fillFor } from './fill.ts'
import { groupTag } from './inherit.ts'
import { type Held, isBlank, quoted } from './key.ts'

/** One resource before one key: the tags whose keys are that key in any case. */
export interface Judged {
  readonly resource: Resource
  readonly held: readonly Held[]
  readonly world: World
}

/** What the key should hold: a value, with where it comes from if it is not there, or why nobody can say. */
type Wanted =
  | { readonly kind: 'value'; readonly value: string; readonly from: string | null }
  | { readonly kind: 'open'; readonly why: string }

/** What is wrong with one spelling, or with all spellings of a key together. */
interface Wrong {
  readonly says: readonly string[]
  readonly wanted: Wanted
  readonly changes: readonly Change[]
}

/** One finding a resource and key, or null. */
export function judge(demand: Demand, judged: Judged): Breach | null {
  const { resource, held } = judged
  if (held.length === 0) {
    if (!demand.requiredOn(resource.ref.kind)) return null
    const says = [`The tag ${quoted(demand.key)} is missing`]
    return breachOf(demand, judged, [wrongOf(says, fillFor(demand, resource, judged.world), judged, demand.key)])
  }
  const loose = demand.anyCase || (hasCaselessKeys(resource.ref.kind) && !demand.strictCase)
  const groups = loose ? held.map((one) => ({ key: one.key, held: [one] })) : [{ key: demand.key, held }]
  const wrong = groups.flatMap((group) => judgeGroup(demand, { ...judged, held: group.held }, group.key) ?? [])
  return wrong.length === 0 ? null : breachOf(demand, judged, wrong)
}

/** Tags that should be one, under this spelling. */
function judgeGroup(demand: Demand, judged: Judged, key: string): Wrong | null {
  const { held } = judged
  const [first] = held
  if (first !== undefined && held.length === 1 && first.key === key && demand.values.allows(first.value)) return null
  return wrongOf(saysOf(demand, held, key), wantedOf(demand, judged), judged, key)
}

function wantedOf(demand: Demand, { resource, held, world }: Judged): Wanted {
  const values = new Set(held.map(({ value }) => settled(demand, value)))
  const [value = ''] = values
  if (values.size > 1) {
    const told = held.map((one) => `${quoted(one.key)} is ${quoted(one.value)}`).join(', ')
    return { kind: 'open', why: `its spellings hold different values, and a person has to decide: ${told}` }
  }
  if (demand.values.allows(value)) return { kind: 'value', value, from: null }
  if (isBlank(value)) return fillFor(demand, resource, world)
  return { kind: 'open', why: `nothing says which allowed value is meant: expected ${demand.values.words}` }
}

/** The value as it should stand, where that can be said; a blank one that may not stand is as good as none. */
function settled({ values }: Demand, value: string): string {
  if (values.allows(value)) return value
  return values.corrected(value) ?? (isBlank(value) ? '' : value)
}

function wrongOf(says: readonly string[], wanted: Wanted, { resource, held }: Judged, key: string): Wrong {
  if (wanted.kind === 'open') return { says, wanted, changes: [] }
  const change = (name: string, before: string | null, after: string | null): Change => ({
    on: resource.ref,
    member: tagMember(name),
    before,
    after,
  })
  const now = held.find((one) => one.key === key)?.value ?? null
  const others = held.filter((one) => one.key !== key)
  const set = now === wanted.value ? [] : [change(key, now, wanted.value)]
  return { says, wanted, changes: [...set, ...others.map((one) => change(one.key, one.value, null))] }
}

function saysOf({ values }: Demand, held: readonly Held[], key: string): readonly string[] {
  const others = held.filter((one) => one.key !== key).map((one) => quoted(one.key))
  const beside = others.length < held.length ? 'stands beside another spelling' : 'is spelled otherwise'
  const spelling = others.length === 0 ? [] : [`The tag ${quoted(key)} ${beside}: ${others.join(', ')}`]
  const bad = held.filter(({ value }) => !values.allows(value))
  const told = bad.map((one) =>
    isBlank(one.value)
      ? `The tag ${quoted(one.key)} is blank`
      : `The tag ${quoted(one.key)} has the value ${quoted(one.value)}`,
  )
  return [...spelling, ...told.map((sentence) => `${sentence}; expected ${values.words}`)]
}

function breachOf(demand: Demand, judged: Judged, wrong: readonly Wrong[]): Breach {
  const { resource, held } = judged
  const group = groupOf(resource)
  const says = [
    ...wrong.flatMap((one) => one.says),
    ...wrong.flatMap(({ wanted }) => (wanted.kind === 'open' ? [] : fillText(wanted.from, wanted.value))),
    ...(group === null ? [] : [rewrites(group)]),
    ...(isPrincipal(resource.ref.kind) ? ['Tags of a principal decide what it may do'] : []),
  ]
  return {
    about: demand.key,
    verdict: 'fail',
    message: says.map((sentence) => `${sentence}.`).join(' '),
    evidence: [evidenceOf(demand, held)],
    rating: null,
    repair: repairOf(demand, wrong, group),
    weight: 0,
  }
}

const fillText = (from: string | null, value: string): readonly string[] =>
  from === null ? [] : [`It can be filled in: ${quoted(value)}, from ${from}`]
const rewrites = (group: string): string =>
  `Auto Scaling group ${quoted(group)} writes the tags of whatever replaces it`

function repairOf({ fill }: Demand, wrong: readonly Wrong[], group: string | null): Repair {
  const open = wrong.flatMap(({ wanted }) => (wanted.kind === 'open' ? [wanted.why] : []))
  const changes = many(wrong.flatMap((one) => one.changes))
  if (open.length > 0 || changes === null) return { kind: 'none', why: open.join('; ') }
  const filled = wrong.flatMap(({ wanted }) => (wanted.kind === 'open' || wanted.from === null ? [] : [wanted]))
  const asks = [
    ...(fill === 'fix' ? [] : filled.map(({ value, from }) => `the value ${quoted(value)} is filled in from ${from}`)),
    ...(group === null ? [] : [rewrites(group)]),
  ]
  return asks.length === 0 ? { kind: 'changes', changes } : { kind: 'ask', why: asks.join('; '), changes }
}

/** The Auto Scaling group that keeps a resource. */
function groupOf({ ref, tags, facts }: Resource): string | null {
  if (ref.kind !== 'instance') return null
  const tagged = tags.known ? tags.value.get(groupTag) : undefined
  const own = (facts as { readonly autoScalingGroup?: string | null } | null)?.autoScalingGroup
  return tagged ?? own ?? null
}

const evidenceOf = ({ key, values }: Demand, held: readonly Held[]): Json => ({
  key,
  found: held.map((one) => ({ key: one.key, value: one.value })),
  expected: values.words,
})

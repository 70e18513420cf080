import type { ActionSet, ActionTable } from './actions.ts'
import type { Compared, Region } from './compare.ts'
import { type Formula, testsOf } from './formula.ts'
import type { Tri } from './judge.ts'
import { whereWords } from './where.ts'

export type Verb = 'gains' | 'loses'

/** One thing that is gained or lost, or may be. */
export interface Change {
  readonly verb: Verb
  readonly sure: Exclude<Tri, 'no'>
  readonly actions: ActionSet
  readonly where: string
  /** Under which condition, or why it is not known. */
  readonly why: string
  /** Through what, where it is not the role's own policies. */
  readonly by: string
}

export function changesOf(compared: Compared, table: ActionTable, by: string): readonly Change[] {
  return (['gains', 'loses'] as const).flatMap((verb) => verbChanges(verb, compared, table, by))
}

function verbChanges(
  verb: Verb,
  { services, sets, regions }: Compared,
  table: ActionTable,
  by: string,
): readonly Change[] {
  const base = { verb, by }
  if (regions === null) {
    const why = 'the resource patterns are too many to compare'
    return [{ ...base, sure: 'unknown', actions: services, where: 'any resource', why }]
  }
  const changed = regions.flatMap((region) => {
    const found = changeAt(verb, region)
    return found === null ? [] : [{ ...found, region }]
  })
  const alike = Map.groupBy(changed, ({ sure, why }) => JSON.stringify([sure, why]))
  return [...alike.values()].flatMap((list) => {
    const where = whereWords(new Set(list.map(({ region }) => region)), regions, sets)
    const [{ sure, why } = { sure: 'unknown' as const, why: '' }] = list
    return bySureness(services, table, sure, why).map((one) => ({ ...base, ...one, where }))
  })
}

type Found = Pick<Change, 'sure' | 'why'>

function changeAt(verb: Verb, region: Region): Found | null {
  const [was, is] = verb === 'gains' ? [region.before, region.after] : [region.after, region.before]
  const sure = region[verb]
  const denied = verb === 'gains' ? region.denyGone : region.denyCame
  if (sure === 'yes') return { sure, why: conditionWords(was, is) }
  if (sure === 'unknown') return { sure, why: `cannot be decided: ${conditionWords(was, is) || 'too many conditions'}` }
  if (!denied) return null
  const word = verb === 'gains' ? 'no longer denied' : 'denied now'
  return { sure: 'unknown', why: `${word}, which matters where a resource's own policy grants it` }
}

/** What nobody has listed may not exist: a change of such actions alone is sure only where there is no list of the service. */
function bySureness(
  services: ActionSet,
  table: ActionTable,
  sure: Found['sure'],
  why: string,
): readonly (Found & Pick<Change, 'actions'>)[] {
  const listed = [...services].filter(([service, { known }]) => known.length > 0 || !isListed(service, table))
  const open = [...services].filter(([service, { known }]) => known.length === 0 && isListed(service, table))
  const beyond = [why, 'only actions that the table does not know'].filter((one) => one !== '').join('; ')
  return [
    ...(listed.length > 0 ? [{ sure, why, actions: new Map(listed) }] : []),
    ...(open.length > 0 ? [{ sure: 'unknown' as const, why: beyond, actions: new Map(open) }] : []),
  ]
}

const isListed = (service: string, table: ActionTable): boolean =>
  service === '' ? table.size > 0 : table.has(service)

function conditionWords(was: Formula, is: Formula): string {
  const before = new Map(testsOf(was).map((test) => [test.id, test]))
  const after = new Map(testsOf(is).map((test) => [test.id, test]))
  const names = (one: typeof before, other: typeof before): string =>
    [...new Set([...one.values()].filter(({ id }) => !other.has(id)).map(testWords))].sort().join(', ')
  const [gone, came] = [names(before, after), names(after, before)]
  return [came === '' ? '' : `under ${came}`, gone === '' ? '' : `no longer under ${gone}`]
    .filter((one) => one !== '')
    .join(', ')
}

const testWords = ({ family, key }: ReturnType<typeof testsOf>[number]): string =>
  family === 'unread'
    ? `what is not known of ${key}`
    : key === 'policy variable'
      ? 'a policy variable'
      : `condition ${key}`

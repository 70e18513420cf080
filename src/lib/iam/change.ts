import type { ActionSet, ActionTable } from './actions.ts'
import type { Compared, Region, Verb } from './compare.ts'
import type { Tri } from './judge.ts'
import { whereWords } from './where.ts'
import { whyWords } from './why.ts'

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
  { services, sets, regions, undecided }: Compared,
  table: ActionTable,
  by: string,
): readonly Change[] {
  const base = { verb, by }
  if (regions === null) {
    if (!undecided.includes(verb)) return []
    const why = 'the resource patterns are too many to compare'
    return [{ ...base, sure: 'unknown', actions: services, where: 'any resource', why }]
  }
  const changed = regions.flatMap((region) => {
    const found = changeAt(verb, region)
    return found === null ? [] : [{ ...found, region }]
  })
  const alike = Map.groupBy(changed, ({ sure, why }) => JSON.stringify([sure, why]))
  return [...alike.values()].map((list) => {
    const where = whereWords(new Set(list.map(({ region }) => region)), regions, sets)
    const [{ sure, why } = { sure: 'unknown' as const, why: '' }] = list
    return { ...base, ...bySureness(services, table, sure, why), where }
  })
}

type Found = Pick<Change, 'sure' | 'why'>

function changeAt(verb: Verb, region: Region): Found | null {
  const why = whyWords(region.before, region.after)
  if (region[verb] === 'yes') return { sure: 'yes', why }
  if (region[verb] === 'unknown') return { sure: 'unknown', why: `cannot be decided: ${why || 'too many conditions'}` }
  if (!(verb === 'gains' ? region.denyGone : region.denyCame)) return null
  const word = verb === 'gains' ? 'no longer denied' : 'now denied'
  return { sure: 'unknown', why: `${word}, which matters where a resource's own policy grants it` }
}

/**
 * What nobody has listed may not exist: a change of such actions alone is sure only where there is no list of the
 * service. Beside others they need no word.
 */
function bySureness(
  services: ActionSet,
  table: ActionTable,
  sure: Found['sure'],
  why: string,
): Found & Pick<Change, 'actions'> {
  const listed = [...services].some(([service, { known }]) => known.length > 0 || !isListed(service, table))
  if (listed) return { sure, why, actions: services }
  const beyond = [why, 'only actions that the table does not know'].filter((one) => one !== '').join('; ')
  return { sure: 'unknown', why: beyond, actions: services }
}

const isListed = (service: string, table: ActionTable): boolean =>
  service === '' ? table.size > 0 : table.has(service)

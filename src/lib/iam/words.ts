import type { Actions, ActionTable } from './actions.ts'
import type { Change } from './change.ts'

const mostWords = 24
const mostNames = 3
const mostSigns = 400

/** What changed, a line a service and place: the surest and widest first, bounded, always in the same order. */
export function wordsOf(changes: readonly Change[], table: ActionTable): readonly string[] {
  const lines = [...Map.groupBy(changes, placeOf).values()].flatMap((alike) => linesOf(alike, table))
  const sorted = [...lines]
    .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
    .map(({ text }) => cut(text))
  const rest = sorted.length - mostWords
  return rest > 0 ? [...sorted.slice(0, mostWords), `and ${rest} more`] : sorted
}

const placeOf = ({ verb, sure, where, why, by }: Change): string => JSON.stringify([verb, sure, where, why, by])

interface Line {
  readonly weight: number
  readonly text: string
}

function linesOf(alike: readonly Change[], table: ActionTable): readonly Line[] {
  const [first] = alike
  if (first === undefined) return []
  const services = merged(alike)
  const line = (what: string, weight: number): Line => ({
    weight: weight + (first.sure === 'yes' ? 1e9 : 0),
    text: [
      headOf(first),
      what,
      ' on ',
      first.where,
      first.why === '' ? '' : ` (${first.why})`,
      first.by === '' ? '' : `, by ${first.by}`,
    ].join(''),
  })
  const all = [...services].every(([service, one]) => isWhole(service, one, table))
  if (services.size === 0 || (all && services.has('') && [...table.keys()].every((service) => services.has(service))))
    return [line(table.size === 0 ? 'every action (*)' : `every action (*, ${counted(table)} actions)`, 1e8)]
  const named = [...services].filter(([service]) => service !== '' || services.size === 1)
  return named.map(([service, one]) => line(actionWords(service, one, table), one.known.length))
}

const headOf = ({ verb, sure }: Change): string =>
  sure === 'yes' ? `${verb} ` : `may ${verb === 'gains' ? 'gain' : 'lose'} `

function merged(alike: readonly Change[]): ReadonlyMap<string, Actions> {
  const services = new Map<string, Actions>()
  for (const [service, { known, beyond }] of alike.flatMap(({ actions }) => [...actions])) {
    const held = services.get(service)
    const names = new Set([...(held?.known ?? []), ...known])
    services.set(service, { known: [...names].sort(), beyond: beyond || held?.beyond === true })
  }
  return services
}

/** Whether these are all actions of the service, those included that no table knows. */
const isWhole = (service: string, { known, beyond }: Actions, table: ActionTable): boolean =>
  beyond && known.length >= (table.get(service)?.length ?? 0)

function actionWords(service: string, actions: Actions, table: ActionTable): string {
  const { known, beyond } = actions
  if (service === '') return 'actions of services that the table does not know'
  const listed = table.get(service)?.length ?? 0
  if (listed > 0 && isWhole(service, actions, table))
    return `all of ${service.length < 4 ? service.toUpperCase() : service} (${service}:*, ${plural(known.length)})`
  const others = beyond
    ? [known.length === 0 ? `actions of ${service} that no table knows` : 'others that no table knows']
    : []
  const shown = known.length > mostNames ? [...known.slice(0, mostNames), `${known.length - mostNames} more`] : known
  const names = [...shown, ...(known.length > 0 && listed > 0 ? [] : others)].join(', ')
  return known.length > mostNames ? `${plural(known.length)} of ${service} (${names})` : names
}

const plural = (count: number): string => `${count.toLocaleString('en')} action${count === 1 ? '' : 's'}`
const counted = (table: ActionTable): string =>
  [...table.values()].reduce((sum, names) => sum + names.length, 0).toLocaleString('en')

/** Patterns may be long; by code points, so that no character is cut in two. */
function cut(text: string): string {
  const signs = [...text]
  return signs.length > mostSigns ? `${signs.slice(0, mostSigns - 1).join('')}…` : text
}

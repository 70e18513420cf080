import type { ActionTable } from '../lib/iam/actions.ts'
import { matches } from '../lib/wildcard.ts'
import { iamActions } from './iam-actions.ts'

// The table is half a megabyte: this file is loaded with `await import`, by runs that need it.

export type Level = 'read' | 'list' | 'write' | 'permissions' | 'tagging'

export interface Action {
  /** As AWS spells it: `s3:GetObject`. */
  readonly name: string
  readonly levels: readonly Level[]
}

interface Entry extends Action {
  /** IAM does not look at case. */
  readonly lower: string
}

const levels: Readonly<Record<string, Level>> = { R: 'read', L: 'list', W: 'write', P: 'permissions', T: 'tagging' }

function entriesIn(line: string): readonly Entry[] {
  const [service = '', ...words] = line.split(' ')
  let current: readonly Level[] = []
  return words.map((word) => {
    const [head = '', tail] = word.split(':')
    if (tail !== undefined) current = [...head].flatMap((letter) => levels[letter] ?? [])
    const name = `${service}:${tail ?? head}`
    return { name, lower: name.toLowerCase(), levels: current }
  })
}

const lines = new Map(iamActions.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line]))
const split = new Map<string, readonly Entry[]>()

function entriesOf(service: string): readonly Entry[] {
  const known = split.get(service) ?? entriesIn(lines.get(service) ?? '')
  if (lines.has(service)) split.set(service, known)
  return known
}

function entriesFor(pattern: string): readonly Entry[] {
  const service = pattern.slice(0, Math.max(pattern.indexOf(':'), 0))
  return service === '' || /[*?]/.test(service) ? [...lines.keys()].flatMap(entriesOf) : entriesOf(service)
}

/** Every action that a policy's `Action` means, `*` and `?` expanded, in any case: `s3:get*`, `*`. Sorted by service; none: AWS has no such action. */
export function actionsMatching(pattern: string): readonly Action[] {
  const lower = pattern.toLowerCase()
  const entries = entriesFor(lower)
  if (lower === '*' || /^[^*?:]+:\*$/.test(lower)) return entries
  return entries.filter((entry) => matches(lower, entry.lower))
}

let table: ActionTable | null = null

/** All of it, as documents are compared with; one value, so that what is made of it is made once. */
export function actionTable(): ActionTable {
  table ??= new Map(
    [...lines.keys()]
      .filter((service) => service !== '')
      .map((service) => [service, entriesOf(service).map(({ name }) => name.slice(service.length + 1))] as const),
  )
  return table
}

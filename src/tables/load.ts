import type { ActionTable } from '../lib/iam/actions.ts'

let table: ActionTable | null = null

/** Loads the table of AWS's actions, once: it is half a megabyte, in a chunk of its own. */
export async function loadActions(): Promise<void> {
  if (table !== null) return
  const { actionTable } = await import('./actions.ts')
  table = actionTable()
}

/** Throws where nobody has loaded it: an answer without it would be another one. */
export function loadedActions(): ActionTable {
  if (table === null) throw new Error('the table of actions is needed, and was not loaded')
  return table
}

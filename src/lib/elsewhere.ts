/**
 * What lies on exactly one of several resources (a subnet's route table) moves: where this one does not have it, a change may
 * say which one does. Written so, the move is one call both ways.
 */
export interface Elsewhere {
  readonly elsewhere: string
}

export const elsewhere = (id: string): Elsewhere => ({ elsewhere: id })

/** Which resource has it instead; null: the value says nothing of the kind. */
export function elsewhereOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('elsewhere' in value)) return null
  return typeof value.elsewhere === 'string' ? value.elsewhere : null
}

/** Whether the value stands for not being here, wherever it is. */
export const isAbsent = (value: unknown): boolean => value === null || elsewhereOf(value) !== null

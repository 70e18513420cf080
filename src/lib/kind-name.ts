import { matches } from './wildcard.ts'

/** Whether a list of names, some with `*` (`rds:*`), speaks of a kind. */
export const coversKind = (names: readonly string[], kind: string): boolean =>
  names.some((name) => name === kind || (name.includes('*') && matches(name, kind)))

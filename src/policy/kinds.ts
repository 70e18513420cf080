import { matches } from '../lib/wildcard.ts'
import type { Kind } from '../model/resource.ts'

/** A kind of this version: Holdfast's name and AWS's. `lists`: whether it has a listing of its own. */
export interface KindName {
  readonly kind: Kind
  readonly awsName: string
  readonly lists: boolean
}

/** Both names of a kind mean Holdfast's; a kind that only the tagging API knows keeps AWS's. */
export const houseKind = (name: string, kinds: readonly KindName[]): Kind =>
  kinds.find(({ kind, awsName }) => kind === name || awsName === name)?.kind ?? (name as Kind)

/**
 * Names as a policy spells them → kinds. A pattern (`ec2:*`) stands for all kinds of this version that it covers, and stays
 * beside them for what only the tagging API knows.
 */
export function kindsNamed(names: readonly string[], kinds: readonly KindName[]): readonly Kind[] {
  const all = names.flatMap((name): readonly Kind[] => {
    if (!name.includes('*')) return [houseKind(name, kinds)]
    const covered = kinds.filter(({ lists, awsName }) => lists && matches(name, awsName))
    return [...covered.map(({ kind }) => kind), (name.includes(':') ? name : `${name}:*`) as Kind]
  })
  return [...new Set(all)].sort()
}

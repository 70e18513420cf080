import { nearest } from '../lib/nearest.ts'
import { matches } from '../lib/wildcard.ts'
import type { Kind } from '../model/resource.ts'
import { arnKind, kindProblem, kindsCovered } from '../tagging/arn.ts'

/** A kind of this version: Holdfast's name and AWS's. `lists`: whether it has a listing of its own. */
export interface KindName {
  readonly kind: Kind
  readonly awsName: string
  readonly lists: boolean
  /** Not null where its resources can be recorded. */
  readonly recording?: object | null
}

/** Both names of a kind mean Holdfast's; a kind that only the tagging API knows is named as ARNs name it. */
export const houseKind = (name: string, kinds: readonly KindName[]): Kind =>
  kinds.find(({ kind, awsName }) => kind === name || awsName === name)?.kind ?? ((arnKind(name) ?? name) as Kind)

/** A kind as a rule judges it: one that has no listing of its own (prefix lists) is listed by the tagging API. */
function judgedKind(name: string, kinds: readonly KindName[]): Kind {
  const house = kinds.find(({ kind, awsName }) => kind === name || awsName === name)
  return house === undefined ? houseKind(name, kinds) : house.lists ? house.kind : (house.awsName as Kind)
}

/**
 * Names as a policy spells them → kinds. A pattern (`ec2:*`) stands for all kinds of this version that it covers, and stays
 * beside them for what only the tagging API knows.
 */
export function kindsNamed(names: readonly string[], kinds: readonly KindName[]): readonly Kind[] {
  const all = names.flatMap((name): readonly Kind[] => {
    if (!name.includes('*')) return [judgedKind(name, kinds)]
    const house = kinds.filter(({ lists, kind, awsName }) => lists && (matches(name, awsName) || matches(name, kind)))
    const covered = house.map(({ kind }) => kind)
    if (name === '*') return [...covered, '*:*']
    return name.includes(':') ? [...covered, name as Kind, ...kindsCovered(name)] : covered
  })
  return [...new Set(all)].sort()
}

/** Kinds whose resources can be recorded. */
export const recordedKinds = (kinds: readonly KindName[]): readonly Kind[] =>
  kinds.flatMap(({ kind, recording }) => (recording ? [kind] : [])).sort()

/** What is wrong with a name of a kind; null: nothing. `patterns`: whether `*` may stand in it. */
export function kindNameProblem(
  name: string,
  kinds: readonly KindName[],
  patterns: boolean,
): { readonly expected: string; readonly nearest: string | null } | null {
  const known = kinds.flatMap(({ kind, awsName }): readonly string[] => [kind, awsName])
  if (name.includes('*') && !patterns) return { expected: 'one kind, without *', nearest: null }
  if (name === '*' || known.some((one) => one === name || (patterns && matches(name, one)))) return null
  const problem = kindProblem(name)
  if (problem === null) return null
  const house = kinds.map(({ kind }) => kind as string).sort()
  const expected = `${problem.expected}; or a kind of this version: ${house.join(', ')}`
  return { expected, nearest: name.includes(':') ? (problem.nearest ?? nearest(name, known)) : nearest(name, house) }
}

import type { JsonPart } from '../lib/json-parts.ts'
import { nearest } from '../lib/nearest.ts'
import { visible } from '../lib/visible.ts'
import type { FilePlace, Problem } from '../model/policy.ts'
import { type Path, pathText, problem } from './document.ts'
import { described } from './issues.ts'

/** What was read, as far as it could be, and what is wrong with it: the value counts only where nothing is. */
export interface Read<T> {
  readonly value: T
  readonly problems: readonly Problem[]
}

export type PlaceOf = (offset: number) => FilePlace
export type Say = (
  at: { readonly offset: number },
  path: Path,
  found: string,
  expected: string,
  near?: string | null,
) => Problem

export const sayer =
  (place: PlaceOf): Say =>
  ({ offset }, path, found, expected, near = null) =>
    problem(place(offset), pathText(path), found, expected, near)

/** What to write in place of operators: what they come to is known to AWS alone. */
const effective =
  'the effective policy, with no operator but @@assign: aws organizations describe-effective-policy --policy-type TAG_POLICY'
/** Text of the document as it may be shown: short, and without half characters, which nothing can write. */
export const shown = (text: string): string => visible(text.toWellFormed())

export const halfText = { expected: 'Unicode text, without half of a character', near: null }

/** Keys that are unknown (`known` null: any is a policy key), operators other than @@assign, and keys given twice. */
export function keyProblems(
  part: JsonPart,
  { path, known }: { readonly path: Path; readonly known: readonly string[] | null },
  say: Say,
): readonly Problem[] {
  if (part.kind !== 'map') return []
  const seen = new Set<string>()
  return part.entries.flatMap((entry) => {
    const at = [...path, shown(entry.key)]
    const twice = seen.has(entry.key)
    seen.add(entry.key)
    if (twice) return [say(entry, at, 'a key that is given twice', 'each key once')]
    if (known === null ? !entry.key.startsWith('@@') : known.includes(entry.key)) return []
    if (entry.key.startsWith('@@')) return [say(entry, at, `the operator ${shown(entry.key)}`, effective)]
    const words = known ?? []
    const expected = `${words.length > 1 ? 'one of ' : ''}${words.join(', ')}`
    return [say(entry, at, `the key ${shown(entry.key)}`, expected, nearest(entry.key, words))]
  })
}

/** As `described`, of a part. */
export function describedPart(part: JsonPart): string {
  if (part.kind === 'text') return described(part.text.toWellFormed())
  if (part.kind === 'list') return described(part.items)
  return part.kind === 'map' ? described({}) : described(part.value)
}

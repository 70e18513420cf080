import type { JsonEntry, JsonPart } from '../lib/json-parts.ts'
import type { Problem } from '../model/policy.ts'
import type { TagPolicyKey } from '../model/tag-policy.ts'
import type { Path } from './document.ts'
import { described } from './issues.ts'
import {
  describedPart,
  halfText,
  keyProblems,
  type PlaceOf,
  type Read,
  type Say,
  shown,
} from './tag-policy-problems.ts'
import { coveredType, typeProblem } from './tag-policy-types.ts'

const elements = ['tag_key', 'tag_value', 'enforced_for', 'report_required_tag_for'] as const
/** AWS's limits for the tags of a resource, in characters. */
const longest = { key: 128, value: 256 }

/** One policy key of `tags` and its elements, each with `@@assign` or without. */
export function tagPolicyKey(
  { key, offset, value: part }: JsonEntry,
  { place, say }: { readonly place: PlaceOf; readonly say: Say },
): Read<TagPolicyKey> {
  const path = ['tags', shown(key)]
  const own = keyProblems(part, { path, known: elements }, say)
  const wrong = part.kind === 'map' ? [] : [say(part, path, describedPart(part), `a map of ${elements.join(', ')}`)]
  const element = (name: (typeof elements)[number]): Element => {
    const found = part.kind === 'map' ? part.entries.find((entry) => entry.key === name)?.value : undefined
    return { part: found ?? null, path: [...path, name], say }
  }
  const name = keyOf(key, element('tag_key'))
  const values = listOf(element('tag_value'), valueProblem)
  const enforced = listOf(element('enforced_for'), typeProblem)
  const required = listOf(element('report_required_tag_for'), typeProblem)
  return {
    value: {
      key: name.value,
      spelled: name.given,
      values: values.value,
      enforcedFor: coveredTypes(enforced.value),
      requiredFor: coveredTypes(required.value),
      place: place(offset),
    },
    problems: [
      ...nameProblems(key, { offset }, { path, say }),
      ...own,
      ...wrong,
      ...[name, values, enforced, required].flatMap(({ problems }) => problems),
    ],
  }
}

/** An element of a policy key, null where it has none. */
interface Element {
  readonly part: JsonPart | null
  readonly path: Path
  readonly say: Say
}

/** The policy key names the tag; `tag_key` says only how to spell it. */
function keyOf(policyKey: string, element: Element): Read<string> & { readonly given: boolean } {
  const { value: part, problems, path } = assigned(element)
  const otherwise = policyKey.toLowerCase()
  if (part === null) return { value: otherwise, problems, given: false }
  if (part.kind === 'text' && part.text.toLowerCase() === otherwise) return { value: part.text, problems, given: true }
  const expected = `"${shown(policyKey)}", the policy key, in the case that resources shall have`
  const near = part.kind === 'text' ? shown(policyKey) : null
  const wrong = element.say(part, path, describedPart(part), expected, near)
  return { value: otherwise, problems: [...problems, wrong], given: true }
}

/** What is wrong with a text of a list, and the word that was meant; null: nothing. */
export type TextProblem = (text: string) => { readonly expected: string; readonly near: string | null } | null

function listOf(element: Element, check: TextProblem): Read<readonly string[] | null> {
  const { value: part, problems, path } = assigned(element)
  const { say } = element
  if (part === null) return { value: null, problems }
  if (part.kind !== 'list')
    return { value: null, problems: [...problems, say(part, path, describedPart(part), 'a list of texts')] }
  const wrong = part.items.flatMap((item, index) => {
    if (item.kind !== 'text') return [say(item, [...path, index], describedPart(item), 'a text')]
    const found = item.text.isWellFormed() ? check(item.text) : halfText
    return found === null ? [] : [say(item, [...path, index], describedPart(item), found.expected, found.near)]
  })
  const texts = part.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
  return { value: [...new Set(texts)], problems: [...problems, ...wrong] }
}

/** The value itself, or what `@@assign` gives; null: none. */
function assigned({ part, path, say }: Element): Read<JsonPart | null> & { readonly path: Path } {
  if (part?.kind !== 'map') return { value: part, problems: [], path }
  const own = keyProblems(part, { path, known: ['@@assign'] }, say)
  const value = part.entries.find(({ key }) => key === '@@assign')?.value ?? null
  const nothing = value === null && own.length === 0 ? [say(part, path, 'nothing', '@@assign, or the bare value')] : []
  return { value, problems: [...own, ...nothing], path: [...path, '@@assign'] }
}

function nameProblems(
  key: string,
  entry: { readonly offset: number },
  { path, say }: { readonly path: Path; readonly say: Say },
): readonly Problem[] {
  if (!key.isWellFormed()) return [say(entry, path, described(key.toWellFormed()), halfText.expected)]
  const length = [...key].length
  if (length >= 1 && length <= longest.key) return []
  return [say(entry, path, `a key of ${length} characters`, `a tag key of 1 to ${longest.key} characters`)]
}

function valueProblem(text: string): ReturnType<TextProblem> {
  if (text.split('*').length > 2) return { expected: 'a value with one * at most', near: null }
  if ([...text].length <= longest.value) return null
  return { expected: `a tag value of at most ${longest.value} characters`, near: null }
}

const coveredTypes = (texts: readonly string[] | null): readonly string[] =>
  [...new Set((texts ?? []).map(coveredType))].sort()

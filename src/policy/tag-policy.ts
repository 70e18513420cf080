import { LineCounter } from 'yaml'
import { type JsonPart, readJson } from '../lib/json-parts.ts'
import { many } from '../lib/many.ts'
import type { Many } from '../model/basics.ts'
import type { FilePlace, Problem } from '../model/policy.ts'
import type { TagPolicyKey } from '../model/tag-policy.ts'
import { problem } from './document.ts'
import { tagPolicyKey } from './tag-policy-key.ts'
import { describedPart, keyProblems, type PlaceOf, type Read, sayer, shown } from './tag-policy-problems.ts'

export type ParsedTagPolicy =
  | { readonly kind: 'tag-policy'; readonly keys: readonly TagPolicyKey[] }
  /** All of the file, in its order. */
  | { readonly kind: 'problems'; readonly problems: Many<Problem> }

/** AWS allows 10,000 characters in each policy; an effective one sums up those of an account's parents. */
const largest = 262_144
const expectedRoot = 'a map with the key tags'

/**
 * An AWS Organizations tag policy in its effective form: as DescribeEffectivePolicy answers it (bare values, or its
 * whole answer with the policy as a text inside) or as the console writes it (each value in `@@assign`).
 *
 *     {"tags": {"costcenter": {"tag_key": "CostCenter", "tag_value": ["1*"], "enforced_for": ["ec2:instance"],
 *                              "report_required_tag_for": ["s3:ALL_SUPPORTED"]}}}
 *
 * Source: AWS Organizations User Guide, "Tag policy syntax and examples" and "Management policy syntax and inheritance".
 */
export function parseTagPolicy(text: string, file: string): ParsedTagPolicy {
  const plain = text.replace(/^\uFEFF/, '')
  const place = placesIn(plain, file)
  const mark =
    plain === text ? [] : [problem(place(0), '', 'a byte order mark', 'JSON in UTF-8 without a byte order mark')]
  const { value, problems } =
    Buffer.byteLength(plain) > largest
      ? bad(problem(place(0), '', `a file of more than ${largest / 1024} KiB`, 'one effective tag policy'))
      : documentOf(plain, place)
  const all = many([...mark, ...sorted(problems)])
  return all === null ? { kind: 'tag-policy', keys: value } : { kind: 'problems', problems: all }
}

const bad = (...problems: readonly Problem[]): Read<readonly TagPolicyKey[]> => ({ value: [], problems })

function documentOf(text: string, place: PlaceOf): Read<readonly TagPolicyKey[]> {
  const read = readJson(text)
  if (read.kind === 'fault') return bad(problem(place(read.offset), '', read.found, read.expected))
  const answer = answerIn(read.root)
  if (answer === null) return policyOf(read.root, place)
  const inner = readJson(answer.content.text)
  // The content is one line of escapes: its parts have no place that an editor could show but the whole text's.
  const there = place(answer.content.offset)
  if (inner.kind === 'fault') return bad(problem(there, 'PolicyContent', inner.found, inner.expected))
  const wrongType = typeProblems(answer.type, place)
  const { value, problems } = policyOf(inner.root, () => there)
  return { value, problems: [...wrongType, ...problems] }
}

interface Answer {
  readonly content: JsonPart & { readonly kind: 'text' }
  readonly type: JsonPart | null
}

/** DescribeEffectivePolicy's answer: `{EffectivePolicy: {PolicyContent, PolicyType}}`, or what `--query` left of it. */
function answerIn(root: JsonPart): Answer | null {
  if (root.kind === 'text') return { content: root, type: null }
  const policy = partOf(root, 'EffectivePolicy') ?? root
  const content = partOf(policy, 'PolicyContent')
  return content?.kind === 'text' ? { content, type: partOf(policy, 'PolicyType') } : null
}

const partOf = (part: JsonPart, key: string): JsonPart | null =>
  part.kind === 'map' ? (part.entries.find((entry) => entry.key === key)?.value ?? null) : null

function typeProblems(type: JsonPart | null, place: PlaceOf): readonly Problem[] {
  if (type === null || (type.kind === 'text' && type.text === 'TAG_POLICY')) return []
  return [problem(place(type.offset), 'PolicyType', describedPart(type), '"TAG_POLICY"')]
}

function policyOf(root: JsonPart, place: PlaceOf): Read<readonly TagPolicyKey[]> {
  const say = sayer(place)
  if (root.kind !== 'map') return bad(say(root, [], describedPart(root), expectedRoot))
  const own = keyProblems(root, { path: [], known: ['tags'] }, say)
  const tags = partOf(root, 'tags')
  if (tags === null) return bad(...own, ...(own.length === 0 ? [say(root, [], 'nothing', expectedRoot)] : []))
  if (tags.kind !== 'map')
    return bad(...own, say(tags, ['tags'], describedPart(tags), 'a map of tag keys to what holds for them'))
  const keys = tags.entries
    .filter(({ key }) => !key.startsWith('@@'))
    .map((entry) => tagPolicyKey(entry, { place, say }))
  return {
    value: keys.map(({ value }) => value),
    problems: [
      ...own,
      ...keyProblems(tags, { path: ['tags'], known: null }, say),
      ...sameKeys(tags, place),
      ...keys.flatMap(({ problems }) => problems),
    ],
  }
}

/** AWS compares policy keys without case: two that differ by it alone are one key with two meanings. */
function sameKeys(tags: JsonPart & { readonly kind: 'map' }, place: PlaceOf): readonly Problem[] {
  const seen = new Map<string, string>()
  return tags.entries.flatMap(({ key, offset }) => {
    const first = seen.get(key.toLowerCase())
    if (first === undefined) seen.set(key.toLowerCase(), key)
    // Spelled alike: a key that is given twice, which is said already.
    if (first === undefined || first === key) return []
    const found = `the key "${shown(key)}" after "${shown(first)}"`
    return [
      problem(place(offset), `tags.${shown(key)}`, found, 'each policy key once, whatever its case', shown(first)),
    ]
  })
}

function placesIn(text: string, file: string): PlaceOf {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  return (offset): FilePlace => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
}

const sorted = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )

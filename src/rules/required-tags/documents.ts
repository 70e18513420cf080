import type { Json } from '../../model/basics.ts'
import type { FileProblems, FilesRead, OptionFiles, TextFile } from '../../model/option-files.ts'
import type { FilePlace, Problem } from '../../model/policy.ts'
import type { Kind } from '../../model/resource.ts'
import type { TagPolicyKey } from '../../model/tag-policy.ts'
import { parseTagPolicy } from '../../policy/tag-policy.ts'
import { folded } from './key.ts'
import type { Options } from './options.ts'
import { rulesOfTag } from './tag-problems.ts'
import { valuesOf } from './value.ts'

/** A key of an AWS Organizations tag policy, with the kinds that must carry it. */
export interface DocumentKey extends TagPolicyKey {
  readonly requiredKinds: readonly Kind[]
}

export const documentFiles: OptionFiles<Options> = {
  wanted: ({ policies }) => policies.map((glob, index) => ({ path: ['policies', index], glob })),
  read(options, files, kindsOf): FilesRead<Options> {
    const parsed = files.map(({ path, text }: TextFile) => parseTagPolicy(text, path))
    const broken = parsed.flatMap((one) => (one.kind === 'problems' ? [...one.problems] : []))
    if (broken.length > 0) return { kind: 'problems', files: broken, options: [] }
    const keys = parsed.flatMap((one) => (one.kind === 'tag-policy' ? [...one.keys] : []))
    const problems = problemsOf(options, keys)
    if (problems !== null) return problems
    const documents = keys.map((key): DocumentKey => ({ ...key, requiredKinds: kindsOf(key.requiredFor) }))
    return { kind: 'options', options: { ...options, documents }, meaning: meaningOf(keys) }
  },
}

/** Where a key stands in a file is no part of what it says. */
const meaningOf = (keys: readonly TagPolicyKey[]): Json =>
  keys.map(({ key, spelled, values, enforcedFor, requiredFor }) => ({
    key,
    spelled,
    values,
    enforcedFor,
    requiredFor,
  }))

/** Kinds that documents name. */
export const typesIn = (keys: readonly TagPolicyKey[]): readonly string[] =>
  [...new Set(keys.flatMap(({ enforcedFor, requiredFor }) => [...enforcedFor, ...requiredFor]))].sort()

function problemsOf(options: Options, keys: readonly TagPolicyKey[]): FileProblems | null {
  const files = [...keys.flatMap(ownedProblem), ...spellingProblems(options, keys)]
  const found = [...typeProblems(options, keys), ...valueProblems(options, keys)]
  return files.length + found.length === 0 ? null : { kind: 'problems', files, options: found }
}

const problem = (place: FilePlace, key: string, found: string, expected: string): Problem => ({
  place,
  at: `tags.${key}`,
  found,
  expected,
  nearest: null,
})

const ownedProblem = ({ key, place }: TagPolicyKey): readonly Problem[] =>
  folded(key).startsWith('aws:')
    ? [
        problem(
          place,
          key,
          `the key ${JSON.stringify(key)}`,
          'a key that does not begin with aws: those only AWS writes',
        ),
      ]
    : []

/** Two spellings of one key would be a fight from run to run. */
function spellingProblems({ tags }: Options, keys: readonly TagPolicyKey[]): readonly Problem[] {
  const seen = new Map(Object.keys(tags).map((key) => [folded(key), { key, by: 'the option tags' }]))
  return keys.flatMap(({ key, spelled, place }) => {
    if (!spelled) return []
    const first = seen.get(folded(key))
    if (first === undefined) seen.set(folded(key), { key, by: `${place.file}:${place.line}` })
    if (first === undefined || first.key === key) return []
    const found = `the key ${JSON.stringify(key)}`
    return [problem(place, key, found, `${JSON.stringify(first.key)}, as ${first.by} spells it`)]
  })
}

function typeProblems({ resources }: Options, keys: readonly TagPolicyKey[]): FileProblems['options'] {
  if (resources !== undefined || typesIn(keys).length > 0) return []
  const expected = 'a list of kinds: these tag policies name none in enforced_for or report_required_tag_for'
  return [{ path: ['resources'], found: 'nothing', expected }]
}

/** A default or an alias that a document does not allow could never put anything right. */
function valueProblems({ tags }: Options, keys: readonly TagPolicyKey[]): FileProblems['options'] {
  return keys.flatMap((document) => {
    const [name, tag] = Object.entries(tags).find(([key]) => folded(key) === folded(document.key)) ?? []
    if (name === undefined || tag === undefined || document.values === null) return []
    const { allows, words } = valuesOf({ ...rulesOfTag(tag), lists: [document.values], pattern: null })
    const expected = `${words}, as ${document.place.file}:${document.place.line} says`
    const given: readonly (readonly [readonly string[], string])[] = [
      ...(tag.default === undefined ? [] : [[['default'], tag.default] as const]),
      ...Object.entries(tag.aliases).map(([from, to]) => [['aliases', from], to] as const),
    ]
    return given
      .filter(([, value]) => !allows(value))
      .map(([path, value]) => ({ path: ['tags', name, ...path], found: JSON.stringify(value), expected }))
  })
}

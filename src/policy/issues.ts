import type * as z from 'zod/mini'
import { nearest } from '../lib/nearest.ts'
import { visible } from '../lib/visible.ts'
import type { Problem } from '../model/policy.ts'
import { type Path, pathText, placeOf, problem, type Source } from './document.ts'

interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly expected?: string
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
  /** Of a key of a map that may not be one. */
  readonly issues?: readonly Issue[]
  readonly params?: { readonly at?: unknown } | undefined
  /** Of a union: the issues of each of its forms. */
  readonly errors?: readonly (readonly Issue[])[]
}

/** A schema's issues as problems with places, found and expected. `prefix`: where in the file the schema begins. */
export function problemsOf(
  source: Source,
  issues: readonly Issue[],
  at: { schema: z.ZodMiniType; data: unknown; prefix: Path },
): readonly Problem[] {
  return issues.flatMap(intended).flatMap((issue): readonly Problem[] => {
    const own = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    const path = [...at.prefix, ...own]
    if (issue.code === 'unrecognized_keys')
      return unknownKeys(source, issue.keys ?? [], { path, known: keysAt(at.schema, own) })
    if (issue.code === 'invalid_key' || issue.params?.at === 'key') return wrongKey(source, issue, path)
    const found = valueAt(at.data, own)
    const said = issue.message !== '' && issue.message !== 'Invalid input' ? issue.message : derived(issue)
    const words = wordsOf(issue)
    const near = typeof found === 'string' ? nearest(found, words) : null
    return [problem(placeOf(source, path), pathText(path), describedFor(found, said), said, near)]
  })
}

/** The words that would do, of any form. */
const wordsOf = ({ values = [], errors = [] }: Issue): readonly string[] => [
  ...values.filter((value): value is string => typeof value === 'string'),
  ...errors.flat().flatMap(wordsOf),
]

/** Of a union's forms, the one that was meant is the one that got furthest into the value. */
function intended(issue: Issue): readonly Issue[] {
  const deepest = (form: readonly Issue[]): number => Math.max(0, ...form.map(({ path }) => path.length))
  const meant = [...(issue.errors ?? [])].sort((a, b) => deepest(b) - deepest(a))[0]
  if (issue.code !== 'invalid_union' || meant === undefined || deepest(meant) === 0) return [issue]
  return meant.flatMap((inner) => intended({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** A key that may not be one: said where the key stands, not where its value does. */
function wrongKey(source: Source, { message, issues = [] }: Issue, path: Path): readonly Problem[] {
  const said = issues.length === 0 ? [message] : issues.map((one) => one.message)
  const found = `the key ${visible(String(path.at(-1)))}`
  return said.map((expected) => problem(placeOf(source, path, true), pathText(path), found, expected))
}

function unknownKeys(
  source: Source,
  keys: readonly string[],
  at: { path: Path; known: readonly string[] },
): readonly Problem[] {
  return keys.map((key) => {
    const path = [...at.path, key]
    return problem(
      placeOf(source, path, true),
      pathText(path),
      `the key ${visible(key)}`,
      `one of ${at.known.join(', ')}`,
      nearest(key, at.known),
    )
  })
}

function derived({ code, expected, values }: Issue): string {
  if (values !== undefined && values.length > 0) return `one of ${values.map(String).join(', ')}`
  const names: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    record: 'a map',
    int: 'a whole number',
  }
  if (expected !== undefined) return names[expected] ?? expected
  return code === 'invalid_union' ? 'another form' : 'something else'
}

/** A number where a number was wanted is only a wrong one. */
const describedFor = (value: unknown, expected: string): string =>
  typeof value === 'number' && /number/.test(expected) ? String(value) : described(value)

/** What stands in the file, short enough to show. */
export function described(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'an empty value'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'a map'
  if (typeof value === 'number') return `${value} (a number: put it in quotes where a text is wanted)`
  if (typeof value === 'boolean') return `${value} (true or false)`
  return `"${visible(String(value))}"`
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Readonly<Record<string | number, unknown>>)[part]
  }
  return value
}

interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>
  readonly element?: z.ZodMiniType
  readonly innerType?: z.ZodMiniType
  readonly valueType?: z.ZodMiniType
  readonly options?: readonly z.ZodMiniType[]
}

/** The keys that a schema knows at a path. */
function keysAt(schema: z.ZodMiniType, path: Path): readonly string[] {
  const def = (schema as unknown as { readonly _zod: { readonly def: Definition } })._zod.def
  if (def.innerType !== undefined) return keysAt(def.innerType, path)
  if (def.options !== undefined) return [...new Set(def.options.flatMap((option) => keysAt(option, path)))]
  const [head, ...rest] = path
  if (head === undefined) return Object.keys(def.shape ?? {})
  const next = def.shape?.[String(head)] ?? (typeof head === 'number' ? def.element : undefined) ?? def.valueType
  return next === undefined ? [] : keysAt(next, rest)
}

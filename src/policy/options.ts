import type { Json } from '../model/basics.ts'
import type { OptionFiles, TextFile } from '../model/option-files.ts'
import type { Problem } from '../model/policy.ts'
import { type Path, pathText, placeOf, problem, type Source } from './document.ts'
import { described, problemsOf } from './issues.ts'
import { kindsNamed } from './kinds.ts'
import type { PolicyContext } from './parse.ts'

/** The options of all uses, by the uses' place in the file, with what their files say. */
export interface ReadOptions {
  readonly problems: readonly Problem[]
  readonly uses: ReadonlyMap<number, unknown>
  /** Of files, for the policy's hash. */
  readonly meanings: readonly Json[]
}

type Rules = PolicyContext['rules']
type Rule = Rules extends ReadonlyMap<string, infer R> ? R : never

/** Each rule's options by the rule's own schema, also where other parts of the file are broken. */
export function readOptions(source: Source, context: PolicyContext): ReadOptions {
  const data = source.data as { readonly rules?: unknown } | null
  const uses: readonly unknown[] = Array.isArray(data?.rules) ? data.rules : []
  const all = uses.flatMap((use, index) => {
    const { rule, options = {} } = (use ?? {}) as { readonly rule?: unknown; readonly options?: unknown }
    const known = typeof rule === 'string' ? context.rules.get(rule) : undefined
    if (known === undefined || typeof options !== 'object' || options === null || Array.isArray(options)) return []
    return [{ index, read: readUse(known, options, { source, context, prefix: ['rules', index, 'options'] }) }]
  })
  return {
    problems: all.flatMap(({ read }) => read.problems),
    uses: new Map(all.map(({ index, read }) => [index, read.options])),
    meanings: all.flatMap(({ index, read }) => (read.meaning === null ? [] : [[index, read.meaning]])),
  }
}

interface ReadUse {
  readonly options: unknown
  readonly problems: readonly Problem[]
  readonly meaning: Json
}

interface At {
  readonly source: Source
  readonly context: PolicyContext
  readonly prefix: Path
}

const bad = (problems: readonly Problem[]): ReadUse => ({ options: null, problems, meaning: null })

function readUse(rule: Rule, data: object, at: At): ReadUse {
  const parsed = rule.options.safeParse(data)
  if (!parsed.success)
    return bad(problemsOf(at.source, parsed.error.issues, { schema: rule.options, data, prefix: at.prefix }))
  const wanted = rule.files?.wanted(parsed.data) ?? []
  if (rule.files === undefined || wanted.length === 0) return { options: parsed.data, problems: [], meaning: null }
  return withFiles(rule.files, { options: parsed.data, wanted }, at)
}

function withFiles(
  files: OptionFiles<unknown>,
  { options, wanted }: { options: unknown; wanted: ReturnType<OptionFiles<unknown>['wanted']> },
  at: At,
): ReadUse {
  const say = (path: Path, found: string, expected: string): Problem => {
    const whole = [...at.prefix, ...path]
    return problem(placeOf(at.source, whole), pathText(whole), found, expected)
  }
  const texts = new Map<string, TextFile>()
  const missing = wanted.flatMap(({ path, glob }) => {
    const found = at.context.files?.(glob) ?? noFiles(glob)
    if (found.kind === 'problem') return [say(path, found.found, found.expected)]
    for (const file of found.files) texts.set(file.path, file)
    return []
  })
  if (missing.length > 0) return bad(missing)
  const sorted = [...texts.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  const read = files.read(options, sorted, (names) => kindsNamed(names, at.context.kinds))
  if (read.kind === 'options') return { options: read.options, problems: [], meaning: read.meaning }
  return bad([...read.files, ...read.options.map(({ path, found, expected }) => say(path, found, expected))])
}

const noFiles = (glob: string) =>
  ({
    kind: 'problem',
    found: `${described(glob)}, which no file matches`,
    expected: 'files of the repository',
  }) as const

import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { FilePlace, Problem } from '../model/policy.ts'

export type Path = readonly (string | number)[]

/** A YAML document with the places of its parts. */
export interface Source {
  readonly file: string
  readonly document: Document
  readonly lines: LineCounter
  /** Plain data; null where the text is no YAML that can be used. */
  readonly data: unknown
  /** Whether the data can be judged further, whatever problems there are already. */
  readonly readable: boolean
  readonly problems: readonly Problem[]
}

/** What leaves the rest of a file as clear as it was. */
const harmless: readonly string[] = ['DUPLICATE_KEY', 'MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED']

/** Aliases may repeat parts of a file, but not blow it up. */
const mostAliases = 100
const largestFile = 1_048_576

export function readYaml(text: string, file: string): Source {
  const lines = new LineCounter()
  const tooLarge = Buffer.byteLength(text) > largestFile
  const document = parseDocument(tooLarge ? '' : text.replace(/^\uFEFF/, ''), {
    version: '1.2',
    schema: 'core',
    merge: true,
    prettyErrors: false,
    uniqueKeys: true,
    lineCounter: lines,
  })
  const source = { file, document, lines, data: null, readable: false, problems: [] }
  if (tooLarge)
    return {
      ...source,
      problems: [problem(placeAt(source, 0), '', 'a file of more than 1 MiB', 'a smaller policy file')],
    }
  const found = [...document.errors, ...document.warnings]
  const problems = [
    ...found.map((error) =>
      problem(placeAt(source, error.pos[0]), '', said(error.code, error.message), expectedFor(error.code)),
    ),
    ...lostAliases(document, source),
  ]
  if (problems.length > found.length || found.some(({ code }) => !harmless.includes(code)))
    return { ...source, problems }
  try {
    const data: unknown = document.toJS({ maxAliasCount: mostAliases })
    const lost = [...halfCharacters(document, source), ...lostKeys(document, source)]
    const all = [...problems, ...lost]
    return lost.length > 0 ? { ...source, problems: all } : { ...source, problems: all, data, readable: true }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return {
      ...source,
      problems: [...problems, problem(placeAt(source, 0), '', why, 'aliases that repeat small parts of the file')],
    }
  }
}

/** Aliases that name no anchor before them. */
function lostAliases(document: Document, source: Pick<Source, 'file' | 'lines'>): readonly Problem[] {
  const anchors = new Set<string>()
  const problems: Problem[] = []
  visit(document, {
    Alias(_, node) {
      if (anchors.has(node.source)) return
      const place = placeAt(source, node.range?.[0] ?? 0)
      problems.push(problem(place, '', `the alias ${node.source}`, `an anchor &${node.source} before it`))
    },
    Value(_, { anchor }) {
      if (anchor !== undefined) anchors.add(anchor)
    },
  })
  return problems
}

/** Half of a character (`\\uD800` in quotes) is no text: nothing can be hashed or written of it. */
function halfCharacters(document: Document, source: Pick<Source, 'file' | 'lines'>): readonly Problem[] {
  const problems: Problem[] = []
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string' || node.value.isWellFormed()) return
      problems.push(
        problem(placeAt(source, node.range?.[0] ?? 0), '', 'a text with half of a character', 'Unicode text'),
      )
    },
  })
  return problems
}

/** The schema's library leaves this key out without a word: what is asked of a tag of that name would be asked of nothing. */
function lostKeys(document: Document, source: Pick<Source, 'file' | 'lines'>): readonly Problem[] {
  const problems: Problem[] = []
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== '__proto__') return
      problems.push(problem(placeAt(source, key.range?.[0] ?? 0), '', 'the key __proto__', 'any other key'))
    },
  })
  return problems
}

function said(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'a key that is given twice'
  if (code === 'MULTIPLE_DOCS') return 'a second document'
  if (code === 'TAG_RESOLVE_FAILED') return 'a tag that is not of YAML itself'
  return `${message.split('\n')[0]}`
}

function expectedFor(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'each key once'
  if (code === 'MULTIPLE_DOCS') return 'one document'
  return code === 'TAG_RESOLVE_FAILED' ? 'plain maps, lists, texts and numbers' : 'YAML 1.2'
}

export function problem(
  place: FilePlace,
  at: string,
  found: string,
  expected: string,
  nearest: string | null = null,
): Problem {
  return { place, at, found, expected, nearest }
}

function placeAt({ file, lines }: Pick<Source, 'file' | 'lines'>, offset: number): FilePlace {
  const { line, col } = lines.linePos(offset)
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** Where a part stands; what is missing is said at the nearest part that is there. `key`: the place of its key. */
export function placeOf(source: Source, path: Path, key = false): FilePlace {
  for (let length = path.length; length >= 0; length--) {
    const part = path.slice(0, length)
    const offset = key && length === path.length ? keyOffset(source, part) : nodeOffset(source, part)
    if (offset !== null) return placeAt(source, offset)
  }
  return placeAt(source, 0)
}

function nodeOffset({ document }: Source, path: Path): number | null {
  const node = path.length === 0 ? document.contents : document.getIn(path, true)
  return isNode(node) && node.range ? node.range[0] : null
}

function keyOffset({ document }: Source, path: Path): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return null
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(path.at(-1)),
  )
  return pair && isScalar(pair.key) && pair.key.range ? pair.key.range[0] : null
}

/** `rules[0].options.ports[1]` */
export const pathText = (path: Path): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')

import type { Tree } from '../../github/tree.ts'
import { globMatches, globRoot } from '../../lib/glob.ts'
import { many } from '../../lib/many.ts'
import type { FilesFound, TextFile } from '../../model/option-files.ts'
import type { Problem } from '../../model/policy.ts'

const most = 200

/** What stands at a path of a tree. `inTheWay`: a link or submodule there or above it, or a folder in place of the file. */
export type Standing =
  | { readonly kind: 'file' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'in-the-way'; readonly path: string; readonly what: string }

/** What leads elsewhere is nobody's review: neither a link nor a submodule is followed. */
export function standingAt(tree: Tree, path: string): Standing {
  for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
    const above = tree.get(path.slice(0, end))
    if (above !== undefined) return { kind: 'in-the-way', path: path.slice(0, end), what: `a ${above.kind}` }
  }
  const own = tree.get(path)
  if (own !== undefined && own.kind !== 'file') return { kind: 'in-the-way', path, what: `a ${own.kind}` }
  if (own !== undefined) return { kind: 'file' }
  for (const other of tree.keys())
    if (other.startsWith(`${path}/`)) return { kind: 'in-the-way', path, what: 'a folder' }
  return { kind: 'missing' }
}

/** Paths of a tree below a folder; what leads elsewhere, in it or above it, is a problem. */
export function filesUnder(
  tree: Tree,
  folder: string,
  end: string,
): { readonly paths: readonly string[]; readonly problems: readonly Problem[] } {
  const above = standingAt(tree, folder)
  if (above.kind === 'file') return { paths: [], problems: [wrong(folder, 'a file')] }
  if (above.kind === 'in-the-way' && above.what !== 'a folder')
    return { paths: [], problems: [wrong(above.path, above.what)] }
  const below = [...tree].filter(([path]) => path.startsWith(`${folder}/`)).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    paths: below.flatMap(([path, { kind }]) => (kind === 'file' && path.endsWith(end) ? [path] : [])),
    problems: below.flatMap(([path, { kind }]) => (kind === 'file' ? [] : [wrong(path, `a ${kind}`)])),
  }
}

export const wrong = (
  file: string,
  found: string,
  expected = 'folders and files of the repository itself',
): Problem => ({
  place: { file, line: 1, column: 1 },
  at: '',
  found,
  expected,
  nearest: null,
})

const problem = (found: string, expected: string): FilesFound => ({ kind: 'problem', found, expected })

/** The files of a tree that a glob names. `texts`: contents by path, of those that were read. */
export function treeFiles(tree: Tree, texts: ReadonlyMap<string, Uint8Array>): (glob: string) => FilesFound {
  return (glob) => {
    const matched = matchedBy(tree, glob)
    if ('kind' in matched) return matched
    const files: TextFile[] = []
    for (const path of matched.paths) {
      const text = textIn(texts.get(path))
      if (text === null)
        return problem(`${path}, which cannot be read as UTF-8 text`, 'files in UTF-8 of at most 1 MiB')
      files.push({ path, text })
    }
    const all = many(files)
    return all === null
      ? problem(`${JSON.stringify(glob)}, which no file matches`, 'a path of files in the repository, * and ** allowed')
      : { kind: 'files', files: all }
  }
}

/** Paths that a glob names, or what is wrong with them. */
export function matchedBy(tree: Tree, glob: string): { readonly paths: readonly string[] } | FilesFound {
  const parts = glob.split('/')
  if (glob.startsWith('/') || glob.includes('\\') || parts.some((part) => ['..', '.', ''].includes(part)))
    return problem(JSON.stringify(glob), 'a path within the repository, with / between its parts: .github/tags/*.json')
  const { folder } = globRoot(glob)
  const above = folder === '' ? null : standingAt(tree, folder)
  if (above?.kind === 'in-the-way' && above.what !== 'a folder')
    return problem(`${above.path}, ${above.what}`, 'folders and files of the repository itself')
  const found = [...tree].filter(([path]) => globMatches(glob, path)).sort(([a], [b]) => (a < b ? -1 : 1))
  const other = found.find(([, { kind }]) => kind !== 'file')
  if (other !== undefined) return problem(`${other[0]}, a ${other[1].kind}`, 'files of the repository itself')
  if (found.length > most) return problem(`${found.length} files`, `a glob that matches at most ${most} files`)
  return { paths: found.map(([path]) => path) }
}

export function textIn(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined || bytes.length > 1_048_576) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

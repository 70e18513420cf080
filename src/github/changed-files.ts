import { createHash } from 'node:crypto'
import { type Answer, answer, refused } from './refusal.ts'
import { pathProblem } from './safe-path.ts'
import { blobSha, type Tree } from './tree.ts'

/** A file that a proposal changes: `before` and `after` as git names them, null where there is none. */
export interface FileChange {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
  readonly content: string | null
}

/** What differs from the tree, sorted by path; what is as it should be costs nothing. */
export function changedFiles(files: ReadonlyMap<string, string | null>, tree: Tree): Answer<readonly FileChange[]> {
  const changes: FileChange[] = []
  const folders = foldersOf(tree)
  for (const path of [...files.keys()].sort()) {
    const problem = pathProblem(path) ?? inTheWay(path, tree, folders)
    if (problem !== null) return refused('unsafe', `${JSON.stringify(path)} is not written: ${problem}`)
    const content = files.get(path)?.toWellFormed() ?? null
    const there = tree.get(path)
    const before = there === undefined ? null : there.kind === 'file' ? there.sha : `${there.mode} ${there.sha}`
    const after = content === null ? null : blobSha(content)
    if (before !== after) changes.push({ path, before, after, content })
  }
  return answer(changes)
}

function foldersOf(tree: Tree): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const path of tree.keys())
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at))
  return folders
}

/** Git would put a folder in place of a link or file, and a file in place of a folder, without a word. */
function inTheWay(path: string, tree: Tree, folders: ReadonlySet<string>): string | null {
  if (folders.has(path)) return 'a folder is there'
  if (tree.get(path)?.kind === 'submodule') return 'a submodule is there'
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const above = tree.get(path.slice(0, at))
    if (above !== undefined) return `a ${above.kind} is in place of its folder ${path.slice(0, at)}`
  }
  return null
}

/** Names what is proposed: the files, and what they replace. Who approved it approved just that. */
export function hashOf(base: string, changes: readonly FileChange[]): string {
  const text = JSON.stringify([base, changes.map(({ path, before, after }) => [path, before, after])])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** The folder that holds all of the paths; '' where there is none. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths.map((path) => path.split('/').slice(0, -1))
  if (first === '') return ''
  const same = first.findIndex((part, index) => rest.some((other) => other[index] !== part))
  return first.slice(0, same < 0 ? first.length : same).join('/')
}

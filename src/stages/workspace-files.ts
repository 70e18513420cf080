import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { globMatches, globRoot } from '../lib/glob.ts'
import { many } from '../lib/many.ts'
import type { FilesFound, TextFile } from '../model/option-files.ts'

const most = { files: 200, entries: 20_000, depth: 16, bytes: 1_048_576 }
const passed = new Set(['.git', 'node_modules'])

const problem = (found: string, expected: string): FilesFound => ({ kind: 'problem', found, expected })

/** The files of a workspace that a glob names: none through a link that leads out of it. */
export function workspaceFiles(workspace: string): (glob: string) => FilesFound {
  return (glob) => {
    const parts = glob.split('/')
    if (
      glob.startsWith('/') ||
      glob.includes('\\') ||
      parts.some((part) => part === '..' || part === '.' || part === '')
    )
      return problem(
        JSON.stringify(glob),
        'a path within the repository, with / between its parts: .github/tags/*.json',
      )
    const listed = filesBelow(workspace, glob)
    if (listed === null)
      return problem(`${JSON.stringify(glob)}, which names too much`, 'a glob below a narrower folder')
    const found = listed.filter((path) => globMatches(glob, path)).sort()
    if (found.length > most.files)
      return problem(`${found.length} files`, `a glob that matches at most ${most.files} files`)
    return read(workspace, found, glob)
  }
}

function read(workspace: string, paths: readonly string[], glob: string): FilesFound {
  const files: TextFile[] = []
  for (const path of paths) {
    const file = textOf(workspace, path)
    if ('kind' in file) return file
    files.push(file)
  }
  const all = many(files)
  return all === null
    ? problem(`${JSON.stringify(glob)}, which no file matches`, 'a path of files in the repository, * and ** allowed')
    : { kind: 'files', files: all }
}

function textOf(workspace: string, path: string): TextFile | FilesFound {
  const whole = join(workspace, path)
  try {
    if (!realpathSync(whole).startsWith(`${realpathSync(workspace)}${sep}`))
      return problem(`${path}, a link that leads out of the repository`, 'files of the repository')
    if (statSync(whole).size > most.bytes) return problem(`${path}, a file of more than 1 MiB`, 'a smaller file')
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(whole)) }
  } catch {
    return problem(`${path}, which cannot be read as UTF-8 text`, 'files in UTF-8')
  }
}

/** Paths below the folder that the glob fixes, links to folders not followed; null: too many. */
function filesBelow(workspace: string, glob: string): readonly string[] | null {
  const root = globRoot(glob)
  const files: string[] = []
  const open = [{ folder: root.folder, depth: 1 }]
  let entries = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of entriesOf(join(workspace, next.folder))) {
      if (++entries > most.entries) return null
      const path = next.folder === '' ? entry.name : `${next.folder}/${entry.name}`
      if (!entry.folder) files.push(path)
      else if (next.depth < (root.depth ?? most.depth) && !passed.has(entry.name))
        open.push({ folder: path, depth: next.depth + 1 })
    }
  }
  return files
}

function entriesOf(folder: string): readonly { readonly name: string; readonly folder: boolean }[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const entry = lstatSync(join(folder, name))
      const linked =
        entry.isSymbolicLink() && statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true
      return entry.isDirectory() || entry.isFile() || linked ? [{ name, folder: entry.isDirectory() }] : []
    })
  } catch {
    return []
  }
}

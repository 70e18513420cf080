import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PullEvent } from '../../github/pull-event.ts'
import { type Answer, answer, refused } from '../../github/refusal.ts'
import { blobSha, type Tree, type TreeFile } from '../../github/tree.ts'

const mostEntries = 50_000

/**
 * The checkout as the tree of what would be merged, for a commit that GitHub does not know by its name. Where git says which commit
 * it is, it must be one that the event names.
 */
export function checkedOut(workspace: string, { head, merge }: PullEvent): Answer<Tree> {
  const at = headOf(workspace)
  if (at !== null && at !== head && at !== merge)
    return refused('malformed', `the checkout is of commit ${at}, and the event is about ${head}`)
  const files = new Map<string, TreeFile>()
  return walk(workspace, '', files)
    ? answer(files)
    : refused('truncated', `the checkout holds more than ${mostEntries} files`)
}

/** null: git does not say. */
function headOf(workspace: string): string | null {
  try {
    const text = readFileSync(join(workspace, '.git', 'HEAD'), 'utf8').trim()
    return /^[0-9a-f]{40,64}$/.test(text) ? text : null
  } catch {
    return null
  }
}

function walk(workspace: string, folder: string, files: Map<string, TreeFile>): boolean {
  for (const entry of readdirSync(join(workspace, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.name === '.git' || entry.name === 'node_modules') continue
    if (files.size >= mostEntries) return false
    if (entry.isSymbolicLink()) files.set(path, { kind: 'link', sha: path, mode: '120000' })
    else if (entry.isFile()) files.set(path, { kind: 'file', sha: nameOf(workspace, path), mode: '100644' })
    else if (entry.isDirectory() && existsSync(join(workspace, path, '.git')))
      files.set(path, { kind: 'submodule', sha: path, mode: '160000' })
    else if (entry.isDirectory() && !walk(workspace, path, files)) return false
  }
  return true
}

/** What is too large to be of the guard is not read. */
function nameOf(workspace: string, path: string): string {
  const whole = join(workspace, path)
  return lstatSync(whole).size > 2_097_152 ? path : blobSha(readFileSync(whole))
}

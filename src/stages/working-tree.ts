import { randomUUID } from 'node:crypto'
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FileChange } from '../model/baseline.ts'

/**
 * Writes and deletes files of the working tree, each at once or not at all. Never through a link, which may lead out of the
 * repository: all places are looked at before the first one is written.
 */
export function writeToTree(root: string, files: readonly FileChange[]): void {
  for (const { path } of files) refuseLinks(root, path)
  for (const { path, content } of files) {
    const whole = join(root, path)
    if (content === null) {
      rmSync(whole, { force: true })
      continue
    }
    mkdirSync(dirname(whole), { recursive: true })
    // Another ending: what a killed run leaves behind is no baseline.
    const beside = `${whole}.${randomUUID().slice(0, 8)}.tmp`
    writeFileSync(beside, content, { flag: 'wx' })
    renameSync(beside, whole)
  }
}

function refuseLinks(root: string, path: string): void {
  const parts = path.split('/')
  for (const [index] of parts.entries()) {
    const part = parts.slice(0, index + 1).join('/')
    const entry = lstatSync(join(root, part), { throwIfNoEntry: false })
    if (entry === undefined) return
    if (entry.isSymbolicLink()) throw new Error(`${part} is a link: remove it`)
    const last = index === parts.length - 1
    if (last ? !entry.isFile() : !entry.isDirectory())
      throw new Error(`${part} is no ${last ? 'file' : 'folder'}: remove it`)
  }
}

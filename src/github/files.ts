import { randomUUID } from 'node:crypto'
import { appendFileSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Appends outputs to the runner's file; a value cannot end its own block, since the delimiter is random. */
export function writeOutputs(path: string, outputs: Readonly<Record<string, string>>): void {
  const blocks = Object.entries(outputs).map(([name, value]) => {
    const delimiter = `ghadelimiter_${randomUUID()}`
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
  })
  appendFileSync(path, blocks.join(''))
}

export const writeSummary = (path: string, markdown: string): void => appendFileSync(path, markdown)

/** Writes a report's file. A link in its place is refused: it may lead out of the folder. */
export function writeReportFile(folder: string, name: string, content: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  if (entryAt(path)?.isSymbolicLink()) throw new Error(`${path} is a link: remove it`)
  writeFileSync(path, content)
  return path
}

/** The first free of `journal.jsonl`, `journal-2.jsonl`, …: no run overwrites a journal. */
export function freeJournalPath(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? 'journal.jsonl' : `journal-${n}.jsonl`)
    if (entryAt(path) === undefined) return path
  }
}

/** What lies at a path itself: a link that leads nowhere is there as well. */
const entryAt = (path: string) => lstatSync(path, { throwIfNoEntry: false })

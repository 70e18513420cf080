import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { json } from '../lib/escape.ts'
import type { JournalLine } from '../model/journal.ts'

/** Where apply writes what it is about to do, before it does it. */
export interface Journal {
  write(line: JournalLine): void
}

/** A journal on disk: each line is synced before `write` returns, so that a killed run leaves what it announced. */
export interface JournalFile extends Journal {
  readonly path: string
  close(): void
}

/** Creates `path`, which must not exist: no run overwrites a journal. */
export function openJournal(path: string): JournalFile {
  const file = openSync(path, 'wx', 0o600)
  return {
    path,
    write(line) {
      writeSync(file, `${json(line, 0)}\n`)
      fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}

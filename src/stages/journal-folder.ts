import { accessSync, constants, mkdirSync } from 'node:fs'

/** Why no journal could be begun in a folder; null: it could. Asked before the first write, which none goes without. */
export function unwritable(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

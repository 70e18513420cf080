// Writes what is generated: indexes, JSON Schemas, tables in the documents. `--check` writes nothing and fails on a difference.
// Each module of scripts/gen/ exports `files(): Promise<Map<path, content>>`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const check = process.argv.includes('--check')
const folder = join(root, 'scripts', 'gen')
let stale = 0
// Indexes first: what follows imports them.
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .sort()) {
  const { files } = await import(pathToFileURL(join(folder, name)).href)
  for (const [path, content] of await files()) {
    const now = existsSync(path) ? readFileSync(path, 'utf8') : null
    if (now === content) continue
    if (check) {
      console.error(`${path} is not what npm run gen writes`)
      stale++
      continue
    }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    console.error(`wrote ${path}`)
  }
}
process.exit(stale === 0 ? 0 : 1)

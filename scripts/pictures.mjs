// Pictures of what GitHub shows, for docs/: `npm run pictures`. Takes Debian's chromium; CHROMIUM names another.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { page } from './pictures/page.mjs'
import { shown } from './pictures/shown.mjs'

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const folder = 'docs/pictures'
/** As wide as GitHub's page, and as a telephone. */
const widths = { wide: 980, narrow: 400 }
/** Beyond it a picture is too large for a repository. */
const tallest = 1600
const still = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars']
const alone = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

const temp = mkdtempSync(join(tmpdir(), 'pictures-'))
mkdirSync(folder, { recursive: true })
for (const [name, markdown] of Object.entries(await shown())) {
  for (const theme of ['light', 'dark']) {
    for (const [size, width] of Object.entries(widths)) {
      if (theme === 'dark' && size === 'narrow') continue
      const html = join(temp, `${name}-${theme}-${size}.html`)
      writeFileSync(html, page(markdown, { theme, width }))
      const picture = join(folder, `${name}-${theme}-${size}.png`)
      picturise(html, picture, { width, height: heightOf(html, width) })
      process.stdout.write(`wrote ${picture}\n`)
    }
  }
}
rmSync(temp, { recursive: true, force: true })

/** The page writes its own height into its title. */
function heightOf(html, width) {
  const { stdout } = run(['--dump-dom', `--window-size=${width},800`, pathToFileURL(html).href])
  return Math.min(Number(/<title>(\d+)<\/title>/.exec(stdout)?.[1] ?? 1200), tallest)
}

function picturise(html, picture, { width, height }) {
  run([`--screenshot=${picture}`, `--window-size=${width},${height}`, pathToFileURL(html).href])
}

function run(args) {
  const profile = mkdtempSync(join(temp, 'profile-'))
  const done = spawnSync(chromium, [...still, ...alone, `--user-data-dir=${profile}`, ...args], { encoding: 'utf8' })
  if (done.error || done.status !== 0) throw new Error(`${chromium} failed: ${done.error?.message ?? done.stderr}`)
  return done
}

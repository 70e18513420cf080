// npm run bench [-- SUITE …]: figures of this machine, side by side with a bare SDK reader; nothing here passes or fails.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { machine, say } from './measure.mjs'

const suites = readdirSync(join(import.meta.dirname, 'suites')).map((file) => file.replace('.mjs', ''))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !suites.includes(name))
if (unknown.length > 0) {
  console.error(`found ${unknown.join(', ')}, expected any of ${suites.join(', ')}`)
  process.exit(2)
}
say(machine())
for (const name of asked.length === 0 ? suites : asked) {
  say(`\n## ${name}\n`)
  const { run } = await import(`./suites/${name}.mjs`)
  await run()
}

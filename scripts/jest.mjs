// Runs jest on ES modules. HOLDFAST_TEST_RESULTS: where the results go as JSON, for CI's closing line.
import { spawnSync } from 'node:child_process'

const results = process.env['HOLDFAST_TEST_RESULTS']
const more = results ? ['--json', `--outputFile=${results}`] : []
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...more, ...process.argv.slice(2)],
  { stdio: results ? ['inherit', 'ignore', 'inherit'] : 'inherit' },
)
process.exit(status ?? 1)

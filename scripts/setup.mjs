// Installs what a fresh clone lacks: npm packages by the lock file, moto in a virtual environment, and with --checks, in
// another, what the tests check with. Runs on Node 20 with nothing installed; does nothing, and says nothing, when everything
// is there. HOLDFAST_PYTHON names another Python.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const hash = (file) =>
  createHash('sha256')
    .update(readFileSync(join(root, file)))
    .digest('hex')
const stamped = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value

function step(what, command, args) {
  console.error(`holdfast: ${what}`)
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (done.status !== 0) {
    console.error(`holdfast: ${what} failed: ${command} ${args.join(' ')}`)
    process.exit(done.status ?? 1)
  }
}

/** Two set-ups at once (a demo beside a test) would break each other's folders. */
function locked(work) {
  const lock = join(root, '.setup-lock')
  for (let tries = 0; tries < 3000; tries++) {
    try {
      mkdirSync(lock)
      break
    } catch {
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 600_000)
        rmSync(lock, { recursive: true, force: true })
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  process.on('exit', () => rmSync(lock, { recursive: true, force: true }))
  work()
}

function npmPackages() {
  const stamp = join(root, 'node_modules', '.holdfast-lock')
  const wanted = hash('package-lock.json')
  if (stamped(stamp, wanted)) return
  step('installing npm packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

/** The Python packages that a file of requirements names, in a virtual environment of their own. */
function pythonPackages(what, folder, requirements) {
  const stamp = join(root, folder, '.holdfast-requirements')
  const wanted = hash(requirements)
  if (stamped(stamp, wanted)) return
  const python = process.env['HOLDFAST_PYTHON'] ?? 'python3'
  const found = spawnSync(python, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'])
  if (found.status !== 0) {
    console.error(`holdfast: found no Python 3.10 or newer as ${python}: install it, or name one in HOLDFAST_PYTHON`)
    process.exit(2)
  }
  const venv = ['-m', 'venv', '--clear', folder]
  step(`making a virtual environment for ${what} (where this fails: install python3-venv)`, python, venv)
  const pip = ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]
  step(`installing ${what}`, join(root, folder, 'bin', 'pip'), pip)
  writeFileSync(stamp, wanted)
}

locked(() => {
  npmPackages()
  pythonPackages('the AWS emulator', '.venv', 'scripts/requirements.txt')
  if (process.argv.includes('--checks'))
    pythonPackages('what the tests check with', '.venv-checks', 'scripts/requirements-checks.txt')
})

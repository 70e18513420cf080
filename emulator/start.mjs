// Starts emulator/aws.py and waits until it takes connections. For tests, demo and benchmarks.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

function python() {
  const own = join(here, '..', '.venv', 'bin', 'python')
  if (process.env['HOLDFAST_PYTHON_WITH_MOTO']) return process.env['HOLDFAST_PYTHON_WITH_MOTO']
  if (!existsSync(own)) throw new Error('the AWS emulator is not installed: run npm run setup')
  return own
}

/**
 * @param {readonly string[]} args of aws.py
 * @returns {Promise<{ready: {port?: number, zygote?: number}, phases: object[], stop: () => void}>}
 */
export async function startEmulator(args) {
  const child = spawn(python(), [join(here, 'aws.py'), '--die-with-parent', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (text) => {
    errors = (errors + text).slice(-4000)
  })
  const phases = []
  const ready = await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the AWS emulator ended with ${code}: ${errors}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const phase = JSON.parse(line)
      phases.push(phase)
      if (phase.phase === 'ready') resolve(phase)
    })
  })
  const stop = () => child.kill('SIGTERM')
  process.on('exit', stop)
  return { ready, phases, stop }
}

// What every benchmark measures with: whole processes, medians, the bundled yardstick.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { cloudAt, first, keysFor } from '../emulator/cloud.ts'
import { startEmulator } from '../emulator/start.mjs'

export const runs = 5
export const temp = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
export const root = resolve(import.meta.dirname, '..')
export const command = join(root, 'dist', 'cli.js')
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
export const say = (line) => console.log(line)
export const machine = () =>
  `${cpus().length} cores of ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; medians of ${runs} runs\n`

/** Runs a program in a process of its own, and says what it cost: CPU and wall seconds, peak MiB. */
export async function cost(args, env, folder = temp) {
  const usage = join(temp, 'usage.json')
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', join(root, 'bench', 'usage.mjs'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: temp, ...env, USAGE_FILE: usage },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  child.stdout.on('data', (text) => {
    stdout += text
  })
  await new Promise((done) => child.on('close', done))
  return { ...JSON.parse(readFileSync(usage, 'utf8')), seconds: (performance.now() - began) / 1000, stdout }
}

export async function medianCost(args, env, folder) {
  const all = []
  for (let run = 0; run < runs; run++) all.push(await cost(args, env, folder))
  const of = (key) => median(all.map((one) => one[key]))
  return { cpu: of('cpu'), rss: of('rss'), seconds: of('seconds'), stdout: all[0].stdout }
}

/** Bundled as the action is, so that the yardstick pays no more for loading the SDK than we do. */
export async function bundled(name) {
  const bundle = await rolldown({
    input: join(root, 'bench', `${name}.mjs`),
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
  })
  await bundle.write({
    dir: temp,
    format: 'esm',
    minify: true,
    entryFileNames: `${name}.mjs`,
    chunkFileNames: `${name}-[name].mjs`,
  })
  return join(temp, `${name}.mjs`)
}

/** An emulator seeded by `args`, and the environment of an account's keys. */
export async function seeded(args) {
  const emulator = await startEmulator(['--port', '0', '--accounts', first, ...args])
  const url = `http://127.0.0.1:${emulator.ready.port}`
  const keys = await keysFor(url, first)
  const env = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  }
  return { cloud: cloudAt(url, async () => emulator.stop()), env }
}

/** A folder with a policy file in it. */
export function folderWith(name, policy) {
  const folder = join(temp, name)
  mkdirSync(join(folder, '.github'), { recursive: true })
  writeFileSync(join(folder, '.github', 'holdfast.yml'), policy)
  return folder
}

export const countOf = (log, action) => log.filter((one) => one.action === action).length

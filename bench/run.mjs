// npm run bench: figures of this machine, side by side with a bare SDK reader; nothing here passes or fails.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { cloudAt, first, keysFor } from '../emulator/cloud.ts'
import { startEmulator } from '../emulator/start.mjs'

const runs = 5
const sizes = { 'us-east-1': 1000, 'eu-west-1': 5000 }
const temp = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const root = resolve(import.meta.dirname, '..')
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const out = []
const say = (line) => {
  out.push(line)
  console.log(line)
}

/** Runs a program in a process of its own, and says what it cost. */
async function cost(args, env, folder = temp) {
  const usage = join(temp, 'usage.json')
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
  return { ...JSON.parse(readFileSync(usage, 'utf8')), stdout }
}

async function medianCost(args, env, folder) {
  const all = []
  for (let run = 0; run < runs; run++) all.push(await cost(args, env, folder))
  return { cpu: median(all.map(({ cpu }) => cpu)), rss: median(all.map(({ rss }) => rss)), stdout: all[0].stdout }
}

/** Bundled as the action is, so that the yardstick pays no more for loading the SDK than we do. */
async function bareReader() {
  const bundle = await rolldown({
    input: join(root, 'bench', 'bare-reader.mjs'),
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
  })
  await bundle.write({
    dir: temp,
    format: 'esm',
    minify: true,
    entryFileNames: 'bare-reader.mjs',
    chunkFileNames: 'bare-[name].mjs',
  })
  return join(temp, 'bare-reader.mjs')
}

const policyFor = (region) => `version: 1
targets: [{ account: "${first}", regions: [${region}] }]
rules:
  - { rule: security-group-open-ingress, response: fix, options: { ports: ["22", "3389"] } }
  - { rule: default-security-group-closed }
`

say(
  `${cpus().length} cores of ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; medians of ${runs} runs\n`,
)

const emulator = await startEmulator([
  '--port',
  '0',
  '--accounts',
  first,
  '--regions',
  Object.keys(sizes).join(','),
  '--sgs',
  Object.entries(sizes)
    .map(([region, count]) => `${region}=${count}`)
    .join(','),
])
const url = `http://127.0.0.1:${emulator.ready.port}`
const cloud = cloudAt(url, async () => emulator.stop())
const keys = await keysFor(url, first)
const env = {
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  AWS_SESSION_TOKEN: keys.sessionToken,
}
const bare = await bareReader()
const command = join(root, 'dist', 'cli.js')

say('| groups | who | CPU s | peak MiB | DescribeSecurityGroups ÷ least pages | all calls |')
say('| ---: | --- | ---: | ---: | ---: | ---: |')
const figures = {}
for (const [region, count] of Object.entries(sizes)) {
  const folder = join(temp, region)
  mkdirSync(join(folder, '.github'), { recursive: true })
  writeFileSync(join(folder, '.github', 'holdfast.yml'), policyFor(region))
  await cloud.faults([])
  await cost([command, 'detect', '--format', 'json'], env, folder)
  const log = await cloud.log()
  const pages = log.filter(({ action }) => action === 'DescribeSecurityGroups').length
  const groups = Object.keys(await cloud.state(first, region)).length
  const ours = await medianCost([command, 'detect', '--format', 'json'], env, folder)
  const theirs = await medianCost([bare], { ...env, AWS_REGION: region }, folder)
  figures[count] = { ours, theirs }
  say(
    `| ${groups} | holdfast detect | ${ours.cpu.toFixed(2)} | ${ours.rss.toFixed(0)} | ${(pages / Math.ceil(groups / 1000)).toFixed(2)} | ${log.length} |`,
  )
  say(
    `| ${groups} | bare SDK reader | ${theirs.cpu.toFixed(2)} | ${theirs.rss.toFixed(0)} | 1.00 | ${Math.ceil(groups / 1000)} |`,
  )
}
await cloud.stop()

const [small, large] = [figures[1000], figures[5000]]
say(
  `\nCPU beside the bare reader at 5,000 groups: ${(large.ours.cpu / large.theirs.cpu).toFixed(2)}; memory more than it: ${(((large.ours.rss - large.theirs.rss) * 1024) / 5000).toFixed(1)} kB a group`,
)
say(
  `Growth from 1,000 to 5,000 groups (5 times as many): CPU ${(large.ours.cpu / small.ours.cpu).toFixed(2)}, bare reader ${(large.theirs.cpu / small.theirs.cpu).toFixed(2)}`,
)

const broken = join(temp, 'broken')
mkdirSync(join(broken, '.github'), { recursive: true })
writeFileSync(join(broken, '.github', 'holdfast.yml'), 'version: 1\nrules: [{ rule: security-group-open-ingres }]\n')
writeFileSync(join(temp, 'empty.mjs'), '')
const action = await medianCost([join(root, 'dist', 'index.js')], { GITHUB_WORKSPACE: broken }, broken)
const empty = await medianCost([join(temp, 'empty.mjs')], {}, temp)
say(
  `\nStart: the action with a bad policy ${(action.cpu * 1000).toFixed(0)} ms of CPU, an empty script ${(empty.cpu * 1000).toFixed(0)} ms: ${(action.cpu / empty.cpu).toFixed(2)} times`,
)

for (const count of [10_000, 100_000]) {
  const { stdout } = spawnSync(process.execPath, [join(root, 'bench', 'evaluate.mjs'), String(count)], {
    encoding: 'utf8',
  })
  const { cpu, findings } = JSON.parse(stdout)
  say(`Evaluation alone, ${count} groups of 6 rules, 2 rules: ${cpu.toFixed(2)} s of CPU, ${findings} findings`)
}
say(`dist/index.js: ${(statSync(join(root, 'dist', 'index.js')).size / 1024).toFixed(0)} kB`)

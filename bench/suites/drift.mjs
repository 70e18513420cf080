// Drift: recorded roles and groups read and held to their baselines; what the table of actions adds to dist and to a start.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { first } from '../../emulator/cloud.ts'
import { command, cost, countOf, folderWith, medianCost, root, say, seeded } from '../measure.mjs'

const policyFor = (kind) => `version: 1
targets: [{ account: "${first}", regions: [us-east-1] }]
rules:
  - { rule: drift, response: approve, where: { kinds: [${kind}] } }
`
const detect = [command, 'detect', '--format', 'json']
const listing = 'GetAccountAuthorizationDetails'
const most = 1000

export async function run() {
  say('| recorded | CPU s of detect | wall s | peak MiB | listing calls ÷ least pages | all calls | findings |')
  say('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
  // Each role has two inline policies and one of 500 managed ones.
  for (const count of [1000, 10_000])
    await recorded(`${count.toLocaleString('en')} roles of 3 policies`, {
      args: ['--regions', 'us-east-1', '--roles', String(count), '--managed', '500'],
      kind: 'iam-role',
      action: listing,
      least: Math.ceil((count + 500) / most),
    })
  const groups = 5000
  await recorded(`${groups.toLocaleString('en')} security groups`, {
    args: ['--regions', 'us-east-1', '--sgs', String(groups)],
    kind: 'security-group',
    action: 'DescribeSecurityGroups',
    least: Math.ceil((groups + 2) / most),
  })
  say('')
  for (const drifted of [0, 500, 10_000]) evaluated(10_000, drifted)
  chunk()
}

async function recorded(what, { args, kind, action, least }) {
  const { cloud, env } = await seeded(args)
  const folder = folderWith(what, policyFor(kind))
  await cost([command, 'record', '--write'], env, folder)
  await cloud.faults([])
  await cost(detect, env, folder)
  const log = await cloud.log()
  const { cpu, seconds, rss, stdout } = await medianCost(detect, env, folder)
  const calls = (countOf(log, action) / least).toFixed(2)
  const { findings } = JSON.parse(stdout)
  say(
    `| ${what} | ${cpu.toFixed(2)} | ${seconds.toFixed(1)} | ${rss.toFixed(0)} | ${calls} | ${log.length} | ${findings.length} |`,
  )
  await cloud.stop()
}

/** In a process of its own: nothing is read, and nothing is warm. */
function evaluated(count, drifted) {
  const args = [join(root, 'bench', 'drift-evaluate.mjs'), count, drifted].map(String)
  const { table, read, cpu, findings, rss } = JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout)
  say(
    `Drift alone, ${count.toLocaleString('en')} roles of 3 policies, ${findings} findings: ${cpu.toFixed(2)} s of CPU (files ${read.toFixed(2)} s, table ${table.toFixed(2)} s), ${rss.toFixed(0)} MiB`,
  )
}

function chunk() {
  const folder = join(root, 'dist')
  const holds = readdirSync(folder).filter((name) =>
    readFileSync(join(folder, name), 'utf8').includes('GetContainerizationJobDetails'),
  )
  for (const name of holds)
    say(`The table of actions: dist/${name}, ${(statSync(join(folder, name)).size / 1024).toFixed(0)} kB`)
}

// Security groups: reading and judging beside the bare SDK reader, and what a start costs.
import { spawnSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { first } from '../../emulator/cloud.ts'
import { bundled, command, cost, countOf, folderWith, medianCost, root, say, seeded, temp } from '../measure.mjs'

const sizes = { 'us-east-1': 1000, 'eu-west-1': 5000 }
const policyFor = (region) => `version: 1
targets: [{ account: "${first}", regions: [${region}] }]
rules:
  - { rule: security-group-open-ingress, response: fix, options: { ports: ["22", "3389"] } }
  - { rule: default-security-group-closed }
`

export async function run() {
  const regions = Object.keys(sizes).join(',')
  const perRegion = Object.entries(sizes)
    .map(([region, count]) => `${region}=${count}`)
    .join(',')
  const { cloud, env } = await seeded(['--regions', regions, '--sgs', perRegion])
  const bare = await bundled('bare-reader')
  say('| groups | who | CPU s | peak MiB | DescribeSecurityGroups ÷ least pages | all calls |')
  say('| ---: | --- | ---: | ---: | ---: | ---: |')
  const figures = {}
  for (const [region, count] of Object.entries(sizes)) {
    const folder = folderWith(region, policyFor(region))
    await cloud.faults([])
    await cost([command, 'detect', '--format', 'json'], env, folder)
    const log = await cloud.log()
    const groups = Object.keys(await cloud.state(first, region)).length
    const ours = await medianCost([command, 'detect', '--format', 'json'], env, folder)
    const theirs = await medianCost([bare], { ...env, AWS_REGION: region }, folder)
    figures[count] = { ours, theirs }
    const least = Math.ceil(groups / 1000)
    const ratio = (countOf(log, 'DescribeSecurityGroups') / least).toFixed(2)
    say(`| ${groups} | holdfast detect | ${ours.cpu.toFixed(2)} | ${ours.rss.toFixed(0)} | ${ratio} | ${log.length} |`)
    say(`| ${groups} | bare SDK reader | ${theirs.cpu.toFixed(2)} | ${theirs.rss.toFixed(0)} | 1.00 | ${least} |`)
  }
  await cloud.stop()
  compare(figures[1000], figures[5000])
  await start()
  evaluation()
  say(`dist/index.js: ${(statSync(join(root, 'dist', 'index.js')).size / 1024).toFixed(0)} kB`)
}

function compare(small, large) {
  const beside = (large.ours.cpu / large.theirs.cpu).toFixed(2)
  const memory = (((large.ours.rss - large.theirs.rss) * 1024) / 5000).toFixed(1)
  say(`\nCPU beside the bare reader at 5,000 groups: ${beside}; memory more than it: ${memory} kB a group`)
  const growth = (who) => (large[who].cpu / small[who].cpu).toFixed(2)
  say(`Growth from 1,000 to 5,000 groups (5 times as many): CPU ${growth('ours')}, bare reader ${growth('theirs')}`)
}

async function start() {
  const broken = folderWith('broken', 'version: 1\nrules: [{ rule: security-group-open-ingres }]\n')
  writeFileSync(join(temp, 'empty.mjs'), '')
  const action = await medianCost([join(root, 'dist', 'index.js')], { GITHUB_WORKSPACE: broken }, broken)
  const empty = await medianCost([join(temp, 'empty.mjs')], {}, temp)
  const [ours, least] = [action.cpu * 1000, empty.cpu * 1000]
  say(
    `\nStart: the action with a bad policy ${ours.toFixed(0)} ms of CPU, an empty script ${least.toFixed(0)} ms: ${(ours / least).toFixed(2)} times`,
  )
}

function evaluation() {
  for (const count of [10_000, 100_000]) {
    const script = join(root, 'bench', 'evaluate.mjs')
    const { stdout } = spawnSync(process.execPath, [script, String(count)], { encoding: 'utf8' })
    const { cpu, findings } = JSON.parse(stdout)
    say(`Evaluation alone, ${count} groups of 6 rules, 2 rules: ${cpu.toFixed(2)} s of CPU, ${findings} findings`)
  }
}

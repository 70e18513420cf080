// Many groups: 20,000 in one target, four targets of 5,000, and a run that fixes 200.
import { first } from '../../emulator/cloud.ts'
import { bundled, command, cost, countOf, folderWith, medianCost, say, seeded } from '../measure.mjs'

const four = ['us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1']
const policyFor = (regions, more = '') => `version: 1
targets: [{ account: "${first}", regions: [${regions.join(', ')}] }]
rules:
  - { rule: security-group-open-ingress, response: fix, options: { ports: ["22", "3389"] } }
${more}`

export async function run() {
  await reading()
  await fixing()
}

async function reading() {
  const sizes = ['us-east-1=20000', ...four.map((region) => `${region}=5000`)]
  const { cloud, env } = await seeded(['--regions', ['us-east-1', ...four].join(','), '--sgs', sizes.join(',')])
  const bare = await bundled('bare-reader')
  say('| groups | who | CPU s | wall s | peak MiB | DescribeSecurityGroups ÷ least pages |')
  say('| ---: | --- | ---: | ---: | ---: | ---: |')
  for (const [what, regions] of [
    ['20,000 in one target', ['us-east-1']],
    ['4 targets of 5,000', four],
  ]) {
    const folder = folderWith(what, policyFor(regions))
    await cloud.faults([])
    await cost([command, 'detect', '--format', 'json'], env, folder)
    const log = await cloud.log()
    let least = 0
    for (const region of regions) least += Math.ceil(Object.keys(await cloud.state(first, region)).length / 1000)
    const ours = await medianCost([command, 'detect', '--format', 'json'], env, folder)
    const theirs = await medianCost([bare], { ...env, AWS_REGION: regions.join(',') }, folder)
    const row = (who, { cpu, seconds, rss }, ratio) =>
      say(`| ${what} | ${who} | ${cpu.toFixed(2)} | ${seconds.toFixed(1)} | ${rss.toFixed(0)} | ${ratio} |`)
    row('holdfast detect', ours, (countOf(log, 'DescribeSecurityGroups') / least).toFixed(2))
    row('bare SDK reader', theirs, '1.00')
  }
  await cloud.stop()
}

async function fixing() {
  // So many, since the seed opens exactly 200 of them.
  const { cloud, env } = await seeded(['--regions', 'us-east-1', '--sgs', 'us-east-1=1012', '--bad', '0.2'])
  const folder = folderWith('fix', policyFor(['us-east-1'], 'limits: { changes: 1000, share: 100% }\n'))
  await cloud.faults([])
  const { seconds, cpu, stdout } = await cost([command, 'remediate', '--format', 'json'], env, folder)
  const log = await cloud.log()
  const { counts } = JSON.parse(stdout)
  const writes = log.filter(({ action }) => /^(Revoke|Authorize)/.test(action)).length
  const reads = log.filter(({ service, action }) => service === 'ec2' && /^(Describe|Get)/.test(action)).length
  say(
    `\nA run that fixes ${counts.fixed} of 1,012 groups: ${writes} writes, ${reads} reads, ${log.length} calls in all, ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU`,
  )
  await cloud.stop()
}

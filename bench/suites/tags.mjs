// Tags: 20,000 resources of six kinds read and judged beside a bare SDK reader, and one common change written to all of EC2's.
import { first } from '../../emulator/cloud.ts'
import { bundled, command, cost, folderWith, medianCost, say, seeded } from '../measure.mjs'

// An instance brings its volume.
const seed = ['--instances', 4000, '--snapshots', 3999, '--subnets', 3900, '--buckets', 2000, '--rds', 2000].map(String)
const shares = ['--bad', '0.05', '--untagged', '0.05', '--variants', '0.05']
const ec2 = ['ec2:instance', 'ec2:volume', 'ec2:snapshot', 'ec2:subnet']
const six = [...ec2, 's3:bucket', 'rds:db']

const policyFor = (resources, tags, response) => `version: 1
targets: [{ account: "${first}", regions: [us-east-1] }]
rules:
  - rule: required-tags
    response: ${response}
    options:
      resources: ${JSON.stringify(resources)}
      tags: ${JSON.stringify(tags)}
limits: { changes: 100000, share: 100% }
`
const usual = {
  Environment: { values: ['prod', 'stage', 'dev'], normalise: true, aliases: { production: 'prod' } },
  Owner: { pattern: 'team-[0-9]' },
  CostCenter: { values: ['1*'], inherit: ['instance', 'vpc'] },
}
const lacking = { Backup: { default: 'daily', fill: 'fix' } }
const args = (mode) => [command, mode, '--format', 'json']
const isWrite = ({ action }) => /^(Create|Delete|Tag|Untag|Put)/.test(action)

export async function run() {
  // A database brings a snapshot, of which moto keeps 100 otherwise.
  process.env['MOTO_RDS_SNAPSHOT_LIMIT'] = '100000'
  const { cloud, env } = await seeded(['--regions', 'us-east-1', ...seed, ...shares])
  const bare = await bundled('bare-tag-reader')
  const place = { ...env, AWS_REGION: 'us-east-1' }
  await cloud.faults([])
  const { stdout } = await cost([bare], place)
  const least = (await cloud.log()).length
  say(`${stdout.trim()} resources of six kinds; least calls to read them with their tags: ${least}\n`)
  say('| who | findings | CPU s | wall s | peak MiB | calls ÷ least |')
  say('| --- | ---: | ---: | ---: | ---: | ---: |')
  const theirs = await medianCost([bare], place)
  row('bare SDK reader', null, theirs, 1)
  for (const [what, tags] of [
    ['holdfast detect, three keys', usual],
    ['holdfast detect, a key that all lack', lacking],
  ])
    await reading(what, folderWith(what, policyFor(six, tags, 'fix')), { cloud, env, least })
  await fixing('EC2', ec2, { cloud, env })
  await fixing('buckets and databases', ['s3:bucket', 'rds:db'], { cloud, env })
  await cloud.stop()
}

function row(who, findings, { cpu, seconds, rss }, ratio) {
  say(
    `| ${who} | ${findings ?? ''} | ${cpu.toFixed(2)} | ${seconds.toFixed(1)} | ${rss.toFixed(0)} | ${ratio.toFixed(2)} |`,
  )
}

async function reading(what, folder, { cloud, env, least }) {
  await cloud.faults([])
  await cost(args('detect'), env, folder)
  // Proving the credentials is no reading.
  const calls = (await cloud.log()).filter(({ service }) => service !== 'sts').length
  const ours = await medianCost(args('detect'), env, folder)
  row(what, JSON.parse(ours.stdout).findings.length, ours, calls / least)
}

async function fixing(what, kinds, { cloud, env }) {
  const folder = folderWith(`fix ${what}`, policyFor(kinds, lacking, 'fix'))
  await cloud.faults([])
  const { seconds, cpu, rss, stdout } = await cost(args('remediate'), env, folder)
  const log = await cloud.log()
  const { fixed } = JSON.parse(stdout).counts
  const writes = log.filter(isWrite).length
  say(
    `\nA missing key of ${what}, ${fixed} resources: ${writes} writes (resources ÷ 200: ${Math.ceil(fixed / 200)}), ${log.length} calls in all, ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU, ${rss.toFixed(0)} MiB`,
  )
}

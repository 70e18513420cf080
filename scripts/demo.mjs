// A web shop's account on an embedded AWS emulator: detect, remediate, undo with the packaged action, as a workflow would; then drift of
// a role and a route, and both answers to it.
// --keep leaves the emulator up, and says how to ask it.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { cloudAt, deployRoles, first, keysFor } from '../emulator/cloud.ts'
import { startIssuer } from '../emulator/issuer.ts'
import { runAction, runCommand } from '../emulator/runner.ts'
import { startEmulator } from '../emulator/start.mjs'
import { webShop, webShopPolicy } from '../emulator/web-shop.ts'
import { webShopDrift, webShopDriftRule } from '../emulator/web-shop-drift.ts'

const keep = process.argv.includes('--keep')
const bold = (text) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)
const title = (text) => console.log(`\n${bold(`━━ ${text} ${'━'.repeat(Math.max(0, 100 - text.length))}`)}`)

console.log('Starting an AWS emulator (moto) with a web shop in it, and an OIDC issuer.')
const emulator = await startEmulator(['--port', '0', '--accounts', first, '--sgs', '40', '--bad', '0'])
const url = `http://127.0.0.1:${emulator.ready.port}`
const cloud = cloudAt(url, async () => emulator.stop())
const issuer = await startIssuer()
await deployRoles(cloud)
await webShop(cloud)
const drift = await webShopDrift(cloud)
const account = async () => canonicalize([await cloud.state(), await cloud.tags()])
const before = await account()

const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-'))
const policy = webShopPolicy(first)

async function step(name, inputs, rules = policy) {
  title(name)
  const run = await runAction({ folder, policy: rules, inputs, env: { AWS_ENDPOINT_URL: url, ...issuer.env } })
  if (run.outputs.conclusion === undefined) throw new Error(run.stdout + run.stderr)
  // What the run's log shows; lines that are commands for GitHub's runner (annotations, masks) are not for eyes.
  console.log(
    run.stdout
      .split('\n')
      .filter((line) => !line.startsWith('::'))
      .join('\n')
      .trim(),
  )
  console.log(
    `\n→ conclusion ${run.outputs.conclusion}${run.outputs['failure-reason'] ? ` (${run.outputs['failure-reason']})` : ''}; files in ${run.outputs['report-dir']}`,
  )
  return run
}

await step('mode: detect', { mode: 'detect', 'report-dir': 'detect' })
await step('mode: remediate', { mode: 'remediate', 'report-dir': 'remediate' })
const undo = { mode: 'undo', journal: 'remediate/journal.jsonl' }
const asked = await step('mode: undo (opening ports again waits for approval)', { ...undo, 'report-dir': 'undo-plan' })
await step('mode: undo, with approve: the hash that it asked for', {
  ...undo,
  approve: asked.outputs['plan-hash'],
  'report-dir': 'undo',
})
const same = (await account()) === before
title(
  same
    ? 'The account is again what it was before, rule by rule and tag by tag'
    : 'The account is NOT what it was before',
)

// Drift: what roles may do and how the network is wired is recorded; then somebody changes both by hand.
const keys = await keysFor(url, first)
const asOperator = {
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  AWS_SESSION_TOKEN: keys.sessionToken,
}
const held = policy.slice(0, policy.indexOf('rules:\n') + 'rules:\n'.length) + webShopDriftRule

async function record(name, args) {
  title(name)
  const run = await runCommand(['record', ...args], { folder, policy: held, env: asOperator })
  console.log(run.stdout.trim())
  return run
}

await record('holdfast record: roles and route tables, as files of the repository', [])
await drift.happen()
await step(
  'mode: detect, after somebody gave a role all of S3 and a private network a way out',
  { 'report-dir': 'drift' },
  held,
)
await record('The first answer, accept: the route was meant (in a workflow, by merging a pull request)', [
  '--only',
  drift.table,
])
await step('The other answer, revert: mode: remediate', { mode: 'remediate', 'report-dir': 'revert' }, held)
const { policies, destinations } = await drift.now()
const settled = policies.join() === 'read-orders' && destinations.includes('0.0.0.0/0')
title(
  settled
    ? 'The role is as it was recorded; the route that was accepted is there'
    : 'Drift was NOT answered as it should have been',
)

if (keep) {
  const file = join(folder, 'env.sh')
  writeFileSync(
    file,
    Object.entries(asOperator)
      .map(([name, value]) => `export ${name}='${value}'\n`)
      .join(''),
  )
  console.log(`
The emulator stays up at ${url} until Ctrl-C. In another terminal:
  . ${file}
  node ${join(import.meta.dirname, '..', 'dist', 'cli.js')} detect --policy ${join(folder, '.github', 'holdfast.yml')}
  aws ec2 describe-security-groups`)
} else {
  issuer.close()
  await cloud.stop()
}
process.exitCode = same && settled ? 0 : 1

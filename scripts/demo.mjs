// A web shop's account on an embedded AWS emulator: detect, remediate, undo with the packaged action, as a workflow would.
// --keep leaves the emulator up, and says how to ask it.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { cloudAt, deployRoles, first, keysFor } from '../emulator/cloud.ts'
import { startIssuer } from '../emulator/issuer.ts'
import { runAction } from '../emulator/runner.ts'
import { startEmulator } from '../emulator/start.mjs'
import { webShop, webShopPolicy } from '../emulator/web-shop.ts'

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
/** Rules of security groups, and every tag of the account. */
const account = async () => [await cloud.state(), await cloud.tags()]
const before = await account()

const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-'))
const policy = webShopPolicy(first)

async function step(name, inputs) {
  title(name)
  const run = await runAction({ folder, policy, inputs, env: { AWS_ENDPOINT_URL: url, ...issuer.env } })
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
const asked = await step('mode: undo (tags are taken back at once; opening ports again waits for approval)', {
  ...undo,
  'report-dir': 'undo-plan',
})
await step('mode: undo, with approve: the hash that it asked for', {
  ...undo,
  approve: asked.outputs['plan-hash'],
  'report-dir': 'undo',
})
const same = isDeepStrictEqual(await account(), before)
title(
  same
    ? 'The account is again what it was before, rule by rule and tag by tag'
    : 'The account is NOT what it was before',
)

if (keep) {
  const keys = await keysFor(url, first)
  const lines = {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  }
  const file = join(folder, 'env.sh')
  writeFileSync(
    file,
    Object.entries(lines)
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
process.exitCode = same ? 0 : 1

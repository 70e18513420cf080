// Drift alone, on recorded roles in memory: prints seconds of CPU as JSON. Started in a process of its own.

import { baselinesOf } from '../src/baselines/baselines.ts'
import { baselineText } from '../src/baselines/file.ts'
import { parseBaselines } from '../src/baselines/parse.ts'
import { pathOf } from '../src/baselines/path.ts'
import { take } from '../src/baselines/take.ts'
import { worldOf } from '../src/collect/world.ts'
import { exampleRole } from '../src/resources/iam-role/example.ts'
import { kinds as house } from '../src/resources/index.ts'
import { rule } from '../src/rules/drift/rule.ts'

const [count, drifted] = process.argv.slice(2).map(Number)
const all = new Map(house.map((logic) => [logic.kind, logic]))
const kinds = { get: (kind) => all.get(kind) }
const logic = kinds.get('iam-role')
const services = ['s3', 'ec2', 'sqs', 'sns', 'lambda', 'dynamodb', 'kms', 'logs']
const document = (n, k) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: `S${n}`,
        Effect: 'Allow',
        Action: [`${services[(n + k) % 8]}:Get*`, `${services[(n + k + 1) % 8]}:List*`],
        Resource: [`arn:aws:s3:::bucket-${n}/*`, `arn:aws:s3:::bucket-${n}`],
      },
    ],
  })
const opened = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
})
const managed = Array.from({ length: 500 }, (_, n) => `arn:aws:iam::111111111111:policy/p${n}`)
const policies = new Map(managed.map((arn, n) => [arn, document(n, 3)]))

/** One inline policy of its own, and two managed ones. */
function role(n, isOpened) {
  const { ref, facts, ...more } = exampleRole({ owner: 'team' })
  const inline = new Map([['own', document(n, 1)], ...(isOpened ? [['oops', opened]] : [])])
  const attached = [managed[n % 500], managed[(n + 1) % 500]].sort()
  return {
    ...more,
    ref: { ...ref, id: `role-${n}`, arn: ref.arn.replace(ref.id, `role-${n}`) },
    facts: { ...facts, inline: { known: true, value: inline }, attached: { known: true, value: attached }, policies },
  }
}

const spent = (from) => {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1e6
}
const files = Array.from({ length: count }, (_, n) => {
  const { baseline } = take(logic, role(n, false), null)
  return { path: pathOf(baseline), text: baselineText(baseline) }
})
const live = Array.from({ length: count }, (_, n) => role(n, n < drifted))
const begun = process.cpuUsage()
await logic.load()
const table = spent(begun)
const parsing = process.cpuUsage()
const parsed = parseBaselines(files, { kinds, recorded: ['iam-role'] })
const read = spent(parsing)
const judging = process.cpuUsage()
const baselines = baselinesOf(
  parsed.files.map(({ baseline }) => baseline),
  kinds,
)
const world = worldOf({ resources: live, gaps: [], whole: new Set(), baselines })
const verdicts = live.map((one) => rule.check(one, { new: 'report' }, world))
const findings = verdicts.reduce((sum, verdict) => sum + (typeof verdict === 'string' ? 0 : verdict.length), 0)
console.log(JSON.stringify({ table, read, cpu: spent(judging), findings, rss: process.memoryUsage().rss / 2 ** 20 }))

// Evaluation alone, on groups in memory: prints seconds of CPU and findings as JSON. Started in a process of its own.

import { worldOf } from '../src/collect/world.ts'
import { evaluate } from '../src/evaluate/evaluate.ts'
import { parsePolicy } from '../src/policy/parse.ts'
import { exampleRule } from '../src/resources/security-group/example.ts'
import { rules } from '../src/rules/index.ts'

const count = Number(process.argv[2])
const byId = new Map(rules.map((rule) => [rule.id, rule]))
const text = `version: 1
rules:
  - { rule: security-group-open-ingress, response: fix }
  - { rule: default-security-group-closed }
`
const parsed = parsePolicy(text, 'bench', { rules: byId, kinds: [], today: '2026-11-24' })
const members = (n) => [
  n % 20 === 0 ? 'ingress tcp 22-22 0.0.0.0/0' : `ingress tcp 22-22 10.0.${n % 250}.0/24`,
  'ingress tcp 443-443 0.0.0.0/0',
  `ingress tcp 5432-5432 10.1.${n % 250}.0/24`,
  'ingress tcp 8080-8090 10.0.0.0/8',
  'ingress -1 all sg-0123456789abcdef0',
  'egress -1 all 0.0.0.0/0',
]
const resources = Array.from({ length: count }, (_, n) => {
  const id = `sg-${String(n).padStart(17, '0')}`
  const ref = {
    kind: 'security-group',
    account: '111111111111',
    region: 'us-east-1',
    id,
    arn: `arn:aws:ec2:us-east-1:111111111111:security-group/${id}`,
  }
  const facts = { groupName: `group-${n}`, owner: '111111111111', rules: members(n).map(exampleRule), users: null }
  return {
    ref,
    name: { known: true, value: `group-${n}` },
    tags: { known: true, value: new Map() },
    vpc: { known: true, value: 'vpc-1' },
    facts,
  }
})
const world = worldOf({ resources, gaps: [], whole: new Set() })
const start = process.cpuUsage()
const { findings } = evaluate(
  { policy: parsed.policy, rules: byId, uses: parsed.policy.uses, today: '2026-11-24' },
  world,
)
const { user, system } = process.cpuUsage(start)
console.log(JSON.stringify({ cpu: (user + system) / 1e6, findings: findings.length }))

// npm run new-rule NAME: a rule's folder, whole in its shape, that fails its own test until it is written.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [name = ''] = process.argv.slice(2)
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) {
  console.error(`new-rule: found "${name}", expected a name in kebab-case such as security-group-open-egress`)
  process.exit(2)
}
const folder = join('src', 'rules', name)
if (existsSync(folder)) {
  console.error(`new-rule: ${folder} is there already`)
  process.exit(2)
}
mkdirSync(folder)
writeFileSync(
  join(folder, 'rule.ts'),
  `import * as z from 'zod/mini'
import type { Resource } from '../../model/resource.ts'
import type { Verdict } from '../../model/rule.ts'
import { defineRule } from '../define.ts'

const optionsSchema = z.strictObject({})
type Options = z.infer<typeof optionsSchema>

export const rule = defineRule<Options, 'security-group'>({
  id: '${name}',
  title: 'Say here what holds when this rule passes',
  severity: 'medium',
  controls: { securityHub: [], cis: [] },
  kinds: () => ['security-group'],
  writes: () => [],
  options: optionsSchema,
  check(_group: Resource<'security-group'>): Verdict {
    throw new Error('${name} is not written yet')
  },
})
`,
)
writeFileSync(
  join(folder, 'cases.ts'),
  `import { exampleGroup } from '../../resources/security-group/example.ts'
import type { Case } from '../define.ts'

/** At least one pass, fail, unknown and near miss. */
export const cases: readonly Case<'security-group'>[] = [
  {
    title: 'what is in order',
    group: 'pass',
    options: {},
    resource: exampleGroup(),
    expect: { verdict: 'pass' },
  },
]
`,
)
writeFileSync(
  join(folder, 'README.md'),
  `# ${name}

Why it matters, how it judges, what a fix does and what it can break.

## Cases

<!-- generated:cases -->
<!-- /generated -->
`,
)
console.error(
  `made ${folder}: write rule.ts, cases.ts and README.md; npm run jest -- __tests__/rules.test.ts fails until then`,
)
process.exit(spawnSync(process.execPath, ['scripts/gen.mjs'], { stdio: 'inherit' }).status ?? 1)
